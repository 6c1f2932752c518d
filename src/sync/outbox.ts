import { LIMITS } from '../limits.ts';
import { datesBetween } from '../snapshot/calendar.ts';
import { isSigned, type Manifest, type Outbox, type SnapshotFile } from '../snapshot/manifest.ts';
import type { MergeResult } from '../snapshot/merge.ts';

/** A delivery that the inputs ask for, as far as the outbox knows it. */
export interface DeliveryTarget {
  /** The same in every run: what the manifest names. */
  readonly name: string;
  /**
   * Which launches are delivered: all that a run publishes from now on, or those from a calendar day on. `given`: the input;
   * `first`: what counts when there is none and the manifest has none.
   */
  readonly scope:
    | { readonly kind: 'all' }
    | { readonly kind: 'from'; readonly given: string | undefined; readonly first: string };
}

/** What a run knows of deliveries before it publishes. */
export interface DeliveryRules {
  readonly targets: readonly DeliveryTarget[];
  /** Which deliveries of a snapshot are done, as the cache says; `undefined` when it does not. */
  readonly delivered: { readonly snapshotId: string; readonly flags: string } | undefined;
  readonly manifestKey: Uint8Array | undefined;
}

/** Returns which deliveries are done, as a state of the cache says. */
export function deliveredIn(
  cached: { readonly snapshotId: string; readonly delivered?: string | undefined } | undefined,
): DeliveryRules['delivered'] {
  return cached?.delivered === undefined
    ? undefined
    : { snapshotId: cached.snapshotId, flags: cached.delivered };
}

type Entry = Outbox[string];

/**
 * Returns what a published snapshot has still to deliver: what its manifest says, less what was delivered since. A manifest
 * with a wrong signature could have everything sent again, and counts for nothing. A snapshot that was merged from several
 * has no flags of its own.
 */
export function undelivered(
  published: { readonly manifest: Manifest; readonly isUnpublished?: boolean } | undefined,
  { delivered, manifestKey }: Pick<DeliveryRules, 'delivered' | 'manifestKey'>,
): Outbox {
  if (published === undefined) return {};
  const { manifest, isUnpublished } = published;
  const { deliveries = {}, snapshot_id: snapshotId } = manifest;
  if (manifestKey !== undefined && !isSigned(manifest, manifestKey)) return {};
  const names = Object.keys(deliveries).sort();
  const flags =
    isUnpublished !== true && delivered?.snapshotId === snapshotId && delivered.flags.length === names.length
      ? delivered.flags
      : '';
  return outboxOf(
    names.flatMap((name, index): readonly (readonly [string, Entry])[] => {
      const entry = deliveries[name];
      if (entry === undefined) return [];
      return [[name, flags[index] === '1' ? { ...entry, pending_dates: [] } : entry]];
    }),
  );
}

/**
 * Returns what is to be delivered once a run has published on top of a snapshot with the outbox `known`. The launches of a
 * run are also new to deliveries that another workflow asks for.
 */
export function outboxAfter(
  known: Outbox,
  targets: readonly DeliveryTarget[],
  { newDates, entries }: Pick<MergeResult, 'newDates' | 'entries'>,
): Outbox {
  const asked = new Map(targets.map((target) => [target.name, target]));
  const others = Object.keys(known).filter((name) => !asked.has(name));
  const names = [...asked.keys(), ...others.sort()].slice(0, LIMITS.deliveries);
  return outboxOf(
    names.map((name) => {
      const entry = known[name];
      const from = fromOf(asked.get(name), entry);
      const pending = new Set([
        ...(entry?.pending_dates ?? []),
        ...newDates,
        ...(from === undefined ? [] : earlierDates(entries, from, entry)),
      ]);
      const dates = [...pending].filter((date) => from === undefined || date >= from).sort();
      return [name, { pending_dates: dates, ...(from === undefined ? {} : { from }) }];
    }),
  );
}

/** Returns whether a run has to publish so that the next one knows from which day on launches are delivered. */
export function isOutboxNews(published: Outbox | undefined, after: Outbox): boolean {
  return Object.entries(after).some(
    ([name, { from }]) => from !== undefined && from !== published?.[name]?.from,
  );
}

/** Returns what the cache says of the deliveries that a manifest names: a flag for each, in the order of the names. */
export function deliveredFlags({ deliveries = {} }: Manifest, pending: ReadonlySet<string>): string {
  return Object.keys(deliveries)
    .sort()
    .map((name) => (pending.has(name) ? '0' : '1'))
    .join('');
}

/** Returns the outbox of a snapshot that two were merged into: what one of them has still to deliver, it has. */
export function mergeOutboxes(a: Outbox = {}, b: Outbox = {}): Outbox {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().slice(0, LIMITS.deliveries);
  return outboxOf(
    names.map((name) => {
      const [from] = [a[name]?.from, b[name]?.from].filter((day) => day !== undefined).sort();
      const dates = new Set([...(a[name]?.pending_dates ?? []), ...(b[name]?.pending_dates ?? [])]);
      return [name, { pending_dates: [...dates].sort(), ...(from === undefined ? {} : { from }) }];
    }),
  );
}

function outboxOf(entries: readonly (readonly [string, Entry])[]): Outbox {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function fromOf(target: DeliveryTarget | undefined, entry: Entry | undefined): string | undefined {
  if (target === undefined) return entry?.from;
  const { scope } = target;
  return scope.kind === 'all' ? undefined : (scope.given ?? entry?.from ?? scope.first);
}

/** The days before those that earlier runs have delivered. */
function earlierDates(
  files: readonly SnapshotFile[],
  from: string,
  entry: Entry | undefined,
): readonly string[] {
  const until = entry?.from;
  const dates = new Set<string>();
  for (const { table, date_from: first, date_to: last } of files) {
    if (table !== 'launches' || first === null || last === null) continue;
    for (const date of datesBetween(first, last)) {
      if (date >= from && (until === undefined || date < until)) dates.add(date);
    }
  }
  return [...dates];
}
