import type { Delivery } from '../deliveries/delivery.ts';
import { publishedLaunches } from '../deliveries/published-launches.ts';
import { ActionError, DeliveryError, messageOf } from '../errors.ts';
import { MINUTE_MS, parseInstant } from '../instants.ts';
import { step } from '../log.ts';
import { type DeliveryReport, deliveryLine } from '../report/delivery-findings.ts';
import { plural } from '../report/run-report.ts';
import { readOver } from '../snapshot/change.ts';
import type { PublishedFiles } from '../snapshot/partitions.ts';
import {
  type DeliveryRules,
  deliveredFlags,
  isKnownPending,
  type Left,
  NOTHING_SETTLED,
  undelivered,
} from '../sync/outbox.ts';
import type { Published } from '../sync/publish.ts';
import type { Run } from './run.ts';

/** A run publishes first of all. */
const LONGEST_QUESTION_MS = MINUTE_MS;

/** What became of the deliveries of a run. */
export interface Delivered {
  readonly reports: readonly DeliveryReport[];
  /** What the cache is to say of the published snapshot. */
  readonly flags: string;
}

/**
 * Returns the days that earlier runs left and of which a delivery has every launch, by its name: where the cache does not tell,
 * and where some launches of a day are refused, the days to deliver would be more with each run.
 */
export async function settledDays(
  { host, deliveries, settings, signing }: Run,
  snapshot: PublishedFiles | undefined,
  delivered: DeliveryRules['delivered'],
  today: string,
): Promise<DeliveryRules['settled']> {
  if (snapshot === undefined) return NOTHING_SETTLED;
  const rules = {
    ...deliveries.rules(today),
    ...{ delivered, settled: NOTHING_SETTLED, manifestKey: signing?.manifest, timeZone: settings.timeZone },
  };
  const left = undelivered(snapshot, rules);
  const settled = new Map<string, ReadonlySet<string>>();
  for (const { name, label, settled: ask } of deliveries.open(LONGEST_QUESTION_MS)) {
    const dates = left[name]?.pending_dates ?? [];
    if (dates.length === 0) continue;
    const consignment = {
      dates,
      // Several that were merged were never published as one.
      isNew: snapshot.isUnpublished === true || isKnownPending(snapshot, delivered, name),
      publishedAt: parseInstant(snapshot.manifest.generated_at),
      launches: () => publishedLaunches(snapshot, new Set(dates)),
    };
    const found = await step(
      host.log,
      `${label}: what it has already`,
      () => ask(consignment).catch(unknown),
      (days) => `${days.size} of ${plural(dates.length, 'day')} that earlier runs left`,
    );
    settled.set(name, found);
  }
  return settled;
}

/** The delivery itself tells why, once the run has published. */
function unknown(error: unknown): ReadonlySet<string> {
  if (error instanceof ActionError) return new Set();
  throw error;
}

/** Delivers what is published and not delivered yet, one delivery after the other. A failure is told, and ends nothing. */
export async function deliver(
  { host, deliveries }: Run,
  published: Published<PublishedFiles, unknown>,
  delivered: DeliveryRules['delivered'],
): Promise<Delivered> {
  const { outbox } = published;
  const reports: DeliveryReport[] = [];
  for (const delivery of deliveries.open()) {
    const { pending_dates: dates = [], from } = outbox[delivery.name] ?? {};
    const known = published.base?.manifest.deliveries?.[delivery.name]?.from;
    const isFirst = from !== undefined && (known !== from || dates.includes(from));
    const { name, label } = delivery;
    if (dates.length === 0)
      reports.push({ name, label, from, isFirst, end: { kind: 'delivered', line: 'Nothing new' } });
    else {
      const end = await step(
        host.log,
        label,
        () => endOf(delivery, published, dates, delivered),
        deliveryLine,
      );
      reports.push({ name, label, from, isFirst, end });
    }
  }
  return { reports, flags: flagsAfter(published, delivered, reports) };
}

