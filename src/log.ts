import * as core from '@actions/core';
import { plural } from './report/run-report.ts';
import type { Progress } from './sync/collect.ts';

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
    core.info(
      `${blobsDone.toLocaleString('en-US')} of ${plural(blobsListed, 'content blob')} listed so far: ${plural(records, 'record')}, ${plural(launches, 'launch', 'launches')}`,
    );
  };
}
