import { zstdDecompressSync } from 'node:zlib';
import type { SchemaElement } from 'hyparquet';
import { StoreError } from '../../errors.ts';
import { LIMITS } from '../../limits.ts';
import { textElement } from '../../snapshot/parquet.ts';
import { actionsIn, afterActions, type TableState } from './actions.ts';

function plain(name: string, type: 'INT32' | 'INT64' | 'BOOLEAN'): SchemaElement {
  return { name, repetition_type: 'OPTIONAL', type };
}

function group(name: string, ...children: readonly (readonly SchemaElement[])[]): readonly SchemaElement[] {
  return [{ name, repetition_type: 'OPTIONAL', num_children: children.length }, ...children.flat()];
}

/** Names as Spark writes them: of others, readers have failed on maps. */
function map(name: string): readonly SchemaElement[] {
  return repeated(name, 'MAP', 'key_value', textElement('key', 'REQUIRED'), textElement('value'));
}

function list(name: string): readonly SchemaElement[] {
  return repeated(name, 'LIST', 'list', textElement('element'));
}

function repeated(
  name: string,
  type: 'MAP' | 'LIST',
  group: string,
  ...children: readonly SchemaElement[]
): readonly SchemaElement[] {
  return [
    { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: type, logical_type: { type } },
    { name: group, repetition_type: 'REPEATED', num_children: children.length },
    ...children,
  ];
}

const COLUMNS = ['txn', 'add', 'remove', 'metaData', 'protocol'] as const;

/** @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md#checkpoint-schema */
const SCHEMA: SchemaElement[] = [
  { name: 'spark_schema', num_children: COLUMNS.length },
  ...group('txn', [textElement('appId')], [plain('version', 'INT64')], [plain('lastUpdated', 'INT64')]),
  ...group(
    'add',
    [textElement('path')],
    map('partitionValues'),
    [plain('size', 'INT64')],
    [plain('modificationTime', 'INT64')],
    [plain('dataChange', 'BOOLEAN')],
    [textElement('stats')],
  ),
  ...group(
    'remove',
    [textElement('path')],
    [plain('deletionTimestamp', 'INT64')],
    [plain('dataChange', 'BOOLEAN')],
    [plain('extendedFileMetadata', 'BOOLEAN')],
    map('partitionValues'),
    [plain('size', 'INT64')],
  ),
  ...group(
    'metaData',
    [textElement('id')],
    [textElement('name')],
    [textElement('description')],
    group('format', [textElement('provider')], map('options')),
    [textElement('schemaString')],
    list('partitionColumns'),
    map('configuration'),
    [plain('createdTime', 'INT64')],
  ),
  ...group('protocol', [plain('minReaderVersion', 'INT32')], [plain('minWriterVersion', 'INT32')]),
];

/** A checkpoint: its bytes, and what `_last_checkpoint` says of it. */
export interface Checkpoint {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly adds: number;
}

/**
 * Returns a classic checkpoint of a table, with the removed files of which `isKept` says so. It was read back, because
 * readers believe a checkpoint before all commits.
 * @throws {StoreError} when what is read back is not what was written.
 */
export async function encodeCheckpoint(
  state: TableState,
  isKept: (path: string) => boolean,
): Promise<Checkpoint> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const removed = new Map([...state.removed].filter(([path]) => isKept(path)));
  const rows: Readonly<Record<string, unknown>>[] = [
    { protocol: { ...state.protocol } },
    { metaData: metaDataCell(state.metaData) },
    ...[...state.txns.values()].map(({ appId, version, lastUpdated }) => ({
      txn: { appId, version: BigInt(version), lastUpdated: bigOrNull(lastUpdated) },
    })),
    ...[...removed.values()].map(({ path, deletionTimestamp, partitionValues, size }) => ({
      remove: {
        path,
        deletionTimestamp: bigOrNull(deletionTimestamp),
        dataChange: false,
        extendedFileMetadata: partitionValues != null && size != null,
        partitionValues: partitionValues ?? null,
        size: bigOrNull(size),
      },
    })),
    ...[...state.live.values()].map(({ path, partitionValues, size, modificationTime, stats }) => ({
      add: {
        path,
        partitionValues,
        size: BigInt(size),
        modificationTime: BigInt(modificationTime),
        dataChange: false,
        stats: stats ?? null,
      },
    })),
  ];
  const columnData = COLUMNS.map((name) => ({ name, data: rows.map((row) => row[name] ?? null) }));
  const bytes = new Uint8Array(
    parquetWriteBuffer({ schema: SCHEMA, columnData, codec: 'SNAPPY', createdBy: 'audit-log-sync' }),
  );
  const again = await decodeCheckpoint(bytes);
  if (again === undefined || textOf(again) !== textOf({ ...state, removed })) {
    throw new StoreError(
      'Cannot write a checkpoint of the data lake: read back, it is another one',
      'The tables are whole without it. This is a bug in the action: please report it.',
    );
  }
  return { bytes, rows: rows.length, adds: state.live.size };
}

/** Returns the table that a checkpoint holds; `undefined` when it cannot be read. */
export async function decodeCheckpoint(bytes: Uint8Array): Promise<TableState | undefined> {
  const { parquetReadObjects, parquetMetadataAsync } = await import('hyparquet');
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  try {
    const metadata = await parquetMetadataAsync(file);
    if (metadata.num_rows > BigInt(LIMITS.lake.actions)) return undefined;
    const named = new Set(metadata.schema.map(({ name }) => name));
    const rows = await parquetReadObjects({
      file,
      metadata,
      columns: COLUMNS.filter((name) => named.has(name)),
      compressors: { ZSTD: (input) => new Uint8Array(zstdDecompressSync(input)) },
    });
    return afterActions(undefined, actionsIn(rows.map(withNumbers)));
  } catch {
    return undefined;
  }
}

/** What the log has as a JSON number is a BigInt in Parquet. */
function withNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withNumbers(each)]));
}

function metaDataCell({ id, name, description, format, schemaString, ...rest }: TableState['metaData']) {
  return {
    id,
    name: name ?? null,
    description: description ?? null,
    format: { provider: format.provider, options: format.options ?? {} },
    schemaString,
    partitionColumns: [...rest.partitionColumns],
    configuration: rest.configuration ?? {},
    createdTime: bigOrNull(rest.createdTime),
  };
}

function bigOrNull(value: number | null | undefined): bigint | null {
  return value == null ? null : BigInt(value);
}

/** Returns what of a table a checkpoint must hold, as text; nothing and empty are alike. */
function textOf({ protocol, metaData, live, removed, txns }: TableState): string {
  const sorted = <Value>(values: ReadonlyMap<string, Value>, pick: (value: Value) => unknown) =>
    [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, value]) => [path, pick(value)]);
  return JSON.stringify([
    [protocol.minReaderVersion, protocol.minWriterVersion],
    [metaData.id, metaData.schemaString, metaData.partitionColumns, metaData.configuration ?? {}],
    sorted(live, ({ size, partitionValues, stats }) => [size, partitionValues, stats ?? null]),
    sorted(removed, ({ deletionTimestamp }) => deletionTimestamp ?? null),
    sorted(txns, ({ version }) => version),
  ]);
}
