import { performance } from 'node:perf_hooks';
import type { SeenAssertion } from './assertions.ts';
import { AuditSearch } from './audit-search.ts';
import { documentedLifetime } from './blob.ts';
import { MINUTE, SECOND, TenantClock } from './clock.ts';
import { Content } from './content.ts';
import { Dataverse } from './dataverse.ts';
import { Entra } from './entra.ts';
import { FaultBook } from './faults.ts';
import { Feed } from './feed.ts';
import { type ForeignHost, startForeignHost } from './foreign-host.ts';
import { Inventory } from './inventory.ts';
import { INVENTORY_AUDIENCES } from './inventory-api.ts';
import { Judge } from './judge.ts';
import { listen } from './loopback.ts';
import type { LaunchMeaning } from './meaning.ts';
import { defaultApp, defaultTenantId, type TenantOptions } from './options.ts';
import { POWER_BI_AUDIENCE, PowerBi } from './power-bi.ts';
import { Random } from './random.ts';
import type { LoggedRequest } from './request-log.ts';
import { RequestRouter } from './request-router.ts';
import { Subscription } from './subscription.ts';
import { type IssuedToken, TokenBook } from './tokens.ts';
import { makeWorld, type World } from './world.ts';

/** A launch to be made; whatever is not given comes from chance. `launchedAt` defaults to ten minutes ago. */
export type LaunchOptions = Partial<Omit<LaunchMeaning, 'kind' | 'launchedAt'>> & {
  readonly launchedAt?: Date;
};

/** A running tenant: sign-in, activity feed, inventory, Power BI and Dataverse on one loopback origin, with the expected records and a judge. */
export interface Tenant
  extends Pick<
      Content,
      | 'addBlob'
      | 'addListing'
      | 'addRecorded'
      | 'auditRecords'
      | 'generate'
      | 'prepare'
      | 'expectedRecords'
      | 'expectedRecordsOf'
    >,
    Pick<TenantClock, 'advance' | 'now' | 'setNow'> {
  /** Settable: `dateHeader`. */
  readonly clock: TenantClock;
  readonly tenantId: string;
  readonly clientId: string;
  /** Of both the authority and the API: `http://127.0.0.1:<port>`. */
  readonly origin: string;
  readonly world: World;
  readonly subscription: Subscription;
  /** Settable: `auditing`. */
  readonly feed: Feed;
  /** Microsoft Graph's audit search over the same events. Settable: how it answers, fails and lies. */
  readonly search: AuditSearch;
  /** Apps and environments, as administrators see them; settable. */
  readonly inventory: Inventory;
  /** Semantic models and their refreshes; settable. */
  readonly powerBi: PowerBi;
  /** An environment with the table of the CoE Starter Kit; settable. Its address is `origin`. */
  readonly dataverse: Dataverse;
  readonly entra: Entra;
  /** Settable: `shape` of the next tokens; `revoke()`. */
  readonly tokens: TokenBook;
  readonly issuedTokens: readonly IssuedToken[];
  /** Client assertions that were presented, accepted or not. */
  readonly assertions: readonly SeenAssertion[];
  readonly faults: FaultBook;
  readonly judge: Judge;
  /** Every request so far, in order of arrival. */
  readonly requests: readonly LoggedRequest[];
  readonly foreignHost: ForeignHost;
  /** Makes the meaning of a launch, to be written by `launchRecord`. */
  makeLaunch(options?: LaunchOptions): LaunchMeaning;
  /** Stops both listeners and ends what hangs. */
  close(): Promise<void>;
}

/** Whom tokens of Azure Storage are for. */
export const STORAGE_AUDIENCE = 'https://storage.azure.com';

