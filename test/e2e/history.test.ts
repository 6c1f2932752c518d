import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  coveredTime,
  expectCoveredTruth,
  HISTORY,
  openHistoryWorld,
  pass,
  warnings,
} from './history-world.ts';
import { directoryOf, readManifest } from './snapshot.ts';
import { DAY, HOUR } from './use-world.ts';

describe('a first run with history', () => {
  test('holds every launch of 180 days, deletes its queries, and the second run asks nothing', async () => {
    const world = await openHistoryWorld();
    const first = await world.sync(HISTORY);
    expect([first.exitCode, first.outputs.get('complete'), first.outputs.get('gaps')]).toEqual([
      0,
      'true',
      '[]',
    ]);
    const [from] = coveredTime(first);
    expect(world.tenant.now() - Date.parse(from)).toBeGreaterThan(178 * DAY);
    expect(world.tenant.now() - Date.parse(from)).toBeLessThan(180 * DAY);
    await expectCoveredTruth(world, first);
    expect(first.outputs.get('history-pending')).toBe('0');
    expect(world.tenant.search.queries).toEqual([]);
    const submitted = world.tenant.search.submitted.length;
    world.tenant.advance(HOUR);
    const requests = world.tenant.requests.length;
    const second = await world.sync(HISTORY);
    expect(second.exitCode).toBe(0);
    expect(world.tenant.search.submitted).toHaveLength(submitted);
    expect(world.tenant.requests.slice(requests).filter(({ path }) => path.includes('auditLog'))).toEqual([]);
    expect(coveredTime(second)[0]).toBe(from);
    expect(world.judgeSays()).toEqual([]);
  });

  test('leaves what is not ready to later runs, which go on with the same queries', async () => {
    const world = await openHistoryWorld();
    const { search } = world.tenant;
    search.polls = () => Number.POSITIVE_INFINITY;
    const first = await world.sync(HISTORY);
    expect(Number(first.outputs.get('history-pending'))).toBeGreaterThan(3);
    expect(search.submitted).toHaveLength(3);
    expect(coveredTime(first)[0]).toMatch(/^2026-11-15T06:05/);
    search.polls = () => 1;
    world.tenant.advance(HOUR);
    const second = await world.sync(HISTORY);
    expect(second.outputs.get('history-pending')).toBe('0');
    await expectCoveredTruth(world, second);
    expect(search.queries).toEqual([]);
    expect(world.judgeSays()).toEqual([]);
  });
});

test('a gap of 12 days is named, and closed by the next run with history', async () => {
  const world = await openHistoryWorld(10);
  await world.sync();
  pass(world, 12);
  const paused = await world.sync();
  const { coverage } = await readManifest(directoryOf(paused));
  expect(coverage.gaps).toHaveLength(1);
  expect(paused.summary).toContain('### Gaps');
  world.tenant.advance(HOUR);
  const closed = await world.sync({ ...HISTORY, 'history-reach': '15 days' });
  expect(closed.outputs.get('gaps')).toBe('[]');
  expect(closed.summary).not.toContain('### Gaps');
  await expectCoveredTruth(world, closed);
  expect((await readManifest(directoryOf(closed))).coverage.gaps).toEqual([]);
  expect(world.judgeSays()).toEqual([]);
});

describe('a search that finds nothing covers nothing', () => {
  test('when the token lacks the role, it is not even tried', async () => {
    const world = await openHistoryWorld(30);
    world.tenant.search.token.roles = ['AuditLog.Read.All'];
    const run = await world.sync(HISTORY);
    expect([run.exitCode, run.outputs.get('complete')]).toEqual([0, 'true']);
    expect(world.tenant.search.submitted).toEqual([]);
    expect(warnings(run)).toEqual(['Audit search failed']);
    expect(run.annotations[0]?.message).toContain('AuditLogsQuery.Read.All of Microsoft Graph');
    expect(coveredTime(run)[0]).toMatch(/^2026-11-15T06:05/);
  });

  test('when the role is there, it warns, and asks again', async () => {
    const world = await openHistoryWorld(30);
    world.tenant.search.isSilent = true;
    const run = await world.sync({ ...HISTORY, 'history-reach': '30 days' });
    expect(warnings(run)).toEqual(['Audit search proves nothing']);
    expect(coveredTime(run)[0]).toMatch(/^2026-11-15T06:05/);
    expect(run.outputs.get('complete')).toBe('true');
    world.tenant.search.isSilent = false;
    world.tenant.advance(HOUR);
    const next = await world.sync({ ...HISTORY, 'history-reach': '30 days' });
    expect(warnings(next)).not.toContain('Audit search proves nothing');
    await expectCoveredTruth(world, next);
    expect(world.tenant.now() - Date.parse(coveredTime(next)[0])).toBeGreaterThan(28 * DAY);
  });
});

