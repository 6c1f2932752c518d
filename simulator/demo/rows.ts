import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { z } from 'zod';
import { pseudonymOf } from '../pseudonyms.ts';
import type { TrueLaunch } from '../tenant/expected-records.ts';

const FORMATS = ['csv', 'parquet'] as const;
const SESSION_GAP = 30 * 60_000;

const manifestSchema = z.object({
  files: z.array(z.object({ table: z.string(), format: z.enum(FORMATS), path: z.string() })),
});

/** Parquet readers return dates and instants as Date, CSV readers everything as text. */
const asText = z.preprocess((value) => (value instanceof Date ? value.toISOString() : value), z.string());
const rowSchema = z.object({
  event_id: z.string(),
  launched_at: asText.transform((text) => text.replace('.000Z', 'Z')),
  date: asText.transform((text) => text.slice(0, 10)),
  hour: z.coerce.number(),
  app_id: z.string(),
  environment_id: z.string(),
  user_key: z.string(),
  is_session_start: z.coerce.number(),
  succeeded: z.coerce.number(),
  record_type: z.coerce.number(),
});
type Row = z.infer<typeof rowSchema>;

/**
 * Compares the table `launches` of the snapshot in `folder`, in CSV and in Parquet, with the expected records: every field of every
 * row. Returns one sentence for each format that differs.
 */
export async function compareRows(
  folder: string,
  launches: Iterable<TrueLaunch>,
  secret: { readonly tenantId: string; readonly key: string },
): Promise<readonly string[]> {
  const expected = byId(expectedRows(launches, secret));
  const complaints: string[] = [];
  for (const format of FORMATS) {
    const rows = await readRows(folder, format);
    const found = byId(rows);
    const missing = [...expected.keys()].filter((id) => !found.has(id)).length;
    const extra = rows.length - (expected.size - missing);
    const wrong = [...expected].filter(([id, row]) => found.has(id) && found.get(id) !== row).length;
    if (missing + extra + wrong > 0) {
      complaints.push(
        `${format}: ${missing} launches missing, ${extra} too many, ${wrong} with a wrong field`,
      );
    }
  }
  return complaints;
}

async function readRows(folder: string, format: (typeof FORMATS)[number]): Promise<readonly Row[]> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  const rows: Row[] = [];
  for (const file of manifest.files) {
    if (file.table !== 'launches' || file.format !== format) continue;
    const bytes = await readFile(join(folder, ...file.path.split('/')));
    const records: unknown =
      format === 'csv'
        ? parse(bytes, { columns: true })
        : await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
    rows.push(...z.array(rowSchema).parse(records));
  }
  return rows;
}

function byId(rows: readonly Row[]): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [row.event_id, JSON.stringify(row)]));
}

/** Returns what the documentation promises of each launch, computed without the action's own code. */
function expectedRows(
  launches: Iterable<TrueLaunch>,
  secret: { readonly tenantId: string; readonly key: string },
): readonly Row[] {
  const last = new Map<string, number>();
  const order = ({ launchedAt, eventId }: TrueLaunch): string => `${launchedAt} ${eventId}`;
  const inOrder = [...launches].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return inOrder.map((launch): Row => {
    const user = launch.userObjectId ?? launch.upn;
    const instant = Date.parse(launch.launchedAt);
    const series = `${launch.appId} ${user}`;
    const previous = last.get(series);
    last.set(series, instant);
    return {
      event_id: launch.eventId,
      launched_at: launch.launchedAt,
      date: launch.launchedAt.slice(0, 10),
      hour: Number(launch.launchedAt.slice(11, 13)),
      app_id: launch.appId,
      environment_id: launch.environmentId,
      user_key: pseudonymOf(user, secret),
      is_session_start: previous === undefined || instant - previous > SESSION_GAP ? 1 : 0,
      succeeded: launch.succeeded ? 1 : 0,
      record_type: launch.recordType,
    };
  });
}
