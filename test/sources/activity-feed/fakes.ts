import type { Deadline } from '../../../src/clock.ts';
import { type ApiAddress, createApi } from '../../../src/sources/activity-feed/api.ts';
import { FakeClock, fakeSend, type Reply } from '../../http/fakes.ts';

export const ORIGIN = 'https://manage.office.com';
export const TENANT = '11111111-2222-4333-8444-555555555555';
export const ADDRESS: ApiAddress = { baseUrl: ORIGIN, tenantId: TENANT, publisherId: TENANT };

/** An API whose replies come one by one, the last again and again. `holds` are the limiter's slow-downs in ms. */
export function fakeApi(replies: readonly Reply[], random = 0.5, deadline?: Deadline) {
  const clock = new FakeClock();
  const { send, requests } = fakeSend(replies);
  const holds: number[] = [];
  const debugLines: string[] = [];
  const tokens = { current: 1, renewals: [] as string[] };
  const api = createApi(ADDRESS, {
    send,
    tokens: {
      get: async () => `token-${tokens.current}`,
      renew: async (refused) => {
        tokens.renewals.push(refused);
        tokens.current += 1;
        return `token-${tokens.current}`;
      },
    },
    limiter: { turn: async () => undefined, slowDown: (ms) => holds.push(ms) },
    ...(deadline === undefined ? {} : { deadline }),
    clock,
    random: () => random,
    debug: (line) => debugLines.push(line),
  });
  return { api, clock, requests, holds, tokens, debugLines };
}
