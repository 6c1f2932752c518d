import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

/** An HTTP answer before it is written. `chunked`: framed without Content-Length. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly chunked?: boolean;
}

/**
 * How much of an answer reaches the client. Half a body is followed by a reset, an orderly end, or nothing; `endless` sends it
 * again and again, `drip` a byte ten times a second.
 */
export type Delivery =
  | 'whole'
  | 'endless'
  | 'reset-before-headers'
  | 'reset-mid-body'
  | 'short-body'
  | 'hang'
  | 'stall'
  | 'drip';

/** Returns a JSON answer, as all of the service's own are. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return textAnswer(status, 'application/json; charset=utf-8', JSON.stringify(value), headers);
}

/** Returns an answer of any text. */
export function textAnswer(
  status: number,
  contentType: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers: { 'Content-Type': contentType, ...headers }, body: Buffer.from(text) };
}

/** Writes the answer under that `Date`, if any, as far as the delivery lets it. */
export function deliver(
  response: ServerResponse,
  answer: Answer,
  delivery: Delivery,
  date: string | undefined,
): void {
  if (delivery === 'hang') return;
  if (delivery === 'reset-before-headers') {
    response.socket?.resetAndDestroy();
    return;
  }
  response.sendDate = false;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(date === undefined ? {} : { Date: date }),
    ...(answer.chunked === true || delivery === 'endless'
      ? {}
      : { 'Content-Length': String(answer.body.length) }),
  });
  if (delivery === 'whole') {
    response.end(answer.body);
    return;
  }
  if (delivery === 'endless') {
    Readable.from(repeated(answer.body)).pipe(response);
    return;
  }
  if (delivery === 'drip') {
    drip(response, answer.body);
    return;
  }
  const half = answer.body.subarray(0, Math.floor(answer.body.length / 2));
  response.write(half, () => {
    if (delivery === 'reset-mid-body') response.socket?.resetAndDestroy();
    if (delivery === 'short-body') response.socket?.end();
  });
}

function* repeated(body: Buffer): Generator<Buffer> {
  for (;;) yield body;
}

function drip(response: ServerResponse, body: Buffer): void {
  let at = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(at, at + 1));
    at += 1;
    if (at < body.length) return;
    clearInterval(timer);
    response.end();
  }, 100);
  response.once('close', () => clearInterval(timer));
}
