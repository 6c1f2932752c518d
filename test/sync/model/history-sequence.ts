import { Random } from '../../../simulator/tenant/random.ts';
import { DAY_MS, HOUR_MS, isoInstant, parseInstant } from '../../../src/instants.ts';
import type { Launch } from '../../../src/launches/launch.ts';
import { coverageOf } from '../../../src/snapshot/coverage.ts';
import { mergedTruth, rowsIn } from './audit.ts';
import { ContentMaker } from './content.ts';
import { calendar, type ModelWorld, type RunPlan, runOnce, type Step } from './run.ts';
import { ModelSearch, type SearchFaults, WELL } from './search.ts';
import { CLEAN, type Outcome } from './sequence.ts';
import { ModelBranch, ModelCache, type ModelSnapshot } from './stores.ts';
import { ModelTenant, NO_FAULTS } from './tenant.ts';

const START = parseInstant('2026-11-01T00:00:00Z');
const STEPS: readonly Step[] = ['before listing', 'after download', 'before publish', 'after publish'];
/** Time that the log knows and the first run's feed does not. */
const BEFORE_MS = 18 * DAY_MS;
/** By then every launch is delivered, and listed: the 48 hours hold for each. */
const LATEST_MS = 40 * HOUR_MS;

/**
 * Plays the random sequence of a seed with feed and audit search, then days of clean runs. Every snapshot is judged: what it
 * calls covered is all there. At the end every gap is closed, and no query is left.
 */
export async function playHistorySequence(seed: number): Promise<Outcome> {
  const random = new Random(seed);
  const tenant = new ModelTenant(START);
  const store = new ModelBranch();
  const search = new ModelSearch(tenant);
  const maker = new ContentMaker(random, LATEST_MS);
  const trace: string[] = [];
  const complaints: string[] = [];
  const ended = new Map<string, number>();
  const count = (what: string): void => void ended.set(what, (ended.get(what) ?? 0) + 1);
  const broken = new Set<string>();
  const settings = {
    ...{ lookbackMs: random.pick([7 * DAY_MS, 2 * DAY_MS]), overlapMs: 2 * HOUR_MS, intervalMs: DAY_MS },
    ...{ concurrency: random.whole(1, 4), formats: ['csv' as const] },
  };
  const judge = (snapshot: ModelSnapshot): void => {
    for (const complaint of falseClaims(snapshot, tenant)) complaints.push(complaint);
  };
  const world: ModelWorld = {
    ...{ tenant, store, search, settings, cache: new ModelCache() },
    onMerge: () => undefined,
    onPublish: ({ next }) => judge(next),
    onUnchanged: judge,
    complain: (sentence) => void complaints.push(sentence),
  };
  const add = (created: number): void => {
    const blob = maker.blob(created, HOUR_MS);
    tenant.blobs.push(blob);
    if (random.chance(0.06)) broken.add(blob.id);
    if (random.chance(0.03)) tenant.gone.add(blob.id);
  };
  const pass = (ms: number): void => {
    const from = tenant.now;
    tenant.now += ms;
    for (let left = random.whole(0, 2 + ms / DAY_MS); left > 0; left -= 1) add(from + random.whole(0, ms));
  };
  const run = async (plan: RunPlan, name: string): Promise<void> => {
    trace.push(
      `${isoInstant(tenant.now)} ${name}: ${JSON.stringify({ ...plan, meanwhile: plan.meanwhile?.at })}`,
    );
    const result = await runOnce(world, plan);
    const end = result.ended ?? result.published ?? '';
    trace.push(
      `  ${end}; ${search.submitted.length} submitted; ${JSON.stringify(store.tip?.manifest.coverage)}`,
    );
    count(end);
  };
  const randomPlan = (depth: number): RunPlan => ({
    ...CLEAN,
    feed: random.chance(0.7)
      ? { ...NO_FAULTS, unreadable: broken }
      : { ...NO_FAULTS, everythingFails: random.chance(0.5), unreadable: broken },
    search: random.chance(0.6) ? searchFaults(random) : undefined,
    publish: random.chance(0.1) ? random.pick(['refused', 'answer lost'] as const) : undefined,
    cache: { find: random.chance(0.8) ? 'found' : 'fails', save: 'works' },
    killAt: random.chance(0.1) ? random.pick(STEPS) : undefined,
    meanwhile:
      depth === 0 && random.chance(0.15)
        ? { at: random.pick(STEPS), run: () => run(randomPlan(1), 'run within') }
        : undefined,
  });

  for (let at = START - BEFORE_MS; at < START; at += random.whole(6 * HOUR_MS, 30 * HOUR_MS)) add(at);
  for (let runs = random.whole(2, 5); runs > 0; runs -= 1) {
    pass(random.pick([HOUR_MS, 6 * HOUR_MS, DAY_MS, 3 * DAY_MS, 9 * DAY_MS]) + random.whole(0, HOUR_MS));
    if (random.chance(0.05)) search.queries.clear();
    if (random.chance(0.04)) store.snapshots.pop();
    await run(randomPlan(0), 'run');
  }
  // Longer than a query that failed too often waits.
  for (let runs = 0; runs < 4; runs += 1) {
    pass(2.6 * DAY_MS);
    add(tenant.now - HOUR_MS);
    tenant.now += 2 * HOUR_MS;
    broken.clear();
    await run(CLEAN, 'clean run');
  }
  const last = store.tip;
  if (last === undefined) complaints.push('no snapshot after clean runs');
  else {
    const { gaps, from } = coverageOf(last.manifest, calendar);
    // What the feed lost of late may wait for a query: until it is 48 hours old, or until one proves that nothing is there.
    const isLate = (from: number, days: number): boolean => from < tenant.now - days * DAY_MS;
    const old = gaps.filter(({ gap_from, status }) => isLate(gap_from, status === 'open' ? 4 : 8));
    for (const gap of old) complaints.push(`a gap is left: ${JSON.stringify(gap)}`);
    const oldest = Math.min(
      ...tenant.blobs.flatMap(({ launches }) => launches.map(({ launchedAt }) => launchedAt)),
    );
    if (from === null || from - oldest > DAY_MS) complaints.push(`covered from ${isoInstant(from)} only`);
  }
  return { complaints: [...complaints, ...search.complaints, ...tenant.complaints], trace, ended };
}

