import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../src/instants.ts';
import { formatManifest, parseManifest, signManifest } from '../../../src/snapshot/manifest.ts';
import { afterActions, formatCommit, type TableState } from '../../../src/stores/data-lake/actions.ts';
import { encodeCheckpoint } from '../../../src/stores/data-lake/checkpoint.ts';
import { checkpointPath, commitPath, hintPath, readTable } from '../../../src/stores/data-lake/delta-log.ts';
import { TABLES } from '../../e2e/lake-world.ts';
import { launch } from '../../snapshot/fixtures.ts';
import { MANIFEST_KEY, MemoryLake, publishTo, STATE, T0 } from './memory-lake.ts';

/** Requests, and bytes that were read and written, of a run with one new launch. */
async function costOf(lake: MemoryLake, eventId: string) {
  lake.now += MINUTE_MS;
  lake.asked.length = 0;
  await publishTo(lake, { launches: [launch({ eventId, launchedAt: T0 })] });
  return {
    requests: lake.asked.length,
    lists: lake.asked.filter(({ what }) => what === 'list').length,
    bytes: lake.bytes(),
  };
}

/** Makes every table one of 1,000 commits more, each of which replaced its first file, with a checkpoint of ten commits ago. */
async function addCommits(lake: MemoryLake): Promise<void> {
  const state = parseManifest(lake.files.get(STATE)?.bytes.toString() ?? '');
  const tables = { ...state.lake };
  for (const table of TABLES) {
    const folder = `power-apps/${table}`;
    const found = await readTable(lake.open().blobs, folder);
    const [replaced] = found.head?.state.live.values() ?? [];
    const remembered = tables[table];
    if (
      found.head === undefined ||
      replaced === undefined ||
      found.head.version < 10 ||
      remembered === undefined
    )
      continue;
    let { state: now, version }: { state: TableState; version: number } = found.head;
    let add = replaced;
    const removedAt = (path: string): number => now.removed.get(path)?.deletionTimestamp ?? 0;
    const isRecent = (path: string): boolean => removedAt(path) > T0 + HOUR_MS / 2;
    const bytes = lake.files.get(`${folder}/${add.path}`)?.bytes ?? Buffer.alloc(0);
    for (const end = version + 1_000; version < end; ) {
      version += 1;
      const next = { ...add, path: add.path.replace(/[0-9a-f-]{36}/, crypto.randomUUID()) };
      const removed = {
        path: add.path,
        deletionTimestamp: T0 + (version * HOUR_MS) / 1_000,
        partitionValues: {},
        size: add.size,
      };
      const actions = { adds: [next], removes: [removed], txns: [] };
      lake.put(commitPath(folder, version), formatCommit({ timestamp: T0 }, actions));
      now = afterActions(now, actions) ?? now;
      add = next;
      if (version === end - (end % 10 === 0 ? 10 : end % 10)) {
        const { bytes: checkpoint, rows } = await encodeCheckpoint(now, isRecent);
        lake.put(checkpointPath(folder, version), checkpoint);
        lake.put(hintPath(folder), JSON.stringify({ version, size: rows }));
      }
    }
    lake.put(`${folder}/${add.path}`, bytes);
    const files = remembered.files.map((each) =>
      each.file === replaced.path ? { ...each, file: add.path } : each,
    );
    tables[table] = { ...remembered, version, files };
  }
  lake.put(STATE, formatManifest(signManifest({ ...state, lake: tables }, MANIFEST_KEY)));
}

test('a run after 1,000 commits costs what one after ten does, and lists nothing of a table with a checkpoint', async () => {
  const lake = new MemoryLake();
  for (let run = 0; run <= 11; run += 1) await costOf(lake, `first ${run}`);
  const first = await costOf(lake, 'after ten');
  lake.now += HOUR_MS;
  await addCommits(lake);
  const costs = { first, later: await costOf(lake, 'after a thousand') };
  expect(lake.warnings).toEqual([]);
  console.log(JSON.stringify(costs));
  expect(costs.later.requests).toBeLessThanOrEqual(1.2 * first.requests);
  expect(costs.later.lists).toBe(first.lists);
});
