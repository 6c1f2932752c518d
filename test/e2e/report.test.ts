import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { noiseRecord } from '../../simulator/tenant/noise-record.ts';
import { unreadableLaunch } from '../../simulator/tenant/other-records.ts';
import { Random } from '../../simulator/tenant/random.ts';
import { VERSION } from '../../src/version.ts';
import { expectedLaunches } from './expected-rows.ts';
import { addContent, DAY, expectComplete, HOUR, inMinute, MINUTE, useWorld } from './use-world.ts';
import type { World } from './world.ts';

const action = z
  .object({ outputs: z.record(z.string(), z.unknown()) })
  .parse(parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')));

/** 6 launches of 4 rows: one repeated, one twin; 1 unreadable, 3 of other operations. */
function addCountedContent({ tenant }: World): void {
  const [app] = tenant.world.apps;
  if (app === undefined) throw new Error('an empty world');
  const launches = [1, 2, 3].map((hours) =>
    tenant.makeLaunch({ app, launchedAt: new Date(tenant.now() - hours * HOUR) }),
  );
  const [first] = launches;
  if (first === undefined) throw new Error('no launch');
  const { eventId: _own, launchedAt, ...same } = first;
  const twin = tenant.makeLaunch({ ...same, launchedAt: new Date(launchedAt), recordType: 45 });
  const old = tenant.makeLaunch({ recordType: 45, launchedAt: new Date(tenant.now() - 3 * DAY) });
  const records = [...launches, first, twin, old].map((launch) => launchRecord(launch, tenant.tenantId));
  const noise = [1, 2, 3].map(() => noiseRecord(tenant.world, tenant.now() - HOUR));
  tenant.addBlob({
    created: new Date(tenant.now() - MINUTE),
    records: [...records, ...noise, unreadableLaunch(tenant.world, 'no-id', new Random(5))],
  });
}

describe('outputs', () => {
  test('are all set, with the counts of the run', async () => {
    const world = await useWorld({ built: true });
    addCountedContent(world);
    const run = await world.sync({ publish: 'both', lookback: '6 days' });
    expectComplete(run);
    const { outputs } = run;
    expect([...outputs.keys()].sort()).toEqual(Object.keys(action.outputs).sort());
    const [artifact] = world.runner.artifacts.all();
    const [commit] = await world.runner.commits('app-launches');
    expect(Object.fromEntries(outputs)).toEqual({
      complete: 'true',
      'launches-added': '4',
      'launches-total': '4',
      duplicates: '2',
      'records-read': '10',
      'blobs-read': '1',
      'blobs-unread': '0',
      'blobs-lost': '0',
      'apps-known': '2',
      'window-start': inMinute('2026-11-16T06:00'),
      'window-end': inMinute('2026-11-22T06:00'),
      watermark: inMinute('2026-11-22T06:00'),
      'covered-from': inMinute('2026-11-16T06:00'),
      'deliveries-pending': '0',
      'complete-until': inMinute('2026-11-20T06:00'),
      'history-pending': '0',
      gaps: '[]',
      directory: 'app-launches',
      'artifact-id': String(artifact?.id),
      'artifact-url': `https://github.com/contoso/app-launches/actions/runs/1/artifacts/${artifact?.id}`,
      'commit-sha': commit?.sha,
    });
  });

  test('name the time that no run read while it could still be read', async () => {
    const world = await useWorld();
    addContent(world, 24);
    await world.sync({ lookback: '2 days' });
    world.tenant.advance(10 * DAY);
    const late = await world.sync();
    expect(late.exitCode).toBe(0);
    const gaps: unknown = JSON.parse(late.outputs.get('gaps') ?? '');
    expect(gaps).toMatchObject([{ from: inMinute('2026-11-22T06:00') }]);
    const { to } = z.tuple([z.object({ to: z.string() })]).parse(gaps)[0];
    expect(Date.parse(to)).toBeGreaterThan(world.tenant.now() - 7 * DAY);
    expect(Date.parse(to)).toBeLessThan(world.tenant.now() - 7 * DAY + HOUR);
    const warnings = late.annotations.filter(({ level }) => level === 'warning');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.title).toMatch(/^Gap/);
    expect(late.summary).toContain('### Gaps');
    // Launches of the 48 hours before the content may be missing too.
    expect(late.summary).toMatch(/\| 2026-11-20T06:00:\d\dZ \| 2026-11-25T06:0\d:\d\dZ \|/);
  });
});

