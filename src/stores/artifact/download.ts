import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** How long a download waits. */
export interface DownloadTimes {
  /** Waits so many ms before the next try. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Ends after the longest time in which nothing need arrive, or rejects when the signal says that nobody waits. */
  readonly silence: (signal: AbortSignal) => Promise<unknown>;
}

const TRIES = 4;
const SILENCE_MS = 60_000;

/** The longest silence of a download: a minute. */
export const longSilence: DownloadTimes['silence'] = (signal) =>
  setTimeout(SILENCE_MS, undefined, { signal });

/**
 * Downloads into a new folder of `temporary`, and gives that folder. `fetchInto` fills one; it is tried four times, each
 * in a folder of its own, because a try that was given up may still write. Rejects as the last try did.
 */
export async function downloadInto(
  temporary: string,
  fetchInto: (folder: string) => Promise<void>,
  { sleep, silence }: DownloadTimes,
): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const folder = await mkdtemp(path.join(temporary, 'snapshot-'));
    const over = new AbortController();
    try {
      await Promise.race([fetchInto(folder), refuseSilence(folder, () => silence(over.signal))]);
      return folder;
    } catch (error) {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
      if (tries === TRIES) throw error;
    } finally {
      over.abort();
    }
    await sleep(1000 * 2 ** tries);
  }
}

/** The client waits for minutes for an answer that does not come, and tells nothing of what arrives: the folder does. */
async function refuseSilence(folder: string, silence: () => Promise<unknown>): Promise<never> {
  let before = 0;
  for (;;) {
    await silence();
    const bytes = await bytesIn(folder);
    if (bytes === before) throw new Error('nothing more arrived');
    before = bytes;
  }
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const stats = await Promise.all(files.map(({ parentPath, name }) => stat(path.join(parentPath, name))));
  return stats.reduce((sum, { size }) => sum + size, 0);
}
