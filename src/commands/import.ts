import { ExportError, SnapshotError } from '../errors.ts';
import { linkProblem, WITHOUT_LINKS, type WorkspacePath } from '../inputs/places.ts';
import { isoSecond } from '../instants.ts';
import { latestAfter } from '../launches/instant.ts';
import { step } from '../log.ts';
import {
  createFileCounts,
  type ImportedFile,
  type ImportReport,
  importLine,
} from '../report/import-report.ts';
import * as lines from '../report/log-lines.ts';
import { reportRun } from '../report/outputs.ts';
import { plural } from '../report/run-report.ts';
import { openCalendar } from '../snapshot/calendar.ts';
import { coverageOf } from '../snapshot/coverage.ts';
import { laterAttributes } from '../snapshot/derived/latest-attributes.ts';
import { loadWriters } from '../snapshot/files.ts';
import { isSigned, type Manifest } from '../snapshot/manifest.ts';
import { type OtherContent, otherContent } from '../snapshot/other-content.ts';
import { type Span, subtractSpans, uniteSpans } from '../snapshot/spans.ts';
import { findImports, type ImportSource } from '../sources/exports/find-imports.ts';
import { type ReadExport, readExport } from '../sources/exports/read-export.ts';
import { storeLabel } from '../stores/create-store.ts';
import { readFolder } from '../stores/folder/folder.ts';
import { NOTHING_SETTLED } from '../sync/outbox.ts';
import type { RunProgress } from '../sync/state.ts';
import { type Delivered, deliverLater } from './deliver.ts';
import { NOT_SEARCHED } from './history.ts';
import {
  admit,
  deleteOlder,
  openParts,
  type Parts,
  type PublishBase,
  type PublishResult,
  publish,
  reportOn,
  save,
} from './publish.ts';
import { type StartingRun, withKeys } from './run.ts';
import { lookUp, stateIn } from './stored.ts';

/**
 * `command: import`: reads exported files and snapshots from the workspace, merges them into the snapshot, and publishes
 * that. Signs in to nothing, asks no service of Microsoft, and moves no watermark.
 */
export async function importFiles(starting: StartingRun): Promise<void> {
  const run = await withKeys({ ...starting, ...(await admit(starting)) });
  const { settings, context } = run;
  const { log } = run.host;
  const parts = openParts(run);

  const sources = await step(
    log,
    'Files to import',
    () => findImports(context.workspace, settings.imports),
    (found) => plural(found.length, 'file'),
  );
  const base = await step(log, 'Previous snapshot and watermark', () => readBase(parts), lines.baseLine);
  const brought = await step(
    log,
    'Read the files',
    () => readAll(parts, base, sources),
    ({ launches }) => plural(launches.length, 'launch', 'launches'),
  );
  const published = await step(
    log,
    'Merge and publish',
    () => publish(parts, base, brought, { kind: 'off' }, progressOf(parts, base, brought)),
    (result) => lines.publishedLine(result.kind, storeLabel(settings), result.merged),
  );
  const later = deliverLater(run, published, base.delivered);
  const saved = await step(log, 'Save the watermark', () => save(parts, published, later), lines.savedLine);
  const deletion = await deleteOlder(parts, published);
  const cacheFailure = saved.kind === 'failed' ? saved.reason : undefined;
  const { reports: deliveries } = later;
  await report(parts, { base, brought, published, deliveries, notDeleted: deletion.problem, cacheFailure });
}

/** What an import begins with. */
interface Base extends PublishBase, lines.BaseLine {
  readonly stateWarning: string | undefined;
}

/** What is in the cache stays known: the watermark that it has, and time in which the subscription was off. */
async function readBase(parts: Parts): Promise<Base> {
  const stored = await lookUp(parts, parts.store.previous());
  const now = parts.host.clock.now();
  const { state, stateWarning, from, delivered, origin } = stateIn(parts, stored, { now, latest: now });
  return {
    ...{ snapshot: stored.snapshot, state, stateWarning, now, delivered, origin },
    latest: latestAfter(now),
    settled: NOTHING_SETTLED,
    watermark: state.watermark,
    stateFrom: from,
  };
}

