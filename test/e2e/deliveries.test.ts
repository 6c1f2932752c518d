import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pseudonymOf } from '../../simulator/pseudonyms.ts';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import type { TrueLaunch } from '../../simulator/tenant/expected-records.ts';
import { writeExport } from '../../simulator/tenant/exports.ts';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { Random } from '../../simulator/tenant/random.ts';
import { isoSecond } from '../../src/instants.ts';
import { parseManifest } from '../../src/snapshot/manifest.ts';
import { findingsOf } from './fault-world.ts';
import { useLakeWorld } from './lake-world.ts';
import { directoryOf } from './snapshot.ts';
import { addContent, DAY, expectComplete, HOUR, useWorld } from './use-world.ts';
import { DATA_KEY, type Inputs, type World } from './world.ts';

const FOLDER = { publish: 'none', formats: 'parquet' };
const FEW = { blobsPerHour: 1 / 2, recordsPerBlob: 6, launchShare: 0.8 };
const ALWAYS = Number.POSITIVE_INFINITY;
const SERVER_ERROR = { kind: 'status', status: 500 } as const;

/** The rows that the table must have: one for each launch that succeeded on these days. */
function expectedRows({ tenant }: World, from: string): Readonly<Record<string, object>> {
  const { tenantId, dataverse, expectedRecords } = tenant;
  const rowOf = ({ appId, launchedAt, userObjectId, upn }: TrueLaunch) => ({
    columns: {
      admin_title: `Power App Launch ${appId} - ${launchedAt}`,
      admin_creationtime: launchedAt,
      admin_operation: 'LaunchPowerApp',
      admin_appid: appId,
      ...(upn === '' ? {} : { admin_userupn: pseudonymOf(userObjectId ?? upn, { tenantId, key: DATA_KEY }) }),
    },
    app: dataverse.apps.has(appId) ? appId : null,
  });
  return Object.fromEntries(
    [...expectedRecords.launches]
      .filter(([, { succeeded, launchedAt }]) => succeeded && launchedAt >= from)
      .map(([id, launch]) => [id, rowOf(launch)]),
  );
}

/** Runs the action; expects the sync to be whole, and so many deliveries to be left. */
async function synced(world: World, inputs: Inputs, pending: number) {
  const run = await world.sync(inputs);
  expectComplete(run);
  expect([run.outputs.get('deliveries-pending'), [...findingsOf(run).values()].join('\n')]).toEqual([
    `${pending}`,
    expect.anything(),
  ]);
  return run;
}

async function manifestIn(run: ActionRun) {
  return parseManifest(await readFile(join(directoryOf(run), 'manifest.json'), 'utf8'));
}

/** Adds content with one launch of this instant. */
function addLaunch({ tenant }: World, launchedAt = new Date(tenant.now() - HOUR)): void {
  const records = [launchRecord(tenant.makeLaunch({ launchedAt }), tenant.tenantId)];
  tenant.addBlob({ created: new Date(tenant.now() - 60_000), records });
}

