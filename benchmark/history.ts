import { stretchOnce } from '../simulator/pseudonyms.ts';
import { Random } from '../simulator/tenant/random.ts';
import { openDataKeys } from '../src/launches/data-keys.ts';
import { openIdentity } from '../src/launches/identity.ts';
import type { Launch } from '../src/launches/launch.ts';
import type { AppInventory } from '../src/snapshot/app-inventory.ts';
import { openCalendar } from '../src/snapshot/calendar.ts';
import type { NewSnapshot, PublishTarget } from '../src/snapshot/change.ts';
import type { KeepFile } from '../src/snapshot/made-file.ts';
import { ALL_DATES } from '../src/snapshot/partitioned-table.ts';
import type { PublishedFiles } from '../src/snapshot/partitions.ts';
import type { PublishRequest } from '../src/sync/next-snapshot.ts';
import { publishRun } from '../src/sync/publish.ts';
import { NO_STATE } from '../src/sync/state.ts';

const DAY = 86_400_000;

/** Launches of the past: so many days up to `until` (ms since 1970), so many launches on each. */
export interface History {
  readonly days: number;
  readonly launchesPerDay: number;
  readonly until: number;
}

/** Makes launches of 40 users and 12 apps, evenly over the days. */
export function makeLaunches(history: History, seed: number): readonly Launch[] {
  return [...makeLaunchesInParts(history, seed, history.days)].flat();
}

/** Makes the same launches some days at a time, the oldest first. */
export function* makeLaunchesInParts(
  { days, launchesPerDay, until }: History,
  seed: number,
  daysAtOnce: number,
): Generator<readonly Launch[]> {
  const random = new Random(seed);
  const apps = Array.from({ length: 12 }, () => random.guid());
  const users = Array.from({ length: 40 }, () => random.hex(32));
  const environmentId = random.guid();
  const launchAt = (index: number): Launch => {
    const launchedAt = until - Math.floor(((index + 1) / launchesPerDay) * DAY);
    return {
      eventId: random.guid(),
      launchedAt: launchedAt - (launchedAt % 1000),
      appId: random.pickSkewed(apps),
      environmentId,
      userKey: random.pickSkewed(users),
      succeeded: true,
      recordType: 256,
      appName: 'Site Inspection',
      environmentName: 'Contoso (default)',
      userType: 'Regular',
      userName: null,
    };
  };
  for (let left = days; left > 0; left -= daysAtOnce) {
    const first = Math.max(0, left - daysAtOnce) * launchesPerDay;
    yield Array.from({ length: left * launchesPerDay - first }, (_, index) => launchAt(first + index));
  }
}

/** Whose snapshot is made, up to when (ms since 1970), and what it extends. */
export interface SnapshotOf {
  readonly tenantId: string;
  readonly key: string;
  readonly until: number;
  readonly base?: PublishedFiles | undefined;
  /** Where large files wait; in memory by default. */
  readonly keep?: KeepFile;
  /** Where the listed time begins, ms since 1970; seven days before its end by default. */
  readonly from?: number;
  readonly inventory?: AppInventory;
  /** Makes the files that describe the snapshot; none by default. */
  readonly documents?: PublishRequest['documents'];
}

/** Makes the snapshot that a run would have left that read these launches. */
export async function makeSnapshot(
  launches: readonly Launch[],
  { tenantId, key, until, base, keep, from, inventory, documents }: SnapshotOf,
): Promise<NewSnapshot> {
  const choice = { mode: 'pseudonym', dataKey: key } as const;
  const { users, signing } = await openDataKeys(choice, tenantId, async (...of) => stretchOnce(...of));
  const calendar = openCalendar('UTC');
  let made: NewSnapshot | undefined;
  const store: PublishTarget<PublishedFiles, object> = {
    previous: async () => undefined,
    publish: async (_base, next) => {
      made = next;
      return {};
    },
  };
  await publishRun(
    store,
    { base, state: NO_STATE },
    {
      tenantId,
      manifestKey: signing?.manifest,
      now: until,
      identity: openIdentity(users, tenantId),
      batch: {
        launches,
        events: [],
        calendar,
        formats: ['csv', 'parquet'],
        users: 'pseudonym',
        keepFrom: undefined,
        possible: ALL_DATES,
        catalog: new Map(),
        inventory,
      },
      progress: {
        listed: { start: from ?? until - 7 * DAY, end: until },
        movesWatermark: true,
        overlapMs: 0,
        keptFrom: null,
        read: [],
        unread: [],
        lost: [],
        gaps: [],
        nameless: [],
        now: until,
      },
      generatedAt: until,
      runId: '1',
      ...(keep && { keep }),
      documents: documents ?? (async () => new Map()),
    },
    { pause: async () => undefined, refreshMs: Number.POSITIVE_INFINITY },
  );
  if (made === undefined) throw new Error('A history of launches made no snapshot');
  return made;
}
