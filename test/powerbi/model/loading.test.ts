import { beforeAll, expect, test } from 'vitest';
import { sampleSnapshot } from '../../../powerbi/sample/snapshot.ts';
import { parseManifest } from '../../../src/snapshot/manifest.ts';
import { fakeBranch } from '../github.ts';
import { complaintsAbout, hasSymbols } from '../m/language-services.ts';
import { readParquetFiles } from '../m/library/parquet.ts';
import { openModel } from '../m/model.ts';
import { type PlainTable, plainTable } from '../m/plain.ts';
import { readProject } from '../project-texts.ts';
import { partsOf, readModel } from './model.ts';

const model = readModel(readProject());
const loaded = model.tables.filter((table) => partsOf(table, 'partition')[0]?.expression === 'm');
/** The M of the model as it is committed: its expressions, and the query of each table. */
const expressions = new Map([
  ...model.objects
    .filter(({ type }) => type === 'expression')
    .map(({ name, expression }) => [name, expression ?? ''] as const),
  ...loaded.map(
    (table) =>
      [
        `Table_${table.name.replaceAll(' ', '_')}`,
        partsOf(table, 'partition')[0]?.properties.get('source') ?? '',
      ] as const,
  ),
]);
let files: ReadonlyMap<string, Uint8Array>;
const tables = new Map<string, PlainTable>();

beforeAll(async () => {
  files = await sampleSnapshot();
  const values = await openModel(expressions, fakeBranch([files]), await readParquetFiles(files.values()));
  for (const { name } of loaded) tables.set(name, plainTable(values(`Table_${name.replaceAll(' ', '_')}`)));
});

test('the committed queries load every row of the sample from the data branch', () => {
  const manifest = parseManifest(Buffer.from(files.get('manifest.json') ?? []).toString('utf8'));
  const names = {
    Launches: 'launches',
    Apps: 'apps',
    Environments: 'environments',
    Users: 'users',
    'Active users': 'active_users',
    Gaps: 'gaps',
    Snapshot: 'snapshot',
  };
  expect(Object.fromEntries([...tables].map(([name, { rows }]) => [name, rows.length]))).toEqual(
    Object.fromEntries(Object.entries(names).map(([name, table]) => [name, manifest.tables[table]?.rows])),
  );
  expect(tables.get('Launches')?.rows.length).toBeGreaterThan(1000);
});

test('the committed queries give the columns of the model, in the types of the model', () => {
  const types: Readonly<Record<string, string>> = {
    text: 'string',
    'Int64.Type': 'int64',
    date: 'dateTime',
    datetime: 'dateTime',
  };
  for (const table of loaded) {
    const columns = partsOf(table, 'column').filter(({ properties }) => properties.has('sourceColumn'));
    const given = Object.entries(tables.get(table.name)?.types ?? {});
    expect(
      given.map(([name, type]) => [name, types[type] ?? type]),
      table.name,
    ).toEqual(columns.map(({ properties }) => [properties.get('sourceColumn'), properties.get('dataType')]));
  }
});

test('every key of the sample that is not empty joins one row', () => {
  const source = (table: string, column: string): readonly unknown[] => {
    const found = loaded.find(({ name }) => name === table);
    const name =
      found &&
      partsOf(found, 'column')
        .find((one) => one.name === column)
        ?.properties.get('sourceColumn');
    return (tables.get(table)?.rows ?? []).map((row) => row[name ?? '']);
  };
  const joins = model.relationships.filter(({ to }) => to.table !== 'Date');
  expect(joins).toHaveLength(3);
  for (const { from, to } of joins) {
    const ones = source(to.table, to.column);
    expect(new Set(ones).size, to.table).toBe(ones.length);
    const lost = source(from.table, from.column).filter((key) => key !== null && !ones.includes(key));
    expect(lost, `${from.table} to ${to.table}`).toEqual([]);
  }
});

test.skipIf(!hasSymbols())("Microsoft's language services have nothing against the committed M", async () => {
  expect(await complaintsAbout(expressions)).toEqual([]);
});
