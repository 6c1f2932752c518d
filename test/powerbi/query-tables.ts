import { branchExpressions, queryFiles, tableQuery } from '../../powerbi/generate/queries.ts';
import { TABLES } from '../../powerbi/generate/queries-types.ts';
import type { SnapshotFile } from '../../src/snapshot/manifest.ts';
import { asRecord } from './m/arguments.ts';
import { type InstantType, readParquetFiles } from './m/library/parquet.ts';
import type { Sources } from './m/library/sources.ts';
import { invoke, openModel } from './m/model.ts';
import { type PlainTable, plainTable } from './m/plain.ts';
import type { Value } from './m/values.ts';
import type { SnapshotFiles } from './snapshot-files.ts';

type Format = SnapshotFile['format'];

/** Formatting takes longer than all the rest: it is done once. */
const FILES = queryFiles();
const SHARED = branchExpressions();
const QUERIES = Promise.all(
  TABLES.map(async ({ name }) => [`Table ${name}`, await tableQuery(name)] as const),
);

/** What queries read from: the sources, and all Parquet files that they may come upon. */
export interface Place {
  readonly sources: Sources;
  readonly files: Iterable<Uint8Array>;
  readonly instants?: InstantType;
}

/** Returns what reads one table, as the query file gives it when it is pasted into Power BI with these parameters. */
export async function openQueryFile(
  path: string,
  place: Place,
  parameters: Readonly<Record<string, string>> = {},
): Promise<(table: string) => PlainTable> {
  const m = (await FILES).get(path);
  if (m === undefined) throw new Error(`There is no query file ${path}.`);
  const parquet = await readParquetFiles(place.files, place.instants);
  const expressions = new Map([['Query', withParameters(m, parameters)]]);
  const result = (await openModel(expressions, place.sources, parquet))('Query');
  return (table) => {
    const field = asRecord(result).fields.get(table);
    if (field === undefined) throw new Error(`The query file gives no table ${table}.`);
    return plainTable(field.get());
  };
}

/** The model that reads the data branch. */
export interface BranchModel {
  /** Returns what a table query loads. */
  readonly table: (name: string) => PlainTable;
  /** Calls `SnapshotTable`. */
  readonly snapshotTable: (...args: readonly Value[]) => PlainTable;
}

/** Opens the shared expressions of the model together with a query for each table. */
export async function openBranchModel(place: Place, format: Format = 'parquet'): Promise<BranchModel> {
  const shared = (await SHARED).map(({ name, m }) => {
    return [name, name === 'Format' ? m.replace('"parquet"', `"${format}"`) : m] as const;
  });
  const parquet = await readParquetFiles(place.files, place.instants);
  const model = await openModel(new Map([...shared, ...(await QUERIES)]), place.sources, parquet);
  return {
    table: (name) => plainTable(model(`Table ${name}`)),
    snapshotTable: (...args) => plainTable(invoke(model('SnapshotTable'), ...args)),
  };
}

/** Returns the Parquet files among these. */
export function contentsOf(...snapshots: readonly SnapshotFiles[]): Iterable<Uint8Array> {
  return snapshots.flatMap((files) => [...files.values()]);
}

function withParameters(m: string, parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters).reduce(
    (text, [name, value]) => text.replace(new RegExp(`(?<=^ {4}${name} = ").*(?=",$)`, 'm'), value),
    m,
  );
}
