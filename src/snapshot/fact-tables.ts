import { column, optional, type Table } from './table.ts';

/** A row of `launches`. */
export interface LaunchRow {
  readonly event_id: string;
  readonly launched_at: number;
  readonly date: string;
  readonly hour: number;
  readonly app_id: string | null;
  readonly environment_id: string | null;
  readonly user_key: string | null;
  readonly is_session_start: number | null;
  readonly succeeded: number;
  readonly record_type: number;
}

/** A row of `events`. */
export interface EventRow {
  readonly event_id: string;
  readonly occurred_at: number;
  readonly date: string;
  readonly operation: string;
  readonly app_id: string | null;
  readonly environment_id: string | null;
  readonly user_key: string | null;
}

/** A row of `daily`. */
export interface DailyRow {
  readonly date: string;
  readonly app_id: string | null;
  readonly environment_id: string | null;
  readonly user_key: string | null;
  readonly launches: number;
  readonly sessions: number | null;
  readonly first_launch_at: number;
  readonly last_launch_at: number;
}

/** A row of `daily_apps`. */
export interface DailyAppsRow {
  readonly date: string;
  readonly app_id: string | null;
  readonly environment_id: string | null;
  readonly launches: number;
  readonly sessions: number | null;
  readonly users: number | null;
}

/** A row of `active_users`. */
export interface ActiveUsersRow {
  readonly date: string;
  readonly app_id: string | null;
  readonly environment_id: string | null;
  readonly window_days: number;
  readonly users: number;
}

const EVENT_ID = column('event_id', 'text', 'Id of the audit event, lower-case.');
const DATE = column('date', 'date', 'Calendar day in the time zone of the snapshot.');
const APP_ID = optional(
  'app_id',
  'text',
  'Id of the canvas app, lower-case; empty when the event names none.',
);
const ENVIRONMENT_ID = optional(
  'environment_id',
  'text',
  'Id of the environment: a GUID or default-<tenant id>, lower-case; empty when the event names none.',
);
const USER_KEY = optional(
  'user_key',
  'text',
  'The user: a pseudonym, or the user principal name with `users: name`; empty when the event names nobody.',
);
const APP = { column: 'app_id', table: 'apps' };
const ENVIRONMENT = { column: 'environment_id', table: 'environments' };
const USER = { column: 'user_key', table: 'users' };

/**
 * `launches`: one row for each audit event `LaunchPowerApp`. Without user keys when users are not kept. Users are no foreign
 * key: whose launches all failed is not among them.
 */
export function launchesTable(withUsers: boolean): Table<LaunchRow> {
  return {
    name: 'launches',
    description:
      'One row for each launch of a canvas app that the audit log holds, also for those that failed: count those with succeeded = 1.',
    columns: [
      EVENT_ID,
      column('launched_at', 'timestamp', 'When the app was launched, UTC.'),
      DATE,
      column('hour', 'int', 'Hour of the launch, 0 to 23, in the time zone of the snapshot.'),
      APP_ID,
      ENVIRONMENT_ID,
      ...(withUsers ? [USER_KEY] : []),
      optional(
        'is_session_start',
        'int',
        '1 when the user did not launch this app in the 30 minutes before, else 0, as for a launch that failed; empty without a user.',
      ),
      column('succeeded', 'int', '1 when the app was launched, 0 when the launch failed.'),
      column('record_type', 'int', 'RecordType of the audit event: 256, or 45 of the old schema.'),
    ],
    primaryKey: ['event_id'],
    foreignKeys: [APP, ENVIRONMENT],
  };
}

/** `events`: one row for each kept audit event that is not a launch. Without user keys when users are not kept. */
export function eventsTable(withUsers: boolean): Table<EventRow> {
  return {
    name: 'events',
    description: 'One row for each other kept operation on an app that succeeded, such as DeletePowerApp.',
    columns: [
      EVENT_ID,
      column('occurred_at', 'timestamp', 'When the operation took place, UTC.'),
      DATE,
      column('operation', 'text', 'Name of the operation.'),
      APP_ID,
      ENVIRONMENT_ID,
      ...(withUsers ? [USER_KEY] : []),
    ],
    primaryKey: ['event_id'],
    foreignKeys: [],
  };
}

/** `daily`: launches that succeeded, counted by day, app, environment and user. Without user keys when users are not kept. */
export function dailyTable(withUsers: boolean): Table<DailyRow> {
  return {
    name: 'daily',
    description: 'One row for each day, app, environment and user with launches.',
    columns: [
      DATE,
      APP_ID,
      ENVIRONMENT_ID,
      ...(withUsers ? [USER_KEY] : []),
      column('launches', 'int', 'Launches of the app by the user on the day.'),
      optional('sessions', 'int', 'Launches that start a session; empty without a user.'),
      column('first_launch_at', 'timestamp', 'First launch of the day, UTC.'),
      column('last_launch_at', 'timestamp', 'Last launch of the day, UTC.'),
    ],
    primaryKey: ['date', 'app_id', 'environment_id', ...(withUsers ? (['user_key'] as const) : [])],
    foreignKeys: [APP, ENVIRONMENT, ...(withUsers ? [USER] : [])],
  };
}

/**
 * `daily_apps`: launches that succeeded, counted by day, app and environment; for 1,000 users a small part of `daily`. Without
 * users when they are not kept. No user in it.
 */
export function dailyAppsTable(withUsers: boolean): Table<DailyAppsRow> {
  return {
    name: 'daily_apps',
    description: 'One row for each day, app and environment with launches.',
    columns: [
      DATE,
      APP_ID,
      ENVIRONMENT_ID,
      column('launches', 'int', 'Launches of the app on the day.'),
      optional('sessions', 'int', 'Launches that start a session; empty when no launch names a user.'),
      ...(withUsers ? [column('users', 'int', 'Distinct users; not to be added up over days or apps.')] : []),
    ],
    primaryKey: ['date', 'app_id', 'environment_id'],
    foreignKeys: [APP, ENVIRONMENT],
  };
}

/** `active_users`: distinct users, which cannot be added up over days or apps. No user in it. */
export const ACTIVE_USERS: Table<ActiveUsersRow> = {
  name: 'active_users',
  description:
    'Distinct users with launches in the 1, 7 and 28 days that end with a day: of all apps, of each app, and of each environment. A day without any has no row.',
  columns: [
    column('date', 'date', 'Last calendar day of the window, in the time zone of the snapshot.'),
    optional('app_id', 'text', 'Id of the app that is counted; empty for all apps.'),
    optional('environment_id', 'text', 'Id of the environment that is counted; empty for all environments.'),
    column('window_days', 'int', 'Length of the window in days: 1, 7 or 28.'),
    column('users', 'int', 'Distinct users.'),
  ],
  primaryKey: ['date', 'app_id', 'environment_id', 'window_days'],
  foreignKeys: [APP, ENVIRONMENT],
};
