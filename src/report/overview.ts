import { parseInstant } from '../instants.ts';
import { addDays, type Calendar, datesBetween, laterDay } from '../snapshot/calendar.ts';
import { countUsers } from '../snapshot/derived/app-rows.ts';
import type { DailyCount } from '../snapshot/derived/daily-counts.ts';
import { RECENT_DAYS, REPORT_DAYS } from '../snapshot/derived/derive.ts';
import type { AppRow, EnvironmentRow } from '../snapshot/dimension-tables.ts';
import { launchCounts, type Manifest } from '../snapshot/manifest.ts';
import type { MergeResult } from '../snapshot/merge.ts';
import type { DateRange } from '../snapshot/partitioned-table.ts';
import type { PageData } from './page/page-data.ts';

/** What summary and page show of the tables: all but the launches by hour. */
export type Overview = Omit<PageData, 'hours'>;

type Tables = MergeResult['tables'];

const WEEK_DAYS = 7;
const WEEKS = REPORT_DAYS / WEEK_DAYS;

/** Returns the figures of a snapshot. Reads `daily` of the last 13 weeks of the data. */
export async function overviewOf(manifest: Manifest, tables: Tables, calendar: Calendar): Promise<Overview> {
  const { dateRanges } = tables.daily;
  const [firstDate, lastDate] = [dateRanges[0]?.from ?? null, dateRanges.at(-1)?.to ?? null];
  const withUsers = manifest.identity.mode !== 'none';
  const weeks = weeksOf(firstDate, lastDate);
  const range = { from: weeks[0]?.from ?? '', to: weeks.at(-1)?.to ?? '' };
  const days =
    weeks.length === 0 ? new Map<string, readonly DailyCount[]>() : await tables.daily.read([range]);
  const ofWeeks = weeks.map((week) => rowsWithin(days, week));
  const firstDates = tables.users.map(({ first_launch_at }) => calendar.local(first_launch_at).date);
  const recent =
    lastDate === null ? [] : rowsWithin(days, { from: addDays(lastDate, 1 - RECENT_DAYS), to: lastDate });
  const rowsOf = (table: string): number => manifest.tables[table]?.rows ?? 0;
  return {
    tenantId: manifest.tenant_id,
    timeZone: manifest.time_zone,
    generatedAt: parseInstant(manifest.generated_at),
    withUsers,
    coverage: coverageOf(manifest),
    totals: {
      launches: launchCounts(manifest).succeeded,
      ...launchedThings(tables, [...days.values()].flat()),
      users: withUsers ? rowsOf('users') : null,
      firstDate,
      lastDate,
    },
    active: withUsers && lastDate !== null ? await activeOf(tables, lastDate) : null,
    days: datesOf(range, firstDate).map((date) => dayOf(date, days.get(date) ?? [], withUsers)),
    weeks: weeks.map((week, index) => weekOf(week, ofWeeks[index] ?? [], firstDates, withUsers)),
    apps: appsOf(tables, ofWeeks),
    environments: environmentsOf(tables, recent, withUsers),
  };
}

/** Weeks that end with the last day, oldest first; those before the first day are left out, and the oldest is whole. */
function weeksOf(firstDate: string | null, lastDate: string | null): readonly DateRange[] {
  if (firstDate === null || lastDate === null) return [];
  return Array.from({ length: WEEKS }, (_, index) => {
    const to = addDays(lastDate, -WEEK_DAYS * (WEEKS - 1 - index));
    return { from: addDays(to, 1 - WEEK_DAYS), to };
  }).filter(({ to }) => to >= firstDate);
}

function datesOf({ from, to }: DateRange, firstDate: string | null): readonly string[] {
  return firstDate === null ? [] : [...datesBetween(laterDay(from, firstDate), to)];
}

function rowsWithin(
  days: ReadonlyMap<string, readonly DailyCount[]>,
  { from, to }: DateRange,
): readonly DailyCount[] {
  return [...days].filter(([date]) => date >= from && date <= to).flatMap(([, rows]) => rows);
}

function coverageOf({ watermark, coverage, unread }: Manifest): Overview['coverage'] {
  return {
    from: parseInstant(coverage.from),
    watermark: parseInstant(watermark),
    completeUntil: parseInstant(coverage.complete_until),
    gaps: coverage.gaps,
    unreadBlobs: unread.length,
  };
}

async function activeOf({ activeUsers }: Tables, lastDate: string): Promise<NonNullable<Overview['active']>> {
  const rows = (await activeUsers.read([{ from: lastDate, to: lastDate }])).get(lastDate) ?? [];
  const users = (days: number): number =>
    rows.find((row) => row.app_id === null && row.environment_id === null && row.window_days === days)
      ?.users ?? 0;
  return { day: users(1), week: users(7), month: users(28) };
}

function dayOf(date: string, rows: readonly DailyCount[], withUsers: boolean): Overview['days'][number] {
  return { date, launches: launchesIn(rows), users: withUsers ? countUsers(rows) : null };
}

function weekOf(
  { from, to }: DateRange,
  rows: readonly DailyCount[],
  firstDates: readonly string[],
  withUsers: boolean,
): Overview['weeks'][number] {
  if (!withUsers) return { from, to, newUsers: null, returningUsers: null };
  const newUsers = firstDates.filter((date) => date >= from && date <= to).length;
  return { from, to, newUsers, returningUsers: countUsers(rows) - newUsers };
}

function launchesIn(rows: readonly DailyCount[]): number {
  return rows.reduce((sum, { launches }) => sum + launches, 0);
}

function appsOf(tables: Tables, weeks: readonly (readonly DailyCount[])[]): Overview['apps'] {
  const names = new Map(tables.environments.map((row) => [row.environment_id, row.environment_name]));
  const weekly = weeks.map((rows) => Map.groupBy(rows, ({ app_id }) => app_id ?? ''));
  return tables.apps
    .map((row) => ({
      id: row.app_id,
      name: row.app_name,
      environment: names.get(row.environment_id ?? '') ?? row.environment_id,
      launches28d: row.launches_28d,
      users28d: row.users_28d,
      firstLaunchAt: row.first_launch_at,
      lastLaunchAt: row.last_launch_at,
      deletedAt: row.deleted_at,
      weeks: weekly.map((ofWeek) => launchesIn(ofWeek.get(row.app_id) ?? [])),
    }))
    .sort((a, b) => b.launches28d - a.launches28d || (b.lastLaunchAt ?? 0) - (a.lastLaunchAt ?? 0));
}

function environmentsOf(
  { environments }: Tables,
  recent: readonly DailyCount[],
  withUsers: boolean,
): Overview['environments'] {
  const byId = Map.groupBy(recent, ({ environment_id }) => environment_id ?? '');
  const known = environments.map(({ environment_id: id, environment_name: name }) => ({ id, name }));
  const all = byId.has('') ? [...known, { id: null, name: null }] : known;
  return all
    .map(({ id, name }) => {
      const rows = byId.get(id ?? '') ?? [];
      return { id, name, launches28d: launchesIn(rows), users28d: withUsers ? countUsers(rows) : null };
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
  recent: readonly DailyCount[],
): { readonly apps: number; readonly environments: number } {
  const launched = apps.filter(({ first_launch_at }) => first_launch_at !== null);
  const used = new Set([...launched, ...recent].map(({ environment_id }) => environment_id));
  const homes = new Set(apps.map(({ environment_id }) => environment_id));
  return {
    apps: launched.length,
    environments: environments.filter(({ environment_id: id }) => used.has(id) || !homes.has(id)).length,
  };
}
