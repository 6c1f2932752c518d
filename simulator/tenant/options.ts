import type { AppRegistration } from './entra.ts';
import type { InventoryOptions } from './inventory.ts';
import type { RequestKind } from './request.ts';
import type { SubscriptionState } from './subscription.ts';
import type { WorldOptions } from './world.ts';

/** How a tenant is; everything has a default. */
export interface TenantOptions {
  /** Same seed, same world and content. Default 1. */
  readonly seed?: number;
  /** Where the tenant's clock stands. Default 2026-11-22T06:00:00Z. */
  readonly now?: Date;
  /** Lower-case GUID. */
  readonly tenantId?: string;
  /** Default: `defaultApp`, which signs in by secret. */
  readonly app?: AppRegistration;
  /** What tokens are for. Default: the API's origin. */
  readonly audience?: string;
  /** Default `enabled`. */
  readonly subscription?: SubscriptionState;
  /** Blobs a page of the list; default 200. */
  readonly pageSize?: number;
  /** The API version in `NextPageUri`; the service has been seen to name either. Default `v1.0`. */
  readonly nextPageVersion?: 'v1.0' | 'v1';
  /** From a blob's first record to its expiration, ms; default 7 days. */
  readonly contentLifetimeMs?: number;
  /** Default 3599. */
  readonly tokenLifetimeSeconds?: number;
  readonly world?: WorldOptions;
  readonly inventory?: InventoryOptions;
  /** How long the service thinks before it answers, ms. Default 0. */
  readonly latencyMs?: number | ((kind: RequestKind) => number);
}

export const defaultTenantId = '11111111-2222-4333-8444-555555555555';

/** The app registration of a tenant that was given none. */
export const defaultApp = {
  clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  secrets: ['simulated-secret'],
} as const satisfies AppRegistration;
