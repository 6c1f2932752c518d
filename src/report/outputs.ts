import * as core from '@actions/core';
import { adviceOf } from '../errors.ts';
import type { Progress } from '../sources/activity-feed/collect.ts';
import { completeUntil } from '../sync/state.ts';
import { findingsOf } from './findings.ts';
import { booksOf, instant, plural, type RunReport } from './run-report.ts';
import { summaryOf } from './summary.ts';

/** Gives the outputs of the step, by name. */
export function outputsOf(report: RunReport): Readonly<Record<string, string>> {
  const { collected, manifest, window, state } = report;
  const until = completeUntil(state.watermark);
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
    watermark: state.watermark === null ? null : instant(state.watermark),
    'complete-until': until === null ? null : instant(Date.parse(until)),
    gaps: JSON.stringify(state.gaps),
    directory: report.directory,
    'artifact-id': report.artifactId,
    'artifact-url': report.artifactUrl,
    'commit-sha': report.commitSha,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `${value ?? ''}`]));
}

/** Sets the outputs, shows the findings as annotations, and writes the job summary. */
export async function report(run: RunReport): Promise<void> {
  for (const [name, value] of Object.entries(outputsOf(run))) core.setOutput(name, value);
  for (const { level, title, message } of findingsOf(run)) {
    if (level === 'warning') core.warning(message, { title });
    else core.notice(message, { title });
  }
  await writeSummary(summaryOf(run));
}

/** Writes the job summary, Markdown. A runner without one goes without. */
export async function writeSummary(markdown: string): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  await core.summary.addRaw(markdown).write();
}

/** Runs one stage of the run in a log group of its own, and writes the one line that it gives. */
export async function stage<T extends string | { readonly line: string }>(
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  return await core.group(name, async () => {
    const result = await work();
    core.info(typeof result === 'string' ? result : result.line);
    return result;
  });
}

const EVERY_MS = 10_000;

/** Gives a function that writes how far a long download is, every 10 s. `now` in ms. */
export function progressLine(now: () => number): (progress: Progress) => void {
  let last = now();
  return ({ blobsDone, blobsListed, records, launches }) => {
    if (now() - last < EVERY_MS) return;
    last = now();
    const done = `${blobsDone.toLocaleString('en-US')} of ${plural(blobsListed, 'content blob')} listed so far`;
    core.info(`${done}: ${plural(records, 'record')}, ${plural(launches, 'launch', 'launches')}`);
  };
}

/** Ends the run as failed: what failed, and what to do. */
export function fail(error: unknown): void {
  core.setFailed(adviceOf(error));
  if (error instanceof Error && error.stack !== undefined) core.debug(error.stack);
}
