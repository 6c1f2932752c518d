import { floorSecond, MINUTE_MS } from '../instants.ts';
import type { Launch } from '../launches/launch.ts';
import type { Calendar } from './calendar.ts';
import { compareText } from './compare.ts';
import type { LaunchRow } from './fact-tables.ts';

/** A session continues while the same user launches the same app again within this time. */
const SESSION_GAP_MS = 30 * MINUTE_MS;

/** Returns a launch as a row of the table, its session not marked yet. */
export function launchRow(launch: Launch, calendar: Calendar): LaunchRow {
  const { date, hour } = calendar.local(launch.launchedAt);
  return {
    event_id: launch.eventId,
    launched_at: launch.launchedAt,
    date,
    hour,
    app_id: launch.appId,
    environment_id: launch.environmentId,
    user_key: launch.userKey,
    is_session_start: null,
    succeeded: launch.succeeded ? 1 : 0,
    record_type: launch.recordType,
  };
}

/**
 * Merges launches into known rows: one row for each event id, and for a launch that was emitted more than once (same app,
 * user and second) only the rows of the best kind: a success counts more than a failure, then RecordType 256 more than 45,
 * and each of them more than a row without a record type.
 * The result is sorted by instant and event id, its sessions not marked yet. It depends on the set of all launches only, not
 * on their order, grouping or repetition.
 */
export function mergeLaunches(
  known: readonly LaunchRow[],
  incoming: readonly LaunchRow[],
): readonly LaunchRow[] {
  const byId = new Map<string, LaunchRow>();
  for (const row of known) keepFirst(byId, row);
  for (const row of incoming) keepFirst(byId, row);
  const rows = [...byId.values()].sort(compareRows);
  return secondsOf(rows).flatMap(bestOfEach);
}

/**
 * Returns the calendar days, ascending, on which a launch succeeded that `known` does not have on that day. A row that takes the
 * place of a twin is no new launch. `before`: the known rows, by event id.
 */
export function datesOfNew(
  known: readonly LaunchRow[],
  before: ReadonlyMap<string, LaunchRow>,
  merged: readonly LaunchRow[],
): readonly string[] {
  const isKnown = ({ event_id: id, date }: LaunchRow): boolean => {
    const row = before.get(id);
    return row?.succeeded === 1 && row.date === date;
  };
  const arrived = merged.filter((row) => row.succeeded === 1 && !isKnown(row));
  const seconds = new Set(arrived.map(secondKey));
  seconds.delete(undefined);
  const gone = new Map<string, string | undefined>();
  for (const row of seconds.size === 0 ? [] : known) {
    const key = secondKey(row);
    if (row.succeeded === 1 && seconds.has(key)) gone.set(row.event_id, key);
  }
  for (const { event_id: id } of gone.size === 0 ? [] : merged) gone.delete(id);
  const replaced = Map.groupBy(gone.values(), (key) => key);
  const isNew = (row: LaunchRow): boolean => replaced.get(secondKey(row))?.pop() === undefined;
  return [...new Set(arrived.filter(isNew).map(({ date }) => date))].sort();
}

function secondKey(row: LaunchRow): string | undefined {
  return twinKey(row)?.concat(`\0${floorSecond(row.launched_at)}`);
}

/** Returns the rows of each second; `rows` are sorted by instant. Few launches share one, so that few need be compared. */
function secondsOf(rows: readonly LaunchRow[]): readonly (readonly LaunchRow[])[] {
  const seconds: LaunchRow[][] = [];
  let second: number | undefined;
  for (const row of rows) {
    const own = floorSecond(row.launched_at);
    if (own === second) seconds.at(-1)?.push(row);
    else seconds.push([row]);
    second = own;
  }
  return seconds;
}

/** Leaves out the rows of one second that give way to a better one of the same app and user. */
function bestOfEach(rows: readonly LaunchRow[]): readonly LaunchRow[] {
  if (rows.length < 2) return rows;
  const best = new Map<string, number>();
  for (const row of rows) {
    const [twin, rank] = [twinKey(row), rankOf(row)];
    if (twin !== undefined) best.set(twin, Math.max(rank, best.get(twin) ?? rank));
  }
  return rows.filter((row) => {
    const twin = twinKey(row);
    return twin === undefined || best.get(twin) === rankOf(row);
  });
}

/** Ranks records of one launch; whatever else a record type may stand for, it is no schema of old. Without one it is no record. */
function rankOf({ succeeded, record_type }: LaunchRow): number {
  return record_type === null ? -1 : 2 * succeeded + (record_type === 45 ? 0 : 1);
}

/**
 * Keeps of two rows with one id that of a record, then the one that succeeded, then the smaller by all columns: the order of
 * arrival does not matter.
 */
function keepFirst(byId: Map<string, LaunchRow>, row: LaunchRow): void {
  const other = byId.get(row.event_id);
  if (other === undefined || compareAll(row, other) < 0) byId.set(row.event_id, row);
}

