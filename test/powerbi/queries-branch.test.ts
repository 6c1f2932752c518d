import { describe, expect, it } from 'vitest';
import { branchExpressions } from '../../powerbi/generate/queries.ts';
import { fakeBranch, REPOSITORY } from './github.ts';
import { readParquetFiles } from './m/library/parquet.ts';
import type { Sources } from './m/library/sources.ts';
import { invoke, openModel } from './m/model.ts';
import { plainTable } from './m/plain.ts';
import { contentsOf, openBranchModel, openQueryFile } from './query-tables.ts';
import { expectedRows, snapshotOf, tableNamed } from './snapshot-files.ts';

const OLD = [{ app_id: 'old', launches_28d: 3 }];
const NEW = [
  { app_id: 'new', launches_28d: 4 },
  { app_id: 'newer', launches_28d: 5 },
];

async function snapshotWith(rows: typeof OLD) {
  return await snapshotOf([{ table: tableNamed('apps'), rows }]);
}

describe('the data branch', () => {
  it('is read from one commit, also while the action pushes the next', async () => {
    const [before, after] = await Promise.all([snapshotWith(OLD), snapshotWith(NEW)]);
    const commits = [before];
    const { web } = fakeBranch(commits, { onCommit: () => commits.push(after) });
    const place = { sources: { web }, files: contentsOf(before, after) };
    expect((await openBranchModel(place)).table('apps').rows).toStrictEqual(expectedRows('apps', OLD));
    expect((await openBranchModel(place)).table('apps').rows).toStrictEqual(expectedRows('apps', NEW));
  });

  it('is read with one request for the commit, one for the manifest and one for each file', async () => {
    const files = await snapshotWith(OLD);
    const { web, asked } = fakeBranch([files]);
    const model = await openBranchModel({ sources: { web }, files: contentsOf(files) });
    model.table('apps');
    expect(asked).toStrictEqual([
      `repos/${REPOSITORY}/commits/heads/app-launches`,
      `repos/${REPOSITORY}/contents/manifest.json`,
      `repos/${REPOSITORY}/contents/parquet/apps/apps.parquet`,
    ]);
  });

  it('may have a name with slashes and characters that mean something in an address', async () => {
    const files = await snapshotWith(OLD);
    const paths: string[] = [];
    const { web } = fakeBranch([files], { branch: 'data/app#1 ?' });
    const recorded: Sources = {
      web: (request) => {
        paths.push(request.path);
        return web(request);
      },
    };
    const expressions = (await branchExpressions()).map(({ name, m }) => {
      return [name, m.replace('"app-launches"', '"data/app#1 ?"')] as const;
    });
    const model = await openModel(new Map(expressions), recorded, await readParquetFiles(files.values()));
    const { rows } = plainTable(invoke(model('SnapshotTable'), 'apps'));
    expect(rows).toStrictEqual(expectedRows('apps', OLD));
    expect(paths[0]).toBe(`repos/${REPOSITORY}/commits/heads/data/app%231%20%3F`);
  });

  it('that is not there is told from one that cannot be reached', async () => {
    const { web } = fakeBranch([await snapshotWith(OLD)], { branch: 'other' });
    const answer = (status: number) => ({ web: () => ({ status, body: Buffer.from('{}') }), status });
    const missing = await openBranchModel({ sources: { web }, files: [] });
    expect(() => missing.table('apps')).toThrow(
      `GitHub answers 404 to https://api.github.com/repos/${REPOSITORY}/commits/heads/app-launches.`,
    );
    // The API says so to the name of a branch that it does not know.
    const unknown = await openBranchModel({ sources: answer(422), files: [] });
    expect(() => unknown.table('apps')).toThrow('GitHub answers 422 to');
    const refused = await openBranchModel({ sources: answer(403), files: [] });
    expect(() => refused.table('apps')).toThrow('The credentials provided for the Web source are invalid.');
  });

  it('gives the same tables to the query file as to the model', async () => {
    const files = await snapshotWith(NEW);
    const place = { sources: { web: fakeBranch([files]).web }, files: contentsOf(files) };
    const model = await openBranchModel(place);
    const table = await openQueryFile('queries/branch.pq', place);
    for (const name of ['apps', 'launches', 'snapshot']) expect(table(name)).toStrictEqual(model.table(name));
  });
});
