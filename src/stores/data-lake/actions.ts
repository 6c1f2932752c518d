import { z } from 'zod';
import { SnapshotError } from '../../errors.ts';

/** Plain texts by name, as the log has them. */
const textsSchema = z.record(z.string(), z.string().nullable());

const protocolSchema = z.object({
  minReaderVersion: z.int(),
  minWriterVersion: z.int(),
  readerFeatures: z.array(z.string()).nullish(),
  writerFeatures: z.array(z.string()).nullish(),
});
const metaDataSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  format: z.object({ provider: z.string(), options: textsSchema.nullish() }),
  schemaString: z.string(),
  partitionColumns: z.array(z.string()),
  configuration: textsSchema.nullish(),
  createdTime: z.number().nullish(),
});
const addSchema = z.object({
  path: z.string(),
  partitionValues: textsSchema,
  size: z.number(),
  modificationTime: z.number(),
  stats: z.string().nullish(),
  deletionVector: z.unknown().optional(),
});
const removeSchema = z.object({
  path: z.string(),
  deletionTimestamp: z.number().nullish(),
  partitionValues: textsSchema.nullish(),
  size: z.number().nullish(),
});
const txnSchema = z.object({ appId: z.string(), version: z.number(), lastUpdated: z.number().nullish() });

/** Which readers and writers may touch a table. */
export type Protocol = Readonly<z.infer<typeof protocolSchema>>;
/** Columns and properties of a table. */
export type MetaData = Readonly<z.infer<typeof metaDataSchema>>;
/** A data file of the table. */
export type Add = Readonly<z.infer<typeof addSchema>>;
/** A data file that left the table. */
export type Remove = Readonly<z.infer<typeof removeSchema>>;
/** The last write of an application. */
export type Txn = Readonly<z.infer<typeof txnSchema>>;

/** What one commit or checkpoint says, each kind in order; what this action does not know is left out. */
export interface Actions {
  readonly protocol?: Protocol | undefined;
  readonly metaData?: MetaData | undefined;
  readonly adds: readonly Add[];
  readonly removes: readonly Remove[];
  readonly txns: readonly Txn[];
}

const lineSchema = z.object({
  protocol: protocolSchema.nullish(),
  metaData: metaDataSchema.nullish(),
  add: addSchema.nullish(),
  remove: removeSchema.nullish(),
  txn: txnSchema.nullish(),
});

/**
 * Returns the actions of a commit: one a line, blank lines and unknown actions aside. `name` names it in errors.
 * @throws {SnapshotError} when it is not a commit.
 */
export function parseCommit(text: string, name: string): Actions {
  try {
    const lines = text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '');
    return actionsIn(lines.map((line) => JSON.parse(line)));
  } catch (cause) {
    throw damagedLog(name, cause);
  }
}

/** Returns the actions in the rows of a commit or checkpoint. @throws {z.ZodError} when one has another shape. */
export function actionsIn(rows: readonly unknown[]): Actions {
  const lines = rows.map((row) => lineSchema.parse(row));
  return {
    protocol: lines.findLast(({ protocol }) => protocol)?.protocol ?? undefined,
    metaData: lines.findLast(({ metaData }) => metaData)?.metaData ?? undefined,
    adds: lines.flatMap(({ add }) => add ?? []),
    removes: lines.flatMap(({ remove }) => remove ?? []),
    txns: lines.flatMap(({ txn }) => txn ?? []),
  };
}

/** Returns the error for a file that is not part of a log. */
export function damagedLog(name: string, cause?: unknown): SnapshotError {
  return new SnapshotError(
    `Cannot read ${name} of the data lake: it is not part of a Delta log`,
    'Restore the file from the soft delete of the storage account; or give data-lake-url another folder to start over.',
    { cause },
  );
}

/** Returns a commit as text: one action a line. */
export function formatCommit(
  commitInfo: Readonly<Record<string, unknown>>,
  { protocol, metaData, adds, removes, txns }: Actions,
): string {
  const lines: readonly object[] = [
    { commitInfo },
    ...(protocol === undefined ? [] : [{ protocol }]),
    ...(metaData === undefined ? [] : [{ metaData }]),
    ...txns.map((txn) => ({ txn })),
    ...removes.map((remove) => ({ remove: { ...remove, dataChange: true, extendedFileMetadata: true } })),
    ...adds.map((add) => ({ add: { ...add, dataChange: true } })),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** A table as its log leaves it. */
export interface TableState {
  readonly protocol: Protocol;
  readonly metaData: MetaData;
  /** By path, as the log writes it. */
  readonly live: ReadonlyMap<string, Add>;
  readonly removed: ReadonlyMap<string, Remove>;
  readonly txns: ReadonlyMap<string, Txn>;
}

/** Returns a table after more actions; `undefined` while neither protocol nor columns are known. */
export function afterActions(before: TableState | undefined, actions: Actions): TableState | undefined {
  const protocol = actions.protocol ?? before?.protocol;
  const metaData = actions.metaData ?? before?.metaData;
  if (protocol === undefined || metaData === undefined) return undefined;
  const live = new Map(before?.live);
  const removed = new Map(before?.removed);
  const txns = new Map(before?.txns);
  for (const remove of actions.removes) {
    live.delete(remove.path);
    removed.set(remove.path, remove);
  }
  for (const add of actions.adds) {
    removed.delete(add.path);
    live.set(add.path, add);
  }
  for (const txn of actions.txns) txns.set(txn.appId, txn);
  return { protocol, metaData, live, removed, txns };
}