/** Files have names in their launches; snapshots have tables of them. */
type Content = Pick<OtherContent, 'launches' | 'events' | 'inventoried'> &
  Partial<Pick<OtherContent, 'attributes'>>;

/** What a source holds, and what there is to tell of it. */
interface Reading extends Content {
  readonly told: ReadExport | { readonly name: string; readonly kind: 'snapshot' };
  readonly covered: readonly Span[];
  readonly inventory?: Manifest['inventory'];
}

/** What all sources hold together. */
interface Brought extends Content {
  readonly readings: readonly Reading[];
  /** Launch time of which they hold every launch. */
  readonly covered: readonly Span[];
  /** `import-covers` is ignored: a file is not whole. */
  readonly isVoid: boolean;
  readonly inventory?: Manifest['inventory'];
}

/** Reads everything before anything is written: a file that is refused ends the run. */
async function readAll(parts: Parts, base: Base, sources: readonly ImportSource[]): Promise<Brought> {
  const { settings, host } = parts;
  await Promise.all([host.keepHeapSmall(), loadWriters(settings.formats)]);
  const readings: Reading[] = [];
  for (const { kind, place } of sources) {
    const reading = kind === 'file' ? await readFile(parts, base, place) : await readSnapshot(parts, place);
    host.log.info(importLine({ ...reading, name: place.relative }));
    readings.push(reading);
  }
  const isVoid = readings.some(({ told }) => told.kind !== 'snapshot' && told.cut !== undefined);
  const { importCovers } = settings;
  const attributes = readings.flatMap((reading) => reading.attributes ?? []);
  const latest = readings
    .filter(({ inventoried }) => inventoried !== undefined)
    .sort((a, b) => (b.inventoried?.takenAt ?? 0) - (a.inventoried?.takenAt ?? 0))[0];
  return {
    readings,
    launches: readings.flatMap(({ launches }) => launches),
    events: readings.flatMap(({ events }) => events),
    covered: uniteSpans([
      ...readings.flatMap(({ covered }) => covered),
      ...(importCovers === undefined || isVoid ? [] : [importCovers]),
    ]),
    isVoid: isVoid && importCovers !== undefined,
    ...(attributes.length === 0 ? {} : { attributes: attributes.reduce(laterAttributes) }),
    ...(latest?.inventoried === undefined ? {} : { inventoried: latest.inventoried }),
    ...(latest?.inventory === undefined ? {} : { inventory: latest.inventory }),
  };
}

async function readFile(
  { settings, identity, host }: Parts,
  { latest }: Base,
  place: WorkspacePath,
): Promise<Reading> {
  const operations = new Map(settings.operations.map((name) => [name.toLowerCase(), name]));
  const told = await readExport(place, settings.tenantId, { rules: { operations, latest }, identity });
  for (const { line, why } of told.problems) host.log.debug(`damaged: ${told.name} line ${line} ${why}`);
  const { launches, events } = told;
  return { told, launches, events, covered: [] };
}

/** The time that a snapshot covers counts as far as its manifest does: see `isSigned`. */
async function readSnapshot({ settings, identity, signing }: Parts, place: WorkspacePath): Promise<Reading> {
  const name = JSON.stringify(place.relative);
  const refuse = (why: string, remedy: string, cause?: unknown): ExportError =>
    new ExportError(`Cannot import ${name}: ${why}`, remedy, { cause });
  const notWhole = (cause: unknown): never => {
    if (!(cause instanceof SnapshotError)) throw cause;
    throw refuse(
      cause.message,
      'Give a folder with a whole snapshot of this action; keep CSV files in a folder without a manifest.json.',
      cause,
    );
  };
  const problem = linkProblem(place);
  if (problem !== undefined) throw refuse(`it ${problem}`, `${WITHOUT_LINKS}.`);
  const snapshot = await readFolder(place.absolute, name).catch(notWhole);
  if (snapshot === undefined)
    throw refuse('there is no snapshot in it', 'Give a folder with a manifest.json.');
  const { manifest } = snapshot;
  const { tenant_id: tenant, identity: users } = manifest;
  if (tenant !== settings.tenantId || users.mode !== identity.mode || users.key_id !== identity.keyId) {
    throw refuse(
      `it was made for tenant ${tenant} with users: ${users.mode} and data key ${users.key_id ?? 'none'}, and this run has tenant ${settings.tenantId}, users: ${identity.mode} and data key ${identity.keyId ?? 'none'}`,
      'Make it again with the same tenant-id, users and data-key as this run.',
    );
  }
  const isTrusted = signing === undefined || isSigned(manifest, signing.manifest);
  const nothing = { ...snapshot, manifest: { ...manifest, files: [] } };
  return {
    told: { name: place.relative, kind: 'snapshot' },
    ...(await otherContent(snapshot, nothing, identity.mode).catch(notWhole)),
    covered: isTrusted ? coveredBy(manifest) : [],
    ...(manifest.inventory === undefined ? {} : { inventory: manifest.inventory }),
  };
}

