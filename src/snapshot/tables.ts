/** How a column is stored: `date` is `YYYY-MM-DD`, `timestamp` ms since 1970 UTC, `int` 32 bits. */
export type ColumnType = 'text' | 'int' | 'date' | 'timestamp';

/** A cell: text and dates as text, ints and timestamps as numbers, `null` for nothing. */
export type Cell = string | number | null;

/** One column of a table; the one definition behind Parquet, CSV and the data dictionary. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly description: string;
}

/** One table of the snapshot. */
export interface Table<Row> {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly (Column & { readonly name: keyof Row & string })[];
}

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

const EVENT_ID = column('event_id', 'text', 'Id of the audit event, lower-case.');
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
  'The person: a pseudonym, or the user principal name with `users: name`; empty when the event names nobody.',
);

/** `launches`: one row for each audit event `LaunchPowerApp`. Without user keys when persons are not kept. */
export function launchesTable(withUsers: boolean): Table<LaunchRow> {
  return {
    name: 'launches',
    description: 'One row for each launch of a canvas app that the audit log holds.',
    columns: [
      EVENT_ID,
      column('launched_at', 'timestamp', 'When the app was launched, UTC.'),
      column('date', 'date', 'Calendar day of the launch in the time zone of the snapshot.'),
      column('hour', 'int', 'Hour of the launch, 0 to 23, in the time zone of the snapshot.'),
      APP_ID,
      ENVIRONMENT_ID,
      ...(withUsers ? [USER_KEY] : []),
      optional(
        'is_session_start',
        'int',
        '1 when the person did not launch this app in the 30 minutes before, else 0; empty without a person.',
      ),
      column('record_type', 'int', 'RecordType of the audit event: 256, or 45 of the old schema.'),
    ],
  };
}

/** `events`: one row for each kept audit event that is no launch. Without user keys when persons are not kept. */
export function eventsTable(withUsers: boolean): Table<EventRow> {
  return {
    name: 'events',
    description: 'One row for each other kept operation on an app, such as DeletePowerApp.',
    columns: [
      EVENT_ID,
      column('occurred_at', 'timestamp', 'When the operation took place, UTC.'),
      column('date', 'date', 'Calendar day of the operation in the time zone of the snapshot.'),
      column('operation', 'text', 'Name of the operation.'),
      APP_ID,
      ENVIRONMENT_ID,
      ...(withUsers ? [USER_KEY] : []),
    ],
  };
}

function column<Name extends string>(name: Name, type: ColumnType, description: string) {
  return { name, type, nullable: false, description } as const;
}

function optional<Name extends string>(name: Name, type: ColumnType, description: string) {
  return { name, type, nullable: true, description } as const;
}
