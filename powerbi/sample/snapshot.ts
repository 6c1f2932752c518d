import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openIdentity } from '../../src/launches/identity.ts';
import { documentsOf } from '../../src/report/documents.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import { mergeBatch } from '../../src/snapshot/merge.ts';
import { ALL_DATES } from '../../src/snapshot/partitioned-table.ts';
import { inventoryState } from '../../src/sync/inventory.ts';
import { nextSnapshot } from '../../src/sync/next-snapshot.ts';
import { NO_STATE } from '../../src/sync/state.ts';
import { toStored } from '../../src/sync/stored-state.ts';
import { CATALOG, DELETED_APP, sampleInventory, TENANT_ID } from './estate.ts';
import { DAYS, FIRST, sampleLaunches } from './launches.ts';

const DAY_MS = 24 * 60 * 60_000;
const GAP = {
  from: '2026-10-16T00:00:00.000Z',
  to: '2026-10-17T00:00:00.000Z',
  reason: 'no run read this time while the feed still listed it',
};
const KEY = 'a-made-up-key-of-the-sample-of-forty-letters';

/** Returns a snapshot as one run of the action would publish it, the same each time: path → bytes. */
export async function sampleSnapshot(): Promise<ReadonlyMap<string, Uint8Array>> {
  const identity = openIdentity({ mode: 'pseudonym', key: Buffer.from(KEY), keyId: 'a sample' }, TENANT_ID);
  const calendar = openCalendar('Europe/Berlin');
  const end = FIRST + DAYS * DAY_MS;
  const inventory = sampleInventory(identity, end, (day) => FIRST + day * DAY_MS);
  const batch = {
    launches: sampleLaunches(identity),
    events: [
      {
        eventId: '99999999-2222-4333-8444-555555555555',
        occurredAt: FIRST + 90 * DAY_MS,
        operation: 'DeletePowerApp',
        appId: DELETED_APP?.id ?? null,
        environmentId: DELETED_APP?.environment.id ?? null,
        userKey: null,
        appName: null,
        environmentName: null,
      },
    ],
    calendar,
    formats: ['csv', 'parquet'] as const,
    users: identity.mode,
    keepFrom: undefined,
    possible: ALL_DATES,
    catalog: CATALOG,
    inventory,
  };
  const state = { ...NO_STATE, watermark: end, from: FIRST, gaps: [GAP] };
  const { files } = await nextSnapshot(
    undefined,
    await mergeBatch(undefined, { ...batch, coverage: toStored(state).coverage }),
    state,
    {
      tenantId: TENANT_ID,
      manifestKey: undefined,
      identity,
      batch,
      inventory: inventoryState({ ...inventory, unread: [] }),
      generatedAt: end,
      runId: '1',
      documents: documentsOf(calendar),
    },
  );
  return new Map([...files].map(([path, file]) => [path, file.read()]));
}

/** Writes a snapshot into a folder, which need not exist. */
export async function writeSnapshot(files: ReadonlyMap<string, Uint8Array>, folder: string): Promise<void> {
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}
