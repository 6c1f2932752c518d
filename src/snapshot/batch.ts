import type { UsersSetting } from '../launches/identity.ts';
import { EARLIEST } from '../launches/instant.ts';
import type { Launch, OtherEvent } from '../launches/launch.ts';
import type { AppCatalog } from './app-catalog.ts';
import type { AppInventory } from './app-inventory.ts';
import type { Calendar } from './calendar.ts';
import type { Place } from './derived/environment-rows.ts';
import type { LatestAttributes } from './derived/latest-attributes.ts';
import type { AppRow } from './dimension-tables.ts';
import type { Format } from './files.ts';
import type { Manifest } from './manifest.ts';
import type { DateRange } from './partitioned-table.ts';

/** Apps and environments that inventories have listed, and when the last was taken, ms since 1970. */
export interface InventoriedContent {
  readonly takenAt: number;
  readonly apps: readonly AppRow[];
  readonly environments: readonly Place[];
}

/** What a run adds to the snapshot, and how the snapshot is written. */
export interface Batch {
  readonly launches: readonly Launch[];
  readonly events: readonly OtherEvent[];
  readonly calendar: Calendar;
  readonly formats: readonly Format[];
  readonly users: UsersSetting['mode'];
  /** First calendar day that is kept; `undefined` keeps all. */
  readonly keepFrom: string | undefined;
  /** What is covered once the batch is merged. */
  readonly coverage: Manifest['coverage'];
  /** Calendar days that records can be of. What an earlier release stored beyond them leaves the snapshot. */
  readonly possible: DateRange;
  readonly catalog: AppCatalog;
  /** What this run listed; `undefined` when it took no inventory. */
  readonly inventory?: AppInventory | undefined;
  /** What the inventories of another snapshot told. */
  readonly inventoried?: InventoriedContent;
  /** Names and types that the launches and events themselves do not carry: those of another snapshot. */
  readonly attributes?: LatestAttributes;
}

/** Returns the calendar days that records can be of. `latest`: none can be later, ms since 1970. */
export function possibleDates(latest: number, { local }: Calendar): DateRange {
  return { from: local(EARLIEST).date, to: local(latest).date };
}
