import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { measureChild, type Usage } from './child.ts';
import type { Services } from './open-services.ts';
import { WrongAnswer } from './row.ts';

/** Launches as lines `event id,instant`, sorted. */
export type FoundLaunches = readonly string[];

const CLIENT = fileURLToPath(new URL('client.mjs', import.meta.url));
const launchesSchema = z.array(z.tuple([z.string(), z.string()]));

/** What the clients of one set of blobs share: the list of blobs, and a folder for what they write. */
export interface Clients {
  /** Runs a client of `client.mjs`. */
  readonly run: (mode: 'bytes' | 'parse') => Promise<Usage>;
  /** Returns the launches that the last client of the mode `parse` found. */
  readonly launches: () => FoundLaunches;
  readonly close: () => void;
}

/** Opens clients for the blobs of the services that became available at `since` (ms since 1970) or later. */
export function openClients({ blobs, token }: Services, since = 0): Clients {
  const folder = mkdtempSync(join(tmpdir(), 'benchmark-'));
  const list = join(folder, 'list.json');
  const urls = blobs.filter(({ created }) => created >= since).map(({ url }) => url);
  writeFileSync(list, JSON.stringify({ urls, token }));
  return {
    run: async (mode) => (await measureChild({ args: [CLIENT, mode, list, folder] })).usage,
    launches: () => {
      const found = launchesSchema.parse(JSON.parse(readFileSync(join(folder, 'launches.json'), 'utf8')));
      return found.map(([id, instant]) => `${id},${instant}`).sort();
    },
    close: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/**
 * Holds the launches of a snapshot in a workspace against the expected ones.
 * @throws {WrongAnswer} when they are not the same.
 */
export function requireLaunches(workspace: string, expected: FoundLaunches): void {
  const folder = join(workspace, 'app-launches', 'csv', 'launches');
  // Without launches no such folder is written.
  const paths = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const files = paths.filter((path) => path.endsWith('.csv'));
  // The first two columns are an id and an instant, which no writer quotes.
  const lines = files.flatMap((path) =>
    readFileSync(join(folder, path), 'utf8').trimEnd().split('\n').slice(1),
  );
  const found = lines.map((line) => line.split(',', 2).join(',')).sort();
  if (found.length === expected.length && found.every((line, index) => line === expected[index])) return;
  const [ours, plain] = [new Set(found), new Set(expected)];
  const differing = [
    ...found.filter((line) => !plain.has(line)),
    ...expected.filter((line) => !ours.has(line)),
  ];
  throw new WrongAnswer(
    `The run found ${found.length} launches, a plain implementation ${expected.length}; ${differing.length} are in one of them only, such as ${differing[0]}`,
  );
}