describe('the summary', () => {
  test('shows the window, counts that reconcile, top apps and launches a day', async () => {
    const world = await useWorld();
    addCountedContent(world);
    const { summary } = await world.sync({ lookback: '6 days' });
    expect(summary).toMatch(/2026-11-16T06:00:\d\dZ to 2026-11-22T06:00:\d\dZ/);
    expect(summary).toContain('10 = 4 launches added + 2 duplicates + 3 of other operations + 1 unreadable');
    // Three of the four launches are of a day that is not complete yet.
    expect(summary).toMatch(/of them are covered: launches of the others may be missing\. 1 launch\.\n/);
    expect(summary).toMatch(/\n\| [\w ]+ \| [\w ()&#;]+ \| 1 \| 1 \|\n/);
    expect(summary).toContain('x-axis ["11-17", "11-18", "11-19", "11-20?", "11-21?", "11-22?"]');
    expect(summary).toContain('bar [0, 0, 1, 0, 0, 0]\n  bar [0, 0, 0, 0, 0, 3]');
    expect(summary).toContain('Unreadable records');
    expect(summary).not.toContain('### Gaps');
  });

  test.each(['pseudonym', 'name', 'none'])('and the log never name a user with users: %s', async (users) => {
    const world = await useWorld();
    addContent(world, 24, { launchShare: 0.8 });
    const run = await world.sync({ users });
    expectComplete(run);
    const seen =
      `${run.stdout}${run.stderr}${run.summary}${[...run.outputs.values()].join('\n')}`.toLowerCase();
    const keys = expectedLaunches(world.tenant.expectedRecords, world.tenant).map(
      (row) => row.user_key ?? '',
    );
    const people = world.tenant.world.users.flatMap(({ upn, objectId }) => [
      upn.toLowerCase(),
      objectId ?? upn,
    ]);
    expect([...people, ...keys].filter((text) => seen.includes(text.toLowerCase()))).toEqual([]);
  });
});

test('the log has a group for each stage, with one line of its own', async () => {
  const world = await useWorld();
  addContent(world, 24);
  const run = await world.sync({ lookback: '1 day', publish: 'branch' });
  const stages = [...run.stdout.matchAll(/^::group::(.*)\n([\s\S]*?)^::endgroup::/gm)].map(
    ([, name, body]) => ({
      name: name?.trim(),
      // The cache client writes how it packs and sends.
      lines: (body ?? '')
        .split(/\r?\n/)
        .filter((line) => line !== '' && !/^(\[command\]|::|Sent |Received |Cache )/.test(line)),
    }),
  );
  expect(stages.map(({ name }) => name)).toEqual([
    'Sign in to Entra ID',
    'Subscription to Audit.General',
    'Previous snapshot and watermark',
    expect.stringMatching(/^Content of 2026-11-21T06:00:\d\dZ to 2026-11-22T06:00:\d\dZ$/),
    'Merge and publish',
    'Save the watermark',
  ]);
  for (const { lines } of stages) expect(lines).toHaveLength(1);
  expect(run.groups).toEqual(stages.map(({ name }) => name));
  expect(run.annotations).toEqual([]);
});

describe('a run tells how it went', () => {
  test('which version it is, in its first line, also when its inputs are wrong', async () => {
    const world = await useWorld();
    for (const inputs of [{ lookback: '1 day' }, { lookback: 'long' }]) {
      const run = await world.sync(inputs);
      expect(run.log.split('\n')[0]).toMatch(new RegExp(`^Audit Log Sync ${VERSION} on Node\\.js v\\d+`));
    }
  });

  test('with RUNNER_DEBUG=1 its settings, requests, choices and what it wrote; without it none of that', async () => {
    const world = await useWorld();
    addContent(world, 24);
    const inputs = { lookback: '1 day', publish: 'branch' };
    const quiet = await world.sync(inputs);
    const own = (run: ActionRun) =>
      [
        ...run.stdout.matchAll(
          /^::debug::((?:Setting|GET|POST|State|Snapshot|Repository|git|wrote|published|Waits).*)$/gm,
        ),
      ].map(([, line = '']) => line);
    expect(own(quiet)).toEqual([]);
    world.tenant.advance(HOUR);
    addContent(world, 1, { blobsPerHour: 3 });
    const lines = own(await world.sync(inputs, { env: { RUNNER_DEBUG: '1' } }));
    const { host } = new URL(world.tenant.origin);
    const feed = `${host}/api/v1.0/${world.tenant.tenantId}/activity/feed`;
    expect(lines).toContain('Setting credential: "secret"');
    expect(lines).toContain('Setting users: "pseudonym"');
    expect(lines).toContain('Setting publish: {"artifact":false,"branch":true,"dataLake":false}');
    expect(lines).toContainEqual(
      expect.stringMatching(
        `^POST ${host}/${world.tenant.tenantId}/oauth2/v2.0/token: status 200, \\d+ bytes, \\d+ ms, try 1$`,
      ),
    );
    expect(lines).toContainEqual(expect.stringMatching(`^GET ${feed}/subscriptions/content: status 200`));
    expect(lines).toContainEqual(expect.stringMatching(`^GET ${feed}/audit/[^?]+: status 200`));
    expect(lines).toContainEqual(
      expect.stringMatching(/^Snapshot: 2026\S+, commit \w{7} on branch app-launches$/),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/^State from the cache: 0 unread blobs, \d+ read blobs, 0 gaps$/),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/^wrote parquet\/launches\/month=2026-11\/2026-11-22.parquet, \d+ bytes$/),
    );
    expect(lines).toContain('git push: exit code 0');
  });
});
