import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { Random } from '../../simulator/tenant/random.ts';
import { parseManifest } from '../../src/snapshot/manifest.ts';
import { expectRowsOf, failureOf, INPUTS, openFaultWorld } from './fault-world.ts';
import { directoryOf, unpack } from './snapshot.ts';
import { MINUTE } from './use-world.ts';
import type { Inputs, World } from './world.ts';

vi.setConfig({ testTimeout: 240_000 });

const KILLS = 5;

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

/** What changes with a publish, without a look at the files: it is asked for again and again. */
const marks: Readonly<Record<string, (world: World, workspace: string) => Promise<string>>> = {
  none: async (_world, workspace) => readFile(join(directoryOf({ workspace }), 'manifest.json'), 'utf8'),
  branch: async ({ runner }) => runner.git.head('app-launches'),
  artifact: async ({ runner }) => String(runner.artifacts.all().at(-1)?.id),
};

function fromMap(files: ReadonlyMap<string, Buffer>): ReadPath {
  return async (path) => files.get(path) ?? Promise.reject(new Error(`${path} is missing`));
}

/** Runs the action; `onRequest` hears of its nth request to the tenant. */
async function runHeard(
  { tenant: { faults }, sync }: World,
  request: number,
  onRequest: () => void,
  [inputs, signal]: readonly [Inputs, AbortSignal?],
) {
  let requests = 0;
  const count = (): boolean => {
    requests += 1;
    if (requests === request) onRequest();
    return false;
  };
  for (const kind of ['token', 'list-subscriptions', 'content', 'blob'] as const) {
    faults.add({ match: { kind, where: count }, fault: { kind: 'hang' } });
  }
  const run = await sync(inputs, signal === undefined ? {} : { signal });
  faults.clear();
  expect(requests).toBeGreaterThanOrEqual(request);
  return run;
}

/** Runs the action and kills it `delayMs` after its nth request to the tenant; `undefined` when it was killed. */
async function killedAt(world: World, request: number, delayMs: number, inputs: Inputs) {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const arm = (): void => {
    timer = setTimeout(() => controller.abort(), delayMs);
  };
  const run = await runHeard(world, request, arm, [inputs, controller.signal]);
  clearTimeout(timer);
  return run.exitCode === null ? undefined : run;
}

/** Adds three blobs of the last minutes, with a launch each. */
function addBlobs({ tenant }: World): void {
  tenant.advance(10 * MINUTE);
  for (let left = 3; left > 0; left -= 1) {
    const created = new Date(tenant.now() - left * MINUTE);
    tenant.addBlob({ created, records: [launchRecord(tenant.makeLaunch(), tenant.tenantId)] });
  }
}

/** Runs the action and kills it once it has published, before it has saved its state. */
async function killedOncePublished(world: World, readMark: () => Promise<string>, inputs: Inputs) {
  const before = await readMark();
  const controller = new AbortController();
  world.runner.cache.fail({ status: 'hang', on: 'save' });
  const ended = world.sync(inputs, { signal: controller.signal });
  let isOver = false;
  void ended.finally(() => {
    isOver = true;
  });
  // Between two renames there is nothing to read.
  while (!isOver && (await readMark().catch(() => before)) === before) await sleep(20);
  controller.abort();
  expect((await ended).exitCode).toBeNull();
  world.runner.cache.heal();
}

describe.concurrent(`a run that is killed at ${KILLS} instants leaves a whole snapshot, and the next run completes it`, () => {
  test.for(Object.keys(places))('publish: %s', async (publish, { onTestFinished }) => {
    const world = await openFaultWorld(onTestFinished, {}, true);
    const random = new Random(20_261_122);
    const inputs = { ...INPUTS, publish };
    const [readPlace, markOf] = [places[publish], marks[publish]];
    if (readPlace === undefined || markOf === undefined) throw new Error(`no place ${publish}`);
    // What is there already does not depend on the process that made it.
    await world.sync(inputs, { built: false });
    // How long a run takes here for what comes after its last request.
    addBlobs(world);
    let lastRequest = 0;
    const mark = (): void => {
      lastRequest = performance.now();
    };
    const first = await runHeard(world, 6, mark, [inputs]);
    const restMs = Math.ceil(performance.now() - lastRequest);
    expect(failureOf(first)).toEqual({ exitCode: 0, errors: [] });
    let id = await expectWholeSnapshot(await readPlace(world, first.workspace));

    const ends = new Map<string, number>();
    for (let kills = 0; kills < KILLS; kills += 1) {
      addBlobs(world);
      // Half of them while it reads, half while it merges, publishes and saves its state.
      const [request, delayMs] = random.chance(0.5)
        ? [random.whole(1, 6), random.whole(0, 30)]
        : [6, random.whole(0, restMs)];
      const run = await killedAt(world, request, delayMs, inputs);
      const next = await expectWholeSnapshot(await readPlace(world, first.workspace));
      const end = `${run === undefined ? 'killed' : 'ended'}, ${next === id ? 'old' : 'new'} snapshot`;
      ends.set(end, (ends.get(end) ?? 0) + 1);
      id = next;
    }
    console.log(`publish: ${publish}: ${[...ends].map(([end, count]) => `${count} × ${end}`).join('; ')}`);
    expect(ends.get('killed, old snapshot') ?? 0).toBeGreaterThan(0);

    addBlobs(world);
    const readId = async () => expectWholeSnapshot(await readPlace(world, first.workspace));
    await killedOncePublished(world, () => markOf(world, first.workspace), inputs);
    expect(await readId()).not.toBe(id);

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
