import { gzipSync } from 'node:zlib';
import { type Answer, type Delivery, jsonAnswer, textAnswer } from './answer.ts';
import type { ListAnswer, ListedPage } from './content-list.ts';
import type { Fault } from './faults.ts';
import { feedError, unauthorized } from './feed-errors.ts';

/** What is sent, how much of it, and the page of the list that the client can know from it. */
export interface Outcome {
  readonly answer: Answer;
  readonly delivery: Delivery;
  readonly listed: ListedPage | undefined;
}

/** Where a faulty answer can lead, and when it is given (UTC ms). */
export interface FaultPlace {
  readonly requestUrl: string;
  readonly foreignOrigin: string;
  readonly now: number;
}

/** Returns what a fault makes of a request. `serve` returns the right answer; it is not called when the service never acts. */
export async function faultyAnswer(
  fault: Fault,
  serve: () => Promise<ListAnswer>,
  place: FaultPlace,
): Promise<Outcome> {
  switch (fault.kind) {
    case 'status':
      return instead(withRetryAfter(bodyOf(fault), fault.retryAfter, place.now));
    case 'feed-error':
      return instead(feedError(fault.code, fault.status));
    case 'unauthorized':
      return instead(unauthorized());
    case 'not-an-array':
      return instead(jsonAnswer(200, { Message: 'An error has occurred.' }));
    case 'redirect':
      return instead(textAnswer(302, 'text/html', '', { Location: `${place.foreignOrigin}/redirected` }));
    case 'hang':
    case 'reset-before-headers':
      return { ...instead(textAnswer(500, 'text/plain', '')), delivery: fault.kind };
    case 'lost-answer':
      return { ...(await serve()), delivery: 'reset-before-headers', listed: undefined };
    case 'reset-mid-body':
    case 'short-body':
    case 'stall':
    case 'drip':
      return { ...instead((await serve()).answer), delivery: fault.kind };
    case 'endless-body':
      return {
        ...instead(textAnswer(200, 'application/json', '['.padEnd(64 * 1024), {})),
        delivery: 'endless',
      };
    case 'inflating-body':
      return instead({ ...textAnswer(200, 'application/json', '', GZIP), body: inflating(fault.bytes) });
    case 'other-body': {
      const headers = fault.encoding === undefined ? {} : { 'Content-Encoding': fault.encoding };
      const { status = 200, body } = fault;
      return instead({ ...textAnswer(status, 'application/json', '', headers), body });
    }
    case 'cut-body':
      return instead(cut((await serve()).answer));
    case 'corrupt-body':
      return instead(corrupt((await serve()).answer));
    case 'entries': {
      const { answer, listed } = await serve();
      const entries: unknown = JSON.parse(answer.body.toString('utf8'));
      const changed = fault.change(Array.isArray(entries) ? entries : []);
      return { answer: { ...answer, body: Buffer.from(JSON.stringify(changed)) }, delivery: 'whole', listed };
    }
    case 'next-page': {
      const { answer, listed } = await serve();
      const headers = { ...answer.headers, NextPageUri: misleading(fault.to, place) };
      return { answer: { ...answer, headers }, delivery: 'whole', listed };
    }
  }
}

const GZIP = { 'Content-Encoding': 'gzip' };
const MEBIBYTE = 2 ** 20;
const bombs = new Map<number, Buffer>();

/** A gzip of a JSON array with nothing but blanks in it, made piece by piece: of many members (RFC 1952, 2.2). */
function inflating(bytes: number): Buffer {
  const known = bombs.get(bytes);
  if (known !== undefined) return known;
  const blanks = gzipSync(Buffer.alloc(MEBIBYTE, ' '));
  const members = Array.from({ length: Math.ceil(bytes / MEBIBYTE) }, () => blanks);
  const made = Buffer.concat([gzipSync('['), ...members, gzipSync(']')]);
  bombs.set(bytes, made);
  return made;
}

function instead(answer: Answer): Outcome {
  return { answer, delivery: 'whole', listed: undefined };
}

function bodyOf({ body = 'empty', status }: Extract<Fault, { kind: 'status' }>): Answer {
  switch (body) {
    case 'empty':
      return textAnswer(status, 'text/plain', '');
    case 'html':
      return textAnswer(
        status,
        'text/html',
        `<html><head><title>${status}</title></head><body>Gateway</body></html>`,
      );
    case 'json':
      return feedError(status === 429 ? 'AF429' : 'AF50000', status);
    case 'single-quoted':
      return textAnswer(
        status,
        'application/json; charset=utf-8',
        "{'error':{'code':'AF429','message':'Too many requests. Method=GetBlob, PublisherId=00000000-0000-0000-0000-000000000000'}}",
      );
  }
}

function withRetryAfter(
  answer: Answer,
  retryAfter: Extract<Fault, { kind: 'status' }>['retryAfter'],
  now: number,
): Answer {
  if (retryAfter === undefined) return answer;
  const value =
    typeof retryAfter === 'number'
      ? String(retryAfter)
      : new Date(now + retryAfter.dateInSeconds * 1000).toUTCString();
  return { ...answer, headers: { ...answer.headers, 'Retry-After': value } };
}

function cut(answer: Answer): Answer {
  return { ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length / 2)), chunked: true };
}

function corrupt(answer: Answer): Answer {
  const body = Buffer.from(answer.body);
  if (answer.headers['Content-Encoding'] === 'gzip') {
    // The last eight bytes are the checksum and the length (RFC 1952, 2.3.1).
    const checksum = body.length - 8;
    body.writeUInt8((body[checksum] ?? 0) ^ 0xff, checksum);
  } else body.fill(0, Math.floor(body.length / 2), Math.floor(body.length / 2) + 1);
  return { ...answer, body };
}

function misleading(to: 'itself' | 'first' | 'foreign-host' | 'garbage', place: FaultPlace): string {
  switch (to) {
    case 'itself':
      return place.requestUrl;
    case 'first':
      return place.requestUrl.replace(/&nextpage=[^&]*/i, '');
    case 'foreign-host':
      return place.requestUrl.replace(/^https?:\/\/[^/]+/, place.foreignOrigin);
    case 'garbage':
      return 'not an address';
  }
}
