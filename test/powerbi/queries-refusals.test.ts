import { describe, expect, it } from 'vitest';
import { branchExpressions, tableQuery } from '../../powerbi/generate/queries.ts';
import { fakeBranch } from './github.ts';
import { readParquetFiles } from './m/library/parquet.ts';
import { openModel } from './m/model.ts';
import { contentsOf, openBranchModel } from './query-tables.ts';
import { type SnapshotFiles, snapshotOf, tableNamed } from './snapshot-files.ts';

const APPS = { table: tableNamed('apps'), rows: [{ app_id: 'a', launches_28d: 3 }] };

async function apps(files: SnapshotFiles, format: 'csv' | 'parquet' = 'parquet') {
  const place = { sources: { web: fakeBranch([files]).web }, files: contentsOf(files) };
  return (await openBranchModel(place, format)).table('apps').rows;
}

describe('the queries', () => {
  it('refuse a snapshot of another major version and say which', async () => {
    for (const version of ['2.0.0', '0.9.0', '10.0.0']) {
      const files = await snapshotOf([APPS], ['parquet'], { schema_version: version });
      await expect(apps(files)).rejects.toThrow(
        `These queries read snapshots of schema version 1; this one has version ${version}.`,
      );
    }
    await expect(
      apps(await snapshotOf([APPS], ['parquet'], { schema_version: '1.7.2' })),
    ).resolves.toHaveLength(1);
  });

  it('say when the snapshot is not written in their format', async () => {
    const files = await snapshotOf([APPS], ['csv']);
    await expect(apps(files, 'csv')).resolves.toHaveLength(1);
    await expect(apps(files, 'parquet')).rejects.toThrow('has 1 rows of apps, and 0 of them as parquet');
  });

  it('refuse a format that there is not', async () => {
    const expressions = (await branchExpressions()).map(({ name, m }) => {
      return [name, m.replace('"parquet"', '"Parquet"')] as const;
    });
    const { web } = fakeBranch([await snapshotOf([APPS])]);
    const shared = new Map([...expressions, ['Apps', await tableQuery('apps')] as const]);
    const model = await openModel(shared, { web }, await readParquetFiles([]));
    expect(() => model('Apps')).toThrow('Format is "Parquet". Set it to "parquet" or "csv".');
  });

  it('refuse a file whose size is not the one in the manifest', async () => {
    const files = new Map(await snapshotOf([APPS], ['csv']));
    const unixFile = Buffer.from(files.get('csv/apps/apps.csv') ?? []).toString('utf8');
    files.set('csv/apps/apps.csv', Buffer.from(unixFile.replaceAll('\n', '\r\n')));
    await expect(apps(files, 'csv')).rejects.toThrow(
      `csv/apps/apps.csv has ${unixFile.length + 2} bytes, and the manifest names ${unixFile.length}.`,
    );
  });

  it('name a file that is missing', async () => {
    const files = new Map(await snapshotOf([APPS]));
    files.delete('parquet/apps/apps.parquet');
    await expect(apps(files)).rejects.toThrow(
      'GitHub answers 404 to https://api.github.com/repos/contoso/app-usage/contents/parquet/apps/apps.parquet. Check the parameters',
    );
  });

  it('refuse a table that they do not know', async () => {
    const { web } = fakeBranch([await snapshotOf([APPS])]);
    const model = await openBranchModel({ sources: { web }, files: [] });
    expect(() => model.snapshotTable('lunches')).toThrow("The field 'lunches' of the record wasn't found.");
    await expect(tableQuery('lunches')).rejects.toThrow('The snapshot has no table lunches.');
  });
});
