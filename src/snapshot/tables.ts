import type { UsersSetting } from '../launches/identity.ts';
import { appsTable, ENVIRONMENTS, GAPS, SNAPSHOT, usersTable } from './dimension-tables.ts';
import { ACTIVE_USERS, dailyAppsTable, dailyTable, eventsTable, launchesTable } from './fact-tables.ts';
import type { Column, ForeignKey } from './table.ts';

/** A table, whatever its rows. */
export interface AnyTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** Returns the tables of a snapshot with this setting of `users`, in the order in which documents list them. */
export function tablesOf(users: UsersSetting['mode']): readonly AnyTable[] {
  const withUsers = users !== 'none';
  return [
    launchesTable(withUsers),
    dailyTable(withUsers),
    dailyAppsTable(withUsers),
    ...(withUsers ? [ACTIVE_USERS] : []),
    appsTable(withUsers),
    ENVIRONMENTS,
    ...(withUsers ? [usersTable(users === 'name')] : []),
    eventsTable(withUsers),
    GAPS,
    SNAPSHOT,
  ];
}
