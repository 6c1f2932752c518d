import type { Deadline } from '../clock.ts';
import { type ApiService, DATAVERSE_API, POWER_BI_API } from '../entra/claims.ts';
import type { Tokens } from '../http/client.ts';
import type { DeliveryChoice } from '../inputs/deliveries.ts';
import { MINUTE_MS } from '../instants.ts';
import { addDays } from '../snapshot/calendar.ts';
import { createLimiter } from '../sources/activity-feed/limiter.ts';
import type { DeliveryRules } from '../sync/outbox.ts';
import type { DeliveryClientOptions } from './client.ts';
import { createAuditLogTable } from './dataverse/api.ts';
import { createDataverseDelivery, dataverseName } from './dataverse/dataverse.ts';
import type { Delivery } from './delivery.ts';
import { createPowerBiDelivery, powerBiName } from './power-bi.ts';

/** What the inputs ask for after a publish. */
export interface Deliveries {
  /** Returns what the outbox knows of them. `today`: calendar day with which the launches of a first delivery begin. */
  readonly rules: (today: string) => Pick<DeliveryRules, 'targets' | 'unsignedFrom'>;
  /** Returns them one by one; with the first of a service its time begins. `mostMs`: it is no more than that. */
  readonly open: (mostMs?: number) => Iterable<Delivery>;
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
/** So far back a manifest without a valid signature may ask for launches, unless `dataverse-from` does. */
const UNSIGNED_DAYS = 31;
/** Dataverse takes 6,000 requests of an application in five minutes. */
const DATAVERSE_REQUESTS_PER_MINUTE = 1_000;

/** Returns the deliveries that the inputs ask for. Nothing is sent before they are opened and used. */
export function createDeliveries(
  { powerBi, dataverse }: DeliveryChoice,
  { deadline: ofRun, startDeadline, tokensFor, ...outside }: DeliveryOptions,
): Deliveries {
  return {
    rules: (today) => ({
      targets: [
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
      unsignedFrom: addDays(today, -UNSIGNED_DAYS),
    }),
    *open(mostMs = Number.POSITIVE_INFINITY) {
      // Each service has its own time: what the one wastes the other has still.
      const options = () => {
        const leftMs = Math.max(ofRun.at - outside.clock.now(), LEAST_DELIVERY_MS);
        return { ...outside, deadline: startDeadline(Math.min(leftMs, mostMs)) };
      };
      const ofPowerBi = { ...options(), tokens: tokensFor(POWER_BI_API, powerBi.audience) };
      yield* powerBi.models.map((model) => createPowerBiDelivery(powerBi.url, model, ofPowerBi));
      if (dataverse === undefined) return;
      const table = createAuditLogTable(dataverse.url, {
        ...options(),
        tokens: tokensFor(DATAVERSE_API, dataverse.audience),
        limiter: createLimiter(DATAVERSE_REQUESTS_PER_MINUTE, outside.clock),
      });
      yield createDataverseDelivery(dataverse.url, table);
    },
  };
}
