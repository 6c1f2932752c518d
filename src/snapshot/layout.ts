import { isoDay } from '../instants.ts';
import { addDays } from './calendar.ts';
import type { SnapshotFile } from './manifest.ts';
import type { Table } from './table.ts';

/** A month becomes one file so many days after its end, when late launches have arrived. */
const OPEN_DAYS = 35;

/** A partition of a table that is stored by day: a day or a sealed month, one file for each format. */
export interface Partition {
  /** `2026-11-21` or `2026-09`. */
  readonly key: string;
  readonly sealed: boolean;
}

/** Returns the partition of a day. `lastDay`: last day with launches. */
export function partitionOf(date: string, lastDay: string): Partition {
  const month = date.slice(0, 7);
  const sealed = addDays(lastDayOf(month), OPEN_DAYS) <= lastDay;
  return { key: sealed ? month : date, sealed };
}

/** Returns the key of the partition that a published file holds. */
export function partitionKey({ sealed, date_from }: SnapshotFile): string {
  const from = date_from ?? '';
  return sealed ? from.slice(0, 7) : from;
}

/**
 * Returns the path of a partition's file, or of one of its parts, counted from 1. All have the same Hive key, `month`, which
 * readers of folders expect.
 */
export function partitionPath(
  table: Pick<Table<object>, 'name'>,
  key: string,
  format: SnapshotFile['format'],
  part?: number,
): string {
  const name = part === undefined ? key : `${key}.${part}`;
  return `${format}/${table.name}/month=${key.slice(0, 7)}/${name}.${format}`;
}

/** Returns which part of its partition a published file is, 0 when it is the whole. */
export function partNumber({ path }: Pick<SnapshotFile, 'path'>): number {
  return Number(/\.(\d+)\.[a-z]+$/.exec(path)?.[1] ?? 0);
}

/** Returns the path of a table that is one file, in a folder of its own as readers of folders expect. */
export function tablePath(table: Pick<Table<object>, 'name'>, format: SnapshotFile['format']): string {
  return `${format}/${table.name}/${table.name}.${format}`;
}

function lastDayOf(month: string): string {
  const day = new Date(`${month}-01T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + 1, 0);
  return isoDay(day.getTime());
}
