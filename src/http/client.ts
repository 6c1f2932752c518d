import type { Clock, Deadline } from '../clock.ts';
import { ActionError, ContentError } from '../errors.ts';
import { BodyTooLargeError } from './body.ts';
import { onAbort } from './on-abort.ts';
import { clockSkewMs, pauseMs, type RetryPolicy, retryAfterMs } from './retry.ts';
import { type HttpResponse, type Send, SetupError, TimeoutError } from './send.ts';

/** One question to a service. */
export interface Question<T> {
  /** What is asked, for errors and debug lines: "list the subscriptions". */
  readonly purpose: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  /** `true`: a request that may have arrived is not sent again, because to act twice does harm; the caller looks whether it did. */
  readonly actsOnce?: boolean;
  /** Largest response that is taken, in bytes as they come. */
  readonly maxBytes: number;
  /** Takes the body instead of memory; see HttpRequest. */
  readonly sink?: () => NodeJS.WritableStream;
  /** When there is room for a large body; see HttpRequest. */
  readonly room?: () => Promise<void>;
  /** Whether `read` makes sense of a response of this status; 200 to 299 when left out. */
  readonly accepts?: (status: number) => boolean;
  /** Returns what a response holds. What it throws is tried again, unless it is an ActionError that is not a ContentError. */
  readonly read: (response: HttpResponse) => Promise<T> | T;
  /** Runs what is given when there is room for it: held until the response is there, not while `read` works on it. */
  readonly limit?: <R>(work: () => Promise<R>) => Promise<R>;
}

/** What a response that is not accepted means. */
export type Judgment =
  /** The same request would fail again. */
  | { readonly kind: 'final'; readonly error: ActionError }
  /** The token was refused: one fresh one is tried. */
  | { readonly kind: 'unauthorized'; readonly error: ActionError }
  /** The same request may succeed later: after `waitMs` where the service names a time other than by `Retry-After`. */
  | {
      readonly kind: 'transient';
      readonly error: Error;
      readonly waitMs?: number | undefined;
      readonly isThrottled?: boolean;
    };

/** Returns access tokens: the current one, and a fresh one in place of one that was refused. */
export interface Tokens {
  readonly get: () => Promise<string>;
  readonly renew: (refused: string) => Promise<string>;
}

/** What makes the client of a service. */
export interface ClientOptions {
  readonly send: Send;
  readonly clock: Clock;
  /** Returns a number in [0, 1). */
  readonly random: () => number;
  /** Takes a line about each request. */
  readonly debug: (line: string) => void;
  /** Where all requests go, and the only place that tokens go to, whatever a response names. */
  readonly origin: string;
  readonly tokens?: Tokens | undefined;
  readonly retry: RetryPolicy;
  /** Nothing is asked, waited for or read after it. */
  readonly deadline?: Deadline;
  /** Lets requests through at the service's pace. */
  readonly limiter?: {
    readonly turn: () => Promise<void>;
    readonly slowDown: (ms: number) => void;
  };
  /** Says what a response that is not accepted means. `now` is the service's time in ms since 1970. */
  readonly judge: (response: HttpResponse, purpose: string, now: number) => Judgment;
  /** Returns the service's own error for a request that brought nothing usable; `cause` says why. */
  readonly failure: (purpose: string, cause: unknown) => ActionError;
}

/** Asks one service. */
export interface Client {
  readonly origin: string;
  /**
   * Returns what `read` makes of the first response that it accepts.
   * @throws {ActionError} the service's own, when the request cannot succeed or did not after several tries.
   */
  readonly request: <T>(question: Question<T>) => Promise<T>;
  /** Returns the run's time in ms since 1970: the earlier of the newest response's `Date` header and the runner's clock. */
  readonly now: () => number;
  /** Returns the later of the two: what is newer than that can be of neither. */
  readonly latest: () => number;
  /** Returns by how many ms a `Date` header was furthest ahead of the runner's clock, or behind it (negative). */
  readonly furthestAheadMs: () => number;
  /** Returns what the deadline has done so far. */
  readonly timeLeft: () => TimeLeft;
  /** Returns the number of requests sent so far, tries again included. */
  readonly requests: () => number;
}

/** `short`: a request was given up, because its wait would outlast the deadline; `over`: it has passed, or all would wait for longer. */
export type TimeLeft = 'enough' | 'short' | 'over';

type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'final'; readonly error: Error }
  | { readonly kind: 'unauthorized'; readonly error: Error; readonly token: string }
  | {
      readonly kind: 'transient';
      readonly error: Error;
      readonly namedMs: number | undefined;
      readonly isThrottled: boolean;
      /** Tries after which the request is given up. */
      readonly most: number;
    };