describe('Dataverse', () => {
  test('each launch that succeeded is one row, after throttling, refused rows, a missing user and deliveries that end half way', async () => {
    const world = await useWorld();
    const { dataverse, faults, requests, origin } = world.tenant;
    const { cache } = world.runner;
    const inputs = { ...FOLDER, 'dataverse-url': origin, 'dataverse-from': '2026-11-01' };
    const [missingApp = ''] = dataverse.apps;
    dataverse.apps.delete(missingApp);
    addContent(world, 60, { ...FEW, failedShare: 0.1, schema: 'both' });

    dataverse.hasApplicationUser = false;
    for (let run = 0; run < 2; run += 1) {
      const { annotations } = await synced(world, inputs, 1);
      expect(annotations.map(({ message }) => message).join()).toMatch(/0x80072560.*application user/);
      world.tenant.advance(HOUR);
    }
    dataverse.hasApplicationUser = true;

    // Of what was sent the answer is lost, and then nothing comes through: so far a kill would leave it.
    cache.fail({ on: 'save', status: 500 });
    dataverse.throttled = 3;
    faults.add({ match: { kind: 'upsert-rows' }, fault: { kind: 'lost-answer' } });
    faults.add({ match: { kind: 'upsert-rows', nth: 3 }, times: ALWAYS, fault: SERVER_ERROR });
    await synced(world, inputs, 1);
    const partly = dataverse.rows.size;
    expect(partly).toBeGreaterThan(0);
    faults.clear();
    cache.heal();

    // A launch that stands there under the id of its twin of the old schema, and one that a plug-in refuses.
    world.tenant.advance(6 * HOUR);
    addContent(world, 6, { ...FEW, schema: 'both' });
    const known = new Set(dataverse.rows.keys());
    const [refused = ''] = Object.keys(expectedRows(world, '2026-11-22')).filter((id) => !known.has(id));
    dataverse.isRefused = (id) => id === refused;
    const last = await synced(world, inputs, 1);
    expect([...findingsOf(last).values()].join()).toContain('Dataverse refused 1 of');
    const { [refused]: _, ...others } = expectedRows(world, '2026-11-01');
    expect(Object.fromEntries(dataverse.rows)).toEqual(others);

    dataverse.isRefused = () => false;
    await synced(world, inputs, 0);
    expect(Object.fromEntries(dataverse.rows)).toEqual(expectedRows(world, '2026-11-01'));
    expect(Object.values(expectedRows(world, '2026-11-01'))).toContainEqual(
      expect.objectContaining({ app: null }),
    );
    expect(dataverse.created).toHaveLength(dataverse.rows.size);

    const before = requests.length;
    await synced(world, inputs, 0);
    expect(requests.slice(before).filter(({ path }) => path.startsWith('/api/data/'))).toEqual([]);
    expect(world.judgeSays()).toEqual([]);
  });

  test('a first delivery begins with its day, an earlier dataverse-from brings what is older, and what another workflow publishes is sent', async () => {
    const world = await useWorld();
    const { dataverse, origin } = world.tenant;
    const inputs = { ...FOLDER, 'dataverse-url': origin };
    addContent(world, 72, { ...FEW, lateShare: 0 });
    expectComplete(await world.sync(FOLDER));
    const first = await synced(world, inputs, 0);
    expect(Object.fromEntries(dataverse.rows)).toEqual(expectedRows(world, '2026-11-22'));
    const count = dataverse.rows.size;
    expect([...findingsOf(first).values()].join()).toContain(`${count} launches since 2026-11-22`);

    world.tenant.advance(DAY);
    addLaunch(world);
    // A run by hand or of the history: it knows nothing of Dataverse.
    const other = await world.sync(FOLDER);
    expectComplete(other);
    expect(dataverse.rows.size).toBe(count);
    expect((await manifestIn(other)).deliveries).toEqual({
      [`dataverse/${new URL(origin).host}`]: { from: '2026-11-22', pending_dates: ['2026-11-23'] },
    });
    await synced(world, inputs, 0);
    expect(Object.fromEntries(dataverse.rows)).toEqual(expectedRows(world, '2026-11-22'));

    await synced(world, { ...inputs, 'dataverse-from': '2026-11-21' }, 0);
    expect(Object.fromEntries(dataverse.rows)).toEqual(expectedRows(world, '2026-11-21'));
    expect(dataverse.created).toHaveLength(dataverse.rows.size);
  });
});

