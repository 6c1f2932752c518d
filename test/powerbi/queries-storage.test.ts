import { describe, expect, it } from 'vitest';
import type { ListedFile } from './m/library/sources.ts';
import { contentsOf, openQueryFile } from './query-tables.ts';
import { dayPart, expectedRows, type SnapshotFiles, snapshotOf, tableNamed } from './snapshot-files.ts';

const FOLDER = 'C:\\app-launches';
const LAKE = 'https://contoso.dfs.core.windows.net/usage';
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
const encoded = (path: string) => path.replaceAll('=', '%3D').replaceAll(' ', '%20');

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

async function launchesInLake(
  files: readonly ListedFile[],
  parameters: Readonly<Record<string, string>> = {},
) {
  const dataLake = (address: string) => (address === LAKE ? files : []);
  const place = { sources: { dataLake }, files: contentsOf(SNAPSHOT) };
  return (await openQueryFile('queries/data-lake.pq', place, parameters))('launches').rows;
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
  it('is read whether it spells = and blanks as they are or with percent codes', async () => {
    for (const spell of [encoded, (path: string) => path.replaceAll('=', '%3d'), (path: string) => path]) {
      const files = listed(SNAPSHOT, `${LAKE}/app-launches`, spell);
      for (const Format of ['csv', 'parquet']) {
        expect(await launchesInLake(files, { Format })).toStrictEqual(expectedRows('launches', ROWS));
      }
    }
  });

  it('may hold other files and copies that lie deeper', async () => {
    const files = [
      ...listed(OTHER, `${LAKE}/aa 2025/app-launches`, encoded),
      ...listed(SNAPSHOT, `${LAKE}/app-launches`, encoded),
      ...listed(OTHER, `${LAKE}/app-launches-2`, encoded),
    ];
    expect(await launchesInLake(files)).toStrictEqual(expectedRows('launches', ROWS));
  });

  it('may have blanks and capitals in the directory', async () => {
    const files = listed(SNAPSHOT, `${LAKE}/Sales Team/App Launches`, encoded);
    for (const Directory of ['Sales Team/App Launches', '/sales%20team/app launches/']) {
      expect(await launchesInLake(files, { Directory })).toStrictEqual(expectedRows('launches', ROWS));
    }
  });

  it('may be the directory itself', async () => {
    const files = listed(SNAPSHOT, LAKE, encoded);
    expect(await launchesInLake(files, { Directory: '' })).toStrictEqual(expectedRows('launches', ROWS));
  });

  it('with two snapshots of which neither is meant is an error', async () => {
    const files = [
      ...listed(OTHER, `${LAKE}/team-a/app-launches`, encoded),
      ...listed(SNAPSHOT, `${LAKE}/team-b/app-launches`, encoded),
    ];
    await expect(launchesInLake(files)).rejects.toThrow(
      `There are two snapshots, ${LAKE}/team-a/app-launches/manifest.json and ${LAKE}/team-b/app-launches/manifest.json.`,
    );
  });

  it('without a snapshot in the directory is an error', async () => {
    await expect(launchesInLake(listed(SNAPSHOT, `${LAKE}/elsewhere`, encoded))).rejects.toThrow(
      'There is no snapshot: no file is called /app-launches/manifest.json.',
    );
  });
});
