import { tablesOf } from '../../../src/snapshot/tables.ts';
import { type Choices, columnsOf } from './columns.ts';
import { DATE_TABLE } from './date-table.ts';
import { labelOf } from './labels.ts';
import { MEASURES } from './measures.ts';
import type { ModelColumn, ModelTable } from './types.ts';

/** Mode `name` has every column; the queries give empty ones where the snapshot has none. */
const SNAPSHOT_TABLES = tablesOf('name');

/** The tables of the model, in the order in which people should read of them. */
export const MODEL_TABLES: readonly ModelTable[] = [
  {
    ...loaded('Launches', 'launches', {
      names: { is_session_start: 'Session start' },
      hidden: ['date', 'is_session_start'],
      // Texts and instants that differ from row to row would be most of the model.
      left: ['event_id', 'launched_at', 'succeeded', 'record_type'],
    }),
    measures: MEASURES,
  },
  withColumns(
    loaded('Apps', 'apps', {
      names: { launches_28d: 'Launches of 28 days', users_28d: 'Users of 28 days' },
      hidden: ['app_name', 'owner_key', 'in_inventory'],
      left: ['named_at'],
    }),
    [
      labelOf({
        table: 'Apps',
        name: 'App',
        text: 'App name',
        key: 'App key',
        description:
          'Name of the app. Apps that share a name, and apps without one, carry the start of their id.',
      }),
      {
        name: 'App environment',
        type: 'string',
        description: 'Environment that the app belongs to.',
        hidden: false,
        source: {
          kind: 'calculated',
          dax: 'LOOKUPVALUE ( Environments[Environment], Environments[Environment key], Apps[Environment key] )',
        },
      },
      {
        name: 'Owner shown',
        type: 'string',
        description: 'The owner: the name where the data has it, else the beginning of the pseudonym.',
        hidden: false,
        source: { kind: 'calculated', dax: 'COALESCE ( Apps[Owner], LEFT ( Apps[Owner key], 8 ) )' },
      },
      {
        name: 'Created month',
        type: 'dateTime',
        format: 'mmm yyyy',
        description: 'First day of the month in which the app was created, UTC.',
        hidden: false,
        source: {
          kind: 'calculated',
          dax: `IF (
    NOT ISBLANK ( Apps[Created (UTC)] ),
    DATE ( YEAR ( Apps[Created (UTC)] ), MONTH ( Apps[Created (UTC)] ), 1 )
)`,
        },
      },
      {
        name: 'Maker portal',
        type: 'string',
        description: 'Address of the app in the maker portal of the commercial cloud.',
        hidden: false,
        source: {
          kind: 'calculated',
          dax: `"https://make.powerapps.com/environments/" & Apps[Environment key] & "/apps/" & Apps[App key] & "/details"`,
        },
      },
    ],
  ),
  withColumns(
    loaded('Environments', 'environments', {
      names: {},
      hidden: ['environment_name'],
      left: ['named_at'],
    }),
    [
      labelOf({
        table: 'Environments',
        name: 'Environment',
        text: 'Environment name',
        key: 'Environment key',
        description:
          'Name of the environment. Environments that share a name, and those without one, carry the start of their id.',
      }),
    ],
  ),
  withColumns(
    loaded('Users', 'users', {
      names: {},
      hidden: ['user_name'],
      left: ['named_at'],
    }),
    [
      {
        name: 'User',
        type: 'string',
        description: 'The user: the user principal name where the data has it, else the pseudonym.',
        hidden: false,
        source: { kind: 'calculated', dax: 'COALESCE ( Users[User name], Users[User key] )' },
      },
    ],
  ),
  loaded('Active users', 'active_users', {
    names: { window_days: 'Days', users: 'Distinct users' },
    hidden: ['date', 'users'],
    left: [],
  }),
  loaded('Gaps', 'gaps', {
    names: { first_date: 'First day touched', last_date: 'Last day touched' },
    hidden: [],
    left: [],
  }),
  loaded('Snapshot', 'snapshot', {
    names: {
      first_complete_date: 'First whole day',
      last_complete_date: 'Last whole day',
      first_date: 'First day with launches',
      last_date: 'Last day with launches',
      launches: 'All launches',
      failed_launches: 'All launches that failed',
      events: 'Rows of events',
      apps: 'Rows of apps',
      environments: 'Rows of environments',
      users: 'Rows of users',
      gaps: 'Rows of gaps',
    },
    hidden: [],
    left: [],
  }),
  DATE_TABLE,
];

function loaded(name: string, source: string, choices: Choices): ModelTable {
  const table = SNAPSHOT_TABLES.find((one) => one.name === source);
  if (table === undefined)
    throw new Error(`The snapshot has no table ${source}: name one of src/snapshot/tables.ts.`);
  const columns = columnsOf(table, choices);
  return {
    name,
    description: table.description,
    columns,
    measures: [],
    source: {
      kind: 'query',
      table: source,
      columns: columns.flatMap((column) => (column.source.kind === 'query' ? [column.source.column] : [])),
    },
    isDateTable: false,
  };
}

function withColumns(table: ModelTable, columns: readonly ModelColumn[]): ModelTable {
  return { ...table, columns: [...columns, ...table.columns] };
}