describe('what waits for Dataverse', () => {
  const since = (world: World): Inputs => ({
    ...FOLDER,
    'dataverse-url': world.tenant.origin,
    'dataverse-from': '2026-11-01',
  });
  const pendingIn = async (run: ActionRun) =>
    Object.values((await manifestIn(run)).deliveries ?? {}).flatMap(({ pending_dates: dates }) => dates);
  const upserts = ({ tenant }: World) => tenant.requests.filter(({ kind }) => kind === 'upsert-rows').length;

  test.each<[string, Inputs]>([
    ['without a data key, and so without the cache', { users: 'none', 'data-key': '' }],
    ['with one launch that is refused for ever', {}],
  ])('does not grow with each run: %s', async (_, given) => {
    const world = await useWorld();
    const { dataverse } = world.tenant;
    const inputs = { ...since(world), ...given };
    const isKeyless = given.users === 'none';
    addLaunch(world);
    const [refused] = Object.keys(expectedRows(world, '2026-11-01'));
    if (!isKeyless) dataverse.isRefused = (id) => id === refused;
    for (let day = 0; day < 5; day += 1) {
      if (day > 0) addLaunch(world);
      const run = await synced(world, inputs, isKeyless ? 0 : 1);
      const today = new Date(world.tenant.now() - HOUR).toISOString().slice(0, 10);
      expect(await pendingIn(run)).toEqual(isKeyless || day === 0 ? [today] : ['2026-11-22', today]);
      const sent = upserts(world);
      await synced(world, inputs, isKeyless ? 0 : 1);
      expect(upserts(world) - sent).toBe(isKeyless ? 0 : 2);
      world.tenant.advance(DAY);
    }
    expect(dataverse.rows.size).toBe(isKeyless ? 5 : 4);
    expect(dataverse.created).toHaveLength(dataverse.rows.size);
  });

  test('is not lost when a data key is given for the first time', async () => {
    const world = await useWorld();
    const { dataverse } = world.tenant;
    const inputs = { ...FOLDER, 'dataverse-url': world.tenant.origin, users: 'none' };
    addLaunch(world);
    dataverse.hasApplicationUser = false;
    await synced(world, { ...inputs, 'data-key': '' }, 1);
    dataverse.hasApplicationUser = true;
    world.tenant.advance(DAY);
    await synced(world, inputs, 0);
    expect([...dataverse.rows.keys()]).toEqual(Object.keys(expectedRows(world, '2026-11-22')));
  });

  test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
    'is not lost when the days become those of %s',
    async (timeZone) => {
      const world = await useWorld();
      const { dataverse } = world.tenant;
      const edges = ['2026-11-20T00:30:00Z', '2026-11-20T23:30:00Z', '2026-11-21T12:00:00Z'];
      for (const edge of edges) addLaunch(world, new Date(edge));
      dataverse.hasApplicationUser = false;
      await synced(world, since(world), 1);
      dataverse.hasApplicationUser = true;
      await synced(world, { ...since(world), 'time-zone': timeZone }, 0);
      expect([...dataverse.rows.keys()].sort()).toEqual(
        Object.keys(expectedRows(world, '2026-11-01')).sort(),
      );
    },
  );

  test('begins with today where a day to come is no longer given', async () => {
    const world = await useWorld();
    addLaunch(world);
    await synced(world, { ...since(world), 'dataverse-from': '2027-11-01' }, 0);
    await synced(world, { ...since(world), 'dataverse-from': undefined }, 0);
    expect([...world.tenant.dataverse.rows.keys()]).toEqual(Object.keys(expectedRows(world, '2026-11-22')));
  });

  test('leaves with the launches that are older than a run keeps', async () => {
    const world = await useWorld();
    const { dataverse } = world.tenant;
    const inputs = { ...since(world), keep: '7 days' };
    addLaunch(world);
    dataverse.hasApplicationUser = false;
    await synced(world, inputs, 1);
    const pending: (readonly string[])[] = [];
    for (let run = 0; run < 2; run += 1) {
      world.tenant.advance(5 * DAY);
      addLaunch(world);
      pending.push(await pendingIn(await synced(world, inputs, 1)));
    }
    expect(pending).toEqual([
      ['2026-11-22', '2026-11-27'],
      ['2026-11-27', '2026-12-02'],
    ]);
  });
});

