import type { Deadline } from '../clock.ts';
import { type ApiService, DATAVERSE_API, POWER_BI_API } from '../entra/claims.ts';
import type { Tokens } from '../http/client.ts';
import type { DeliveryChoice } from '../inputs/deliveries.ts';
import { MINUTE_MS } from '../instants.ts';
import { createLimiter } from '../sources/activity-feed/limiter.ts';
import type { DeliveryTarget } from '../sync/outbox.ts';
import type { DeliveryClientOptions } from './client.ts';
import { createAuditLogTable } from './dataverse/api.ts';
import { createDataverseDelivery, dataverseName } from './dataverse/dataverse.ts';
import type { Delivery } from './delivery.ts';
import { createPowerBiDelivery, powerBiName } from './power-bi.ts';

/** What the inputs ask for after a publish. */
export interface Deliveries {
  /** Returns what the outbox knows of each. `today`: calendar day with which the launches of a first delivery begin. */
  readonly targets: (today: string) => readonly DeliveryTarget[];
  /** Returns them, and starts the time that they may take: to be called when they are due. */
  readonly open: () => readonly Delivery[];
}

/** What deliveries are made of, besides the inputs. */
export interface DeliveryOptions extends Omit<DeliveryClientOptions, 'tokens' | 'limiter' | 'deadline'> {
  /** The end of the time that the run may read in. */
  readonly deadline: Deadline;
  readonly startDeadline: (ms: number) => Deadline;
  /** Returns the tokens of a service for an audience. */
  readonly tokensFor: (service: ApiService, audience: string) => Tokens;
}

/** What was published late in a run is delivered all the same: the job ends some time after the deadline. */
const LEAST_DELIVERY_MS = 5 * MINUTE_MS;
/** Dataverse takes 6,000 requests of an application in five minutes. */
const DATAVERSE_REQUESTS_PER_MINUTE = 1_000;

/** Returns the deliveries that the inputs ask for. Nothing is sent before they are opened and used. */
export function createDeliveries(
  { powerBi, dataverse }: DeliveryChoice,
  { deadline: ofRun, startDeadline, tokensFor, ...outside }: DeliveryOptions,
): Deliveries {
  return {
    targets: (today) => [
      ...powerBi.models.map((model) => ({ name: powerBiName(model), scope: { kind: 'all' } as const })),
      ...(dataverse === undefined
        ? []
        : [
            {
              name: dataverseName(dataverse.url),
              scope: { kind: 'from', given: dataverse.from, first: today } as const,
            },
          ]),
    ],
    open: () => {
      const leftMs = ofRun.at - outside.clock.now();
      const options = { ...outside, deadline: startDeadline(Math.max(leftMs, LEAST_DELIVERY_MS)) };
      const ofPowerBi = { ...options, tokens: tokensFor(POWER_BI_API, powerBi.audience) };
      const refreshes = powerBi.models.map((model) => createPowerBiDelivery(powerBi.url, model, ofPowerBi));
      if (dataverse === undefined) return refreshes;
      const table = createAuditLogTable(dataverse.url, {
        ...options,
        tokens: tokensFor(DATAVERSE_API, dataverse.audience),
        limiter: createLimiter(DATAVERSE_REQUESTS_PER_MINUTE, outside.clock),
      });
      return [...refreshes, createDataverseDelivery(dataverse.url, table)];
    },
  };
}
