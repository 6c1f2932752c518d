import { parseInstant } from '../instants.ts';
import { addDays, type Calendar, earlierDay, laterDay } from '../snapshot/calendar.ts';
import {
  type Coverage,
  countCovered,
  coverageOf,
  datesOf,
  dayStatus,
  isEnough,
  RECENT_DAYS,
  recentDays,
} from '../snapshot/coverage.ts';
import { REPORT_DAYS } from '../snapshot/derived/derive.ts';
import { NOTHING_COUNTED, type RecentCounts } from '../snapshot/derived/recent-counts.ts';
import type { AppRow, EnvironmentRow } from '../snapshot/dimension-tables.ts';
import type { DailyAppsRow } from '../snapshot/fact-tables.ts';
import { launchCounts, type Manifest } from '../snapshot/manifest.ts';
import type { MergeResult } from '../snapshot/merge.ts';
import type { DateRange } from '../snapshot/partitioned-table.ts';
import type { PageData } from './page/page-data.ts';

/** What summary and page show of the tables: all but the launches by hour. */
export type Overview = Omit<PageData, 'hours' | 'makerUrl'>;

type Tables = MergeResult['tables'];
type Days = ReadonlyMap<string, readonly DailyAppsRow[]>;
/** Distinct users in all apps of the 1, 7 and 28 days that end with a day, by day. */
type ActiveByDay = ReadonlyMap<
  string,
  { readonly day: number; readonly week: number; readonly month: number }
>;

const WEEK_DAYS = 7;
const WEEKS = REPORT_DAYS / WEEK_DAYS;
/** Late launches of older days would push the days that are covered together. */
const DAYS_BEFORE_COVERAGE = 7;

/** Returns the figures of a snapshot. Reads `daily_apps` and `active_users` of the last 13 weeks. */
export async function overviewOf(manifest: Manifest, tables: Tables, calendar: Calendar): Promise<Overview> {
  const { dateRanges } = tables.dailyApps;
  const [firstDate, lastDate] = [dateRanges[0]?.from ?? null, dateRanges.at(-1)?.to ?? null];
  const launched = firstDate === null || lastDate === null ? null : { from: firstDate, to: lastDate };
  const withUsers = manifest.identity.mode !== 'none';
  const coverage = coverageOf(manifest, calendar);
  const counts = launchCounts(manifest);
  const generatedAt = parseInstant(manifest.generated_at);
  const watermark = parseInstant(manifest.watermark);
  const dayOfInstant = (instant: number): string => calendar.local(instant).date;
  const listed = watermark === null ? null : dayOfInstant(watermark);
  const drawable = shownDays(coverage, launched, { listed, made: dayOfInstant(generatedAt) });
  const shown = withoutEmptyStart(drawable, await readDays(tables, [drawable]), coverage);
  const weeks = weeksOf(coverage.lastDate, shown);
  const recent = recentDays(coverage);
  const days = await readDays(tables, [shown, spanOf(weeks), recent && withPrevious(recent)]);
  const active = withUsers ? await readActive(tables, [shown, spanOf(weeks), recent]) : new Map();
  const counted = recent && (await tables.recentCounts(recent));
  const ofWeeks = weeks.map((week) => rowsWithin(days, week));
  const firstDates = tables.users.map(({ first_launch_at }) => dayOfInstant(first_launch_at));
  const rowsOf = (table: string): number => manifest.tables[table]?.rows ?? 0;
  return {
    tenantId: manifest.tenant_id,
    timeZone: manifest.time_zone,
    generatedAt,
    withUsers,
    coverage: { ...coverage, watermark, unreadBlobs: manifest.unread.length },
    totals: {
      launches: counts.succeeded,
      failedLaunches: counts.failed,
      ...launchedThings(tables, [...days.values()].flat()),
      users: withUsers ? rowsOf('users') : null,
      firstDate,
      lastDate,
    },
    inventory: inventoryOf(manifest),
    recent: counted && {
      ...recentOf(counted, days, coverage, withUsers),
      users: withUsers ? (active.get(counted.range.to) ?? NOBODY) : null,
    },
    days: (shown === null ? [] : datesOf(shown)).map((date) => ({
      date,
      launches: launchesIn(days.get(date) ?? []),
      users: withUsers ? (active.get(date) ?? NOBODY).day : null,
      status: dayStatus(coverage, date),
    })),
    weeks: weeks.map((week) => ({
      ...week,
      coveredDays: countCovered(coverage, week),
      ...(withUsers ? usersOfWeek(week, active, firstDates) : NO_USERS),
    })),
    apps: appsOf(tables, ofWeeks, manifest.identity.mode),
    environments: environmentsOf(tables, counted, withUsers),
  };
}

