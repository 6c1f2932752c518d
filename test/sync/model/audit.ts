import { DAY_MS, HOUR_MS, MINUTE_MS, parseInstant, SECOND_MS } from '../../../src/instants.ts';
import type { Launch } from '../../../src/launches/launch.ts';
import type { Gap } from '../../../src/snapshot/manifest.ts';
import { mergeBatch } from '../../../src/snapshot/merge.ts';
import { ALL_DATES } from '../../../src/snapshot/partitioned-table.ts';
import type { Collected } from '../../../src/sources/activity-feed/collect.ts';
import { calendar, type ModelSettings } from './run.ts';
import type { ModelSnapshot, Publication } from './stores.ts';
import type { ModelTenant } from './tenant.ts';

const REACH_MS = 7 * DAY_MS;
/** The pipeline stays this far from the edge of the feed's reach, and lists whole seconds. */
const MARGIN_MS = 5 * MINUTE_MS + SECOND_MS;
const LOST = /^content blob (\S+) was gone/;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Keeps the books of a sequence from outside the pipeline, and complains about every broken promise. */
export class Audit {
  readonly complaints: string[] = [];
  /** Whether nothing happened that lets a run forget what was read: then no blob that was read may count as lost. */
  remembersAll = true;
  readonly #tenant: ModelTenant;
  readonly #settings: ModelSettings;
  /** Version of a snapshot → blobs whose launches are in it. */
  readonly #held = new Map<number, Set<string>>();

  constructor(tenant: ModelTenant, settings: ModelSettings) {
    this.#tenant = tenant;
    this.#settings = settings;
  }

