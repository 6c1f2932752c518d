import { LIMITS } from '../limits.ts';
import { addDays, datesBetween, laterDay } from '../snapshot/calendar.ts';
import { isSigned, type Manifest, type Outbox } from '../snapshot/manifest.ts';
import type { MergeResult } from '../snapshot/merge.ts';
import { type DateRange, isWithin } from '../snapshot/partitioned-table.ts';

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
  /** Days of a delivery, by its name, of which the service has every launch already. */
  readonly settled: ReadonlyMap<string, ReadonlySet<string>>;
  /** First calendar day that a manifest without a valid signature may name: whoever wrote it could have all of them sent again. */
  readonly unsignedFrom: string;
}

export const NOTHING_SETTLED: DeliveryRules['settled'] = new Map();

/** What decides how far a published outbox counts. */
export interface OutboxRules extends Omit<DeliveryRules, 'targets'> {
  readonly manifestKey: Uint8Array | undefined;
  /** The time zone of the run. */
  readonly timeZone: string;
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

/** A published snapshot, as far as what was delivered of it goes. */
interface Published {
  readonly manifest: Manifest;
  readonly isUnpublished?: boolean;
}

/** What the cache says of a delivery. `unanswered`: it was asked for, and may have happened. */
const FLAGS = { delivered: '1', pending: '0', unanswered: '2' } as const;

/** What is left of a delivery: nothing of it has happened, or nobody knows. */
export type Left = Exclude<keyof typeof FLAGS, 'delivered'>;

/**
 * Returns what a published snapshot has still to deliver: what its manifest says, less what was delivered since. A snapshot that
 * was merged from several has no flags of its own.
 */
export function undelivered(
  published: Published | undefined,
  { delivered, settled, unsignedFrom, manifestKey, timeZone }: OutboxRules,
): Outbox {
  if (published === undefined) return {};
  const { manifest } = published;
  const flags = flagsOf(published, delivered);
  const isTrusted = manifestKey === undefined || isSigned(manifest, manifestKey);
  const left = outboxOf(
    Object.entries(manifest.deliveries ?? {}).map(([name, entry]) => {
      const dates = entry.pending_dates.filter((date) => settled.get(name)?.has(date) !== true);
      const known = { ...entry, pending_dates: flags.get(name) === FLAGS.delivered ? [] : dates };
      return [name, isTrusted ? known : entrySince(known, unsignedFrom)];
    }),
  );
  return outboxIn(timeZone, { time_zone: manifest.time_zone, deliveries: left });
}

/** Returns whether the cache says that nothing was delivered of a published snapshot: what is pending has not happened. */
export function isKnownPending(
  published: Published | undefined,
  delivered: DeliveryRules['delivered'],
  name: string,
): boolean {
  return published !== undefined && flagsOf(published, delivered).get(name) === FLAGS.pending;
}

/** Returns the flags of the cache by the name of the delivery; none where it speaks of something else. */
function flagsOf(
  { manifest, isUnpublished }: Published,
  delivered: DeliveryRules['delivered'],
): ReadonlyMap<string, string> {
  const names = Object.keys(manifest.deliveries ?? {}).sort();
  const isOfThis =
    isUnpublished !== true &&
    delivered?.snapshotId === manifest.snapshot_id &&
    delivered.flags.length === names.length;
  return new Map(isOfThis ? names.map((name, index) => [name, delivered.flags.charAt(index)]) : []);
}

function entrySince({ pending_dates, from }: Entry, first: string): Entry {
  return {
    pending_dates: pending_dates.filter((date) => date >= first),
    ...(from === undefined ? {} : { from: laterDay(from, first) }),
  };
}

/** Returns an outbox in the days of a time zone: a launch may have moved to the day before or after. */
function outboxIn(
  timeZone: string,
  { time_zone, deliveries = {} }: Pick<Manifest, 'time_zone' | 'deliveries'>,
): Outbox {
  if (time_zone === timeZone) return deliveries;
  return outboxOf(
    Object.entries(deliveries).map(([name, entry]) => {
      const around = entry.pending_dates.flatMap((date) => [addDays(date, -1), date, addDays(date, 1)]);
      // The first day has other launches now.
      const dates = new Set(entry.from === undefined ? around : [...around, entry.from]);
      return [name, { ...entry, pending_dates: [...dates].sort() }];
    }),
  );
}

/**
 * Returns what is to be delivered once a run has published on top of a snapshot with the outbox `known`. The launches of a
 * run are also new to deliveries that another workflow asks for. What delivers everything at once needs one day alone.
 */
export function outboxAfter(
  known: Outbox,
  targets: readonly DeliveryTarget[],
  { newDates, entries }: Pick<MergeResult, 'newDates' | 'entries'>,
): Outbox {
  const asked = new Map(targets.map((target) => [target.name, target]));
  const days = launchDays(entries);
  const others = Object.keys(known).filter((name) => !asked.has(name));
  const names = [...asked.keys(), ...others.sort()].slice(0, LIMITS.deliveries);
  return outboxOf(
    names.map((name) => {
      const entry = known[name];
      const from = fromOf(asked.get(name), entry);
      const pending = new Set([
        ...(entry?.pending_dates ?? []),
        ...newDates,
        ...(from === undefined ? [] : earlierDates(days, from, entry)),
      ]);
      // What is older than a run keeps is gone.
      const dates = [...pending].filter((date) => isWithin(date, days)).sort();
      return [
        name,
        from === undefined
          ? { pending_dates: dates.slice(-1) }
          : { pending_dates: dates.filter((date) => date >= from), from },
      ];
    }),
  );
}

/** Returns an outbox after launches of some days have come that no run has told of: whoever wrote them delivered nothing. */
export function outboxWith(outbox: Outbox, dates: Iterable<string>): Outbox {
  const come = [...dates];
  return outboxOf(
    Object.entries(outbox).map(([name, entry]) => {
      const pending = new Set([...entry.pending_dates, ...come]);
      return [name, { ...entry, pending_dates: [...pending].sort() }];
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
export function deliveredFlags({ deliveries = {} }: Manifest, left: ReadonlyMap<string, Left>): string {
  return Object.keys(deliveries)
    .sort()
    .map((name) => FLAGS[left.get(name) ?? 'delivered'])
    .join('');
}

/**
 * Returns the outbox of a snapshot that two were merged into, in days of a time zone: what one of them has still to deliver, it
 * has. Of two the one that begins later, or knows nothing of a delivery, has launches that were never delivered, also where
 * the other says that it delivered its own.
 */
export function mergeOutboxes(
  ofA: Pick<Manifest, 'time_zone' | 'deliveries'>,
  ofB: Pick<Manifest, 'time_zone' | 'deliveries'>,
  { timeZone, entries }: Pick<OutboxRules, 'timeZone'> & Pick<MergeResult, 'entries'>,
): Outbox {
  const [a, b] = [outboxIn(timeZone, ofA), outboxIn(timeZone, ofB)];
  const days = launchDays(entries);
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().slice(0, LIMITS.deliveries);
  return outboxOf(
    names.map((name) => {
      const both = [a[name], b[name]].filter((entry) => entry !== undefined);
      const [from, later = from] = both.flatMap((entry) => entry.from ?? []).sort();
      const isOfBoth = both.length === 2;
      const never =
        isOfBoth && from === later
          ? []
          : earlierDates(days, from ?? '', isOfBoth ? { pending_dates: [], from: later } : undefined);
      const dates = new Set([...both.flatMap((entry) => entry.pending_dates), ...never]);
      return [name, { pending_dates: [...dates].sort(), ...(from === undefined ? {} : { from }) }];
    }),
  );
}

function launchDays(entries: MergeResult['entries']): readonly DateRange[] {
  return entries.flatMap(({ table, date_from: from, date_to: to }) =>
    table === 'launches' && from !== null && to !== null ? [{ from, to }] : [],
  );
}

function outboxOf(entries: readonly (readonly [string, Entry])[]): Outbox {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function fromOf(target: DeliveryTarget | undefined, entry: Entry | undefined): string | undefined {
  if (target === undefined) return entry?.from;
  const { scope } = target;
  if (scope.kind === 'all') return undefined;
  // A day to come was given by mistake, or by somebody who wrote the manifest: nothing would ever be delivered.
  const known = entry?.from === undefined || entry.from > scope.first ? scope.first : entry.from;
  return scope.given ?? known;
}

/** The days before those that earlier runs have delivered. */
function earlierDates(days: readonly DateRange[], from: string, entry: Entry | undefined): readonly string[] {
  const until = entry?.from;
  return days
    .flatMap(({ from: first, to: last }) => [...datesBetween(first, last)])
    .filter((date) => date >= from && (until === undefined || date < until));
}