/**
 * Returns the days that are drawn, at most 13 weeks: up to the day that is being filled, from the beginning of the covered
 * time on, and a week before it where launches came late. `listed` is the day of the watermark, `made` that of the snapshot:
 * a launch of a later day does not move the end.
 */
export function shownDays(
  { firstDate: begin, lastDate: complete }: Pick<Coverage, 'firstDate' | 'lastDate'>,
  launched: DateRange | null,
  { listed, made }: { readonly listed: string | null; readonly made: string },
): DateRange | null {
  const ends = [complete, listed, launched && earlierDay(launched.to, made)];
  const to = ends.filter((date) => date !== null).reduce(laterDay, '');
  const late = launched?.from ?? '9999-12-31';
  const first =
    begin === null ? late : earlierDay(begin, laterDay(late, addDays(begin, -DAYS_BEFORE_COVERAGE)));
  if (to === '' || first > to) return null;
  return { from: laterDay(first, addDays(to, 1 - REPORT_DAYS)), to };
}

/** Leaves out the days before the covered time up to the first with a launch: an older launch is no reason to draw them. */
function withoutEmptyStart(range: DateRange | null, days: Days, { firstDate }: Coverage): DateRange | null {
  if (range === null || firstDate === null) return range;
  const first = datesOf(range).find((date) => date >= firstDate || days.has(date));
  return first === undefined ? range : { from: first, to: range.to };
}

/** Weeks that end with the last complete day, oldest first; the oldest is whole, and has a day that is drawn. */
function weeksOf(lastDate: string | null, shown: DateRange | null): readonly DateRange[] {
  if (lastDate === null || shown === null) return [];
  return Array.from({ length: WEEKS }, (_, index) => {
    const to = addDays(lastDate, -WEEK_DAYS * (WEEKS - 1 - index));
    return { from: addDays(to, 1 - WEEK_DAYS), to };
  }).filter(({ to }) => to >= shown.from);
}

function spanOf(weeks: readonly DateRange[]): DateRange | null {
  const [first, last] = [weeks[0], weeks.at(-1)];
  return first === undefined || last === undefined ? null : { from: first.from, to: last.to };
}

function withPrevious({ from, to }: DateRange): DateRange {
  return { from: addDays(from, -RECENT_DAYS), to };
}

async function readDays({ dailyApps }: Tables, ranges: readonly (DateRange | null)[]): Promise<Days> {
  const wanted = ranges.filter((range) => range !== null);
  return wanted.length === 0 ? new Map() : await dailyApps.read(wanted);
}

const NOBODY = { day: 0, week: 0, month: 0 };

async function readActive(
  { activeUsers }: Tables,
  ranges: readonly (DateRange | null)[],
): Promise<ActiveByDay> {
  const byDay = new Map<string, typeof NOBODY>();
  for await (const { date, rows } of activeUsers.each(ranges.filter((range) => range !== null))) {
    const ofAll = rows.filter(({ app_id, environment_id }) => app_id === null && environment_id === null);
    const users = (days: number): number => ofAll.find((row) => row.window_days === days)?.users ?? 0;
    byDay.set(date, { day: users(1), week: users(WEEK_DAYS), month: users(RECENT_DAYS) });
  }
  return byDay;
}

function rowsWithin(days: Days, { from, to }: DateRange): readonly DailyAppsRow[] {
  return [...days].filter(([date]) => date >= from && date <= to).flatMap(([, rows]) => rows);
}

/** Returns what there is to tell of the 28 days up to the last complete one. */
function recentOf(
  { range, withoutUser }: RecentCounts,
  days: Days,
  coverage: Coverage,
  withUsers: boolean,
): Omit<NonNullable<Overview['recent']>, 'users'> {
  const rows = rowsWithin(days, range);
  return {
    ...range,
    coveredDays: countCovered(coverage, range),
    launches: launchesIn(rows),
    unnamed: {
      app: launchesIn(rows.filter(({ app_id }) => app_id === null)),
      environment: launchesIn(rows.filter(({ environment_id }) => environment_id === null)),
      user: withUsers ? withoutUser : null,
    },
    comparison: comparisonOf(range, days, coverage),
  };
}

/** Compares each covered day with the day 28 days before it, where that is covered too; at least half of them must be. */
function comparisonOf(range: DateRange, days: Days, coverage: Coverage) {
  const isCovered = (date: string): boolean => dayStatus(coverage, date) === 'covered';
  const pairs = datesOf(range)
    .map((date) => ({ date, before: addDays(date, -RECENT_DAYS) }))
    .filter(({ date, before }) => isCovered(date) && isCovered(before));
  if (!isEnough(pairs.length, RECENT_DAYS)) return null;
  const sum = (dates: readonly string[]): number => launchesIn(dates.flatMap((date) => days.get(date) ?? []));
  return {
    days: pairs.length,
    launches: sum(pairs.map(({ date }) => date)),
    before: sum(pairs.map(({ before }) => before)),
  };
}

