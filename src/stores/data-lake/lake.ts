import type { Clock } from '../../clock.ts';
import type { DataLakeAddress } from '../../inputs/data-lake.ts';
import type { UsersSetting } from '../../launches/identity.ts';
import type { AnyTable } from '../../snapshot/tables.ts';
import type { Blobs } from './blobs.ts';

/** The data lake of a run. */
export interface Lake {
  readonly address: DataLakeAddress;
  readonly blobs: Blobs;
  readonly users: UsersSetting['mode'];
  /** The key that signs manifests; `undefined` without a data key. */
  readonly manifestKey: Promise<Uint8Array | undefined>;
  readonly clock: Pick<Clock, 'now'>;
  /** Returns a random UUID. */
  readonly uuid: () => string;
  readonly debug: (line: string) => void;
  /** Says what somebody should know and no run fails for. */
  readonly warn: (message: string, title: string) => void;
}

/** Files of one table that are written at a time: large ones take memory. Twice as many are read. */
export const AT_ONCE = 2;

/** Returns the path of the state, below the container. */
export function statePath({ address }: Pick<Lake, 'address'>): string {
  return `${address.state}/manifest.json`;
}

/** Returns the folder of a table, below the container. */
export function tableFolder({ address }: Pick<Lake, 'address'>, { name }: Pick<AnyTable, 'name'>): string {
  return address.tables === '' ? name : `${address.tables}/${name}`;
}

/** The properties of our tables, by which a run knows them when the state is lost. */
export const PROPERTIES = {
  tenant: 'audit-log-sync.tenant-id',
  users: 'audit-log-sync.users',
  keyId: 'audit-log-sync.key-id',
} as const;
