import { Random } from '../../../simulator/tenant/random.ts';
import { DAY_MS, HOUR_MS, isoInstant, MINUTE_MS, parseInstant } from '../../../src/instants.ts';
import type { Window } from '../../../src/sources/activity-feed/content.ts';
import { Audit } from './audit.ts';
import { ContentMaker } from './content.ts';
import {
  calendar,
  type ModelSettings,
  type ModelWorld,
  PARTS,
  type Parts,
  type RunPlan,
  runOnce,
  type Step,
} from './run.ts';
import { ModelArtifacts, ModelBranch, ModelCache } from './stores.ts';
import { type FeedFaults, ModelTenant, NO_FAULTS } from './tenant.ts';

const START = parseInstant('2026-11-01T00:00:00Z');
const STEPS: readonly Step[] = ['before listing', 'after download', 'before publish', 'after publish'];

/** What a sequence showed. `trace` tells what happened, one line for each event. */
export interface Outcome {
  readonly complaints: readonly string[];
  readonly trace: readonly string[];
  readonly ended: ReadonlyMap<string, number>;
}

/** A run in which nothing fails. */
export const CLEAN: RunPlan = {
  manual: undefined,
  feed: NO_FAULTS,
  publish: undefined,
  cache: { find: 'found', save: 'works' },
  killAt: undefined,
  meanwhile: undefined,
};

/** Plays the random sequence of a seed, with a clean run at its end, and judges it. */
export async function playSequence(
  seed: number,
  parts: Parts = PARTS,
  kind: 'branch' | 'artifacts' = 'branch',
): Promise<Outcome> {
  const random = new Random(seed);
  const settings = chooseSettings(random);
  const tenant = new ModelTenant(START);
  const rules = () => ({ calendar, formats: settings.formats, manifestKey: undefined, now: tenant.now });
  const store = kind === 'branch' ? new ModelBranch() : new ModelArtifacts(rules);
  const cache = new ModelCache();
  const audit = new Audit(tenant, settings);
  const maker = new ContentMaker(random);
  const trace: string[] = [];
  const ended = new Map<string, number>();
  const count = (what: string): void => void ended.set(what, (ended.get(what) ?? 0) + 1);
  const world: ModelWorld = {
    tenant,
    store,
    cache,
    settings,
    onMerge: (heads, merged) => audit.merged(heads, merged),
    onPublish: (publication, collected) => audit.published(publication, collected),
    onUnchanged: (base, collected) => audit.unchanged(base, collected),
    complain: (sentence) => audit.complain(sentence),
  };
  const broken = new Set<string>();

  /** Time passes, and content with it; some of it at the very instant of the next run. */
  const pass = (ms: number): void => {
    const from = tenant.now;
    tenant.now += ms;
    for (let left = random.whole(0, 5); left > 0; left -= 1) {
      const created = random.chance(0.1) ? tenant.now : from + random.whole(0, ms);
      const blob = maker.blob(created, Math.min(settings.overlapMs, 2 * HOUR_MS));
      tenant.blobs.push(blob);
      if (random.chance(0.08)) broken.add(blob.id);
      if (random.chance(0.03)) tenant.gone.add(blob.id);
    }
  };

  const run = async (plan: RunPlan, name: string): Promise<void> => {
    trace.push(`${isoInstant(tenant.now)} ${name}: ${tell(plan)}`);
    const result = await runOnce(world, plan, parts);
    count(result.ended ?? result.published ?? '');
    const { collected } = result;
    const counts =
      collected &&
      `${collected.read.length} read, ${collected.unread.length} unread, ${collected.lost.length} lost`;
    trace.push(`  ${name}: ${result.ended ?? result.published}; ${counts}`);
  };

  const randomPlan = (depth: number): RunPlan => {
    const manual = random.chance(0.1);
    const faulty = random.chance(0.5);
    const start = tenant.now - random.whole(HOUR_MS, 7 * DAY_MS);
    const plan: RunPlan = {
      manual: manual
        ? { start, end: Math.min(tenant.now, start + random.whole(HOUR_MS, 2 * DAY_MS)) }
        : undefined,
      feed: {
        ...(faulty ? feedFaults(random, tenant) : NO_FAULTS),
        ...(faulty ? {} : { unreadable: broken }),
      },
      publish: random.chance(0.12) ? random.pick(['refused', 'answer lost'] as const) : undefined,
      cache: {
        find: random.chance(0.7) ? 'found' : random.pick(['fails', 'older entry'] as const),
        save: random.chance(0.8) ? 'works' : 'fails',
      },
      killAt: random.chance(0.2) ? random.pick(STEPS) : undefined,
      meanwhile:
        depth < 2 && random.chance(0.2)
          ? {
              at: random.pick(STEPS),
              run: async () => {
                if (random.chance(0.7)) pass(random.whole(0, 3 * HOUR_MS));
                await run(randomPlan(depth + 1), `run within (${depth + 1})`);
              },
            }
          : undefined,
    };
    if (plan.manual !== undefined || plan.meanwhile !== undefined || plan.killAt !== undefined)
      audit.remembersAll = false;
    if (plan.publish !== undefined || plan.cache.find !== 'found' || plan.cache.save !== 'works')
      audit.remembersAll = false;
    return plan;
  };

  for (let runs = random.whole(3, 12); runs > 0; runs -= 1) {
    pass(
      random.pickSkewed([HOUR_MS, 20 * MINUTE_MS, 6 * HOUR_MS, DAY_MS, 3 * DAY_MS, 8 * DAY_MS]) +
        random.whole(0, HOUR_MS),
    );
    if (random.chance(0.04)) {
      cache.entries = [];
      audit.remembersAll = false;
      trace.push('  the cache is evicted');
    }
    if (random.chance(0.04) && store.snapshots.length > 0) {
      store.snapshots.pop();
      // It may have been the only one that held what they did.
      store.deleted.splice(0);
      audit.remembersAll = false;
      trace.push('  the newest snapshot is deleted');
    }
    await run(randomPlan(0), 'run');
  }

  pass(settings.overlapMs + 10 * MINUTE_MS);
  tenant.now += settings.overlapMs + 1_000;
  await run(CLEAN, 'clean run');
  const tip = store.tip;
  // A run that brought nothing new leaves its state in the cache: a publish shows it.
  tenant.now += DAY_MS + 1_000;
  await run(CLEAN, 'clean run after a day');
  const last = store.tip;
  if (tip === undefined || last === undefined) audit.complain('no snapshot after a clean run');
  else await audit.final(last, [...store.snapshots, ...store.deleted]);
  const { reads } = tenant;
  await run({ ...CLEAN, cache: { find: 'fails', save: 'fails' } }, 'idle run');
  if (store.tip !== last) audit.complain('a run that brought nothing new was published');
  if (tenant.reads - reads > tenant.gone.size) audit.complain('a run read blobs again that were read before');
  return { complaints: [...audit.complaints, ...tenant.complaints], trace, ended };
}

