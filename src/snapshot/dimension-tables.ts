import { column, optional, type Table } from './table.ts';

/** A row of `apps`. */
export interface AppRow {
  readonly app_id: string;
  readonly app_name: string | null;
  readonly app_type: string | null;
  readonly environment_id: string | null;
  readonly owner: string | null;
  /** `null` also where users are not kept. */
  readonly owner_key: string | null;
  readonly created_at: number | null;
  readonly modified_at: number | null;
  readonly published_at: number | null;
  readonly shared_users: number | null;
  readonly shared_groups: number | null;
  readonly missing_since: number | null;
  readonly first_launch_at: number | null;
  readonly last_launch_at: number | null;
  readonly launches_28d: number | null;
  readonly users_28d: number | null;
  /** 1 or 0. */
  readonly in_inventory: number | null;
  readonly deleted_at: number | null;
  readonly named_at: number | null;
}

/** A row of `environments`. */
export interface EnvironmentRow {
  readonly environment_id: string;
  readonly environment_name: string | null;
  readonly environment_type: string | null;
  readonly region: string | null;
  readonly named_at: number | null;
}

/** A row of `users`. */
export interface UserRow {
  readonly user_key: string;
  readonly user_name: string | null;
  readonly user_type: string | null;
  readonly first_launch_at: number;
  readonly last_launch_at: number;
  readonly named_at: number | null;
}

/** A row of `gaps`. */
export interface GapRow {
  readonly gap_from: number;
  readonly gap_to: number;
  readonly reason: string;
  readonly status: 'open' | 'pending';
  readonly first_date: string;
  readonly last_date: string;
}

/** The row of `snapshot`. */
export interface SnapshotRow {
  readonly snapshot_id: string;
  readonly generated_at: number;
  readonly schema_version: string;
  readonly watermark: number | null;
  readonly complete_until: number | null;
  readonly covered_from: number | null;
  readonly first_complete_date: string | null;
  readonly last_complete_date: string | null;
  readonly time_zone: string;
  readonly first_date: string | null;
  readonly last_date: string | null;
  readonly launches: number;
  readonly failed_launches: number;
  readonly events: number;
  readonly apps: number;
  readonly environments: number;
  readonly users: number | null;
  readonly unread_blobs: number;
  readonly gaps: number;
}

/** `apps`: every app that a launch or an event names, or that is in the app catalog or in the inventory. */
export function appsTable(withUsers: boolean): Table<AppRow> {
  return {
    name: 'apps',
    description:
      'One row for each app that was launched (failed launches included), was deleted or restored, or is in the app catalog or the inventory.',
    columns: [
      column('app_id', 'text', 'Id of the canvas app, lower-case.'),
      optional(
        'app_name',
        'text',
        'Name from the newest launch or event that carries one, else from the inventory, else from the app catalog.',
      ),
      optional(
        'app_type',
        'text',
        'Type of the app in the words of the service, such as ClassicCanvasApp; from the inventory, `app-inventory: admin` alone.',
      ),
      optional(
        'environment_id',
        'text',
        'Environment of the app in the inventory, else of the newest launch that names one, else from the app catalog; of an app without launches else from the newest event.',
      ),
      optional(
        'owner',
        'text',
        'Owner: with `users: name` the user principal name from the inventory, else as in the app catalog.',
      ),
      ...(withUsers
        ? [
            optional(
              'owner_key',
              'text',
              'The owner in the inventory, as user_key has users: the same user has the same key.',
            ),
          ]
        : []),
      optional('created_at', 'timestamp', 'When the app was created, from the inventory, UTC.'),
      optional('modified_at', 'timestamp', 'When the app was last changed, from the inventory, UTC.'),
      optional(
        'published_at',
        'timestamp',
        'When the app was last published, from the inventory, `app-inventory: admin` alone, UTC.',
      ),
      optional('shared_users', 'int', 'Users that the app is shared with, from the inventory.'),
      optional('shared_groups', 'int', 'Groups that the app is shared with, from the inventory.'),
      optional(
        'missing_since',
        'timestamp',
        'First whole inventory of its environment that does not list the app any more, UTC.',
      ),
      optional(
        'first_launch_at',
        'timestamp',
        'First launch in the data, UTC; empty for an app without launches.',
      ),
      optional(
        'last_launch_at',
        'timestamp',
        'Last launch in the data, UTC; empty for an app without launches.',
      ),
      optional(
        'launches_28d',
        'int',
        'Launches in the 28 days up to the last complete day (last_complete_date of snapshot); empty while none of them is covered.',
      ),
      optional('users_28d', 'int', 'Distinct users in those 28 days; empty also when users are not kept.'),
      optional(
        'in_inventory',
        'int',
        '1 when the last whole inventory of its environment lists the app, 0 when it does not; empty without one.',
      ),
      optional(
        'deleted_at',
        'timestamp',
        'When the app was deleted, UTC: by an audit event, or missing in two inventories a day apart; empty when it was restored, launched or listed again since.',
      ),
      optional(
        'named_at',
        'timestamp',
        'When the launch or event took place that the name is from, UTC; empty for a name from inventory or app catalog.',
      ),
    ],
    primaryKey: ['app_id'],
    foreignKeys: [{ column: 'environment_id', table: 'environments' }],
  };
}

