import { describe, expect, it } from 'vitest';
import { SNAPSHOT as SNAPSHOT_TABLE } from '../../src/snapshot/dimension-tables.ts';
import { SCHEMA_VERSION } from '../../src/snapshot/manifest.ts';
import { encodeParquet } from '../../src/snapshot/parquet.ts';
import type { ListedFile } from './m/library/sources.ts';
import { contentsOf, openQueryFile } from './query-tables.ts';
import { dayPart, expectedRows, type SnapshotFiles, snapshotOf, tableNamed } from './snapshot-files.ts';

const FOLDER = 'C:\\app-launches';
const LAKE = 'https://contoso.dfs.core.windows.net/usage/power-apps';
const ROWS = [
  { event_id: 'e1', launched_at: 0, date: '2026-11-21', hour: 0, succeeded: 1, record_type: 256 },
];
const SNAPSHOT = await snapshotOf([dayPart(tableNamed('launches'), '2026-11-21', ROWS)]);
const OTHER = await snapshotOf([]);

/** Lists files below a place, each with the place of its folder spelled by `spell`. */
function listed(files: SnapshotFiles, root: string, spell: (path: string) => string): readonly ListedFile[] {
  return [...files].map(([path, bytes]) => {
    const [name = '', ...folders] = path.split('/').reverse();
    return {
      folder: spell(
        `${root}/${folders
          .reverse()
          .map((part) => `${part}/`)
          .join('')}`,
      ),
      name,
      bytes,
    };
  });
}

const windows = (path: string) => path.replaceAll('/', '\\');

async function launchesInFolder(
  files: readonly ListedFile[],
  parameters: Readonly<Record<string, string>> = {},
) {
  const asked: string[] = [];
  const folder = (path: string) => {
    asked.push(path);
    return files;
  };
  const place = { sources: { folder }, files: contentsOf(SNAPSHOT) };
  const table = await openQueryFile('queries/folder.pq', place, parameters);
  const { rows } = table('launches');
  expect(asked).toStrictEqual([FOLDER]);
  return rows;
}

const WHEN = { watermark: null, complete_until: null, covered_from: null, first_complete_date: null };
const ROW_OF_SNAPSHOT = {
  ...{
    snapshot_id: 'a',
    generated_at: 0,
    time_zone: 'UTC',
    last_complete_date: null,
    first_date: null,
    last_date: null,
  },
  ...{
    launches: 1,
    failed_launches: 0,
    events: 0,
    apps: 0,
    environments: 0,
    users: 0,
    unread_blobs: 0,
    gaps: 0,
  },
  ...WHEN,
};

/** Returns the data files of each table. */
async function lakeOf(
  files: SnapshotFiles,
  schema_version: string,
): Promise<ReadonlyMap<string, readonly Uint8Array[]>> {
  const parquet = [...files].filter(([path]) => path.startsWith('parquet/'));
  const byTable = Map.groupBy(parquet, ([path]) => path.split('/')[1] ?? '');
  const snapshot = await encodeParquet(SNAPSHOT_TABLE, [{ ...ROW_OF_SNAPSHOT, schema_version }]);
  return new Map([
    ...[...byTable].map(([table, own]) => [table, own.map(([, bytes]) => bytes)] as const),
    ['snapshot', [snapshot]],
  ]);
}

async function launchesInLake(
  tables: ReadonlyMap<string, readonly Uint8Array[]>,
  instants: 'datetime' | 'datetimezone' = 'datetime',
) {
  const dataLake = (address: string) => (address === LAKE ? tables : new Map());
  const place = { sources: { dataLake }, files: [...tables.values()].flat(), instants };
  return (await openQueryFile('queries/data-lake.pq', place))('launches').rows;
}

describe('a folder', () => {
  it('is read through one listing, which is the one data source that a gateway needs', async () => {
    const files = listed(SNAPSHOT, FOLDER, windows);
    for (const Format of ['csv', 'parquet']) {
      expect(await launchesInFolder(files, { Format })).toStrictEqual(expectedRows('launches', ROWS));
    }
  });

  it('is found in whichever case the file system spells it, with a copy below it', async () => {
    const files = [
      ...listed(OTHER, 'c:/App-Launches/backup/c/app-launches', windows),
      ...listed(SNAPSHOT, 'c:/App-Launches', windows),
    ];
    expect(await launchesInFolder(files)).toStrictEqual(expectedRows('launches', ROWS));
  });

  it('without a snapshot, or without a file that the manifest names, is an error', async () => {
    await expect(launchesInFolder([])).rejects.toThrow(
      'There is no snapshot: no file is called c:/app-launches/manifest.json. Check the parameters.',
    );
    const torn = new Map(SNAPSHOT);
    torn.delete('parquet/launches/month=2026-11/2026-11-21.parquet');
    await expect(launchesInFolder(listed(torn, FOLDER, windows))).rejects.toThrow(
      'The manifest names parquet/launches/month=2026-11/2026-11-21.parquet, but there is no c:/app-launches/parquet/launches/',
    );
  });
});

describe('a data lake', () => {
  it('is read by its Delta tables, whatever else stands beside them', async () => {
    const lake = new Map([...(await lakeOf(SNAPSHOT, SCHEMA_VERSION)), ['_audit_log_sync', []]]);
    for (const instants of ['datetime', 'datetimezone'] as const) {
      expect(await launchesInLake(lake, instants)).toStrictEqual(expectedRows('launches', ROWS));
    }
  });

  it('without tables is an error that names the parameter', async () => {
    await expect(launchesInLake(new Map())).rejects.toThrow(
      `There is no snapshot at ${LAKE}. Check DataLake`,
    );
  });

  it('of another schema version is an error', async () => {
    await expect(launchesInLake(await lakeOf(SNAPSHOT, '2.0.0'))).rejects.toThrow(
      'These queries read snapshots of schema version 1; this one has version 2.0.0.',
    );
  });
});
