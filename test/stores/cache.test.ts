import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRunContext } from '../../src/inputs/run-context.ts';
import { readSettings } from '../../src/inputs/settings.ts';
import { type CacheClient, createStateCache } from '../../src/stores/cache.ts';

const KEY = Buffer.alloc(32, 'k');
const STATE = { snapshotId: 'snapshot-1', watermark: 1_795_809_262_471, subscriptionOffAt: undefined };
const environment = (workspace: string, inputs: Readonly<Record<string, string>> = {}) => ({
  'INPUT_TENANT-ID': '11111111-2222-4333-8444-555555555555',
  'INPUT_CLIENT-ID': 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  INPUT_USERS: 'none',
  GITHUB_WORKSPACE: workspace,
  GITHUB_REPOSITORY: 'contoso/app-launches',
  GITHUB_RUN_ID: '7',
  ...inputs,
});

/** A cache over entries in memory, which is asked as the toolkit is. */
function open({
  signingKey = KEY,
  inputs = {},
  entries = [] as string[],
  client = {} as Partial<CacheClient>,
} = {}) {
  const workspace = mkdtempSync(join(tmpdir(), 'cache-'));
  const given = environment(workspace, inputs);
  const saved: string[] = [];
  const whole: CacheClient = {
    restoreCache: async (_paths, key, restoreKeys, { lookupOnly }) => {
      expect(lookupOnly).toBe(true);
      return entries.findLast((entry) => [key, ...restoreKeys].some((prefix) => entry.startsWith(prefix)));
    },
    saveCache: async (paths, key) => {
      expect(readdirSync(join(workspace, '.audit-log-sync'))).toHaveLength(paths.length);
      if (entries.includes(key)) return -1;
      saved.push(key);
      return entries.push(key);
    },
    ...client,
  };
  const settings = readSettings(given, new Date('2026-11-22T06:00:00Z'));
  const cache = createStateCache(settings, readRunContext(given), signingKey, async () => whole);
  return { cache, entries, saved, workspace };
}

test('what a run saved is found by the next, in the key alone; nothing stays in the workspace', async () => {
  const { cache, entries, workspace } = open();
  expect(await cache.save(STATE)).toEqual({ kind: 'saved', key: entries[0] });
  expect(readdirSync(workspace)).toEqual([]);
  expect(await open({ entries }).cache.find('snapshot-1')).toEqual({ kind: 'found', state: STATE });
  expect(await open({ entries }).cache.find(undefined)).toEqual({ kind: 'found', state: STATE });
  expect(await open({ entries }).cache.find('snapshot-2')).toEqual({
    kind: 'none',
    newest: 'snapshot-1',
  });
});

test('the state of an older snapshot is found too, and what the newest is', async () => {
  const { cache, entries } = open();
  await cache.save(STATE);
  await cache.save({ ...STATE, snapshotId: 'snapshot-2' });
  expect(await cache.find('snapshot-2')).toEqual({
    kind: 'found',
    state: { ...STATE, snapshotId: 'snapshot-2' },
  });
  expect(await cache.find('snapshot-1')).toEqual({ kind: 'found', state: STATE, newest: 'snapshot-2' });
  entries.push((entries[0] ?? '').replace('snapshot-1', 'snapshot-3'));
  expect(await cache.find('snapshot-1')).toEqual({ kind: 'found', state: STATE });
});

test('of other tenants, stores and workflows nothing is found', async () => {
  const { cache, entries } = open();
  await cache.save(STATE);
  const others = [
    { 'INPUT_TENANT-ID': '99999999-2222-4333-8444-555555555555' },
    { INPUT_PUBLISH: 'none' },
    { 'INPUT_CACHE-KEY': 'another' },
  ];
  for (const inputs of others) {
    expect(await open({ entries, inputs }).cache.find('snapshot-1')).toEqual({ kind: 'none' });
  }
});

test('the state that was just found, or saved, is not saved again', async () => {
  const { cache, saved } = open();
  await cache.save(STATE);
  expect(await cache.save(STATE)).toMatchObject({ kind: 'saved' });
  const next = open({ entries: saved });
  await next.cache.find('snapshot-1');
  expect(await next.cache.save(STATE)).toMatchObject({ kind: 'saved' });
  expect(next.saved).toEqual([]);
});

describe('what goes wrong costs work, never the run', () => {
  test('a forged entry is ignored, and it is said', async () => {
    const { cache, entries } = open();
    await cache.save(STATE);
    entries.push((entries[0] ?? '').replace('1795809262471', '1795809262472'));
    expect(await cache.find('snapshot-1')).toEqual({
      kind: 'ignored',
      reason: 'its newest entry is not signed with this data-key',
    });
  });

  test('a service that cannot be asked', async () => {
    const client = { restoreCache: () => Promise.reject(new Error('reset')) };
    expect(await open({ client }).cache.find('snapshot-1')).toEqual({ kind: 'none' });
  });

  test.each([
    ['that refuses', { saveCache: async () => -1 }, 'the cache service refused the entry'],
    ['that fails', { saveCache: () => Promise.reject(new Error('reset')) }, 'reset'],
  ])('a save %s', async (_, client, reason) => {
    const { cache, workspace } = open({ client });
    expect(await cache.save(STATE)).toEqual({ kind: 'failed', reason });
    expect(readdirSync(workspace)).toEqual([]);
  });

  test('a key that is too long', async () => {
    const state = { ...STATE, snapshotId: 's'.repeat(500) };
    expect(await open().cache.save(state)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('512'),
    });
  });
});

test('without a data key nothing is asked and nothing is saved', async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'cache-'));
  const settings = readSettings(environment(workspace), new Date('2026-11-22T06:00:00Z'));
  const never = () => Promise.reject(new Error('the cache is asked'));
  const cache = createStateCache(settings, readRunContext(environment(workspace)), undefined, never);
  expect(await cache.find('snapshot-1')).toMatchObject({ kind: 'ignored' });
  expect(await cache.save(STATE)).toMatchObject({ kind: 'unneeded' });
});

describe('what the repository put where the file of an entry is written', () => {
  function outside() {
    const folder = mkdtempSync(join(tmpdir(), 'outside-'));
    const file = join(folder, 'state');
    writeFileSync(file, 'precious');
    return { folder, file };
  }

  test('a link in place of its folder: nothing is saved, and nothing behind it is written or removed', async () => {
    const { cache, saved, workspace } = open();
    const { folder, file } = outside();
    symlinkSync(folder, join(workspace, '.audit-log-sync'));
    expect(await cache.save(STATE)).toEqual({
      kind: 'failed',
      reason: '.audit-log-sync in the workspace is not a folder',
    });
    expect(readFileSync(file, 'utf8')).toBe('precious');
    expect(readdirSync(workspace)).toEqual(['.audit-log-sync']);
    expect(saved).toEqual([]);
  });

  test('a link in place of the file: it goes, and what it leads to stays', async () => {
    const { cache, saved, workspace } = open();
    const { file } = outside();
    mkdirSync(join(workspace, '.audit-log-sync'));
    symlinkSync(file, join(workspace, '.audit-log-sync', 'state'));
    expect(await cache.save(STATE)).toMatchObject({ kind: 'saved' });
    expect(saved).toHaveLength(1);
    expect(readFileSync(file, 'utf8')).toBe('precious');
    expect(existsSync(join(workspace, '.audit-log-sync'))).toBe(false);
  });
});
