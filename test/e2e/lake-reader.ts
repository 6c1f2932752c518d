import { parquetReadObjects } from 'hyparquet';
import { expect } from 'vitest';
import { z } from 'zod';
import type { StoredBlob } from '../../simulator/lake/lake.ts';

const addSchema = z.object({
  path: z.string(),
  partitionValues: z.record(z.string(), z.string()),
  size: z.number(),
  stats: z.string(),
});
const lineSchema = z.object({
  add: addSchema.optional(),
  remove: z.object({ path: z.string() }).optional(),
  metaData: z.object({ schemaString: z.string() }).optional(),
  txn: z.object({ appId: z.string(), version: z.number() }).optional(),
});
const statsSchema = z.object({
  numRecords: z.number(),
  minValues: z.record(z.string(), z.unknown()),
  maxValues: z.record(z.string(), z.unknown()),
  nullCount: z.record(z.string(), z.number()),
});

/** A row as a reader sees it: instants and days as text. */
export type LakeRow = Readonly<Record<string, unknown>>;

/** A Delta table as its commits leave it. */
export interface ReadTable {
  readonly version: number;
  readonly rows: readonly LakeRow[];
  /** Data files, below the folder of the table. */
  readonly files: readonly string[];
}

/**
 * Reads a Delta table by its commits alone, in code of its own. Expects what the protocol asks for: versions without a gap, no
 * path twice, each live file there with its size, and numbers that hold.
 */
export async function readDelta(blobs: ReadonlyMap<string, StoredBlob>, folder: string): Promise<ReadTable> {
  const live = new Map<string, z.infer<typeof addSchema>>();
  const everAdded = new Set<string>();
  let version = -1;
  let columns: readonly string[] = [];
  for (;;) {
    const commit = blobs.get(`${folder}/_delta_log/${String(version + 1).padStart(20, '0')}.json`);
    if (commit === undefined) break;
    version += 1;
    const lines = commit.bytes.toString().trimEnd().split('\n');
    for (const line of lines.map((each) => lineSchema.parse(JSON.parse(each)))) {
      if (line.metaData !== undefined) columns = columnsOf(line.metaData.schemaString);
      if (line.remove !== undefined) expect(live.delete(line.remove.path), line.remove.path).toBe(true);
      if (line.add !== undefined) {
        expect(everAdded.has(line.add.path), `${line.add.path} is added again`).toBe(false);
        everAdded.add(line.add.path);
        live.set(line.add.path, line.add);
      }
    }
  }
  const rows: LakeRow[] = [];
  for (const { path, size, stats, partitionValues } of live.values()) {
    const blob = blobs.get(`${folder}/${path}`);
    expect([path, blob?.bytes.length]).toEqual([path, size]);
    const own = await rowsOf(blob?.bytes ?? Buffer.alloc(0));
    expectStats(statsSchema.parse(JSON.parse(stats)), own);
    rows.push(...own.map((row) => ({ ...row, ...partitionValues })));
  }
  for (const row of rows) expect(Object.keys(row).sort()).toEqual([...columns].sort());
  return { version, rows: sorted(rows), files: [...live.keys()].sort() };
}

function columnsOf(schemaString: string): readonly string[] {
  const { fields } = z
    .object({ fields: z.array(z.object({ name: z.string() })) })
    .parse(JSON.parse(schemaString));
  return fields.map(({ name }) => name);
}

/** Returns the rows of a Parquet file. */
export async function rowsOf(bytes: Uint8Array): Promise<readonly LakeRow[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  if (!(file instanceof ArrayBuffer)) throw new Error('shared memory');
  const rows = await parquetReadObjects({ file });
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        value instanceof Date
          ? value.toISOString().replace(/T00:00:00\.000Z$/, /date/.test(name) ? '' : '$&')
          : value,
      ]),
    ),
  );
}

/** Readers believe what a commit says of a file, and skip it. */
function expectStats(
  { numRecords, minValues, maxValues, nullCount }: z.infer<typeof statsSchema>,
  rows: readonly LakeRow[],
): void {
  expect(numRecords).toBe(rows.length);
  for (const [name, nulls] of Object.entries(nullCount)) {
    const values = rows.map((row) => row[name]).filter((value) => value !== null);
    expect(rows.length - values.length).toBe(nulls);
    const ordered = values.toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
    const numeric =
      typeof values[0] === 'number' ? values.toSorted((a, b) => Number(a) - Number(b)) : ordered;
    expect([name, minValues[name], maxValues[name]]).toEqual([name, numeric[0], numeric.at(-1)]);
  }
}

/** Returns rows in an order of their own, so that two readings can be compared. */
export function sorted(rows: readonly LakeRow[]): readonly LakeRow[] {
  const keyed = rows.map((row) => [JSON.stringify(Object.entries(row).sort()), row] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
