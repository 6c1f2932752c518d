import { z } from 'zod';
import { FeedError } from '../../errors.ts';
import type { Api } from './api.ts';

// A documented sample leaves `status` out: absent is not disabled.
const listSchema = z.array(z.object({ contentType: z.string(), status: z.string().nullish() }));

/** Gives the status of the content type's subscription: `enabled`, `disabled`, or `missing`. */
export async function readSubscription(api: Api): Promise<'enabled' | 'disabled' | 'missing'> {
  const subscriptions = await api.ask({
    doing: 'list the subscriptions',
    method: 'GET',
    url: api.url('subscriptions/list'),
    read: (answer) => api.json(answer, listSchema),
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
    await api.ask({
      doing: 'start the subscription to Audit.General',
      method: 'POST',
      url: api.url('subscriptions/start', { contentType: api.contentType }),
      read: () => undefined,
    });
  } catch (error) {
    if (error instanceof FeedError && error.code === 'AF20024') return;
    throw error;
  }
}
