import type { Clock } from '../../src/clock.ts';
import type { HttpRequest, HttpResponse, Send } from '../../src/http/send.ts';

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

/** Returns a response; a body that is neither text nor bytes is sent as JSON. */
export function response(
  status: number,
  body: unknown = '',
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  const bytes = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const given = { get: (name: string) => headers[name], all: () => headers };
  return { status, headers: given, body: bytes, bytes: bytes.length };
}

export type Reply = HttpResponse | Error | ((request: HttpRequest) => HttpResponse | Promise<HttpResponse>);

/** Returns a sender whose replies come one by one, the last again and again, and what it was asked. */
export function fakeSend(replies: readonly Reply[]): {
  readonly send: Send;
  readonly requests: HttpRequest[];
} {
  const requests: HttpRequest[] = [];
  const send: Send = async (request) => {
    requests.push(request);
    const reply = replies[Math.min(requests.length, replies.length) - 1];
    if (reply instanceof Error) throw reply;
    if (reply === undefined) throw new Error('no reply');
    return typeof reply === 'function' ? await reply(request) : reply;
  };
  return { send, requests };
}
