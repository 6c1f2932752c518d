import { DAY_MS, HOUR_MS, isoSecond, MINUTE_MS, SECOND_MS } from '../instants.ts';
import { MOST_TRIES } from '../snapshot/coverage.ts';
import type { Gap, Manifest } from '../snapshot/manifest.ts';
import type { MergeResult } from '../snapshot/merge.ts';
import type { Collected } from '../sources/activity-feed/collect.ts';
import type { Window } from '../sources/activity-feed/content.ts';
import type { SearchTally } from '../sources/audit-search/tally.ts';
import type { SyncState } from '../sync/state.ts';
import type { DeliveryReport } from './delivery-findings.ts';
import type { ImportReport } from './import-report.ts';
import type { InventoryStep } from './inventory-findings.ts';
import type { Overview } from './overview.ts';

/** A place that holds the snapshot, for people; addresses are `undefined` where it has none. */
export interface StoreLink {
  readonly label: string;
  readonly url: string | undefined;
  /** The commit on a branch. */
  readonly commit: { readonly label: string; readonly url: string } | undefined;
  readonly reportUrl: string | undefined;
}

/** What there is to tell of audit search. */
export interface SearchReport {
  /** Windows whose results were read. */
  readonly windows: number;
  /** What kept windows from being read, each with what to do. */
  readonly problems: readonly string[];
  /** None of the launches that the snapshot has came back. */
  readonly isBlind: boolean;
  /** Windows that were read, and do not count as covered. */
  readonly unproven: number;
  /** The log keeps nothing older, as far as this run shows, ms since 1970; `null`: it does not show that. */
  readonly keptFrom: number | null;
  /** The input `history-reach`, ms; 0 when nothing was searched. */
  readonly reachMs: number;
}

/** What a run did, for outputs, annotations and the summary. Instants in ms since 1970. */
export interface RunReport {
  readonly window: Window;
  /** After the run. */
  readonly state: SyncState;
  /** Everything listed was read and published. */
  readonly complete: boolean;
  readonly collected: Collected;
  /** What audit search brought. */
  readonly searched: SearchTally;
  readonly search: SearchReport;
  /** The files of `command: import`; left out by other commands. */
  readonly imported?: ImportReport;
  readonly merged: MergeResult;
  readonly inventory: InventoryStep;
  readonly deliveries: readonly DeliveryReport[];
  /** What this run added to the gaps. */
  readonly newGaps: readonly Gap[];
  /** Unread blobs that no state names, because there are too many: they are listed again. */
  readonly postponed: number;
  readonly manifest: Manifest;
  /** The figures of the snapshot. */
  readonly overview: Overview;
  /** The window was given by hand, with `start-time` and `end-time`. */
  readonly isManual: boolean;
  /** Why the run fails, though it has published. */
  readonly failure: 'not-listed' | 'strict' | undefined;
  readonly published: boolean;
  /** Where the snapshot is now. */
  readonly stores: readonly StoreLink[];
  readonly directory: string;
  readonly commitSha: string | undefined;
  readonly artifactId: number | undefined;
  readonly artifactUrl: string | undefined;
  /** `started` by this run; so new that it has not listed anything yet (`silent`); was off and has not listed since (`restarted`). */
  readonly subscription: 'enabled' | 'started' | 'silent' | 'restarted';
  /** The subscription is off still: the service takes no start before then. */
  readonly startableAt: number | undefined;
  /** The repository is internal: every member of the enterprise can read what is published. */
  readonly isInternal: boolean;
  /** Paths on the data branch that no run of this action wrote. */
  readonly foreign: readonly string[];
  /** The commit on the data branch that somebody without the data key made. */
  readonly foreignCommit: string | undefined;
  /** Why artifacts could not be read that may hold what the snapshot lacks. */
  readonly notMerged: readonly string[];
  /** Why older artifacts are still there, and what to do. */
  readonly notDeleted: string | undefined;
  /** The run reads a window by hand, and there was no snapshot that it could extend. */
  readonly isManualStart: boolean;
  /** What is wrong with the state that the run began with. */
  readonly stateWarning: string | undefined;
  /** What is wrong with the clocks. */
  readonly clockWarning: string | undefined;
  /** Why the state could not be saved in the cache. */
  readonly cacheFailure: string | undefined;
  readonly withUsers: boolean;
  /** How long the run may read, in ms. */
  readonly deadlineMs: number;
}

/** The counts of a run. `records` = added + failed + tooOld + duplicates + otherOperations + unreadable. */
export interface RecordCounts {
  readonly records: number;
  readonly added: number;
  /** Launches that failed: they count in no figure. */
  readonly failed: number;
  readonly duplicates: number;
  /** Launches older than what `keep` keeps. */
  readonly tooOld: number;
  /** Records of other operations, kept ones included. */
  readonly otherOperations: number;
  readonly unreadable: number;
}

/** Returns the counts of a run. */
export function recordCountsOf({
  collected,
  searched,
  imported,
  merged,
}: Pick<RunReport, 'collected' | 'searched' | 'imported' | 'merged'>): RecordCounts {
  return {
    records: collected.records + searched.records,
    added: merged.added,
    failed: merged.failed,
    duplicates: merged.duplicates + searched.repeated,
    tooOld: merged.tooOld,
    otherOperations: collected.other + collected.events.length + searched.other + searched.events.length,
    unreadable:
      collected.unreadable.length +
      searched.unreadable.length +
      (imported?.files ?? []).reduce((sum, { damaged }) => sum + damaged, 0),
  };
}

/** Returns how many queries later runs go on with, those that failed too often left out. */
export function pendingQueries(queries: readonly { readonly tries: number }[]): number {
  return queries.filter(({ tries }) => tries < MOST_TRIES).length;
}

/** Returns a number for people: 12,345. */
export function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** Returns a count with its noun: "1 blob", "2 blobs". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** Returns a duration in ms for people, in the largest unit of which it is a whole number: "45 minutes". */
export function durationOf(ms: number): string {
  const units: readonly (readonly [string, number])[] = [
    ['day', DAY_MS],
    ['hour', HOUR_MS],
    ['minute', MINUTE_MS],
  ];
  const [unit, length] = units.find(([, length]) => ms % length === 0) ?? ['second', SECOND_MS];
  return plural(ms / length, unit);
}

/** Returns content time for people: "2026-11-21T06:00:00Z to 2026-11-22T06:00:00Z". */
export function span({ start, end }: Window): string {
  return `${isoSecond(start)} to ${isoSecond(end)}`;
}
