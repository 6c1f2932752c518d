import { z } from 'zod';
import { ContentError, DeliveryError } from '../errors.ts';
import { bodyOf, decodeBody, parseJson } from '../http/body.ts';
import type { HttpResponse } from '../http/send.ts';
import type { SemanticModel } from '../inputs/deliveries.ts';
import { isoSecond, parseInstant } from '../instants.ts';
import { LIMITS } from '../limits.ts';
import { createDeliveryClient, type DeliveryClientOptions, type RemedyOf, requireNoPage } from './client.ts';
import type { Delivery, DeliveryEnd } from './delivery.ts';

const RETRY = { tries: 4, triesWhenThrottled: 4, triesAfterTimeout: 2, longestWaitMs: 2 * 60_000 };
/** It takes no other word from an application. */
const REQUEST = JSON.stringify({ notifyOption: 'NoNotification' });

/** Returns the name of the delivery of a model, as the manifest has it. */
export function powerBiName({ workspaceId, modelId }: SemanticModel): string {
  return `power-bi/${workspaceId}/${modelId}`;
}

/**
 * Returns the delivery that has Power BI refresh a semantic model: one request for all that was published. That a refresh is
 * accepted does not mean that it succeeds, and it is not waited for.
 */
export function createPowerBiDelivery(
  url: string,
  model: SemanticModel,
  options: DeliveryClientOptions,
): Delivery {
  const client = createDeliveryClient(url, options, { retry: RETRY, remedyOf });
  const { workspaceId, modelId } = model;
  const label = `semantic model ${modelId}`;
  const address = `${url}/v1.0/myorg/groups/${workspaceId}/datasets/${modelId}/refreshes`;

  const lastRefresh = (): Promise<Refresh | undefined> =>
    client.request({
      purpose: `read the last refresh of ${label}`,
      method: 'GET',
      url: `${address}?$top=1`,
      maxBytes: LIMITS.delivery.bytes,
      read: lastOf,
    });
  const request = (): Promise<void> =>
    client.request({
      purpose: `refresh ${label}`,
      method: 'POST',
      url: address,
      headers: { 'content-type': 'application/json' },
      body: REQUEST,
      // A second one would only take another of the few that a day has.
      actsOnce: true,
      maxBytes: LIMITS.delivery.bytes,
      read: requireNoPage,
    });

  /** An earlier run may have been ended after its request, or have got no answer to it. */
  async function hasBegunSince(publishedAt: number): Promise<boolean> {
    const last = await lastRefresh().catch((error: unknown) => {
      if (error instanceof DeliveryError) return undefined;
      throw error;
    });
    if (last === undefined || !/^ViaApi$|^ViaEnhancedApi$/.test(last.refreshType ?? '')) return false;
    return last.status !== 'Failed' && parseInstant(last.startTime) >= publishedAt;
  }

  return {
    name: powerBiName(model),
    label: `Power BI: ${label}`,
    check: async () => {
      const last = await lastRefresh();
      return `workspace ${workspaceId}, ${label}: ${last === undefined ? 'never refreshed' : `last refresh ${statusOf(last)}, begun ${isoSecond(parseInstant(last.startTime))}`}; whether the application may refresh it shows with the first request`;
    },
    settled: async ({ dates, isNew, publishedAt }) =>
      new Set(!isNew && (await hasBegunSince(publishedAt)) ? dates : []),
    deliver: async ({ isNew, publishedAt }) => {
      if (!isNew && (await hasBegunSince(publishedAt)))
        return { kind: 'delivered', line: 'A refresh has begun since the launches were published' };
      try {
        await request();
      } catch (error) {
        const end = error instanceof DeliveryError ? postponedBy(error) : undefined;
        if (end === undefined) throw error;
        return end;
      }
      return { kind: 'delivered', line: 'Refresh requested' };
    },
  };
}

/** Returns what an answer means that is no failure; `undefined` when it is one. */
function postponedBy({ status, code, detail }: DeliveryError): DeliveryEnd | undefined {
  const says = `${code} ${detail}`;
  if (status === 409 || (status === 400 && /already executing|in progress/i.test(says))) {
    return {
      kind: 'postponed',
      line: 'Another refresh is running, which may have begun before the launches were published: the next run asks again',
    };
  }
  if (status === 429 || (status === 400 && /limit|quota|exceed|too many/i.test(says))) {
    return {
      kind: 'postponed',
      line: 'The refreshes of this time are used up (a shared capacity has 8 a day): a later run asks again',
    };
  }
  return undefined;
}

const remedyOf: RemedyOf = ({ status }) => {
  if (status === 401 || status === 403)
    return 'Turn on the tenant setting "Service principals can call Fabric public APIs" for the application of client-id, and give it the role Contributor in the workspace; both can take some minutes to work.';
  if (status === 404)
    return 'Check both ids in power-bi-refresh, and that the application of client-id has the role Contributor in the workspace: what it may not see is not found.';
  return 'Check power-bi-refresh, and refresh the semantic model once by hand: Power BI says there what it lacks.';
};

const refreshSchema = z.object({
  refreshType: z.string().optional(),
  startTime: z.iso.datetime({ offset: true }),
  status: z.string().optional(),
});
type Refresh = z.infer<typeof refreshSchema>;

function lastOf(response: HttpResponse): Refresh | undefined {
  const parsed = z
    .object({ value: z.array(z.unknown()) })
    .safeParse(parseJson(decodeBody(bodyOf(response), LIMITS.delivery.bytes)));
  if (!parsed.success)
    throw new ContentError('the response is not of the documented shape', 'It is requested again.');
  return refreshSchema.safeParse(parsed.data.value[0]).data;
}

/** Of a status only a word: it goes into the log. */
function statusOf({ status = '' }: Refresh): string {
  if (status === 'Unknown') return 'is running';
  return /^[A-Za-z]{1,30}$/.test(status) ? status.toLowerCase() : 'of unknown end';
}
