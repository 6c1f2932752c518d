import { readFileSync } from 'node:fs';

/** The text of a file of this repository; `path` is relative to its root. */
export function readText(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** The JSON value of a file of this repository. */
export function readJson(path: string): unknown {
  return JSON.parse(readText(path));
}
