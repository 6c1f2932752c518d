import { z } from 'zod';
import { SnapshotError, StoreError } from '../../errors.ts';
import { LIMITS } from '../../limits.ts';
import { afterActions, damagedLog, type Protocol, parseCommit, type TableState } from './actions.ts';
import type { Blobs, ListedBlob } from './blobs.ts';
import { decodeCheckpoint } from './checkpoint.ts';

/** A Delta table: its newest version, and what it holds. */
export interface TableHead {
  readonly version: number;
  /** Version of the newest checkpoint that was read; -1 without one. */
  readonly checkpoint: number;
  readonly state: TableState;
}

/** What a folder of a table holds: a table, nothing, or files before the first commit. */
export type FoundTable =
  | { readonly kind: 'table'; readonly head: TableHead }
  | { readonly kind: 'none'; readonly head: undefined; readonly others: readonly ListedBlob[] };

/** Returns the path of a commit of a table. */
export function commitPath(table: string, version: number): string {
  return `${table}/_delta_log/${digits(version)}.json`;
}

/** Returns the path of a checkpoint of a table. */
export function checkpointPath(table: string, version: number): string {
  return `${table}/_delta_log/${digits(version)}.checkpoint.parquet`;
}

/** Returns the path of the file that names the newest checkpoint. */
export function hintPath(table: string): string {
  return `${table}/_delta_log/_last_checkpoint`;
}

function digits(version: number): string {
  return String(version).padStart(20, '0');
}

const hintSchema = z.object({ version: z.int().nonnegative(), parts: z.int().nullish() });

/**
 * Reads a table from its newest checkpoint on. Lists its folder only when no checkpoint is named, or the named one is of no
 * use: a table that another program cleaned up begins later than any run remembers.
 * @throws {SnapshotError} when its log is damaged, or asks for what this action cannot do.
 * @throws {StoreError} when it cannot be read.
 */
export async function readTable(blobs: Blobs, table: string): Promise<FoundTable> {
  const hinted = await readHinted(blobs, table);
  return hinted === undefined
    ? await listTable(blobs, table)
    : { kind: 'table', head: requireSupported(table, hinted) };
}

/** Reads a table as `readTable` does, by a list of its folder. */
export async function listTable(blobs: Blobs, table: string): Promise<FoundTable> {
  const listed = await blobs.list(table);
  const head = await readListed(blobs, table, listed);
  return head === undefined
    ? { kind: 'none', head: undefined, others: listed }
    : { kind: 'table', head: requireSupported(table, head) };
}

async function readHinted(blobs: Blobs, table: string): Promise<TableHead | undefined> {
  const hint = await blobs.get(hintPath(table), LIMITS.error.bytes);
  const named = hint && hintOf(hint.bytes.toString('utf8'));
  if (named === undefined || named.parts != null) return undefined;
  const begun = await readCheckpoint(blobs, table, named.version);
  if (begun === undefined) return undefined;
  const head = await readOn(blobs, table, begun);
  if (head.version > named.version) return head;
  // Where the commit of the checkpoint is gone, newer ones begin after a gap: the next number is not free, it is past.
  const own = await blobs.get(commitPath(table, named.version), LIMITS.lake.commit);
  return own === undefined ? undefined : head;
}

