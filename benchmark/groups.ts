import { download } from './measures/download.ts';
import { extraction } from './measures/extraction.ts';
import { history, years } from './measures/history.ts';
import { imports } from './measures/import.ts';
import { limiter } from './measures/limiter.ts';
import { memory } from './measures/memory.ts';
import { merge } from './measures/merge.ts';
import { page } from './measures/page.ts';
import { scale } from './measures/scale.ts';
import { search } from './measures/search.ts';
import { start } from './measures/start.ts';
import type { Group } from './row.ts';

/** Every group of rows, in the order in which they are measured. */
export const GROUPS: readonly Group[] = [
  start,
  extraction,
  limiter,
  merge,
  history,
  download,
  memory,
  scale,
  search,
  years,
  imports,
  page,
];
