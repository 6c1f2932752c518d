import { expect, test } from 'vitest';
import type { LakeFault, LakeRequest } from '../../simulator/lake/lake.ts';
import { failureOf } from './fault-world.ts';
import { readDelta } from './lake-reader.ts';
import { TABLES, useLakeWorld } from './lake-world.ts';
import { readManifest, unpack } from './snapshot.ts';
import { addContent, expectRows, HOUR } from './use-world.ts';

const FEW = { recordsPerBlob: 10 };

/** What the service says, to which requests, and what the run says then. */
const REFUSALS: readonly {
  readonly name: string;
  readonly commands: readonly string[];
  readonly fault: LakeFault;
  readonly matches?: (request: LakeRequest) => boolean;
  readonly words: RegExp;
}[] = [
  {
    name: 'a token for somebody else',
    commands: ['check'],
    fault: { kind: 'answer', status: 401, code: 'InvalidAuthenticationInfo' },
    words:
      /InvalidAuthenticationInfo \(HTTP status 401\), request simulated\. Check that the storage belongs to the tenant of tenant-id/,
  },
  {
    name: 'no role to write',
    commands: ['sync', 'check'],
    fault: { kind: 'answer', status: 403, code: 'AuthorizationPermissionMismatch' },
    matches: ({ method }) => method === 'PUT',
    words:
      /Cannot write power-apps\/\S+ of the data lake: the service answered AuthorizationPermissionMismatch \(HTTP status 403\), request simulated\. Assign the Azure role "Storage Blob Data Contributor"/,
  },
  {
    name: 'no container',
    commands: ['check'],
    fault: { kind: 'answer', status: 404, code: 'ContainerNotFound' },
    words:
      /ContainerNotFound \(HTTP status 404\), request simulated\. Create the container, or correct data-lake-url/,
  },
  {
    name: 'a file of another tool',
    commands: ['sync'],
    fault: { kind: 'answer', status: 409, code: 'BlobOperationNotSupported' },
    matches: ({ method }) => method === 'PUT',
    words: /A file or folder of another tool is in the way, which was written by another API: remove it/,
  },
  {
    name: 'a service that is busy for long',
    commands: ['sync'],
    fault: { kind: 'answer', status: 503, code: 'ServerBusy' },
    words: /ServerBusy \(HTTP status 503\), request simulated\. Run the workflow again later/,
  },
];

test('what the service refuses is said with its remedy, check says the same, and no data is lost', async () => {
  const { world, lake, inputs } = await useLakeWorld();
  addContent(world, 3, FEW);
  await world.sync(inputs);
  world.tenant.advance(HOUR);
  addContent(world, 1, FEW);
  for (const { name, commands, fault, matches = () => true, words } of REFUSALS) {
    lake.fault = (request) => (matches(request) ? fault : undefined);
    for (const command of commands) {
      const run = await world.sync({ ...inputs, command });
      expect([name, run.exitCode]).toEqual([name, 1]);
      expect(
        run.annotations
          .filter(({ level }) => level === 'error')
          .map(({ message }) => message)
          .join('\n'),
      ).toMatch(words);
    }
  }
  lake.fault = () => undefined;
  const before = lake.blobs.size;
  const check = await world.sync({ ...inputs, command: 'check' });
  expect(check.exitCode).toBe(0);
  expect(check.stdout).toContain('✓ May publish: data lake');
  expect(check.summary).toMatch(/a file in \S+ can be written and deleted/);
  expect(check.summary).toContain(
    'Nothing was written, but a small file in the data lake, which was deleted.',
  );
  expect(lake.blobs.size).toBe(before);
  const last = await world.sync(inputs);
  expect(failureOf(last)).toEqual({ exitCode: 0, errors: [] });
  expect((await readDelta(lake.blobs, 'power-apps/launches')).rows).toHaveLength(
    world.tenant.expectedRecords.launches.size,
  );
});

test('answers that are lost, and a service that fails now and then, cost no data and no second commit', async () => {
  const { world, lake, inputs } = await useLakeWorld();
  addContent(world, 3, FEW);
  const seen = new Set<string>();
  lake.fault = ({ method, path }) => {
    if (method !== 'PUT' || seen.has(path)) return undefined;
    seen.add(path);
    if (seen.size % 4 === 0) return { kind: 'reset' };
    if (seen.size % 4 === 1) return { kind: 'answer', status: 500, code: 'OperationTimedOut' };
    return { kind: 'lost-answer' };
  };
  expect(failureOf(await world.sync(inputs))).toEqual({ exitCode: 0, errors: [] });
  for (const table of TABLES) expect((await readDelta(lake.blobs, `power-apps/${table}`)).version).toBe(0);
  expect((await readDelta(lake.blobs, 'power-apps/launches')).rows).toHaveLength(
    world.tenant.expectedRecords.launches.size,
  );
  // A token that was refused is renewed once, and the same is sent again.
  world.tenant.advance(HOUR);
  addContent(world, 1, FEW);
  lake.fault = ({ method, path }) => {
    if (method !== 'PUT' || !path.endsWith('1.json')) return undefined;
    lake.fault = () => undefined;
    world.tenant.tokens.revoke();
    return undefined;
  };
  expect(failureOf(await world.sync(inputs))).toEqual({ exitCode: 0, errors: [] });
  expect((await readDelta(lake.blobs, 'power-apps/launches')).rows).toHaveLength(
    world.tenant.expectedRecords.launches.size,
  );
});

test('beside a branch the lake has its rows; a branch that is new, or a lake that lags, gets all', async () => {
  const { world, lake, inputs } = await useLakeWorld();
  const { runner, tenant } = world;
  addContent(world, 24, FEW);
  await world.sync(inputs);
  // Nothing of the data lies on GitHub.
  expect(await runner.readBranch('app-launches').catch(() => undefined)).toBe(undefined);
  expect(runner.artifacts.all()).toEqual([]);
  // The feed no longer lists what the lake has.
  tenant.advance(8 * 24 * HOUR);
  addContent(world, 1, FEW);
  const both = { ...inputs, publish: 'branch, data-lake' };
  expect(failureOf(await world.sync(both))).toEqual({ exitCode: 0, errors: [] });
  const branch = async (name: string) =>
    await unpack(await runner.folder(name), await runner.readBranch('app-launches'));
  await expectRows(await branch('first'), tenant.expectedRecords, tenant);
  // The lake fails after the branch has the launches.
  tenant.advance(HOUR);
  addContent(world, 1, FEW);
  lake.fault = ({ method }) =>
    method === 'PUT' ? { kind: 'answer', status: 403, code: 'AuthorizationFailure' } : undefined;
  expect((await world.sync(both)).exitCode).toBe(1);
  lake.fault = () => undefined;
  expect(failureOf(await world.sync(both))).toEqual({ exitCode: 0, errors: [] });
  await expectRows(await branch('second'), tenant.expectedRecords, tenant);
  const rows = (await readDelta(lake.blobs, 'power-apps/launches')).rows;
  expect(rows).toHaveLength(tenant.expectedRecords.launches.size);
  const { snapshot_id: id } = await readManifest(await branch('third'));
  expect((await readDelta(lake.blobs, 'power-apps/snapshot')).rows.map((row) => row.snapshot_id)).toEqual([
    id,
  ]);
  // With nothing new neither is written.
  const before = lake.blobs.size;
  const last = await world.sync(both);
  expect([failureOf(last), lake.blobs.size]).toEqual([{ exitCode: 0, errors: [] }, before]);
});
