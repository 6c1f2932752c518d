import type { Deliveries } from '../deliveries/create-deliveries.ts';
import type { TokenSource } from '../entra/token.ts';
import type { GitHub } from '../github/api.ts';
import type { Host } from '../host.ts';
import type { RunContext } from '../inputs/run-context.ts';
import type { Settings } from '../inputs/settings.ts';
import type { DataKeys, SigningKeys } from '../launches/data-keys.ts';
import type { UsersSetting } from '../launches/identity.ts';
import type { Api } from '../sources/activity-feed/api.ts';
import type { InventoryApi } from '../sources/app-inventory/api.ts';
import type { AuditSearch } from '../sources/audit-search/api.ts';
import type { Aside } from '../stores/aside.ts';
import type { SnapshotStore } from '../stores/store.ts';

/** What every command works with. */
export interface Run {
  readonly settings: Settings;
  readonly context: RunContext;
  readonly host: Host;
  readonly github: GitHub;
  readonly tokens: TokenSource;
  readonly feed: Api;
  /** `undefined` without history. */
  readonly search: { readonly tokens: TokenSource; readonly queries: AuditSearch } | undefined;
  /** `undefined` when no inventory is asked for. */
  readonly inventory: InventoryApi | undefined;
  readonly deliveries: Deliveries;
  readonly store: SnapshotStore;
  readonly aside: Aside;
  readonly users: UsersSetting;
  /** `undefined` without a data key. */
  readonly signing: SigningKeys | undefined;
}

/** A run whose data key is being stretched: what needs none of its keys need not wait for them. */
export interface StartingRun extends Omit<Run, 'users' | 'signing'> {
  readonly keys: Promise<DataKeys>;
}

/** Returns the run with its keys. */
export async function withKeys<R extends StartingRun>(run: R): Promise<R & Run> {
  return { ...run, ...(await run.keys) };
}