function coveredBy(manifest: Manifest): readonly Span[] {
  const { from, completeUntil, gaps } = coverageOf(manifest, openCalendar(manifest.time_zone));
  if (from === null || completeUntil === null) return [];
  return subtractSpans(
    [{ from, to: completeUntil }],
    gaps.map((gap) => ({ from: gap.gap_from, to: gap.gap_to })),
  );
}

function progressOf(
  { settings }: Parts,
  { now, state: { history } }: Base,
  { covered }: Brought,
): RunProgress {
  const { keepMs, overlapMs } = settings;
  const imported = uniteSpans([...history.imported, ...covered]);
  return {
    listed: { start: now, end: now },
    movesWatermark: false,
    keptFrom: keepMs === undefined ? null : now - keepMs,
    overlapMs,
    ...{ read: [], unread: [], lost: [], gaps: [], nameless: [], now },
    history: { before: history, after: { ...history, imported } },
  };
}

interface Results {
  readonly base: Base;
  readonly brought: Brought;
  readonly published: PublishResult;
  readonly deliveries: Delivered['reports'];
  readonly notDeleted: string | undefined;
  readonly cacheFailure: string | undefined;
}

async function report(parts: Parts, results: Results): Promise<void> {
  const { base, brought, published, notDeleted, cacheFailure } = results;
  const imported = importReport(parts, base, brought, published);
  const sum = (count: (file: ImportedFile) => number): number =>
    imported.files.reduce((total, file) => total + count(file), 0);
  await reportRun(parts.host, {
    ...(await reportOn(parts, published)),
    window: { start: base.now, end: base.now },
    collected: {
      ...{ launches: brought.launches, events: brought.events, records: sum(({ rows }) => rows) },
      other: sum(({ other }) => other) - brought.events.length,
      ...{ unreadable: [], powerAppsOperations: new Map(), read: [], lost: [], pages: 0, malformed: [] },
      ...{ blobsListed: 0, known: 0, unread: [], unlisted: [], newest: null, deadlinePassed: false },
      ...{ listed: { start: base.now, end: base.now }, failures: new Map() },
    },
    searched: NOT_SEARCHED.found,
    search: NOT_SEARCHED.report,
    imported,
    inventory: { kind: 'off' },
    deliveries: results.deliveries,
    complete: published.lost.length === 0,
    newGaps: published.lost,
    postponed: 0,
    isManual: false,
    failure: undefined,
    subscription: 'enabled',
    startableAt: undefined,
    notDeleted,
    isManualStart: false,
    stateWarning: base.stateWarning,
    clockWarning: undefined,
    cacheFailure,
  });
}

function importReport(
  { settings: { keepMs, importCovers }, calendar }: Parts,
  { now }: Base,
  { readings, isVoid }: Brought,
  { merged }: PublishResult,
): ImportReport {
  const keptFrom = keepMs === undefined ? '' : calendar.local(now - keepMs).date;
  const count = createFileCounts(merged.addedIds, (at) => calendar.local(at).date < keptFrom);
  return {
    files: readings.map(({ told, launches, events }) => count(told, launches, events.length)),
    covers:
      importCovers === undefined
        ? undefined
        : `${isoSecond(importCovers.from)} to ${isoSecond(importCovers.to)}`,
    isVoid,
  };
}