const NO_USERS = { newUsers: null, returningUsers: null };

function usersOfWeek(
  { from, to }: DateRange,
  active: ActiveByDay,
  firstDates: readonly string[],
): Pick<Overview['weeks'][number], 'newUsers' | 'returningUsers'> {
  const newUsers = firstDates.filter((date) => date >= from && date <= to).length;
  return { newUsers, returningUsers: (active.get(to) ?? NOBODY).week - newUsers };
}

function launchesIn(rows: readonly DailyAppsRow[]): number {
  return rows.reduce((sum, { launches }) => sum + launches, 0);
}

function inventoryOf({ inventory }: Manifest): Overview['inventory'] {
  if (inventory === undefined) return null;
  const { taken_at, apps, environments, unread } = inventory;
  return { takenAt: parseInstant(taken_at), apps, environments, unread: unread.length };
}

/** Enough of a pseudonym to tell owners apart on a page. */
const LABEL_LENGTH = 8;

function appsOf(
  tables: Tables,
  weeks: readonly (readonly DailyAppsRow[])[],
  users: Manifest['identity']['mode'],
): Overview['apps'] {
  const lastLaunches = new Map(tables.users.map((row) => [row.user_key, row.last_launch_at]));
  const ownerOf = (key: string | null): Overview['apps'][number]['owner'] =>
    key === null
      ? null
      : {
          label: users === 'pseudonym' ? key.slice(0, LABEL_LENGTH) : null,
          lastLaunchAt: lastLaunches.get(key) ?? null,
        };
  const names = new Map(tables.environments.map((row) => [row.environment_id, row.environment_name]));
  const weekly = weeks.map((rows) => Map.groupBy(rows, ({ app_id }) => app_id ?? ''));
  return tables.apps
    .map((row) => ({
      id: row.app_id,
      name: row.app_name,
      environment: names.get(row.environment_id ?? '') ?? row.environment_id,
      environmentId: row.environment_id,
      owner: ownerOf(row.owner_key),
      createdAt: row.created_at,
      publishedAt: row.published_at,
      sharedUsers: row.shared_users,
      sharedGroups: row.shared_groups,
      launches28d: row.launches_28d,
      users28d: row.users_28d,
      firstLaunchAt: row.first_launch_at,
      lastLaunchAt: row.last_launch_at,
      deletedAt: row.deleted_at,
      weeks: weekly.map((ofWeek) => launchesIn(ofWeek.get(row.app_id) ?? [])),
    }))
    .sort(
      (a, b) => (b.launches28d ?? 0) - (a.launches28d ?? 0) || (b.lastLaunchAt ?? 0) - (a.lastLaunchAt ?? 0),
    );
}

function environmentsOf(
  { apps, environments }: Tables,
  recent: RecentCounts | null,
  withUsers: boolean,
): Overview['environments'] {
  const present = Map.groupBy(
    apps.filter(({ deleted_at }) => deleted_at === null),
    ({ environment_id }) => environment_id ?? '',
  );
  const known = environments.map(({ environment_id: id, environment_name: name }) => ({ id, name }));
  const all = recent?.environments.has(null) ? [...known, { id: null, name: null }] : known;
  return all
    .map(({ id, name }) => {
      const { launches, users } = recent?.environments.get(id) ?? NOTHING_COUNTED;
      return {
        id,
        name,
        apps: present.get(id ?? '')?.length ?? 0,
        launches28d: launches,
        users28d: withUsers ? users : null,
      };
    })
    .sort((a, b) => b.launches28d - a.launches28d);
}

/**
 * Counts the apps and environments that launches are of; the tables also hold those that a catalog or a deletion tells of.
 * An environment counts when a launched app belongs to it, when `recent` has launches in it, or when no app belongs to it:
 * only launches can tell of such a one. That spares reading all days.
 */
function launchedThings(
  {
    apps,
    environments,
  }: { readonly apps: readonly AppRow[]; readonly environments: readonly EnvironmentRow[] },
  recent: readonly DailyAppsRow[],
): { readonly apps: number; readonly environments: number } {
  const launched = apps.filter(({ first_launch_at }) => first_launch_at !== null);
  const used = new Set([...launched, ...recent].map(({ environment_id }) => environment_id));
  const homes = new Set(apps.map(({ environment_id }) => environment_id));
  return {
    apps: launched.length,
    environments: environments.filter(({ environment_id: id }) => used.has(id) || !homes.has(id)).length,
  };
}