/** Tells the launches of one second apart; `undefined` for one that may be any. */
function twinKey({ app_id, user_key }: LaunchRow): string | undefined {
  return app_id === null || user_key === null ? undefined : `${app_id}\0${user_key}`;
}

/** Sorts by instant, then by event id. */
export function compareRows(a: LaunchRow, b: LaunchRow): number {
  return a.launched_at - b.launched_at || compareText(a.event_id, b.event_id);
}

function compareAll(a: LaunchRow, b: LaunchRow): number {
  return (
    Number(a.record_type === null) - Number(b.record_type === null) ||
    b.succeeded - a.succeeded ||
    a.launched_at - b.launched_at ||
    (b.record_type ?? 0) - (a.record_type ?? 0) ||
    compareText(a.app_id, b.app_id) ||
    compareText(a.environment_id, b.environment_id) ||
    compareText(a.user_key, b.user_key)
  );
}

/**
 * Marks the session starts of `rows`, sorted as `mergeLaunches` returns them. `before` are the rows of the day before,
 * which decide about the first half hour. A launch without a user belongs to no session, and one that failed neither starts
 * nor extends any.
 */
export function markSessions(before: readonly LaunchRow[], rows: readonly LaunchRow[]): readonly LaunchRow[] {
  const last = new Map<string, number>();
  const isStart = (row: LaunchRow): number | null => {
    if (row.user_key === null) return null;
    if (row.succeeded === 0) return 0;
    const key = `${row.app_id ?? ''}\0${row.user_key}`;
    const previous = last.get(key);
    last.set(key, row.launched_at);
    return previous === undefined || row.launched_at - previous > SESSION_GAP_MS ? 1 : 0;
  };
  for (const row of before) isStart(row);
  return rows.map((row) => {
    const is_session_start = isStart(row);
    return row.is_session_start === is_session_start ? row : withSession(row, is_session_start);
  });
}

/** Named one by one, the cells take half the memory that those of a copy by `...` take. */
function withSession(
  {
    event_id,
    launched_at,
    date,
    hour,
    app_id,
    environment_id,
    user_key,
    succeeded,
    record_type,
  }: Omit<LaunchRow, 'is_session_start'>,
  is_session_start: number | null,
): LaunchRow {
  return {
    event_id,
    launched_at,
    date,
    hour,
    app_id,
    environment_id,
    user_key,
    is_session_start,
    succeeded,
    record_type,
  };
}

/**
 * Returns how many launches that succeeded have an id of their own, but the app, user, second and schema of another. `rows` are
 * sorted by instant.
 */
export function countSuspectedRepeats(rows: readonly LaunchRow[]): number {
  let repeats = 0;
  for (const second of secondsOf(rows)) {
    if (second.length < 2) continue;
    const keys = second
      .filter(({ succeeded }) => succeeded === 1)
      .flatMap((row) => twinKey(row)?.concat(`\0${row.record_type}`) ?? []);
    repeats += keys.length - new Set(keys).size;
  }
  return repeats;
}

/**
 * Returns how many launches that came as RecordType 45 stand beside as many of the new schema that may be the same launches:
 * both succeeded in one second, and nothing tells their apps or users apart, because one of two names none.
 */
export function countPossibleTwins(rows: readonly LaunchRow[]): number {
  const isOld = ({ record_type }: LaunchRow): boolean => record_type === 45;
  const secondOf = ({ launched_at }: LaunchRow): number => floorSecond(launched_at);
  const succeeded = rows.filter((row) => row.succeeded === 1);
  const old = Map.groupBy(succeeded.filter(isOld), secondOf);
  const beside = succeeded.filter((row) => !isOld(row) && old.has(secondOf(row)));
  const pairs = [...Map.groupBy(beside, secondOf)].map(([second, newer]) =>
    countPairs(old.get(second) ?? [], newer),
  );
  return pairs.reduce((sum, count) => sum + count, 0);
}

/** First those whose app and user are equal or both unknown, so that no row takes the only partner of another. */
function countPairs(old: readonly LaunchRow[], newer: readonly LaunchRow[]): number {
  const left = new Set(newer);
  const unpaired = (isPair: (a: LaunchRow, b: LaunchRow) => boolean) => (row: LaunchRow) => {
    const partner = [...left].find((other) => isPair(row, other));
    return partner === undefined || !left.delete(partner);
  };
  const alone = old.filter(unpaired(hasSameNames)).filter(unpaired(mayBeSame));
  return old.length - alone.length;
}

function hasSameNames(a: LaunchRow, b: LaunchRow): boolean {
  return a.app_id === b.app_id && a.user_key === b.user_key;
}

function mayBeSame(a: LaunchRow, b: LaunchRow): boolean {
  const may = (one: string | null, other: string | null) => one === null || other === null || one === other;
  return may(a.app_id, b.app_id) && may(a.user_key, b.user_key);
}
