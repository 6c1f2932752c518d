import type { Launch } from '../../launches/launch.ts';
import type { Addition } from '../addition.ts';
import { addDays, laterDay } from '../calendar.ts';
import {
  APPS,
  type AppRow,
  ENVIRONMENTS,
  type EnvironmentRow,
  type UserRow,
  usersTable,
} from '../dimension-tables.ts';
import {
  ACTIVE_USERS,
  type ActiveUsersRow,
  type DailyRow,
  dailyTable,
  type EventRow,
  type LaunchRow,
} from '../fact-tables.ts';
import { readable } from '../files.ts';
import type { Manifest, SnapshotFile } from '../manifest.ts';
import {
  afterChange,
  type FileChange,
  openPartitions,
  type PublishedFiles,
  type RowsByDay,
} from '../partitions.ts';
import { readTable, writeTable } from '../single-table.ts';
import { activeUsers, touchedWindows } from './active-users.ts';
import { appRows } from './app-rows.ts';
import { dailyRows } from './daily-rows.ts';
import { deletionsAfter } from './deletions.ts';
import { environmentRows } from './environment-rows.ts';
import { newestTold } from './told.ts';
import { userRows } from './user-rows.ts';

/** A change of a table that is stored by day. */
export interface TableChange<Row> {
  /** Rows of each day that changed; a day without rows left. */
  readonly change: ReadonlyMap<string, readonly Row[]>;
  readonly before: RowsByDay<Row>;
  readonly after: RowsByDay<Row>;
}

/** What other tables derive from. */
export interface Sources {
  readonly addition: Addition;
  /** The launches of the addition that are of days that are kept. */
  readonly kept: readonly Launch[];
  readonly launches: TableChange<LaunchRow>;
  readonly events: TableChange<EventRow>;
  /** Last day with launches, after the change. */
  readonly lastDay: string | undefined;
  readonly rebuilt: boolean;
}

/** The tables that derive from launches and events. */
export interface Derived {
  readonly changes: readonly FileChange[];
  readonly tables: SnapshotTables;
}

/** The tables after an addition, for those who describe them. */
export interface SnapshotTables {
  readonly launches: RowsByDay<LaunchRow>;
  readonly daily: RowsByDay<DailyRow>;
  /** Without rows when persons are not kept, like `users`. */
  readonly activeUsers: RowsByDay<ActiveUsersRow>;
  readonly apps: readonly AppRow[];
  readonly environments: readonly EnvironmentRow[];
  readonly users: readonly UserRow[];
}

/** The days of `launches_28d` and `users_28d`. */
export const RECENT_DAYS = 28;

/** Gives the paths that `derive` reads whatever changes: the tables of one file, and the last 28 days of `daily`. */
export function derivedPaths({ files }: Manifest): readonly string[] {
  const daily = files.filter(({ table }) => table === 'daily');
  const lastDay = daily.reduce((last, { date_to }) => laterDay(last, date_to ?? ''), '');
  const isRecent = ({ date_to }: SnapshotFile): boolean =>
    date_to !== null && date_to > addDays(lastDay, -RECENT_DAYS);
  const single = files.filter(({ table }) => [APPS.name, ENVIRONMENTS.name, 'users'].includes(table));
  const parts = Map.groupBy(
    [...single, ...daily.filter(isRecent)],
    (file) => `${file.table} ${file.date_from}`,
  );
  return [...parts.values()].flatMap((part) => readable(part)?.path ?? []);
}

/**
 * Gives the files of the tables that derive from launches and events. Reads and writes the changed days of `daily` and
 * the windows of `active_users` that they touch, and the last 28 days of `daily`.
 * @throws {SnapshotError} when a published file is broken.
 */
