import type { UsersSetting } from '../launches/identity.ts';
import { APPS, ENVIRONMENTS, SNAPSHOT, usersTable } from './dimension-tables.ts';
import { ACTIVE_USERS, dailyTable, eventsTable, launchesTable } from './fact-tables.ts';
import type { Column, ForeignKey } from './table.ts';

/** What all tables have in common, whatever their rows. */
export interface AnyTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** Returns the tables of a snapshot in which users are kept so, in the order in which people should read of them. */
export function tablesOf(users: UsersSetting['mode']): readonly AnyTable[] {
  const withUsers = users !== 'none';
  return [
    launchesTable(withUsers),
    dailyTable(withUsers),
    ...(withUsers ? [ACTIVE_USERS] : []),
    APPS,
    ENVIRONMENTS,
    ...(withUsers ? [usersTable(users === 'name')] : []),
    eventsTable(withUsers),
    SNAPSHOT,
  ];
}
