import { number } from '../report/run-report.ts';
import { openCalendar } from '../snapshot/calendar.ts';
import type { SnapshotFile } from '../snapshot/manifest.ts';
import { createStateCache } from '../stores/cache.ts';
import type { FoundSnapshot } from '../stores/store.ts';
import { NOTHING_SETTLED, outboxAfter, undelivered } from '../sync/outbox.ts';
import type { Run } from './run.ts';

/** Asks one question of a check: the answer is a line, or an error that is told. */
type Ask = (
  what: string,
  answer: () => Promise<{ readonly line: string; readonly value: true }>,
) => Promise<unknown>;

/** Asks each delivery whether it would work, and tells what waits for it. Delivers nothing. */
export async function checkDeliveries(
  run: Run,
  snapshot: FoundSnapshot | undefined,
  ask: Ask,
): Promise<void> {
  const { settings, context, host, deliveries, feed, signing } = run;
  const all = [...deliveries.open()];
  if (all.length === 0) return;
  const cache = createStateCache(settings, context, signing?.cache, host.loadCacheClient);
  const cached = await cache.find(snapshot?.manifest.snapshot_id);
  const { snapshotId = '', delivered: flags = '' } = cached.kind === 'found' ? cached.state : {};
  const { timeZone } = settings;
  const today = openCalendar(timeZone).local(feed.now()).date;
  const rules = {
    ...deliveries.rules(today),
    delivered: { snapshotId, flags },
    settled: NOTHING_SETTLED,
    manifestKey: signing?.manifest,
    timeZone,
  };
  const known = undelivered(snapshot, rules);
  const entries = snapshot?.manifest.files ?? [];
  const outbox = outboxAfter(known, rules.targets, { newDates: [], entries });
  for (const { name, label, check } of all) {
    const { pending_dates: dates = [], from } = outbox[name] ?? {};
    const waiting = waitingLine(launchesOn(entries, dates), from);
    await ask(label, async () => ({ line: `${await check()}; ${waiting}`, value: true }));
  }
}

function waitingLine(launches: number, from: string | undefined): string {
  if (from === undefined) return launches === 0 ? 'no refresh is due' : 'the next run refreshes it';
  if (launches === 0) return `launches since ${from} are sent, and none waits`;
  return `the next run sends launches since ${from}, up to ${number(launches)}, and each new row starts a flow of the kit`;
}

/** Every format holds the same rows. A month that is one file counts whole. */
function launchesOn(files: readonly SnapshotFile[], dates: readonly string[]): number {
  const ofTable = files.filter(({ table }) => table === 'launches');
  return ofTable
    .filter(({ format }) => format === ofTable[0]?.format)
    .filter(({ date_from: from, date_to: to }) =>
      dates.some((date) => date >= (from ?? '') && date <= (to ?? '')),
    )
    .reduce((sum, { rows }) => sum + rows, 0);
}