export async function derive(published: PublishedFiles | undefined, sources: Sources): Promise<Derived> {
  const { addition, launches, events, lastDay } = sources;
  const { formats, users, catalog, calendar } = addition;
  const withUsers = users !== 'none';
  const daily = openPartitions(dailyTable(withUsers), published);
  const change = new Map([...launches.change].map(([date, rows]) => [date, dailyRows(rows)]));
  const recentDays = lastDay === undefined ? [] : [{ from: addDays(lastDay, 1 - RECENT_DAYS), to: lastDay }];
  const [before, , knownApps, knownEnvironments, knownUsers] = await Promise.all([
    daily.read([...change.keys()].map((date) => ({ from: date, to: date }))),
    daily.read(recentDays),
    readTable(APPS, published),
    readTable(ENVIRONMENTS, published),
    withUsers ? readTable(usersTable(users === 'name'), published) : [],
  ]);
  const history = await afterChange(daily, change);
  const dailyChange = {
    before: [...before.values()].flat(),
    after: [...change.values()].flat(),
    history,
    dateOf: (instant: number) => calendar.local(instant).date,
  };
  const recent = [...(await history.read(recentDays)).values()].flat();
  const told = toldBy(sources.kept);
  const apps = await appRows({
    ...{ known: knownApps, change: dailyChange, names: told.apps, catalog, recent, withUsers },
    deletions: await deletionsOf(knownApps, events),
  });
  const environments = await environmentRows({
    ...{ known: knownEnvironments, change: dailyChange, names: told.environments, catalog, apps },
  });
  const persons = withUsers ? await userRows(knownUsers, dailyChange, told.users) : [];
  const active = openPartitions(ACTIVE_USERS, published);
  const activeChange = withUsers ? await activeUsersChange(sources, history) : new Map();
  const sealing = lastDay ?? '';
  const changes = [
    await daily.write(change, sealing, formats),
    await writeTable(APPS, apps, formats, published),
    await writeTable(ENVIRONMENTS, environments, formats, published),
    ...(withUsers
      ? [
          await active.write(activeChange, sealing, formats),
          await writeTable(usersTable(users === 'name'), persons, formats, published),
        ]
      : []),
  ];
  const activeUsers = await afterChange(active, activeChange);
  const tables = {
    launches: launches.after,
    daily: history,
    activeUsers,
    apps,
    environments,
    users: persons,
  };
  return { changes, tables };
}

async function activeUsersChange(
  { launches, lastDay }: Sources,
  daily: RowsByDay<DailyRow>,
): Promise<ReadonlyMap<string, readonly ActiveUsersRow[]>> {
  const lastBefore = launches.before.stretches.at(-1)?.to;
  const change = new Map<string, readonly ActiveUsersRow[]>();
  for (const stretch of touchedWindows(launches.change.keys(), lastBefore, lastDay)) {
    for (const [date, rows] of await activeUsers(stretch, lastDay, daily)) change.set(date, rows);
  }
  return change;
}

async function deletionsOf(known: readonly AppRow[], { change, before, after }: TableChange<EventRow>) {
  const days = [...change.keys()].map((date) => ({ from: date, to: date }));
  const deleted = known.flatMap(({ app_id, deleted_at }) =>
    deleted_at === null ? [] : [[app_id, deleted_at] as const],
  );
  return await deletionsAfter(new Map(deleted), {
    before: [...(await before.read(days)).values()].flat(),
    after: [...change.values()].flat(),
    history: after,
  });
}

/** What the launches of a run tell of apps, environments and persons. */
function toldBy(launches: readonly Launch[]) {
  return {
    apps: newestTold(launches, ({ appId, appName }) =>
      appId === null || appName === null ? undefined : { id: appId, facts: appName },
    ),
    environments: newestTold(launches, ({ environmentId, environmentName }) =>
      environmentId === null || environmentName === null
        ? undefined
        : { id: environmentId, facts: environmentName },
    ),
    users: newestTold(launches, ({ userKey, userType: type, userName: name }) =>
      userKey === null || (type === null && name === null)
        ? undefined
        : { id: userKey, facts: { type, name } },
    ),
  };
}
