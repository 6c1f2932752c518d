import pMap from 'p-map';
import { adviceOf, StoreError } from '../../errors.ts';
import { DAY_MS, parseInstant } from '../../instants.ts';
import type { AnyTable } from '../../snapshot/tables.ts';
import type { ListedBlob } from './blobs.ts';
import { encodeCheckpoint } from './checkpoint.ts';
import { snapshotPathOf } from './data-file.ts';
import { checkpointPath, hintPath, type TableHead } from './delta-log.ts';
import { AT_ONCE, type Lake, tableFolder } from './lake.ts';

/** Removed files stay for so long: readers that opened an older version go on. */
export const RETENTION_MS = 7 * DAY_MS;
const LOG_RETENTION_MS = 30 * DAY_MS;
const COMMITS_PER_CHECKPOINT = 10;

/**
 * Writes a checkpoint when ten commits came since the last. The tables are whole without it, so that a failure is a warning.
 */
export async function writeCheckpoint(lake: Lake, folder: string, head: TableHead): Promise<void> {
  const { version, checkpoint, state } = head;
  if (version === 0 || version - Math.max(0, checkpoint) < COMMITS_PER_CHECKPOINT) return;
  // What may be deleted may be forgotten: files of ours that no log names are deleted, too.
  const oldest = lake.clock.now() - RETENTION_MS;
  const isKept = (path: string): boolean => (state.removed.get(path)?.deletionTimestamp ?? 0) > oldest;
  try {
    const { bytes, rows, adds } = await encodeCheckpoint(state, isKept);
    await lake.blobs.put(checkpointPath(folder, version), Buffer.from(bytes));
    const hint = { version, size: rows, sizeInBytes: bytes.length, numOfAddFiles: adds };
    await lake.blobs.put(hintPath(folder), Buffer.from(JSON.stringify(hint)));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    lake.warn(
      `${adviceOf(error)} The table is whole; readers take longer to open it.`,
      'No checkpoint in the data lake',
    );
  }
}

/** Returns whether removed files of a table can be deleted, and were not looked for within a day. */
export function isCleaningDue({ state }: TableHead, cleanedAt: string | undefined, now: number): boolean {
  if (cleanedAt !== undefined && now - parseInstant(cleanedAt) < DAY_MS) return false;
  return [...state.removed.values()].some(
    ({ deletionTimestamp }) => (deletionTimestamp ?? 0) <= now - RETENTION_MS,
  );
}

/**
 * Deletes what no reader needs: data files of ours that left the table, or never came into it, seven days ago; and the log
 * before a checkpoint that is a month old. Returns whether all of it could be deleted; what could not is a warning.
 */
export async function cleanUp(lake: Lake, table: AnyTable, head: TableHead): Promise<boolean> {
  const folder = tableFolder(lake, table);
  try {
    const listed = await lake.blobs.list(folder);
    const now = lake.clock.now();
    await pMap(deletableData(folder, table, head, listed, now), lake.blobs.remove, { concurrency: AT_ONCE });
    // The oldest first: what is left has no gap.
    for (const path of deletableLog(folder, listed, now)) await lake.blobs.remove(path);
    return true;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    lake.warn(
      `${adviceOf(error)} The tables are whole; a later run tries again.`,
      'Old files of the data lake not deleted',
    );
    return false;
  }
}

function deletableData(
  folder: string,
  table: AnyTable,
  { state: { live, removed } }: TableHead,
  listed: readonly ListedBlob[],
  now: number,
): readonly string[] {
  return listed
    .filter(({ path, modifiedAt }) => {
      const file = path.slice(folder.length + 1);
      if (snapshotPathOf(table, file) === undefined || live.has(file)) return false;
      return (removed.get(file)?.deletionTimestamp ?? modifiedAt) <= now - RETENTION_MS;
    })
    .map(({ path }) => path);
}

/** @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#metadata-cleanup */
function deletableLog(folder: string, listed: readonly ListedBlob[], now: number): readonly string[] {
  const versions = (pattern: RegExp) =>
    listed.flatMap(({ path, modifiedAt }) => {
      const found = pattern.exec(path.slice(folder.length + 1))?.[1];
      return found === undefined ? [] : [{ path, modifiedAt, version: Number(found) }];
    });
  const commits = versions(/^_delta_log\/(\d{20})\.json$/);
  const checkpoints = versions(/^_delta_log\/(\d{20})\.checkpoint\.parquet$/);
  const cutOff = Math.floor(now / DAY_MS) * DAY_MS - LOG_RETENTION_MS;
  const newestOld = Math.max(
    -1,
    ...commits.filter(({ modifiedAt }) => modifiedAt < cutOff).map(({ version }) => version),
  );
  const first = Math.max(
    -1,
    ...checkpoints.map(({ version }) => version).filter((version) => version <= newestOld),
  );
  return [...commits, ...checkpoints]
    .filter(({ version }) => version < first)
    .sort((a, b) => a.version - b.version)
    .map(({ path }) => path);
}
