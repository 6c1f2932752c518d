import pMap from 'p-map';
import { InventoryError, messageOf, SignInError } from '../../errors.ts';
import type { Identity } from '../../launches/identity.ts';
import { latestAfter } from '../../launches/instant.ts';
import type { AppInventory, ListedEnvironment } from '../../snapshot/app-inventory.ts';
import type { InventoryApi } from './api.ts';
import { rightsRemedy } from './failures.ts';
import { type EnvironmentRow, type ReadRow, readAppRow, readEnvironmentRow } from './rows.ts';

/** An environment whose apps could not all be read, and why. */
export interface UnreadEnvironment {
  readonly id: string;
  readonly reason: string;
}

/** The inventory of a run, and what is missing in it. */
export interface TakenInventory extends AppInventory {
  readonly unread: readonly UnreadEnvironment[];
}

/** Environments that are asked for their apps at the same time. */
const CONCURRENCY = 4;
/** After so many in a row that failed for want of an answer, the service is down: the others wait for the next inventory. */
const FAILURES_OF_AN_OUTAGE = 10;

/**
 * Lists the environments of the tenant, and the apps of each. An environment that cannot be listed is named and keeps no
 * other from being read.
 * @throws {InventoryError} when the environments cannot be listed, or there are none: a tenant has at least its default one.
 * @throws {SignInError} when there is no token.
 */
export async function readInventory(api: InventoryApi, identity: Identity): Promise<TakenInventory> {
  const rows = await api.environments({ read: readEnvironmentRow, keyOf: (row) => row?.id ?? '' });
  const listed = rows.filter((row) => row !== undefined);
  if (listed.length === 0) {
    throw new InventoryError(
      'Cannot list the environments of the tenant: the service answered with none, and every tenant has one',
      rightsRemedy(api.mode),
      200,
    );
  }
  const rules = { identity, latest: latestAfter(api.latest()) };
  const reader = { read: (row: unknown) => readAppRow(row, rules), keyOf: keyOfApp };
  const unread: UnreadEnvironment[] = [];
  let [failuresInARow, outage] = [0, ''];
  const environments = await pMap(
    listed,
    async ({ address, ...environment }: EnvironmentRow): Promise<ListedEnvironment> => {
      const nothing = { ...environment, apps: [], parts: [], isWhole: false };
      if (failuresInARow >= FAILURES_OF_AN_OUTAGE) {
        unread.push({ id: environment.id, reason: outage });
        return nothing;
      }
      try {
        const read = await api.apps(address, reader);
        failuresInARow = 0;
        const apps = read.flatMap((row) => (row.kind === 'app' ? [row.app] : []));
        const parts = read.flatMap((row) => (row.kind === 'part' ? [row.id] : []));
        const isWhole = read.every(({ kind }) => kind !== 'unreadable');
        if (!isWhole) unread.push({ id: environment.id, reason: 'it lists apps without an id' });
        return { ...environment, apps, parts, isWhole };
      } catch (error) {
        if (error instanceof SignInError) throw error;
        if (!(error instanceof InventoryError)) throw error;
        const isAnswered = error.status >= 400 && error.status < 429;
        failuresInARow = isAnswered ? 0 : failuresInARow + 1;
        outage = messageOf(error);
        unread.push({ id: environment.id, reason: outage });
        return nothing;
      }
    },
    { concurrency: CONCURRENCY },
  );
  return { takenAt: api.now(), environments, unread };
}

function keyOfApp(row: ReadRow): string {
  switch (row.kind) {
    case 'app':
      return row.app.id;
    case 'part':
      return row.id;
    case 'unreadable':
      return '';
  }
}