/**
 * Plays a run that is killed at its nth request to audit search, or not at all, and two clean ones. Returns the requests of the
 * first, how many queries were submitted in all, how many are left, and what is wrong.
 */
export async function playKilledSearch(killAt: SearchFaults['killAt']): Promise<{
  readonly requests: number;
  readonly submitted: number;
  readonly left: number;
  readonly complaints: readonly string[];
}> {
  const random = new Random(1);
  const tenant = new ModelTenant(START);
  const search = new ModelSearch(tenant);
  const maker = new ContentMaker(random, LATEST_MS);
  for (let at = START - BEFORE_MS; at < START; at += 48 * HOUR_MS) tenant.blobs.push(maker.blob(at, HOUR_MS));
  const complaints: string[] = [];
  const world: ModelWorld = {
    ...{ tenant, search, store: new ModelBranch(), cache: new ModelCache() },
    settings: {
      ...{ lookbackMs: 7 * DAY_MS, overlapMs: 2 * HOUR_MS, intervalMs: DAY_MS },
      ...{ concurrency: 2, formats: ['csv'] },
    },
    onMerge: () => undefined,
    onPublish: ({ next }) => void complaints.push(...falseClaims(next, tenant)),
    onUnchanged: () => undefined,
    complain: (sentence) => void complaints.push(sentence),
  };
  await runOnce(world, { ...CLEAN, search: { ...WELL, killAt } });
  const { requests } = search;
  for (let runs = 0; runs < 2; runs += 1) {
    tenant.now += HOUR_MS;
    await runOnce(world, CLEAN);
  }
  const { submitted, queries } = search;
  const last = world.store.tip?.manifest;
  if (last?.coverage.read === undefined || last.history !== undefined)
    complaints.push('time was not searched');
  return {
    ...{ requests, submitted: submitted.length, left: queries.size },
    complaints: [...complaints, ...search.complaints],
  };
}

function searchFaults(random: Random): SearchFaults {
  return {
    ...WELL,
    isDown: random.chance(0.15),
    isSilent: random.chance(0.2),
    polls: random.pick([1, 3, 99]),
    ends: random.chance(0.2) ? 'failed' : 'succeeded',
    mostRows: random.pick([1_000, 1_000, 12]),
    unstableWalks: random.pick([0, 0, 1, 99]),
    lostAnswers: random.pick([0, 0, 1]),
    killAt: random.chance(0.2) ? { request: random.whole(1, 30), isAfter: random.chance(0.5) } : undefined,
  };
}

/** What a snapshot calls covered, and lacks; and what it has that nobody launched. */
function falseClaims(snapshot: ModelSnapshot, tenant: ModelTenant): readonly string[] {
  const { from, completeUntil, gaps } = coverageOf(snapshot.manifest, calendar);
  const rows = new Set(rowsIn(snapshot));
  const all = tenant.blobs.flatMap(({ launches }) => launches);
  const known = new Set(all.map(({ eventId }) => eventId));
  const isCovered = ({ launchedAt: at }: Launch): boolean =>
    from !== null &&
    completeUntil !== null &&
    at >= from &&
    at < completeUntil &&
    !gaps.some(({ gap_from, gap_to }) => at >= gap_from && at < gap_to);
  const truth = mergedTruth(all.filter(isCovered));
  return [
    ...[...truth].filter((id) => !rows.has(id)).map((id) => `${id} is called covered, and missing`),
    ...[...rows].filter((id) => !known.has(id)).map((id) => `nobody launched ${id}`),
    ...(rows.size === rowsIn(snapshot).length ? [] : ['an event id stands in two rows']),
  ];
}
