import { isoSecond } from '../instants.ts';
import type { Log } from '../log.ts';
import { launchCounts } from '../snapshot/manifest.ts';
import { completeUntil, coveredFrom } from '../sync/state.ts';
import { pendingDeliveries } from './delivery-findings.ts';
import { findingsOf } from './findings.ts';
import { pendingQueries, type RunReport, recordCountsOf } from './run-report.ts';
import { summaryOf } from './summary.ts';

/** Returns the outputs of the step, by name. */
export function outputsOf(report: RunReport): Readonly<Record<string, string>> {
  const { collected, manifest, window, state } = report;
  const until = completeUntil(state);
  const covered = coveredFrom(state);
  const counts = recordCountsOf(report);
  const values: Record<string, string | number | boolean | undefined | null> = {
    complete: report.complete,
    'launches-added': counts.added,
    'launches-total': launchCounts(manifest).succeeded,
    duplicates: counts.duplicates,
    'records-read': counts.records,
    'blobs-read': collected.read.length,
    'blobs-unread': collected.unread.length,
    'blobs-lost': collected.lost.length,
    'window-start': report.imported === undefined ? isoSecond(window.start) : null,
    'window-end': report.imported === undefined ? isoSecond(window.end) : null,
    watermark: state.watermark === null ? null : isoSecond(state.watermark),
    'complete-until': until === null ? null : isoSecond(Date.parse(until)),
    'covered-from': covered === null ? null : isoSecond(covered),
    'history-pending': pendingQueries(state.history.queries),
    gaps: JSON.stringify(state.gaps),
    'deliveries-pending': pendingDeliveries(report.deliveries),
    'apps-known': manifest.tables.apps?.rows ?? 0,
    directory: report.directory,
    'artifact-id': report.artifactId,
    'artifact-url': report.artifactUrl,
    'commit-sha': report.commitSha,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `${value ?? ''}`]));
}

/** Where a run is reported. */
export interface ReportTarget {
  readonly log: Log;
  readonly setOutput: (name: string, value: string) => void;
  /** Adds Markdown to the job summary. */
  readonly writeSummary: (markdown: string) => Promise<void>;
}

/** Sets the outputs, shows the findings as annotations, and writes the job summary. */
export async function reportRun(
  { log, setOutput, writeSummary }: ReportTarget,
  report: RunReport,
): Promise<void> {
  for (const [name, value] of Object.entries(outputsOf(report))) setOutput(name, value);
  for (const { level, title, message, ids } of findingsOf(report)) {
    log[level](ids === undefined ? message : `${message} ${ids}`, title);
  }
  await writeSummary(summaryOf(report));
}
