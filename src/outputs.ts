import * as core from '@actions/core';
import { ActionError, messageOf } from './errors.ts';
import { booksOf, findingsOf, instant, type RunReport } from './report/run-report.ts';

/** Gives the outputs of the step, by name. */
export function outputsOf(report: RunReport): Readonly<Record<string, string>> {
  const { collected, manifest, window, watermark } = report;
  const books = booksOf(report);
  const values: Record<string, string | number | boolean | undefined | null> = {
    complete: report.complete,
    'launches-added': books.added,
    'launches-total': manifest.tables.launches?.rows ?? 0,
    duplicates: books.duplicates,
    'records-read': books.records,
    'blobs-read': collected.read.length,
    'blobs-unread': collected.unread.length,
    'blobs-lost': collected.lost.length,
    'window-start': instant(window.start),
    'window-end': instant(window.end),
    watermark: watermark === null ? null : instant(watermark),
    'complete-until': report.completeUntil === null ? null : instant(Date.parse(report.completeUntil)),
    gaps: JSON.stringify(report.gaps),
    directory: report.directory,
    'artifact-id': report.artifactId,
    'artifact-url': report.artifactUrl,
    'commit-sha': report.commitSha,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `${value ?? ''}`]));
}

/** Sets the outputs and shows the findings as annotations. */
export function report(run: RunReport): void {
  for (const [name, value] of Object.entries(outputsOf(run))) core.setOutput(name, value);
  for (const { level, title, message } of findingsOf(run)) {
    if (level === 'warning') core.warning(message, { title });
    else core.notice(message, { title });
  }
}

/** Ends the run as failed: what failed, and what to do. */
export function fail(error: unknown): void {
  const remedy = error instanceof ActionError ? ` ${error.remedy}` : '';
  core.setFailed(`${messageOf(error).replace(/\.?$/, '.')}${remedy}`);
  if (error instanceof Error && error.stack !== undefined) core.debug(error.stack);
}
