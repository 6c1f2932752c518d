import { createHash } from 'node:crypto';
import { floorSecond, isoSecond } from '../../instants.ts';
import { isGuid } from '../../launches/ids.ts';
import { LAUNCH_OPERATION } from '../../launches/launch.ts';
import type { LaunchRow } from '../../snapshot/fact-tables.ts';

/** A row of the table `admin_auditlogs`, as the kit writes it. */
export interface AuditLogRow {
  /** The event id, or a GUID made of it where it is none. */
  readonly id: string;
  /** Row of `admin_apps` that the lookup leads to; `undefined` when the launch names no app that could be there. */
  readonly appRow: string | undefined;
  readonly columns: Readonly<Record<string, string>>;
}

/** A row that the table has already. `at`: ms since 1970. */
export interface PresentRow {
  readonly id: string;
  readonly appId: string;
  readonly user: string;
  readonly at: number;
}

/** Every column of text takes so many UTF-16 units. */
const TEXT_LENGTH = 100;

/** What the kit writes where a launch names no app. */
const NO_APP = 'no app id';

/** Returns the row of a launch. The user is what the snapshot has: name, pseudonym or nothing. */
export function auditLogRow(launch: LaunchRow): AuditLogRow {
  const { event_id: eventId, app_id: appId, user_key: user, launched_at: launchedAt } = launch;
  const at = isoSecond(launchedAt);
  return {
    id: rowId(eventId),
    appRow: appId !== null && isGuid(appId) ? appId : undefined,
    columns: {
      admin_title: cut(`Power App Launch ${appId ?? NO_APP} - ${at}`),
      admin_creationtime: at,
      admin_operation: LAUNCH_OPERATION,
      ...(appId === null ? {} : { admin_appid: cut(appId) }),
      ...(user === null ? {} : { admin_userupn: cut(user) }),
    },
  };
}

function rowId(eventId: string): string {
  return isGuid(eventId) ? eventId : guidOf(eventId);
}

/**
 * Returns the rows of launches that the table lacks, each once. What succeeded alone counts. A launch that stands there under
 * the id of a twin, which the snapshot has replaced since, is there: app, user and second are the same, and the snapshot
 * does not have that id.
 */
export function missingRows(
  launches: readonly LaunchRow[],
  present: readonly PresentRow[],
): readonly AuditLogRow[] {
  const wanted = new Map<string, LaunchRow>();
  /** The kit writes those, too. */
  const failed = new Set<string>();
  for (const launch of launches) {
    if (launch.succeeded === 1) wanted.set(rowId(launch.event_id), launch);
    else failed.add(rowId(launch.event_id));
  }
  const there = new Set(present.map(({ id }) => id));
  const twins = new Map<string, number>();
  for (const { id, appId, user, at } of present) {
    if (wanted.has(id) || failed.has(id) || appId === '' || user === '') continue;
    const twin = twinKey(appId, user, at);
    twins.set(twin, (twins.get(twin) ?? 0) + 1);
  }
  return [...wanted].flatMap(([id, launch]) => {
    if (there.has(id)) return [];
    const row = auditLogRow(launch);
    const { admin_appid: appId = '', admin_userupn: user = '' } = row.columns;
    const twin = twinKey(appId, user, launch.launched_at);
    const left = twins.get(twin) ?? 0;
    if (left === 0) return [row];
    twins.set(twin, left - 1);
    return [];
  });
}

function twinKey(appId: string, user: string, at: number): string {
  return `${appId.toLowerCase()}\0${user.toLowerCase()}\0${floorSecond(at)}`;
}

/** Cuts no character in two. */
function cut(text: string): string {
  const short = text.slice(0, TEXT_LENGTH);
  return short.isWellFormed() ? short : short.slice(0, -1);
}

/** The same for the same id, so that no launch gets a second row. */
function guidOf(eventId: string): string {
  const hex = createHash('sha256').update(eventId).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
