import { z } from 'zod';
import { FeedError } from '../../errors.ts';
import { LIMITS } from '../../limits.ts';
import type { Api } from './api.ts';

// A documented sample leaves `status` out: absent is not disabled.
const listSchema = z.array(z.object({ contentType: z.string(), status: z.string().nullish() }));

/** How the content type's subscription is. */
export type SubscriptionStatus = 'enabled' | 'disabled' | 'missing';

/** Returns the status of the content type's subscription. @throws {FeedError} */
export async function readSubscription(api: Api): Promise<SubscriptionStatus> {
  const subscriptions = await api.request({
    purpose: 'list the subscriptions',
    method: 'GET',
    url: api.url('subscriptions/list'),
    maxBytes: LIMITS.list.bytes,
    read: (response) => api.json(response, listSchema),
  });
  const own = subscriptions.find(
    ({ contentType }) => contentType.toLowerCase() === api.contentType.toLowerCase(),
  );
  if (own === undefined) return 'missing';
  return own.status?.toLowerCase() === 'disabled' ? 'disabled' : 'enabled';
}

/**
 * Starts the content type's subscription, without a body, so that another consumer's webhook stays as it is. A
 * subscription that is already enabled (AF20024) is what was wanted.
 * @throws {FeedError}
 */
export async function startSubscription(api: Api): Promise<void> {
  try {
    await api.request({
      purpose: 'start the subscription to Audit.General',
      method: 'POST',
      url: api.url('subscriptions/start', { contentType: api.contentType }),
      maxBytes: LIMITS.list.bytes,
      read: () => undefined,
    });
  } catch (error) {
    if (error instanceof FeedError && error.code === 'AF20024') return;
    throw error;
  }
}