function chooseSettings(random: Random): ModelSettings {
  return {
    lookbackMs: random.pick([7 * DAY_MS, 7 * DAY_MS, 2 * DAY_MS, HOUR_MS]),
    overlapMs: random.pick([2 * HOUR_MS, 2 * HOUR_MS, 6 * HOUR_MS, 0]),
    intervalMs: random.pick([DAY_MS, 7 * HOUR_MS, 3 * DAY_MS]),
    concurrency: random.whole(1, 8),
    formats: random.chance(0.2) ? ['csv', 'parquet'] : ['csv'],
  };
}

function feedFaults(random: Random, { now, blobs }: ModelTenant): FeedFaults {
  const unlistable: Window[] = [];
  for (let left = random.whole(0, 2); left > 0; left -= 1) {
    const start = now - random.whole(0, 2 * DAY_MS);
    unlistable.push({ start, end: start + random.whole(MINUTE_MS, 6 * HOUR_MS) });
  }
  const share = random.pick([0, 0.2, 1]);
  return {
    unlistable,
    lateFailure: random.chance(0.5),
    unreadable: new Set(blobs.filter(() => random.chance(share)).map(({ id }) => id)),
    everythingFails: random.chance(0.1),
  };
}

function tell({ manual, feed, publish, cache, killAt, meanwhile }: RunPlan): string {
  const words = [
    manual && `manual ${isoInstant(manual.start)} to ${isoInstant(manual.end)}`,
    feed.everythingFails && 'the feed is down',
    ...feed.unlistable.map(({ start, end }) => `unlistable ${isoInstant(start)} to ${isoInstant(end)}`),
    feed.unreadable.size > 0 && `unreadable ${[...feed.unreadable].join(' ')}`,
    publish && `publish: ${publish}`,
    cache.find !== 'found' && `find: ${cache.find}`,
    cache.save !== 'works' && 'save fails',
    killAt && `killed ${killAt}`,
    meanwhile && `another run ${meanwhile.at}`,
  ];
  return words.filter((word) => word !== false && word !== undefined).join('; ') || 'clean';
}
