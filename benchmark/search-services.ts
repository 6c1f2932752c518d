import { searchRow } from '../simulator/tenant/search-row.ts';
import type { Send } from '../src/http/send.ts';
import { openCalendar } from '../src/snapshot/calendar.ts';
import { launchesTable } from '../src/snapshot/fact-tables.ts';
import { openWriter, writtenFile } from '../src/snapshot/files.ts';
import { growInMemory } from '../src/snapshot/made-file.ts';
import type { Manifest } from '../src/snapshot/manifest.ts';
import type { PublishedFiles } from '../src/snapshot/partitions.ts';

const DAY_MS = 86_400_000;
const PAGE_ROWS = 500;
/** The time that is searched: from 179 to 7 days ago. */
const [OLDEST_DAYS, NEWEST_DAYS] = [179, 7];

/** So many launches, evenly over the time that is searched; every hundredth is in no snapshot. */
export interface Launches {
  readonly records: number;
  readonly now: number;
}

export const TENANT_ID = '11111111-2222-4333-8444-555555555555';
const APP_ID = 'dddddddd-1111-4222-8333-444444444444';
const UPN = 'kim0@contoso.example';
const [ID_HERE, TIME_HERE] = ['aaaaaaaa-0000-4000-8000-aaaaaaaaaaaa', '2026-01-01T00:00:00'];

/** Returns Microsoft Graph's audit search over the launches, as a function that sends requests. */
export function graphOf(launches: Launches): { readonly send: Send } {
  const template = rowTemplate();
  const windows = new Map<string, { readonly first: number; readonly last: number }>();
  const answer = (method: string, url: URL, body: string | undefined): string => {
    const [, id = '', records] = /\/queries\/([\w-]+)(\/records)?$/.exec(url.pathname) ?? [];
    if (method === 'POST') {
      const { filterStartDateTime, filterEndDateTime } = JSON.parse(body ?? '{}');
      const made = `query-${windows.size}`;
      const first = Math.ceil(indexAt(launches, Date.parse(String(filterStartDateTime))));
      const last = Math.ceil(indexAt(launches, Date.parse(String(filterEndDateTime))));
      windows.set(made, { first: Math.max(0, first), last: Math.min(launches.records, last) });
      return JSON.stringify({ id: made });
    }
    const window = windows.get(id);
    if (window === undefined) return '{"value":[]}';
    if (records === undefined) {
      const approximateReturnedRecordCount = window.last - window.first;
      return JSON.stringify({ status: 'succeeded', approximateReturnedRecordCount });
    }
    const from = Number(url.searchParams.get('$skiptoken') ?? window.first);
    const to = Math.min(window.last, from + PAGE_ROWS);
    const rows = Array.from({ length: Math.max(0, to - from) }, (_, at) => template(from + at, launches));
    const next = to < window.last ? `,"@odata.nextLink":"${url.origin}${url.pathname}?$skiptoken=${to}"` : '';
    return `{"value":[${rows.join(',')}]${next}}`;
  };
  return {
    send: async ({ method, url, body }) => {
      const bytes = Buffer.from(answer(method, new URL(url), body?.toString()));
      const headers = { get: () => undefined, all: () => ({}) };
      return { status: method === 'POST' ? 201 : 200, headers, body: bytes, bytes: bytes.length };
    },
  };
}

/** Returns the snapshot of the launches, each file made when it is read. */
export async function snapshotOf({ records, now }: Launches): Promise<PublishedFiles> {
  const table = launchesTable(true);
  const { local } = openCalendar('UTC');
  const days = new Map<string, { first: number; last: number }>();
  for (let index = 0; index < records; index += 1) {
    const { date } = local(instantOf({ records, now }, index));
    const day = days.get(date);
    if (day === undefined) days.set(date, { first: index, last: index });
    else day.last = index;
  }
  const made = async (date: string) => {
    const { first = 0, last = -1 } = days.get(date) ?? {};
    const indexes = Array.from({ length: last - first + 1 }, (_, at) => first + at).filter(isKnown);
    const rows = indexes.map((index) => {
      const launched_at = instantOf({ records, now }, index);
      return {
        ...{ event_id: idOf(index), launched_at, ...local(launched_at), app_id: APP_ID },
        ...{ environment_id: `default-${TENANT_ID}`, user_key: UPN },
        ...{ is_session_start: 1, succeeded: 1, record_type: 256 },
      };
    });
    const path = `csv/launches/month=${date.slice(0, 7)}/${date}.csv`;
    const writer = await openWriter(table, 'csv', growInMemory);
    writer.add(rows);
    const dates = { date_from: date, date_to: date, sealed: false };
    return writtenFile(table, writer.finish(), {
      format: 'csv',
      path,
      rows: rows.length,
      ...dates,
    });
  };
  const files: Manifest['files'] = [];
  for (const date of days.keys()) files.push((await made(date)).entry);
  const manifest: Manifest = {
    ...{ schema_version: '1.0.0', snapshot_id: 'benchmark', generated_at: new Date(now).toISOString() },
    ...{ generator: { name: 'audit-log-sync', version: '1.0.0' }, tenant_id: TENANT_ID, time_zone: 'UTC' },
    ...{ watermark: null, unread: [], read: {}, tables: {}, files },
    coverage: { from: null, complete_until: null, gaps: [] },
    identity: { mode: 'name', key_id: null },
  };
  return {
    manifest,
    absent: new Set(),
    read: async (paths) => {
      const contents: Uint8Array[] = [];
      for (const path of paths) contents.push((await made(path.slice(-14, -4))).file.read());
      return contents;
    },
  };
}

function isKnown(index: number): boolean {
  return index % 100 !== 0;
}

function idOf(index: number): string {
  return `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

function indexAt({ records, now }: Launches, instant: number): number {
  const start = now - OLDEST_DAYS * DAY_MS;
  return ((instant - start) / ((OLDEST_DAYS - NEWEST_DAYS) * DAY_MS)) * records;
}

function instantOf({ records, now }: Launches, index: number): number {
  const start = now - OLDEST_DAYS * DAY_MS;
  return Math.floor((start + (index / records) * (OLDEST_DAYS - NEWEST_DAYS) * DAY_MS) / 1_000) * 1_000;
}

/** Returns what writes the row of a launch as Graph does. */
function rowTemplate(): (index: number, launches: Launches) => string {
  const user = { objectId: ID_HERE, userKey: ID_HERE, upn: UPN, userType: 0 as const };
  const environment = { id: `Default-${TENANT_ID}`, name: 'Contoso (default)' };
  const app = { id: APP_ID, name: 'Site Inspection', environment };
  const meaning = {
    ...{ kind: 'launch' as const, eventId: ID_HERE, launchedAt: Date.parse(`${TIME_HERE}Z`), app, user },
    ...{ recordType: 256 as const, succeeded: true },
  };
  const text = JSON.stringify(searchRow({ meaning, at: 0, available: 0 }, TENANT_ID, ID_HERE));
  return (index, launches) =>
    text
      .replaceAll(ID_HERE, idOf(index))
      .replaceAll(TIME_HERE, new Date(instantOf(launches, index)).toISOString().slice(0, 19));
}
