import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { parseManifest } from '../../src/snapshot/manifest.ts';
import { expectRowsOf, failureOf, INPUTS, openFaultWorld } from './fault-world.ts';
import { directoryOf, unpack } from './snapshot.ts';
import { MINUTE } from './use-world.ts';
import type { Inputs, World } from './world.ts';

vi.setConfig({ testTimeout: 240_000 });

type ReadPath = (path: string) => Promise<Uint8Array>;

/** Expects every file that the manifest names to be there, byte for byte; gives the snapshot's id. */
async function expectWholeSnapshot(read: ReadPath): Promise<string> {
  const manifest = parseManifest(Buffer.from(await read('manifest.json')).toString('utf8'));
  for (const { path, sha256 } of manifest.files) {
    expect([
      path,
      createHash('sha256')
        .update(await read(path))
        .digest('hex'),
    ]).toEqual([path, sha256]);
  }
  return manifest.snapshot_id;
}

/** The published snapshot, wherever it is. */
const places: Readonly<Record<string, (world: World, workspace: string) => Promise<ReadPath>>> = {
  none: async (_world, workspace) => {
    const directory = directoryOf({ workspace });
    // Between the two renames the old files wait beside their place, from where the next run takes them back.
    const folder = existsSync(directory) ? directory : join(workspace, '.app-launches.old');
    return (path) => readFile(join(folder, path));
  },
  branch: async ({ runner }) => fromMap(await runner.readBranch('app-launches')),
  artifact: async ({ runner }) => fromMap(runner.artifacts.files(runner.artifacts.all().at(-1)?.id ?? 0)),
};

function fromMap(files: ReadonlyMap<string, Buffer>): ReadPath {
  return async (path) => files.get(path) ?? Promise.reject(new Error(`${path} is missing`));
}

/** An instant of a run. */
interface Instant {
  /** Has `kill` called then, unless a process is held then. */
  readonly arm?: (world: World, kill: () => void) => void;
  /** The built action stands still before a call of this function of Node.js with this text in its arguments. */
  readonly held?: readonly [call: string, text: string];
  /** Kills a process of the built action; otherwise a played run hears of nothing any more. */
  readonly built?: boolean;
}

/** The nth request to the tenant, of the six that a run makes. */
const atRequest = (nth: number, built = false): Instant => ({
  built,
  arm: ({ tenant: { faults } }, kill) => {
    let requests = 0;
    const where = (): boolean => {
      requests += 1;
      if (requests === nth) kill();
      return false;
    };
    for (const kind of ['token', 'list-subscriptions', 'content', 'blob'] as const) {
      faults.add({ match: { kind, where }, fault: { kind: 'hang' } });
    }
  },
});

/** The first request to the runner of that kind. */
const atService = (kind: RegExp, built = true): Instant => ({
  built,
  arm: ({ runner }, kill) => {
    const stop = runner.beforeRequest(({ method, path }) => {
      if (!kind.test(`${method} ${path}`)) return;
      stop();
      kill();
    });
  },
});

const atCall = (call: string, text: string): Instant => ({ built: true, held: [call, text] });

/** While it publishes, before readers see the new snapshot. */
const PUBLISHING: Readonly<Record<string, readonly Instant[]>> = {
  none: [
    atCall('writeFile', '.app-launches.new/manifest.json'),
    // The second of the two renames.
    atCall('renameSync', '.app-launches.new'),
  ],
  branch: [atCall('spawn', 'fast-import'), atCall('spawn', 'push')],
  artifact: [atService(/CreateArtifact$/), atService(/^PUT /)],
};

const KILLS = 5;

/** Adds three blobs of the last minutes, with a launch each. */
function addBlobs({ tenant }: World): void {
  tenant.advance(10 * MINUTE);
  for (let left = 3; left > 0; left -= 1) {
    const created = new Date(tenant.now() - left * MINUTE);
    tenant.addBlob({ created, records: [launchRecord(tenant.makeLaunch(), tenant.tenantId)] });
  }
}

