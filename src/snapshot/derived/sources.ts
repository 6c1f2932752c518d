import type { Launch, OtherEvent } from '../../launches/launch.ts';
import type { Batch } from '../batch.ts';
import type { AppRow, EnvironmentRow, UserRow } from '../dimension-tables.ts';
import type { ActiveUsersRow, DailyAppsRow, DailyRow, EventRow, LaunchRow } from '../fact-tables.ts';
import type { FileChange } from '../file-change.ts';
import type { DateRange, PartitionedTable } from '../partitioned-table.ts';
import type { Partitions } from '../partitions.ts';
import type { PartRules } from '../parts.ts';
import type { InventoryReading } from './inventory-facts.ts';
import type { RecentCounts } from './recent-counts.ts';

/** A change of a table that is stored by day. */
export interface TableChange<Row> {
  /** Rows of each day that changed; a day without rows is gone. */
  readonly change: ReadonlyMap<string, readonly Row[]>;
  readonly before: PartitionedTable<Row>;
  readonly after: PartitionedTable<Row>;
}

/** What other tables derive from. */
export interface Sources {
  readonly batch: Batch;
  readonly parts: PartRules;
  /** The launches and events of the batch on days that are kept. */
  readonly kept: readonly Launch[];
  readonly keptEvents: readonly OtherEvent[];
  readonly launches: TableChange<LaunchRow>;
  readonly daily: TableChange<DailyRow> & { readonly before: Partitions<DailyRow> };
  readonly events: TableChange<EventRow>;
  /** Last day with launches that succeeded, after the change. */
  readonly lastDay: string | undefined;
  /** Last day that is complete, before and after the change; `null` when none is. */
  readonly lastComplete: { readonly before: string | null; readonly after: string | null };
  readonly rebuilt: boolean;
  /** Whether any launch after the change failed. */
  readonly anyFailed: boolean;
}

/** The tables that derive from launches and events. */
export interface Derived {
  readonly changes: readonly FileChange[];
  readonly tables: SnapshotTables;
  /** What the inventory of this run means; `undefined` without one, or when a newer one is published. */
  readonly inventory: InventoryReading | undefined;
}

/** The tables after a merge, for the documents that describe them. */
export interface SnapshotTables {
  readonly launches: PartitionedTable<LaunchRow>;
  readonly dailyApps: PartitionedTable<DailyAppsRow>;
  /** Returns what `daily` of some days comes to. Reads it, unless these are the 28 days up to the last complete one. */
  readonly recentCounts: (range: DateRange) => Promise<RecentCounts>;
  /** Without rows when users are not kept, like `users`. */
  readonly activeUsers: PartitionedTable<ActiveUsersRow>;
  readonly apps: readonly AppRow[];
  readonly environments: readonly EnvironmentRow[];
  readonly users: readonly UserRow[];
}