describe('whatever holds the snapshot', () => {
  test.each(['branch', 'artifact', 'data-lake'])(
    'a delivery that ended half way goes on in the next run, which finds nothing new: %s',
    async (publish) => {
      const { world, inputs: ofLake } = await useLakeWorld();
      const { dataverse, faults, origin } = world.tenant;
      const store = publish === 'data-lake' ? ofLake : { publish };
      const inputs = { ...store, 'dataverse-url': origin, 'dataverse-from': '2026-11-01' };
      addContent(world, 60, { ...FEW, failedShare: 0.1 });
      faults.add({ match: { kind: 'upsert-rows', nth: 2 }, times: ALWAYS, fault: SERVER_ERROR });
      await synced(world, inputs, 1);
      expect(dataverse.rows.size).toBeGreaterThan(0);
      faults.clear();
      world.tenant.advance(HOUR);
      await synced(world, inputs, 0);
      expect(Object.fromEntries(dataverse.rows)).toEqual(expectedRows(world, '2026-11-01'));
      expect(dataverse.created).toHaveLength(dataverse.rows.size);
      expect(world.judgeSays()).toEqual([]);
    },
  );

  test.each(['branch', 'artifact', 'data-lake'])(
    'a run that publishes other days delivers also those that earlier runs left: %s',
    async (publish) => {
      const { world, inputs: ofLake } = await useLakeWorld();
      const { dataverse, origin } = world.tenant;
      const store = publish === 'data-lake' ? ofLake : { publish };
      const inputs = { ...store, 'dataverse-url': origin, 'dataverse-from': '2026-11-01' };
      addLaunch(world, new Date('2026-11-19T08:00:00Z'));
      addLaunch(world);
      dataverse.hasApplicationUser = false;
      await synced(world, inputs, 1);
      dataverse.hasApplicationUser = true;
      world.tenant.advance(DAY);
      addLaunch(world);
      await synced(world, inputs, 0);
      expect(Object.fromEntries(dataverse.rows)).toEqual(expectedRows(world, '2026-11-01'));
      expect(dataverse.rows.size).toBe(3);
    },
  );

  test('what a run wrote to a data lake before it was killed is delivered by the next', async () => {
    const { world, lake, inputs: ofLake } = await useLakeWorld();
    const { dataverse, powerBi, origin } = world.tenant;
    const deliver = { 'dataverse-url': origin, 'dataverse-from': '2026-11-01' };
    const inputs = { ...ofLake, ...deliver, 'power-bi-refresh': powerBi.addModel() };
    addLaunch(world);
    await synced(world, inputs, 0);
    world.tenant.advance(DAY);
    addLaunch(world);
    // The state is written last.
    lake.fault = ({ method, path }) =>
      method === 'PUT' && !path.includes('/launches/')
        ? { kind: 'answer', status: 403, code: 'AuthorizationPermissionMismatch' }
        : undefined;
    const killed = await world.sync(inputs);
    expect([killed.exitCode, dataverse.rows.size]).toEqual([1, 1]);
    lake.fault = () => undefined;
    await synced(world, inputs, 0);
    expect(Object.fromEntries(dataverse.rows)).toEqual(expectedRows(world, '2026-11-01'));
    expect(powerBi.accepted).toHaveLength(2);
  });

  test('a process that is killed while it delivers leaves no row twice, and the next run sends the rest', async () => {
    const world = await useWorld();
    const { dataverse, faults, origin } = world.tenant;
    const inputs = { ...FOLDER, 'dataverse-url': origin, 'dataverse-from': '2026-11-01' };
    addContent(world, 60, FEW);
    const controller = new AbortController();
    const where = (): boolean => {
      controller.abort();
      return true;
    };
    faults.add({ match: { kind: 'upsert-rows', nth: 2, where }, fault: { kind: 'lost-answer' } });
    const killed = await world.sync(inputs, { built: true, signal: controller.signal });
    expect(killed.exitCode).toBeNull();
    expect(dataverse.rows.size).toBeGreaterThan(0);
    faults.clear();
    await synced(world, inputs, 0);
    expect(Object.fromEntries(dataverse.rows)).toEqual(expectedRows(world, '2026-11-01'));
    expect(dataverse.created).toHaveLength(dataverse.rows.size);
  });

  test('what an import brings waits for the next run', async () => {
    const world = await useWorld();
    const { dataverse, origin } = world.tenant;
    const deliver = { publish: 'branch', 'dataverse-url': origin, 'dataverse-from': '2026-11-01' };
    addContent(world, 24, FEW);
    await synced(world, deliver, 0);
    const sent = dataverse.rows.size;
    const workspace = await world.runner.checkout();
    await mkdir(join(workspace, 'exports'));
    const record = launchRecord(
      world.tenant.makeLaunch({ launchedAt: new Date('2026-11-10T08:00:00Z') }),
      world.tenant.tenantId,
    );
    await writeFile(
      join(workspace, 'exports', 'purview.csv'),
      writeExport([JSON.parse(record.render(new Random(1)))]),
    );
    const run = await world.sync({ ...deliver, command: 'import', import: 'exports/*.csv' }, { workspace });
    await rm(join(workspace, 'exports'), { recursive: true });
    expectComplete(run);
    expect([run.outputs.get('deliveries-pending'), dataverse.rows.size]).toEqual(['1', sent]);
    await synced(world, deliver, 0);
    expect(dataverse.rows.size).toBe(sent + 1);
  });
});

