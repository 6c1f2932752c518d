import { FeedError, messageOf, SignInError } from '../../errors.ts';
import { bodyOf, decodeBody } from '../../http/body.ts';
import { backOff, retryAfter, skewOf } from '../../http/retry.ts';
import { type Answer, type Send, TimeoutError } from '../../http/send.ts';
import { feedError, isThrottled, isTransient, readRefusal } from './api-error.ts';
import type { Gate } from './gate.ts';
import type { Clock, Limiter } from './limiter.ts';

/** Gives access tokens: the current one, and a fresh one in place of one that was refused. */
export interface Tokens {
  readonly get: () => Promise<string>;
  readonly renew: (refused: string) => Promise<string>;
}

/** What the transport is made of; `random` gives numbers in [0, 1). */
export interface TransportParts {
  readonly send: Send;
  readonly tokens: Tokens;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly random: () => number;
  /** Origin that tokens may go to. */
  readonly origin: string;
}

/** Asks the Management Activity API. `doing` says in errors what was asked, such as "list the subscriptions". */
export interface Transport {
  /** Where all requests go. */
  readonly origin: string;
  /**
   * Gives the first answer of status 200 to 299 whose body `read` accepts; what `read` throws is tried again.
   * @throws {FeedError} when the request cannot succeed, or did not after several tries.
   */
  readonly ask: <T>(request: Ask<T>) => Promise<T>;
  /** Instant of the newest answer's `Date` header in ms since 1970; the clock's own before the first answer. */
  readonly serviceNow: () => number;
  /** Requests sent so far, tries again included. */
  readonly requests: () => number;
}

/** One question to the API. */
export interface Ask<T> {
  readonly doing: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly read: (answer: Answer) => Promise<T> | T;
  /** Held from before the request until its answer is there whole, not while `read` works on it. */
  readonly gate?: Gate;
}

const TRIES = 5;
/** The quota counts by the minute: these tries last for longer than one. */
const TRIES_WHEN_THROTTLED = 9;
/** A time-out has cost its time already. */
const TRIES_AFTER_TIMEOUT = 2;
/** A longer Retry-After is not waited for: the next run is the better time. */
const LONGEST_RETRY_AFTER_MS = 5 * 60_000;

/** Opens the one place where requests to the API are limited, signed, sent, judged and tried again. */
export function openTransport(parts: TransportParts): Transport {
  const { send, tokens, limiter, clock, random, origin } = parts;
  let skew = 0;
  let requests = 0;

  async function sendInTurn({ method, url, gate }: Ask<unknown>): Promise<Signed> {
    await gate?.enter();
    try {
      // Not before there is a place for it: the wait may have outlived a token. And before its turn: to sign in may take
      // time, and the limiter counts from the turn.
      const token = await tokens.get();
      await limiter.turn();
      requests += 1;
      const length = method === 'POST' ? { 'content-length': '0' } : {};
      const answer = await send({ method, url, headers: { authorization: `Bearer ${token}`, ...length } });
      return { answer, token };
    } finally {
      gate?.leave();
    }
  }

  async function attempt<T>(question: Ask<T>): Promise<Outcome<T>> {
    const { doing, read } = question;
    try {
      const { answer, token } = await sendInTurn(question);
      skew = skewOf(answer, clock.now()) ?? skew;
      if (answer.status >= 200 && answer.status < 300) return { kind: 'done', value: await read(answer) };
      const refusal = readRefusal({ ...answer, body: legible(answer) });
      const error = feedError(doing, refusal);
      if (refusal.status === 401 && refusal.code !== 'AF10001') return { kind: 'signed-out', error, token };
      if (!isTransient(refusal)) return { kind: 'final', error };
      const retryAfterMs = retryAfter(answer, clock.now() + skew);
      const throttled = isThrottled(refusal);
      return {
        kind: 'transient',
        error,
        retryAfterMs,
        throttled,
        most: throttled ? TRIES_WHEN_THROTTLED : TRIES,
      };
    } catch (cause) {
      if (cause instanceof FeedError || cause instanceof SignInError) return { kind: 'final', error: cause };
      const remedy = 'The next run tries again.';
      const answered = { code: '', status: 0 };
      const error = new FeedError(`Could not ${doing}: ${messageOf(cause)}`, remedy, answered, { cause });
      const most = cause instanceof TimeoutError ? TRIES_AFTER_TIMEOUT : TRIES;
      return { kind: 'transient', error, retryAfterMs: undefined, throttled: false, most };
    }
  }

  async function ask<T>(question: Ask<T>): Promise<T> {
    requireOrigin(question, origin);
    let renewed = false;
    for (let tries = 1; ; ) {
      const outcome = await attempt(question);
      switch (outcome.kind) {
        case 'done':
          return outcome.value;
        case 'final':
          throw outcome.error;
        case 'signed-out':
          if (renewed) throw outcome.error;
          renewed = true;
          await tokens.renew(outcome.token);
          break;
        case 'transient': {
          const own = backOff(tries, random());
          const named = outcome.retryAfterMs ?? own;
          // One that names no time worth the name again and again would have all tries at once.
          const pause = tries === 1 ? named : Math.max(named, own);
          if (tries >= outcome.most || pause > LONGEST_RETRY_AFTER_MS) throw outcome.error;
          tries += 1;
          if (outcome.throttled) limiter.slowDown(pause);
          else await clock.sleep(pause);
        }
      }
    }
  }

  return { origin, ask, serviceNow: () => clock.now() + skew, requests: () => requests };
}

interface Signed {
  readonly answer: Answer;
  /** The token that the request carried. */
  readonly token: string;
}

type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'final'; readonly error: FeedError | SignInError }
  | { readonly kind: 'signed-out'; readonly error: FeedError; readonly token: string }
  | {
      readonly kind: 'transient';
      readonly error: FeedError;
      readonly retryAfterMs: number | undefined;
      readonly throttled: boolean;
      /** Tries after which the request is given up. */
      readonly most: number;
    };

/** Tokens go to the configured host only, whatever an answer names. */
function requireOrigin(
  { doing, url }: { readonly doing: string; readonly url: string },
  origin: string,
): void {
  if (url.startsWith(`${origin}/`)) return;
  throw new FeedError(
    `Could not ${doing}: the service named another host than ${origin}`,
    'Check management-api-url; the token is sent to no other host.',
    { code: '', status: 0 },
  );
}

/** Gives the body of a refusal as text, which may be compressed like any other; what does not inflate, as it came. */
function legible(answer: Answer): Buffer {
  try {
    return decodeBody(bodyOf(answer));
  } catch {
    return answer.body;
  }
}
