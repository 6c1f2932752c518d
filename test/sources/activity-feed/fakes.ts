import type { Answer, Request } from '../../../src/http/send.ts';
import { type ApiAddress, openApi } from '../../../src/sources/activity-feed/api.ts';
import type { Clock } from '../../../src/sources/activity-feed/limiter.ts';
import { openTransport } from '../../../src/sources/activity-feed/transport.ts';

export const ORIGIN = 'https://manage.office.com';
export const TENANT = '11111111-2222-4333-8444-555555555555';
export const ADDRESS: ApiAddress = { baseUrl: ORIGIN, tenantId: TENANT, publisherId: TENANT };

/** A clock that stands still but for sleeping. */
export class FakeClock implements Clock {
  time: number;
  readonly sleeps: number[] = [];

  constructor(time = Date.UTC(2026, 10, 22)) {
    this.time = time;
  }

  now = (): number => this.time;

  sleep = async (ms: number): Promise<void> => {
    this.sleeps.push(ms);
    this.time += ms;
  };
}

/** Gives an answer; a body that is no text or bytes is sent as JSON. */
export function answer(
  status: number,
  body: unknown = '',
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const bytes = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { status, headers: new Map(Object.entries(headers)), body: bytes };
}

export type Reply = Answer | Error | ((request: Request) => Answer | Promise<Answer>);

/** A transport whose answers are given one by one, the last again and again. `holds` are the limiter's slow-downs in ms. */
export function fakeTransport(replies: readonly Reply[], random = 0.5) {
  const clock = new FakeClock();
  const requests: Request[] = [];
  const holds: number[] = [];
  const tokens = { current: 1, renewals: [] as string[] };
  const transport = openTransport({
    send: async (request) => {
      requests.push(request);
      const reply = replies[Math.min(requests.length, replies.length) - 1];
      if (reply instanceof Error) throw reply;
      if (reply === undefined) throw new Error('no reply');
      return typeof reply === 'function' ? reply(request) : reply;
    },
    tokens: {
      get: async () => `token-${tokens.current}`,
      renew: async (refused) => {
        tokens.renewals.push(refused);
        tokens.current += 1;
        return `token-${tokens.current}`;
      },
    },
    limiter: { turn: async () => undefined, slowDown: (ms) => holds.push(ms) },
    clock,
    random: () => random,
    origin: ORIGIN,
  });
  return { transport, api: openApi(ADDRESS, transport), clock, requests, holds, tokens };
}