const HOLD = new URL('hold-at.ts', import.meta.url).href;

/** Runs the action and kills it at that instant. */
async function killAt(world: World, { arm, held, built = false }: Instant, inputs: Inputs): Promise<void> {
  const controller = new AbortController();
  const kill = (): void => controller.abort();
  const mark = join(await world.runner.folder('held'), 'mark');
  arm?.(world, kill);
  const [call = '', text = ''] = held ?? [];
  const hold = { NODE_OPTIONS: `--import=${HOLD}`, HOLD_CALL: call, HOLD_TEXT: text, HOLD_MARK: mark };
  const ended = world.sync(inputs, { built, signal: controller.signal, env: held === undefined ? {} : hold });
  if (held !== undefined) {
    let isOver = false;
    void ended.finally(() => {
      isOver = true;
    });
    while (!isOver && !existsSync(mark)) await sleep(20);
    kill();
  }
  expect((await ended).exitCode).toBeNull();
  world.tenant.faults.clear();
}

describe.concurrent(`a run that is killed at ${KILLS} instants leaves a whole snapshot, and the next run completes it`, () => {
  test.for(Object.keys(places))('publish: %s', async (publish, { onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished);
    const inputs = { ...INPUTS, publish };
    const [readPlace, publishing] = [places[publish], PUBLISHING[publish]];
    if (readPlace === undefined || publishing === undefined) throw new Error(`no place ${publish}`);
    const first = await world.sync(inputs);
    expect(failureOf(first)).toEqual({ exitCode: 0, errors: [] });
    const readId = async () => expectWholeSnapshot(await readPlace(world, first.workspace));
    const id = await readId();

    // How a process ends that reads, or waits for the cache, does not depend on where it publishes.
    const built = publish === 'none';
    const instants = [atRequest(1), atRequest(3, built), atRequest(6), ...publishing];
    expect(instants).toHaveLength(KILLS);
    for (const instant of instants) {
      addBlobs(world);
      await killAt(world, instant, inputs);
      expect(await readId()).toBe(id);
    }

    // Once it has published, before it has saved its state.
    addBlobs(world);
    world.runner.cache.fail({ status: 'hang', on: 'save' });
    await killAt(world, atService(/CreateCacheEntry$/, built), inputs);
    expect(await readId()).not.toBe(id);
    world.runner.cache.heal();

    const last = await world.sync(inputs);
    expect(failureOf(last)).toEqual({ exitCode: 0, errors: [] });
    expect([last.outputs.get('complete'), last.outputs.get('gaps')]).toEqual(['true', '[]']);
    const read = await readPlace(world, last.workspace);
    await expectWholeSnapshot(read);
    const manifest = await read('manifest.json');
    const files = new Map([['manifest.json', manifest]]);
    for (const { path } of parseManifest(Buffer.from(manifest).toString('utf8')).files) {
      files.set(path, await read(path));
    }
    const workspace = await world.runner.folder('published');
    await unpack(directoryOf({ workspace }), files);
    await expectRowsOf(world, { workspace });
    expect(world.judgeSays()).toEqual([]);
  });
});

test('a kill between the two renames of the folder costs nothing: the next run takes the old files back', async ({
  onTestFinished,
}) => {
  const world = await openFaultWorld(onTestFinished);
  const first = await world.sync(INPUTS);
  await rename(directoryOf(first), join(first.workspace, '.app-launches.old'));
  world.tenant.advance(10 * MINUTE);
  const next = await world.sync(INPUTS);
  expect(failureOf(next)).toEqual({ exitCode: 0, errors: [] });
  const watermark = Date.parse(first.outputs.get('watermark') ?? '');
  expect(Date.parse(next.outputs.get('window-start') ?? '')).toBe(watermark - 2 * 60 * MINUTE);
  await expectRowsOf(world, next);
});