describe('Power BI', () => {
  test('there is one refresh for each publish that brought launches, none by a quiet run, and a failed one is asked for again', async () => {
    const world = await useWorld();
    const { powerBi, faults } = world.tenant;
    const models = [powerBi.addModel(), powerBi.addModel()];
    const inputs = { ...FOLDER, 'power-bi-refresh': models.join('\n') };
    const accepted = () =>
      models.map((model) => powerBi.accepted.filter((each) => each.model === model).length);
    const next = async (pending: number): Promise<readonly number[]> => {
      await synced(world, inputs, pending);
      world.tenant.advance(HOUR);
      return accepted();
    };
    // Nothing is there to refresh for.
    expect(await next(0)).toEqual([0, 0]);
    addLaunch(world);
    expect(await next(0)).toEqual([1, 1]);
    expect(await next(0)).toEqual([1, 1]);

    // One of two may not be refreshed for two runs.
    addLaunch(world);
    powerBi.models.delete(models[1] ?? '');
    expect(await next(1)).toEqual([2, 1]);
    expect(await next(1)).toEqual([2, 1]);
    powerBi.models.add(models[1] ?? '');
    expect(await next(0)).toEqual([2, 2]);

    // A refresh that is running has begun too early.
    for (const conflict of [400, 409] as const) {
      powerBi.conflict = conflict;
      const before = accepted();
      for (const each of powerBi.accepted.slice(-2)) each.status = 'Unknown';
      addLaunch(world);
      expect(await next(2)).toEqual(before);
      for (const each of powerBi.accepted) each.status = 'Completed';
      expect(await next(0)).toEqual(before.map((count) => count + 1));
    }

    // The answer is lost, and the cache with it: the refresh has begun all the same.
    addLaunch(world);
    world.runner.cache.fail({ on: 'save', status: 500 });
    faults.add({ match: { kind: 'refresh' }, times: 2, fault: { kind: 'lost-answer' } });
    expect(await next(2)).toEqual([5, 5]);
    world.runner.cache.heal();
    expect(await next(0)).toEqual([5, 5]);

    // A quota that is used up is no failure.
    powerBi.refreshesPerDay = 5;
    addLaunch(world);
    const { annotations } = await synced(world, inputs, 2);
    expect(annotations.map(({ level }) => level)).toEqual(['notice', 'notice']);
    world.tenant.advance(DAY);
    expect(await next(0)).toEqual([6, 6]);

    // The answer is lost again, and the cache is there.
    addLaunch(world);
    faults.add({ match: { kind: 'refresh' }, times: 2, fault: { kind: 'lost-answer' } });
    expect(await next(2)).toEqual([7, 7]);
    expect(await next(0)).toEqual([7, 7]);
    expect(world.judgeSays()).toEqual([]);
  });
});