describe('a search that fails keeps no launch of the feed from being published', () => {
  test.each([
    ['is refused', { kind: 'status', status: 403, body: 'html' }, 'HTTP status 403'],
    ['is throttled', { kind: 'status', status: 429, retryAfter: 3_600 }, 'its quota'],
    ['is down', { kind: 'status', status: 503 }, 'HTTP status 503'],
    ['does not answer', { kind: 'reset-before-headers' }, 'Cannot list the audit log queries'],
  ] as const)('when it %s', async (_, fault, words) => {
    const world = await openHistoryWorld(10);
    world.tenant.faults.add({ match: { kind: 'list-queries' }, times: 99, fault });
    const run = await world.sync(HISTORY);
    expect([run.exitCode, run.outputs.get('complete'), warnings(run)]).toEqual([
      0,
      'true',
      ['Audit search failed'],
    ]);
    expect(run.annotations.find(({ level }) => level === 'warning')?.message).toContain(words);
    await expectCoveredTruth(world, run);
    expect(world.judgeSays()).toEqual([]);
  });

  test('when the tenant has it in neither version of Microsoft Graph', async () => {
    const world = await openHistoryWorld(10);
    world.tenant.search.versions = [];
    const run = await world.sync({ ...HISTORY, strict: 'true' });
    expect([run.exitCode, warnings(run)]).toEqual([0, ['Audit search failed']]);
    await expectCoveredTruth(world, run);
  });
});

test('a log that keeps 30 days is told as such, and is not asked for more', async () => {
  const world = await openHistoryWorld(60);
  world.tenant.search.retention = 30 * DAY;
  const run = await world.sync(HISTORY);
  const notice = run.annotations.find(({ title }) => title === 'Where the audit log begins');
  expect(notice?.message).toContain(`keeps nothing before ${coveredTime(run)[0]}`);
  expect(world.tenant.now() - Date.parse(coveredTime(run)[0])).toBeLessThan(30 * DAY);
  await expectCoveredTruth(world, run);
  const { length } = world.tenant.search.submitted;
  world.tenant.advance(3 * DAY);
  await world.sync(HISTORY);
  expect(world.tenant.search.submitted).toHaveLength(length);
});

test('a manual run reads its window and searches nothing', async () => {
  const world = await openHistoryWorld(10);
  await world.sync({ ...HISTORY, 'start-time': new Date(world.tenant.now() - DAY).toISOString() });
  expect(world.tenant.search.submitted).toEqual([]);
});

test('after its deadline a run searches no more, and publishes what it has', async () => {
  const world = await openHistoryWorld(30);
  world.tenant.search.polls = () => Number.POSITIVE_INFINITY;
  const run = await world.sync({ ...HISTORY, 'history-wait': '2 hours', deadline: '10 minutes' });
  expect([run.exitCode, run.outputs.get('history-pending')]).toEqual([0, '18']);
  await expectCoveredTruth(world, run);
});

test('launches that the feed brought before are repeats of a search, field by field', async () => {
  const world = await openHistoryWorld(12);
  await world.sync();
  world.tenant.advance(HOUR);
  const run = await world.sync({ ...HISTORY, 'history-reach': '12 days' });
  const { outputs } = run;
  expect(Number(outputs.get('duplicates'))).toBeGreaterThan(0);
  const counts = /Audit records read\s*\|([^|]*)\|/.exec(run.summary)?.[1] ?? '';
  const [records, ...parts] = [...counts.matchAll(/\d[\d,]*/g)].map(([text]) =>
    Number(text.replaceAll(',', '')),
  );
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(records);
  await expectCoveredTruth(world, run);
});

test('days whose files are lost come back', async () => {
  const world = await openHistoryWorld(20);
  const first = await world.sync({ ...HISTORY, 'history-reach': '20 days' });
  const { files } = await readManifest(directoryOf(first));
  const lost = files.find(({ table, date_to: to }) => table === 'launches' && (to ?? '') > '2026-11-08');
  await rm(join(directoryOf(first), lost?.path ?? ''));
  world.tenant.advance(HOUR);
  const damaged = await world.sync({ ...HISTORY, 'history-reach': '20 days' });
  expect(warnings(damaged)).toContain('Data files lost');
  world.tenant.advance(HOUR);
  const healed = await world.sync({ ...HISTORY, 'history-reach': '20 days' });
  expect(healed.outputs.get('gaps')).toBe('[]');
  await expectCoveredTruth(world, healed);
});
