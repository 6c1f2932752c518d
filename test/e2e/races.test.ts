import { describe, expect, test, vi } from 'vitest';
import { failureOf } from './fault-world.ts';
import { unpack } from './snapshot.ts';
import { expectRows, HOUR } from './use-world.ts';
import { openWorld, type World } from './world.ts';

vi.setConfig({ testTimeout: 150_000 });

async function expectBranchIsTruth(world: World): Promise<void> {
  const { runner, tenant } = world;
  const files = await runner.readBranch('app-launches');
  await expectRows(await unpack(await runner.folder('branch'), files), tenant.expectedRecords, tenant);
}

describe('4 runs at once onto one branch', () => {
  test.for(['keep', 'squash'])(
    'that read different content converge to the union of all, history %s',
    async (history, { onTestFinished }) => {
      // Manual windows are checked against the runner's clock.
      const world = await openWorld({ tenant: { now: new Date(), pageSize: 5 } });
      onTestFinished(() => world.close());
      const { runner, tenant } = world;
      const end = Math.floor(tenant.now() / 1_000) * 1_000 - HOUR;
      const from = end - 4 * 6 * HOUR;
      tenant.generate({
        from: new Date(from),
        to: new Date(end),
        blobsPerHour: 1,
        recordsPerBlob: 12,
        schema: 'both',
        lateShare: 0.2,
        duplicateShare: 0.3,
        operationShare: 0.05,
      });
      const windows = [0, 1, 2, 3].map((at) => ({
        'start-time': new Date(from + at * 6 * HOUR).toISOString(),
        'end-time': new Date(from + (at + 1) * 6 * HOUR).toISOString(),
      }));
      const inputs = { publish: 'branch', 'branch-history': history };
      const runs = await Promise.all(windows.map((window) => world.sync({ ...inputs, ...window })));
      for (const run of runs) {
        expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
        expect(run.outputs.get('complete')).toBe('true');
        const [records, added, duplicates] = ['records-read', 'launches-added', 'duplicates'].map((name) =>
          Number(run.outputs.get(name)),
        );
        expect(records).toBeGreaterThanOrEqual((added ?? 0) + (duplicates ?? 0));
      }
      const added = runs.reduce((sum, { outputs }) => sum + Number(outputs.get('launches-added')), 0);
      expect(added).toBe(tenant.expectedRecords.launches.size);
      await expectBranchIsTruth(world);
      const commits = await runner.commits('app-launches');
      expect(commits.map(({ parents }) => parents.length)).toEqual(history === 'keep' ? [1, 1, 1, 0] : [0]);
      if (history === 'keep') {
        const tips = new Set(runs.map(({ outputs }) => outputs.get('commit-sha')));
        expect(tips).toEqual(new Set(commits.map(({ sha }) => sha)));
      }
      expect(world.judgeSays()).toEqual([]);
    },
  );

  test('that read the same content leave it once, and a run after them finds nothing new', async ({
    onTestFinished,
  }) => {
    const world = await openWorld();
    onTestFinished(() => world.close());
    const { runner, tenant } = world;
    tenant.generate({
      from: new Date(tenant.now() - 30 * HOUR),
      to: new Date(tenant.now()),
      blobsPerHour: 1,
      recordsPerBlob: 12,
    });
    const inputs = { publish: 'branch', lookback: '2 days' };
    const runs = await Promise.all([1, 2, 3, 4].map(() => world.sync(inputs)));
    for (const run of runs) expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
    await expectBranchIsTruth(world);
    const commits = await runner.commits('app-launches');
    for (const { parents } of commits.slice(0, -1)) expect(parents).toHaveLength(1);
    const after = await world.sync(inputs);
    expect([after.outputs.get('launches-added'), after.outputs.get('complete')]).toEqual(['0', 'true']);
    expect(await runner.commits('app-launches')).toEqual(commits);
    expect(world.judgeSays()).toEqual([]);
  });
});