describe('runs that overlap', () => {
  /** Two halves of two hours of content, with a launch of a day of its own in each; and the run that another one overtakes. */
  async function openOverlap(inputs: Inputs) {
    const world = await useWorld();
    const { tenant, runner } = world;
    const start = tenant.now();
    addLaunch(world);
    expectComplete(await world.sync(inputs));
    tenant.advance(2 * HOUR);
    const halves = [0, 1].map((at) => {
      const launch = tenant.makeLaunch({ launchedAt: new Date(start - (2 - at) * DAY) });
      const created = new Date(start + (at + 1 / 2) * HOUR);
      tenant.addBlob({ created, records: [launchRecord(launch, tenant.tenantId)] });
      const window = [at, at + 1].map((hour) => isoSecond(start + hour * HOUR));
      return { 'start-time': window[0], 'end-time': window[1] };
    });
    const beforeUpload = async (run: () => Promise<unknown>, work: () => Promise<unknown>) => {
      let isFirst = true;
      const stop = runner.beforeRequest(async ({ path }) => {
        if (!isFirst || !path.endsWith('/CreateArtifact')) return;
        isFirst = false;
        await work();
      });
      await run();
      stop();
      expect(isFirst).toBe(false);
      tenant.advance(HOUR);
    };
    return { world, halves, beforeUpload };
  }

  test.each([0, 1])(
    'all launches reach Dataverse, also those of run %i, which knows nothing of it',
    async (plain) => {
      const ofPlain = { publish: 'artifact' };
      const { world, halves, beforeUpload } = await openOverlap(ofPlain);
      const { tenant } = world;
      const inputs = { ...ofPlain, 'dataverse-url': tenant.origin, 'dataverse-from': '2026-11-01' };
      const runs = halves.map(
        (half, at) => () => world.sync({ ...(at === plain ? ofPlain : inputs), ...half }),
      );
      await beforeUpload(
        async () => await runs[0]?.(),
        async () => await runs[1]?.(),
      );
      await synced(world, inputs, 0);
      expect(Object.fromEntries(tenant.dataverse.rows)).toEqual(expectedRows(world, '2026-11-01'));
      expect(tenant.dataverse.created).toHaveLength(3);
    },
  );

  test('what they have together is refreshed for by the run that merges them, also when it brings nothing', async () => {
    const publish = { publish: 'artifact' };
    const { world, halves, beforeUpload } = await openOverlap(publish);
    const { powerBi } = world.tenant;
    const inputs = { ...publish, 'power-bi-refresh': powerBi.addModel() };
    const runs = halves.map((half) => () => world.sync({ ...inputs, ...half }));
    await beforeUpload(
      async () => await runs[0]?.(),
      async () => await runs[1]?.(),
    );
    expect(powerBi.accepted).toHaveLength(2);
    await synced(world, inputs, 0);
    expect(powerBi.accepted).toHaveLength(3);
    await synced(world, inputs, 0);
    expect(powerBi.accepted).toHaveLength(3);
  });

  test('a refresh that another run has begun before this one had published is asked for again', async () => {
    const publish = { publish: 'artifact' };
    const { world, halves, beforeUpload } = await openOverlap(publish);
    const { tenant } = world;
    const model = tenant.powerBi.addModel();
    const inputs = { ...publish, 'power-bi-refresh': model };
    const recent = { 'start-time': halves[0]?.['start-time'] };
    await beforeUpload(
      () => synced(world, { ...inputs, ...recent }, 1),
      async () => {
        const begun = tenant.now() + 30_000;
        tenant.powerBi.accepted.push({ id: 'other', model, begun, status: 'Unknown' });
      },
    );
    for (const refresh of tenant.powerBi.accepted) refresh.status = 'Completed';
    await synced(world, inputs, 0);
    expect(tenant.powerBi.accepted.map(({ id }) => id)).toEqual(['other', expect.anything()]);
  });
});

test('without a data key, a publish of the watermark alone costs no refresh', async () => {
  const world = await useWorld();
  const { powerBi } = world.tenant;
  const inputs = { ...FOLDER, 'power-bi-refresh': powerBi.addModel(), users: 'none', 'data-key': '' };
  addLaunch(world);
  for (const later of [DAY, HOUR, HOUR]) {
    await synced(world, inputs, 0);
    world.tenant.advance(later);
  }
  expect(powerBi.accepted).toHaveLength(1);
  addLaunch(world);
  await synced(world, inputs, 0);
  expect(powerBi.accepted).toHaveLength(2);
});

test('models that are not answered for take no time of Dataverse', async () => {
  const world = await useWorld();
  const { powerBi, dataverse, faults, origin } = world.tenant;
  const models = Array.from({ length: 5 }, () => powerBi.addModel());
  faults.add({
    match: { kind: 'refresh' },
    times: ALWAYS,
    fault: { kind: 'status', status: 429, retryAfter: 110 },
  });
  faults.add({ match: { kind: 'list-rows' }, fault: { kind: 'status', status: 503, retryAfter: 100 } });
  addLaunch(world);
  const inputs = { ...FOLDER, 'power-bi-refresh': models.join('\n'), deadline: '6 minutes' };
  await synced(world, { ...inputs, 'dataverse-url': origin }, models.length);
  expect(dataverse.rows.size).toBe(1);
});

