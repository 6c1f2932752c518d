import type { ActionError } from '../errors.ts';
import type { LaunchRow } from '../snapshot/fact-tables.ts';

/** The launches of a calendar day that the published snapshot holds, those that failed too. */
export interface LaunchesOfDay {
  readonly date: string;
  /** `undefined`: the file that may hold launches of that day is damaged. */
  readonly rows: readonly LaunchRow[] | undefined;
}

/** What a published snapshot has for a delivery. */
export interface Consignment {
  /** Calendar days that are to be delivered, ascending; at least one. */
  readonly dates: readonly string[];
  /** Nothing of it can have been delivered: this run published it, or the cache says that no earlier one did. */
  readonly isNew: boolean;
  /** When the snapshot was published, ms since 1970, on the runner's clock. */
  readonly publishedAt: number;
  /** Returns the launches of those days, the newest first. A day may come in parts. */
  readonly launches: () => AsyncIterable<LaunchesOfDay>;
}

/** What became of a delivery. What was not `delivered` is delivered by the next run. */
export type DeliveryEnd = {
  /** What happened, in a few words. */
  readonly line: string;
  /** Rows that were added. */
  readonly added?: number;
} & (
  | { readonly kind: 'delivered' }
  /** No failure: it takes more time. */
  | { readonly kind: 'postponed' }
  | { readonly kind: 'failed'; readonly error: ActionError }
);

/** Something that happens after a publish. */
export interface Delivery {
  /** As the manifest names it. */
  readonly name: string;
  /** As people read it. */
  readonly label: string;
  /** Returns what there is to know before anything is delivered. @throws {DeliveryError | SignInError} when it would not work. */
  readonly check: () => Promise<string>;
  /**
   * Returns those of some days of which the service has every launch, as far as it is known.
   * @throws {DeliveryError | SignInError} when it is not known of any.
   */
  readonly settled: (consignment: Consignment) => Promise<ReadonlySet<string>>;
  /** Delivers the launches of some days. @throws {DeliveryError | SignInError} when nothing can be delivered. */
  readonly deliver: (consignment: Consignment) => Promise<DeliveryEnd>;
}