/** Starts a tenant on free loopback ports. */
export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const seed = options.seed ?? 1;
  const tenantId = options.tenantId ?? defaultTenantId;
  const app = options.app ?? defaultApp;
  const clock = new TenantClock(options.now ?? new Date('2026-11-22T06:00:00Z'));
  const world = makeWorld(tenantId, new Random(seed), options.world ?? {});
  const judge = new Judge();
  const foreignHost = await startForeignHost(
    ({ authorization, path }) => {
      if (authorization !== undefined) judge.complain(`token sent to a foreign host: ${path}`);
    },
    () => clock.now(),
  );
  const loopback = await listen((message, response, body) => void router.handle(message, response, body));
  const { origin } = loopback;
  const audience = options.audience ?? origin;
  const feedRoot = (version: string) => `${origin}/api/${version}/${tenantId}/activity/feed`;
  const lifetimeSeconds = options.tokenLifetimeSeconds ?? 3599;
  const roles = ['ActivityFeed.Read'];
  const tokens = new TokenBook(clock, new Random(seed + 1), { tenantId, audience, roles, lifetimeSeconds });
  const lifetimeMs = options.contentLifetimeMs ?? documentedLifetime;
  const content = new Content(world, new Random(seed + 3), clock, { feedRoot: feedRoot('v1.0'), lifetimeMs });
  const search = new AuditSearch({
    origin,
    tenantId,
    clock,
    archive: content.archive,
    random: new Random(seed + 6),
    complain: (sentence) => judge.complain(sentence),
  });
  const services = [
    ...Object.values(INVENTORY_AUDIENCES).map((audience) => ({ audience, roles: [] })),
    search.token,
    { audience: STORAGE_AUDIENCE, roles: [] },
    { audience: POWER_BI_AUDIENCE, roles: [] },
    ...(audience === origin ? [] : [{ audience: origin, roles: [] }]),
  ];
  const entra = new Entra(app, { origin, audience, services }, tokens, clock, new Random(seed + 2));
  const subscription = new Subscription(options.subscription ?? 'enabled', clock);
  const lists = {
    pageSize: options.pageSize ?? 200,
    nextPageRoot: feedRoot(options.nextPageVersion ?? 'v1.0'),
  };
  const feed = new Feed({ tenantId, audience, clock, archive: content.archive, subscription, lists });
  const inventory = new Inventory(world, new Random(seed + 5), clock.now(), options.inventory);
  const powerBi = new PowerBi(clock, new Random(seed + 7));
  const dataverse = new Dataverse(origin, world);
  const faults = new FaultBook();
  const router = new RequestRouter({
    origin,
    foreignOrigin: foreignHost.origin,
    tenantId,
    clock,
    entra,
    feed,
    search,
    inventory,
    powerBi,
    dataverse,
    clientId: app.clientId,
    subscription,
    tokens,
    faults,
    judge,
    latencyMs: options.latencyMs ?? 0,
    wall: () => performance.now(),
  });
  const chance = new Random(seed + 4);
  return {
    clock,
    tenantId,
    clientId: app.clientId,
    origin,
    world,
    subscription,
    feed,
    search,
    inventory,
    powerBi,
    dataverse,
    entra,
    tokens,
    issuedTokens: tokens.issued,
    assertions: entra.assertions,
    faults,
    judge,
    requests: router.requests,
    foreignHost,
    advance: (ms) => clock.advance(ms),
    setNow: (instant) => clock.setNow(instant),
    now: () => clock.now(),
    addBlob: (blob) => content.addBlob(blob),
    addListing: (entries, bodyOf) => content.addListing(entries, bodyOf),
    auditRecords: () => content.auditRecords(),
    addRecorded: (bytes, how, meanings) => content.addRecorded(bytes, how, meanings),
    generate: (options) => content.generate(options),
    prepare: () => content.prepare(),
    expectedRecordsOf: (isRead) => content.expectedRecordsOf(isRead),
    get expectedRecords() {
      return content.expectedRecords;
    },
    makeLaunch: (options) => makeLaunch(world, chance, clock.now(), options),
    close: async () => {
      await Promise.all([loopback.close(), foreignHost.close()]);
    },
  };
}

function makeLaunch(world: World, chance: Random, now: number, options: LaunchOptions = {}): LaunchMeaning {
  const launchedAt = options.launchedAt?.getTime() ?? now - 10 * MINUTE;
  return {
    kind: 'launch',
    eventId: chance.guid(),
    app: chance.pick(world.apps),
    user: chance.pick(world.users),
    recordType: 256,
    succeeded: true,
    ...options,
    launchedAt: Math.floor(launchedAt / SECOND) * SECOND,
  };
}