test('each service gets the token of its own audience, and no failure of it ends a run', async () => {
  const world = await useWorld();
  const { powerBi, entra, issuedTokens, origin, requests } = world.tenant;
  const inputs = { ...FOLDER, 'power-bi-refresh': powerBi.addModel(), 'dataverse-url': origin };
  addLaunch(world);
  entra.absent.add('https://analysis.windows.net/powerbi/api');
  entra.absent.add(origin);
  await synced(world, { ...inputs, strict: 'true' }, 2);
  entra.absent.clear();
  // What the cache does not tell, Power BI is asked.
  world.runner.cache.clear();
  await synced(world, inputs, 0);
  const audienceOf = (id: string | null) => issuedTokens.find((token) => token.id === id)?.audience;
  const audiences = requests
    .filter(({ kind }) => ['refresh', 'refreshes', 'list-rows', 'upsert-rows'].includes(kind))
    .map(({ kind, tokenId }) => `${kind}: ${audienceOf(tokenId)}`);
  expect([...new Set(audiences)].sort()).toEqual([
    `list-rows: ${origin}`,
    'refresh: https://analysis.windows.net/powerbi/api',
    'refreshes: https://analysis.windows.net/powerbi/api',
    `upsert-rows: ${origin}`,
  ]);
});

test('check tells of each delivery whether it would work, and what waits for it', async () => {
  const world = await useWorld();
  const { powerBi, dataverse, origin, requests } = world.tenant;
  addLaunch(world);
  addLaunch(world, new Date(world.tenant.now() - 2 * HOUR));
  const environment = { 'dataverse-url': origin, 'dataverse-from': '2026-11-22' };
  const inputs = { ...FOLDER, ...environment, 'power-bi-refresh': powerBi.addModel() };
  const answersOf = async (exitCode: number) => {
    const { summary, exitCode: ended } = await world.sync({ ...inputs, command: 'check' });
    expect(ended).toBe(exitCode);
    const rows = [...summary.matchAll(/^\| (✅|❌) \| (?:Power BI|Dataverse)[^|]+\| (.+) \|$/gmu)];
    return rows.map(([, mark, line]) => `${mark} ${line}`);
  };
  expect(await answersOf(0)).toEqual([
    expect.stringMatching(/^✅ .*never refreshed.*; no refresh is due$/u),
    expect.stringMatching(/^✅ .*rows can be added.*; launches since 2026-11-22 are sent, and none waits$/u),
  ]);
  dataverse.hasApplicationUser = false;
  powerBi.access = 'refused';
  await synced(world, inputs, 2);
  expect(await answersOf(1)).toEqual([
    expect.stringMatching(/^❌ .*role Contributor/u),
    expect.stringMatching(/^❌ .*as an application user/u),
  ]);
  powerBi.access = 'granted';
  dataverse.hasApplicationUser = true;
  dataverse.rights.delete('prvCreateadmin_AuditLog');
  expect(await answersOf(1)).toEqual([
    expect.stringMatching(/^✅ .*; the next run refreshes it$/u),
    expect.stringMatching(/^❌ .*lacks the rights prvcreateadmin.*Create, Read, Write and Append/u),
  ]);
  dataverse.rights.add('prvCreateadmin_AuditLog');
  expect(await answersOf(0)).toEqual([
    expect.anything(),
    expect.stringMatching(
      /; the next run sends launches since 2026-11-22, up to 2, and each new row starts a flow/,
    ),
  ]);
  await synced(world, inputs, 0);
  expect(await answersOf(0)).toEqual([
    expect.stringMatching(/last refresh completed, begun 2026-11-22T06:00:00Z.*; no refresh is due$/),
    expect.stringMatching(/and none waits$/),
  ]);
  expect(requests.filter(({ kind }) => kind === 'refresh' || kind === 'create-row')).toHaveLength(2);
});