/** Leaves what is published and not delivered yet to the next run of `command: sync`. */
export function deliverLater(
  { deliveries }: Pick<Run, 'deliveries'>,
  published: Published<PublishedFiles, unknown>,
  delivered: DeliveryRules['delivered'],
): Delivered {
  const end = {
    kind: 'postponed',
    line: 'An import delivers nothing: the next run of command: sync does',
  } as const;
  const reports = [...deliveries.open()].flatMap(({ name, label }): readonly DeliveryReport[] => {
    const { pending_dates: dates = [], from } = published.outbox[name] ?? {};
    return dates.length === 0 ? [] : [{ name, label, from, isFirst: false, end }];
  });
  return { reports, flags: flagsAfter(published, delivered, []) };
}

function flagsAfter(
  published: Published<PublishedFiles, unknown>,
  delivered: DeliveryRules['delivered'],
  reports: readonly DeliveryReport[],
): string {
  const { manifest, outbox } = published;
  const ends = new Map(reports.map(({ name, end }) => [name, end]));
  const pending = Object.entries(outbox).filter(([, entry]) => entry.pending_dates.length > 0);
  const left = pending.flatMap(([name]): readonly (readonly [string, Left])[] => {
    const end = ends.get(name);
    if (end?.kind === 'delivered') return [];
    const isPending = end === undefined ? isUntried(published, delivered, name) : !isUnanswered(end);
    return [[name, isPending ? 'pending' : 'unanswered']];
  });
  return deliveredFlags(manifest, new Map(left));
}

/** Returns whether no run has delivered what is pending: this one published it, or the cache says so. */
function isUntried(
  published: Published<PublishedFiles, unknown>,
  delivered: DeliveryRules['delivered'],
  name: string,
): boolean {
  return hasNews(published) || isKnownPending(published.base, delivered, name);
}

/** Also what several snapshots have together: none of them had all of it. */
function hasNews({ kind, base, merged }: Published<PublishedFiles, unknown>): boolean {
  return kind === 'published' && (merged.newDates.length > 0 || base?.isUnpublished === true);
}

/** Without an answer, or with that of a gateway, it may have happened all the same. */
function isUnanswered(end: DeliveryReport['end']): boolean {
  if (end.kind !== 'failed' || !(end.error instanceof DeliveryError)) return false;
  return end.error.status === 0 || end.error.status >= 500;
}

async function endOf(
  delivery: Delivery,
  published: Published<PublishedFiles, unknown>,
  dates: readonly string[],
  delivered: DeliveryRules['delivered'],
): Promise<DeliveryReport['end']> {
  const { base, manifest } = published;
  const holder = hasNews(published) ? manifest : (base?.manifest ?? manifest);
  try {
    return await delivery.deliver({
      dates,
      isNew: isUntried(published, delivered, delivery.name),
      publishedAt: parseInstant(holder.generated_at),
      launches: () => publishedLaunches(filesOf(published), new Set(dates)),
    });
  } catch (error) {
    const failure = error instanceof ActionError ? error : unexpected(delivery.label, error);
    return { kind: 'failed', line: 'nothing was delivered', error: failure };
  }
}

/** A fault of this action: no delivery may cost the watermark. */
function unexpected(label: string, cause: unknown): DeliveryError {
  const nothing = { code: '', status: 0, detail: '' };
  return new DeliveryError(
    `Cannot deliver to ${label}: ${messageOf(cause)}`,
    'This is a fault of Audit Log Sync: run again with debug logging and open an issue with the log.',
    nothing,
    { cause },
  );
}

/** What was written is at hand still, and the rest is where it was. */
function filesOf({ kind, manifest, merged, base }: Published<PublishedFiles, unknown>): PublishedFiles {
  if (kind === 'unchanged' && base !== undefined) return base;
  return {
    manifest,
    absent: new Set(),
    ...(base?.keeping && { keeping: base.keeping }),
    read: readOver(base, merged.files),
  };
}
