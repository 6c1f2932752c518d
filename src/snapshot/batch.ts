import type { UsersSetting } from '../launches/identity.ts';
import type { Launch, OtherEvent } from '../launches/launch.ts';
import type { AppCatalog } from './app-catalog.ts';
import type { Calendar } from './calendar.ts';
import type { LatestAttributes } from './derived/latest-attributes.ts';
import type { Format } from './files.ts';

/** What a run adds to the snapshot, and how the snapshot is written. */
export interface Batch {
  readonly launches: readonly Launch[];
  readonly events: readonly OtherEvent[];
  readonly calendar: Calendar;
  readonly formats: readonly Format[];
  readonly users: UsersSetting['mode'];
  /** First calendar day that is kept; `undefined` keeps all. */
  readonly keepFrom: string | undefined;
  /** Launches before this instant are complete once the batch is merged, ms since 1970; `null` when none are. */
  readonly completeUntil: number | null;
  readonly catalog: AppCatalog;
  /** Names and types that the launches and events themselves do not carry: those of another snapshot. */
  readonly attributes?: LatestAttributes;
}
