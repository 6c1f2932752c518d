import { pseudonymOf } from '../../simulator/pseudonyms.ts';
import type { ExpectedRecords, TrueLaunch } from '../../simulator/tenant/expected-records.ts';
import type { EventRow, LaunchRow } from './snapshot.ts';
import { DATA_KEY } from './world.ts';

/** How the rows are to stand in the snapshot: the inputs of the run as far as they decide about rows. */
export interface Expectation {
  readonly tenantId: string;
  /** Default `pseudonym`. */
  readonly users?: 'pseudonym' | 'name' | 'none';
  /** Default: the key that `sync` gives. */
  readonly key?: string;
  /** Default `UTC`. */
  readonly timeZone?: string;
}

type AuditUser = Pick<TrueLaunch, 'userObjectId' | 'upn'>;

/** What the input `operations` keeps besides launches unless it says otherwise. */
const DEFAULT_EVENTS = [
  ...['DeletePowerApp', 'AdminDeletePowerApp', 'AdminDeleteApp'],
  ...['AdminRestoreDeletedApp', 'PromotePowerAppVersion'],
];

const SESSION_GAP_MS = 30 * 60_000;

/** The rows of `launches` that the truth demands, field by field, sorted by instant and event id. */
export function expectedLaunches(
  expectedRecords: Pick<ExpectedRecords, 'launches'>,
  how: Expectation,
): readonly LaunchRow[] {
  const sorted = [...expectedRecords.launches.values()].sort(
    (a, b) => compare(a.launchedAt, b.launchedAt) || compare(a.eventId, b.eventId),
  );
  const last = new Map<string, number>();
  return sorted.map((launch) => {
    const at = Date.parse(launch.launchedAt);
    const pair = `${launch.appId} ${userKey(launch, how)}`;
    const before = last.get(pair);
    if (launch.succeeded) last.set(pair, at);
    const starts = launch.succeeded && (before === undefined || at - before > SESSION_GAP_MS);
    return {
      event_id: launch.eventId,
      launched_at: launch.launchedAt,
      ...localTime(launch.launchedAt, how),
      app_id: launch.appId,
      environment_id: launch.environmentId,
      ...userColumn(launch, how),
      is_session_start: how.users === 'none' || launch.upn === '' ? null : Number(starts),
      succeeded: Number(launch.succeeded),
      record_type: launch.recordType,
    };
  });
}

/** The rows of `events` that the truth demands for these operations, sorted by instant and event id. */
export function expectedEvents(
  expectedRecords: Pick<ExpectedRecords, 'operations'>,
  how: Expectation,
  operations: readonly string[] = DEFAULT_EVENTS,
): readonly EventRow[] {
  return [...expectedRecords.operations.values()]
    .filter(({ operation }) => operations.includes(operation))
    .sort((a, b) => compare(a.occurredAt, b.occurredAt) || compare(a.eventId, b.eventId))
    .map((event) => ({
      event_id: event.eventId,
      occurred_at: event.occurredAt,
      date: localTime(event.occurredAt, how).date,
      operation: event.operation,
      app_id: event.appId,
      environment_id: event.environmentId,
      ...userColumn(event, how),
    }));
}

const DELETES = ['DeletePowerApp', 'AdminDeletePowerApp', 'AdminDeleteApp'];
const RESTORES = ['AdminRestoreDeletedApp', 'PromotePowerAppVersion'];

/** When each app was deleted that was not restored or launched since: app id → instant. */
export function expectedDeletions({
  operations,
  launches,
}: Pick<ExpectedRecords, 'launches' | 'operations'>): ReadonlyMap<string, string> {
  const deletions = new Map<string, string>();
  const all = [...operations.values()];
  for (const { operation, appId, occurredAt } of all) {
    if (!DELETES.includes(operation)) continue;
    const isBack =
      all.some((other) => {
        const same = other.appId === appId && other.occurredAt > occurredAt;
        return same && [...DELETES, ...RESTORES].includes(other.operation);
      }) ||
      [...launches.values()].some(
        (launch) => launch.appId === appId && launch.succeeded && launch.launchedAt > occurredAt,
      );
    if (!isBack) deletions.set(appId, occurredAt);
  }
  return deletions;
}

function userColumn(user: AuditUser, how: Expectation): { readonly user_key?: string | null } {
  return how.users === 'none' ? {} : { user_key: user.upn === '' ? null : userKey(user, how) };
}

function userKey({ userObjectId, upn }: AuditUser, { users, key = DATA_KEY, tenantId }: Expectation): string {
  if (users === 'name') return upn.toLowerCase();
  return pseudonymOf((userObjectId ?? upn).toLowerCase(), { tenantId, key });
}

const localTimes = new Map<string, { readonly date: string; readonly hour: number }>();

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Swedish spells an instant 2026-11-21 07:31:09. To make a clock takes long, and the same instants are asked for often. */
function clockIn(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(timeZone, made);
  return made;
}

function localTime(instant: string, { timeZone = 'UTC' }: Expectation): { date: string; hour: number } {
  const name = `${timeZone} ${instant}`;
  const known = localTimes.get(name);
  if (known !== undefined) return known;
  const [date = '', time = ''] = clockIn(timeZone).format(new Date(instant)).split(' ');
  const local = { date, hour: Number(time.slice(0, 2)) };
  localTimes.set(name, local);
  return local;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