  published({ base, replaced, next }: Publication, { read }: Collected): void {
    const held = new Set([...this.#heldBy(base), ...read.map(({ id }) => id)]);
    this.#held.set(next.version, held);
    const dropped = [...this.#heldBy(replaced)].filter((id) => !held.has(id));
    if (dropped.length > 0) this.complain(`what another run published is gone: ${dropped}`);
    const [before, after] = [replaced?.manifest.watermark ?? null, next.manifest.watermark];
    if (before !== null && (after === null || after < before)) this.complain('the watermark went back');
    const known = base?.manifest.coverage;
    this.#judgePending(next);
    for (const gap of next.manifest.coverage.gaps.filter(({ status }) => status !== 'pending')) {
      const lost = LOST.exec(gap.reason)?.[1];
      const isNew = !known?.gaps.some(
        (other) => other.reason === gap.reason && other.from === gap.from && other.to === gap.to,
      );
      if (lost !== undefined && isNew) this.#judgeLost(lost, held);
      if (lost === undefined) this.#judgeTime(gap, base);
    }
  }

  /** Several snapshots were read as one. */
  merged(heads: readonly ModelSnapshot[], merged: ModelSnapshot): void {
    this.#held.set(merged.version, new Set(heads.flatMap((head) => [...this.#heldBy(head)])));
  }

  unchanged(base: ModelSnapshot, { read }: Collected): void {
    this.#held.set(base.version, new Set([...this.#heldBy(base), ...read.map(({ id }) => id)]));
  }

  complain(sentence: string): void {
    this.complaints.push(sentence);
  }

  /** Looks at the snapshot of a clean run that ended just now, and at all that the store has or had. */
  async final(tip: ModelSnapshot, all: readonly ModelSnapshot[]): Promise<void> {
    const { coverage, watermark, unread } = tip.manifest;
    const held = this.#heldBy(tip);
    const dropped = all.flatMap((one) => [...this.#heldBy(one)]).filter((id) => !held.has(id));
    if (dropped.length > 0) this.complain(`what a run published is gone in the end: ${dropped}`);
    const blobs = this.#tenant.blobs.filter(({ id }) => held.has(id));
    const expectedRecords = mergedTruth(blobs.flatMap(({ launches }) => launches));
    const rows = rowsIn(tip);
    if (rows.length !== new Set(rows).size) this.complain('an event id stands in two rows');
    for (const id of expectedRecords)
      if (!rows.includes(id)) this.complain(`launch ${id} was read and is missing`);
    for (const id of rows)
      if (!expectedRecords.has(id)) this.complain(`launch ${id} is in the snapshot and not in the truth`);
    if (unread.length > 0) this.complain(`unread after a clean run: ${unread.map(({ id }) => id)}`);
    const from = parseInstant(coverage.from ?? '');
    const until = parseInstant(watermark ?? '');
    if (this.#tenant.now - until >= 1_000) this.complain(`the watermark stays behind, at ${watermark}`);
    const lost = new Set(coverage.gaps.map(({ reason }) => LOST.exec(reason)?.[1]));
    const spans = coverage.gaps.filter(({ reason }) => !LOST.test(reason)).map(spanOf);
    for (const { id, created, visible } of this.#tenant.blobs) {
      if (created < from || created >= until || held.has(id) || lost.has(id)) continue;
      // What the listing shows late is looked for in the overlap, and an outage can pass that over too.
      const early = visible > created ? this.#settings.overlapMs : 0;
      if (spans.some(({ start, end }) => created >= start - early && created < end)) continue;
      this.complain(`${id} was never read and lies in no gap`);
    }
    await this.#compareBytes(
      tip,
      blobs.flatMap(({ launches }) => launches),
    );
  }

  #heldBy(snapshot: ModelSnapshot | undefined): ReadonlySet<string> {
    return (snapshot && this.#held.get(snapshot.version)) ?? new Set();
  }

  #judgeLost(id: string, held: ReadonlySet<string>): void {
    if (!this.#tenant.isOver(id)) this.complain(`${id} counts as lost and can be read`);
    if (this.remembersAll && held.has(id)) this.complain(`${id} counts as lost and was read`);
  }

  /** Each unread blob either holds the complete time or has a pending gap, and there is no other one. */
  #judgePending({ manifest: { coverage, unread } }: ModelSnapshot): void {
    const pending = coverage.gaps.filter(({ status }) => status === 'pending').map(({ from }) => from);
    const old = unread.filter(({ created }) => this.#tenant.now - parseInstant(created) > 2 * DAY_MS);
    if (pending.join() !== old.map(({ created }) => created).join()) {
      this.complain(`pending gaps at ${pending} instead of ${old.map(({ created }) => created)}`);
    }
    const until = parseInstant(coverage.complete_until ?? '');
    for (const { id, created } of unread.filter((blob) => !old.includes(blob))) {
      if (until > parseInstant(created) - 48 * HOUR_MS) this.complain(`complete beyond unread ${id}`);
    }
  }

  /** The part of a time gap that the base did not name: unlistable now, and not covered before. */
  #judgeTime(gap: Gap, base: ModelSnapshot | undefined): void {
    const coverage = base?.manifest.coverage;
    const named = (coverage?.gaps ?? []).filter(({ reason }) => reason === gap.reason).map(spanOf);
    for (const { start, end } of minus(spanOf(gap), named)) {
      if (end > this.#tenant.now - REACH_MS + MARGIN_MS) this.complain(`gap up to ${gap.to} can be listed`);
      const from = parseInstant(coverage?.from ?? '');
      const until = parseInstant(base?.manifest.watermark ?? '');
      if (start < until && end > from)
        this.complain(`gap ${gap.from} to ${gap.to} (${gap.reason}) was covered`);
    }
  }

  /** The data files of a snapshot that was made from the same content in one go. */
  async #compareBytes(tip: ModelSnapshot, launches: readonly Launch[]): Promise<void> {
    const { formats } = this.#settings;
    const once = {
      launches,
      events: [],
      calendar,
      formats,
      users: 'name' as const,
      keepFrom: undefined,
      coverage: tip.manifest.coverage,
      possible: ALL_DATES,
      catalog: new Map(),
    };
    const { files } = await mergeBatch(undefined, once);
    // The tables `snapshot` and `gaps` tell of the runs, not of the launches.
    const paths = [...tip.files.keys()].filter(
      (path) => path !== 'manifest.json' && !/\/(?:snapshot|gaps)\./.test(path),
    );
    if (paths.length !== files.size) this.complain(`${paths.length} data files instead of ${files.size}`);
    for (const [path, file] of files) {
      if (Buffer.compare(file.read(), tip.files.get(path) ?? new Uint8Array()) !== 0)
        this.complain(`${path} differs`);
    }
  }
}

/** The ids of the launches that are to stand in the snapshot: each once, without the 45 that a 256 stands for. */
export function mergedTruth(launches: readonly Launch[]): ReadonlySet<string> {
  const same = ({ appId, userKey, launchedAt }: Launch): string => `${appId} ${userKey} ${launchedAt}`;
  const current = new Set(launches.filter(({ recordType }) => recordType === 256).map(same));
  const kept = launches.filter(
    (launch) => launch.recordType === 256 || launch.userKey === null || !current.has(same(launch)),
  );
  return new Set(kept.map(({ eventId }) => eventId));
}

/** The event ids in the CSV files: the first column; the model's values need no quotes. */
export function rowsIn({ files }: ModelSnapshot): readonly string[] {
  const tables = [...files].filter(([path]) => path.startsWith('csv/launches/'));
  return tables.flatMap(([, bytes]) => {
    const lines = Buffer.from(bytes).toString('utf8').trimEnd().split('\n').slice(1);
    return lines.map((line) => line.slice(0, line.indexOf(',')));
  });
}

function spanOf({ from, to }: Gap): Span {
  return { start: parseInstant(from), end: parseInstant(to) };
}

function minus(span: Span, taken: readonly Span[]): readonly Span[] {
  return taken.reduce<readonly Span[]>(
    (left, { start, end }) =>
      left.flatMap((piece) =>
        [
          { start: piece.start, end: Math.min(piece.end, start) },
          { start: Math.max(piece.start, end), end: piece.end },
        ].filter((part) => part.start < part.end),
      ),
    [span],
  );
}
