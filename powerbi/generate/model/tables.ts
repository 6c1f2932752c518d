import { tablesOf } from '../../../src/snapshot/tables.ts';
import { APP_CHANGES } from './app-changes.ts';
import { APP_COLUMNS } from './app-columns.ts';
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
      names: {},
      hidden: ['app_name', 'owner', 'owner_key', 'in_inventory', 'last_launch_at'],
      left: ['first_launch_at', 'launches_28d', 'users_28d', 'named_at'],
      key: 'app_id',
    }),
    APP_COLUMNS,
  ),
  withColumns(
    loaded('Environments', 'environments', {
      names: { environment_type: 'Type' },
      hidden: ['environment_name'],
      left: ['named_at'],
      key: 'environment_id',
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
      left: ['first_launch_at', 'last_launch_at', 'named_at'],
      key: 'user_key',
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
      launches: 'All launches',
      failed_launches: 'Launches that failed',
      apps: 'All apps',
    },
    hidden: ['first_complete_date', 'last_complete_date'],
    left: [
      ...['snapshot_id', 'covered_from', 'first_date', 'last_date'],
      ...['events', 'environments', 'users', 'gaps'],
    ],
  }),
  APP_CHANGES,
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