/** `environments`: every environment of a launch, of an event, of a row of `apps`, or in the inventory. */
export const ENVIRONMENTS: Table<EnvironmentRow> = {
  name: 'environments',
  description:
    'One row for each environment in which an app was launched, deleted or restored, that an app belongs to, or that is in the inventory.',
  columns: [
    column('environment_id', 'text', 'Id of the environment: a GUID or default-<tenant id>, lower-case.'),
    optional(
      'environment_name',
      'text',
      'Name from the newest launch or event that carries one, else from the inventory, else from the app catalog.',
    ),
    optional(
      'environment_type',
      'text',
      'Type in the words of the service, such as Default, Production, Sandbox or Developer, from the inventory.',
    ),
    optional('region', 'text', 'Region in the words of the service, from the inventory.'),
    optional(
      'named_at',
      'timestamp',
      'When the launch or event took place that the name is from, UTC; empty for a name from inventory or app catalog.',
    ),
  ],
  primaryKey: ['environment_id'],
  foreignKeys: [],
};

/** `users`: every user with launches. `user_name` only where users are kept by name. */
export function usersTable(withNames: boolean): Table<UserRow> {
  return {
    name: 'users',
    description: 'One row for each user with launches.',
    columns: [
      column('user_key', 'text', 'The user: a pseudonym, or the user principal name with `users: name`.'),
      ...(withNames
        ? [
            optional(
              'user_name',
              'text',
              'User principal name as the audit log spells it in the newest launch.',
            ),
          ]
        : []),
      optional(
        'user_type',
        'text',
        'UserType of the newest launch that carries one: Regular, Admin, Application and other types of the audit log.',
      ),
      column('first_launch_at', 'timestamp', 'First launch in the data, UTC.'),
      column('last_launch_at', 'timestamp', 'Last launch in the data, UTC.'),
      optional('named_at', 'timestamp', 'When the launch took place that type and name are from, UTC.'),
    ],
    primaryKey: ['user_key'],
    foreignKeys: [],
  };
}

/** `gaps`: what no source has read. A day that a gap touches may have had more launches than the data hold. */
export const GAPS: Table<GapRow> = {
  name: 'gaps',
  description:
    'One row for each gap: time of which launches may be missing, because content of the audit log was not read.',
  columns: [
    column('gap_from', 'timestamp', 'Beginning of the gap in launch time, UTC.'),
    column('gap_to', 'timestamp', 'End of the gap in launch time, UTC; the gap does not include it.'),
    column('reason', 'text', 'Why the content was not read.'),
    column('status', 'text', 'pending while the content may still be read, else open.'),
    column(
      'first_date',
      'date',
      'First calendar day that the gap touches, in the time zone of the snapshot.',
    ),
    column('last_date', 'date', 'Last calendar day that the gap touches, in the time zone of the snapshot.'),
  ],
  primaryKey: ['gap_from', 'gap_to', 'reason', 'status'],
  foreignKeys: [],
};

/** `snapshot`: how complete the other tables are, for readers that do not open the manifest. */
export const SNAPSHOT: Table<SnapshotRow> = {
  name: 'snapshot',
  description: 'One row that says how complete the data is.',
  columns: [
    column('snapshot_id', 'text', 'Id of the snapshot.'),
    column('generated_at', 'timestamp', 'When the snapshot was made, UTC.'),
    column('schema_version', 'text', 'Version of the format; readers accept the same major number.'),
    optional(
      'watermark',
      'timestamp',
      'All content that the audit log made available before this instant has been listed, UTC.',
    ),
    optional(
      'complete_until',
      'timestamp',
      "Launches before this instant are complete, within the service's normal delivery time, UTC.",
    ),
    optional('covered_from', 'timestamp', 'Launches from this instant on are complete, gaps aside, UTC.'),
    optional(
      'first_complete_date',
      'date',
      'First calendar day of which all is covered, or will be, gaps aside. Launches before it are only those that came late.',
    ),
    optional(
      'last_complete_date',
      'date',
      'Last calendar day of which all is covered, gaps aside; empty while no day is. Later days may still get launches.',
    ),
    column('time_zone', 'text', 'IANA time zone of the calendar days and hours.'),
    optional('first_date', 'date', 'First day with launches.'),
    optional('last_date', 'date', 'Last day with launches.'),
    column('launches', 'int', 'Launches that succeeded.'),
    column('failed_launches', 'int', 'Launches that failed: rows of launches with succeeded = 0.'),
    column('events', 'int', 'Rows of events.'),
    column('apps', 'int', 'Rows of apps.'),
    column('environments', 'int', 'Rows of environments.'),
    optional('users', 'int', 'Rows of users; empty when users are not kept.'),
    column('unread_blobs', 'int', 'Content blobs that were listed and could not be read yet.'),
    column('gaps', 'int', 'Rows of gaps.'),
  ],
  primaryKey: ['snapshot_id'],
  foreignKeys: [],
};