function hintOf(text: string): z.infer<typeof hintSchema> | undefined {
  try {
    return hintSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function readCheckpoint(blobs: Blobs, table: string, version: number): Promise<TableHead | undefined> {
  const blob = await blobs.get(checkpointPath(table, version), LIMITS.lake.checkpoint);
  const state = blob && (await decodeCheckpoint(blob.bytes));
  return state && { version, checkpoint: version, state };
}

/** Returns the table after all commits that follow without a gap. */
async function readOn(blobs: Blobs, table: string, begun: TableHead): Promise<TableHead> {
  let head = begun;
  for (let read = 0; read < LIMITS.lake.commits; read += 1) {
    const path = commitPath(table, head.version + 1);
    const commit = await blobs.get(path, LIMITS.lake.commit);
    if (commit === undefined) return head;
    const state = afterActions(head.state, parseCommit(commit.bytes.toString('utf8'), path));
    if (state === undefined) throw damagedLog(path);
    head = { ...head, version: head.version + 1, state };
  }
  throw damagedLog(`${table}/_delta_log`);
}

async function readListed(
  blobs: Blobs,
  table: string,
  listed: readonly ListedBlob[],
): Promise<TableHead | undefined> {
  const names = listed.flatMap(({ path }) =>
    path.startsWith(`${table}/_delta_log/`) ? [path.slice(`${table}/_delta_log/`.length)] : [],
  );
  const versionsOf = (pattern: RegExp): readonly number[] =>
    names.flatMap((name) => pattern.exec(name)?.slice(1).map(Number) ?? []).sort((a, b) => a - b);
  const commits = versionsOf(/^(\d{20})\.json$/);
  const checkpoints = versionsOf(/^(\d{20})\.checkpoint\.parquet$/);
  const last = commits.at(-1);
  if (last === undefined && checkpoints.length === 0) return undefined;
  for (const version of checkpoints.toReversed()) {
    const begun = await readCheckpoint(blobs, table, version);
    const isNeeded =
      begun !== undefined && (last === undefined || last <= version || commits.includes(version + 1));
    if (isNeeded) return requireLast(table, await readOn(blobs, table, begun), last);
  }
  const first = await blobs.get(commitPath(table, 0), LIMITS.lake.commit);
  const state =
    first && afterActions(undefined, parseCommit(first.bytes.toString('utf8'), commitPath(table, 0)));
  if (state === undefined) throw damagedLog(`${table}/_delta_log`);
  return requireLast(table, await readOn(blobs, table, { version: 0, checkpoint: -1, state }), last);
}

/** A gap in the commits: the next number is not free. */
function requireLast(table: string, head: TableHead, last: number | undefined): TableHead {
  if (head.version < (last ?? 0)) throw damagedLog(commitPath(table, head.version + 1));
  return head;
}

/** What version 2 of the protocol for writers has, and no reader needs to know. */
const HARMLESS: readonly string[] = ['appendOnly', 'invariants'];

/** Returns a table that this action may write. @throws {SnapshotError} in plain words, when somebody turned on more. */
function requireSupported(table: string, head: TableHead): TableHead {
  const { protocol, metaData, live } = head.state;
  const features = unknownFeatures(protocol);
  const vectors = [...live.values()].some(({ deletionVector }) => deletionVector != null);
  if (features.length > 0 || vectors) {
    const named = [...features, ...(vectors ? ['deletionVectors'] : [])];
    throw new SnapshotError(
      `Cannot write the table ${table} of the data lake: somebody turned on ${[...new Set(named)].join(', ')}, which this action does not know`,
      `Run ALTER TABLE … DROP FEATURE for it (for deletion vectors REORG TABLE … APPLY (PURGE) first), then run the workflow again. Nothing was changed.`,
    );
  }
  if (metaData.configuration?.['delta.appendOnly'] === 'true') {
    throw new SnapshotError(
      `Cannot write the table ${table} of the data lake: somebody set delta.appendOnly, and days are replaced when launches come late`,
      `Run ALTER TABLE … UNSET TBLPROPERTIES ('delta.appendOnly'), then run the workflow again. Nothing was changed.`,
    );
  }
  return head;
}

function unknownFeatures({ minReaderVersion, minWriterVersion, ...features }: Protocol): readonly string[] {
  const named = [...(features.readerFeatures ?? []), ...(features.writerFeatures ?? [])];
  if (named.length > 0) return named.filter((feature) => !HARMLESS.includes(feature));
  return minReaderVersion > 1 || minWriterVersion > 2
    ? [`protocol ${minReaderVersion}/${minWriterVersion}`]
    : [];
}

/** What became of a commit; `raced`: another program wrote this version first. */
export type Committed = 'written' | 'raced';

/**
 * Writes the next version of a table, unless it is there. An answer that was lost makes a second try find its own file.
 * @throws {StoreError} when it cannot be written.
 */
export async function writeCommit(
  blobs: Blobs,
  table: string,
  version: number,
  text: string,
): Promise<Committed> {
  const path = commitPath(table, version);
  const isOurs = async (): Promise<boolean | undefined> => {
    const there = await blobs.get(path, LIMITS.lake.commit);
    return there && there.bytes.toString('utf8') === text;
  };
  try {
    if ((await blobs.put(path, Buffer.from(text), { kind: 'new' })) === 'written') return 'written';
    return (await isOurs()) === true ? 'written' : 'raced';
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const found = await isOurs().catch(() => undefined);
    if (found === undefined) throw error;
    return found ? 'written' : 'raced';
  }
}