/** Returns the client of one service: the one place where requests are limited, signed, sent, judged and tried again. */
export function createClient(options: ClientOptions): Client {
  const { send, clock, random, debug, origin, tokens, retry, limiter, deadline, judge, failure } = options;
  let [skew, furthest] = [0, 0];
  let timeLeft: TimeLeft = 'enough';
  const isOver = (): boolean => timeLeft === 'over' || deadline?.signal.aborted === true;
  let requests = 0;

  async function sendInTurn(question: Question<unknown>, nth: number) {
    const { method, url, headers, body, maxBytes, sink, room } = question;
    // Not before there is room for it: the wait may have outlived a token. And before its turn: to sign in may take
    // time, and the limiter counts from the turn.
    const token = tokens && (await beforeDeadline(tokens.get(), deadline));
    if (limiter !== undefined) await beforeDeadline(limiter.turn(), deadline);
    requests += 1;
    const length = method === 'POST' && body === undefined ? { 'content-length': '0' } : {};
    const signed = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const started = clock.now();
    const line = (end: string): void =>
      debug(`${method} ${addressOf(url)}: ${end}, ${Math.round(clock.now() - started)} ms, try ${nth}`);
    try {
      const response = await send({
        method,
        url,
        headers: { ...headers, ...length, ...signed },
        body,
        maxBytes,
        sink,
        signal: deadline?.signal,
        room,
      });
      line(`status ${response.status}, ${response.bytes} bytes`);
      return { response, token: token ?? '' };
    } catch (error) {
      line(error instanceof Error ? error.message : 'failed');
      throw error;
    }
  }

  async function attempt<T>(question: Question<T>, nth: number): Promise<Outcome<T>> {
    const { purpose, read, accepts = isSuccess, limit = runAtOnce } = question;
    try {
      const { response, token } = await limit(() => sendInTurn(question, nth));
      skew = clockSkewMs(response.headers, clock.now()) ?? skew;
      if (Math.abs(skew) > Math.abs(furthest)) furthest = skew;
      if (accepts(response.status)) return { kind: 'done', value: await read(response) };
      const now = clock.now() + skew;
      const judgment = judge(response, purpose, now);
      switch (judgment.kind) {
        case 'final':
          return judgment;
        case 'unauthorized':
          return { kind: 'unauthorized', error: judgment.error, token };
        case 'transient': {
          const { error, waitMs, isThrottled = false } = judgment;
          const namedMs = waitMs ?? retryAfterMs(response.headers, now);
          const most = isThrottled ? retry.triesWhenThrottled : retry.tries;
          return { kind: 'transient', error, namedMs, isThrottled, most };
        }
      }
    } catch (cause) {
      if (cause instanceof ActionError && !(cause instanceof ContentError || cause instanceof SetupError)) {
        return { kind: 'final', error: cause };
      }
      const error = failure(purpose, cause);
      if (isLasting(cause)) return { kind: 'final', error };
      const most = cause instanceof TimeoutError ? retry.triesAfterTimeout : retry.tries;
      return { kind: 'transient', error, namedMs: undefined, isThrottled: false, most };
    }
  }

  async function request<T>(question: Question<T>): Promise<T> {
    if (!isBelow(question.url, origin)) {
      throw failure(question.purpose, new Error(`the service named a host other than ${origin}`));
    }
    let renewed = false;
    // A fresh token takes a request, and is no try of its own: the back-off and its end stay as they are.
    for (let [tries, nth] = [1, 1]; ; nth += 1) {
      if (isOver()) throw failure(question.purpose, new Error(NO_TIME));
      const outcome = await attempt(question, nth);
      switch (outcome.kind) {
        case 'done':
          return outcome.value;
        case 'final':
          throw outcome.error;
        case 'unauthorized':
          if (renewed || tokens === undefined) throw outcome.error;
          renewed = true;
          await tokens.renew(outcome.token);
          break;
        case 'transient': {
          const pause = pauseMs(tries, outcome.namedMs, random());
          if (isOver()) break;
          // What is throttled was not acted on.
          if (question.actsOnce === true && !outcome.isThrottled) throw outcome.error;
          if (tries >= outcome.most || pause > retry.longestWaitMs) throw outcome.error;
          if (deadline !== undefined && clock.now() + pause >= deadline.at) {
            // What is throttled holds all requests: none has a turn before the deadline.
            timeLeft = outcome.isThrottled ? 'over' : 'short';
            throw outcome.error;
          }
          debug(`Waits ${Math.round(pause)} ms before it tries again to ${question.purpose}`);
          tries += 1;
          if (outcome.isThrottled && limiter !== undefined) limiter.slowDown(pause);
          else await clock.sleep(pause);
        }
      }
    }
  }

  return {
    origin,
    request,
    now: () => clock.now() + Math.min(0, skew),
    latest: () => clock.now() + Math.max(0, skew),
    furthestAheadMs: () => furthest,
    timeLeft: () => (isOver() ? 'over' : timeLeft),
    requests: () => requests,
  };
}

/** Whether another try would end in the same. */
function isLasting(cause: unknown): cause is BodyTooLargeError | SetupError {
  return cause instanceof BodyTooLargeError || cause instanceof SetupError;
}

/** Returns what helps against the cause of a failed request: `later` where time alone may. */
export function remedyAgainst(cause: unknown, later: string): string {
  return isLasting(cause) ? cause.remedy : later;
}

const NO_TIME = 'the deadline of the run leaves no time for it';

/** Returns what `work` resolves to. @throws {Error} as soon as the deadline passes. */
function beforeDeadline<T>(work: Promise<T>, deadline: Deadline | undefined): Promise<T> {
  if (deadline === undefined) return work;
  const { signal } = deadline;
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => reject(new Error(NO_TIME)));
    work.then(resolve, reject).finally(forget);
  });
}

/** Returns the host and the path of an address: its query may hold a signature. Without an object for each request. */
function addressOf(url: string): string {
  return url
    .slice(url.indexOf('//') + 2)
    .split(/[?#]/, 1)
    .join('');
}

/** Whether an address lies on an origin: the slash keeps out hosts that only begin like it. */
function isBelow(url: string, origin: string): boolean {
  return url.startsWith(`${origin}/`);
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function runAtOnce<R>(work: () => Promise<R>): Promise<R> {
  return work();
}
