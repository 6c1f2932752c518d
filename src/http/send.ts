import http from 'node:http';
import https from 'node:https';
import fetch, { AbortError, FetchError } from 'node-fetch';

/** One request. `body` is sent as it is. */
export interface Request {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One answer, its body whole and as it came: still compressed when `content-encoding` says so. */
export interface Answer {
  readonly status: number;
  /** Gives a header by its lower-case name. */
  readonly headers: { readonly get: (name: string) => string | undefined };
  readonly body: Buffer;
}

/** Sends one request and reads the whole answer; redirects are answers too. */
export type Send = (request: Request) => Promise<Answer>;

/** Thrown when no whole answer came: refused, reset, cut short, or too slow. Worth another try. */
export class ConnectionError extends Error {
  override readonly name: string = 'ConnectionError';
}

/** Thrown when no answer, or no more of it, came in time. */
export class TimeoutError extends ConnectionError {
  override readonly name = 'TimeoutError';
}

/** Longest waits in ms: until the headers of an answer are there, between two pieces of its body, and for all of it. */
export interface Patience {
  readonly headersMs: number;
  readonly bodyMs: number;
  readonly wholeMs: number;
}

// 100 MB in 5 minutes are 3 Mbit/s: whoever is slower than that drips to hold the run.
const PATIENCE: Patience = { headersMs: 20_000, bodyMs: 15_000, wholeMs: 5 * 60_000 };

/** Gives the agent for a connection. */
export type AgentFor = (url: URL) => http.Agent;

/**
 * Gives agents that keep up to `connections` connections to a host open and go through the proxy that `HTTPS_PROXY`,
 * `HTTP_PROXY` and `NO_PROXY` of `environment` name.
 * @see https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support
 */
export function openAgents(environment: NodeJS.ProcessEnv, connections: number): AgentFor {
  const options = { keepAlive: true, maxSockets: connections, proxyEnv: environment };
  const secure = new https.Agent(options);
  const plain = new http.Agent(options);
  return ({ protocol }) => (protocol === 'https:' ? secure : plain);
}

/** Gives a client over these agents. */
export function openHttp(agent: AgentFor, patience = PATIENCE): Send {
  return async ({ method, url, headers, body }) => {
    const abort = new AbortController();
    const giveUp = (): void => abort.abort();
    const last = setTimeout(giveUp, patience.wholeMs);
    let timer = setTimeout(giveUp, patience.headersMs);
    try {
      const response = await fetch(url, {
        method,
        headers: { 'accept-encoding': 'gzip', ...headers },
        ...(body === undefined ? {} : { body }),
        agent,
        // Its own inflating hands out what arrived of a gzip stream that was cut short, without an error.
        compress: false,
        redirect: 'manual',
        signal: abort.signal,
      });
      clearTimeout(timer);
      timer = setTimeout(giveUp, patience.bodyMs);
      const whole = await readWhole(response.body, () => timer.refresh());
      const get = (name: string): string | undefined => response.headers.get(name) ?? undefined;
      return { status: response.status, headers: { get }, body: whole };
    } catch (cause) {
      throw asConnectionError(cause, url);
    } finally {
      clearTimeout(timer);
      clearTimeout(last);
    }
  };
}

/** With listeners, because an iterator over the stream makes more objects for each answer. */
function readWhole(stream: NodeJS.ReadableStream | null, onPiece: () => void): Promise<Buffer> {
  const pieces: Buffer[] = [];
  if (stream === null) return Promise.resolve(Buffer.alloc(0));
  return new Promise((resolve, reject) => {
    stream.on('data', (piece: Buffer) => {
      onPiece();
      pieces.push(piece);
    });
    stream.on('end', () => resolve(joined(pieces)));
    stream.on('error', reject);
  });
}

/** In memory of its own, not in a pool that small bodies share: that of a blob is handed to another thread. */
function joined(pieces: readonly Buffer[]): Buffer {
  const whole = Buffer.allocUnsafeSlow(pieces.reduce((bytes, { length }) => bytes + length, 0));
  let end = 0;
  for (const piece of pieces) end += piece.copy(whole, end);
  return whole;
}

function asConnectionError(cause: unknown, url: string): unknown {
  const { host } = new URL(url);
  if (cause instanceof AbortError) return new TimeoutError(`${host} did not answer in time`, { cause });
  if (cause instanceof FetchError || (cause instanceof Error && 'code' in cause)) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : 'no code';
    return new ConnectionError(`the connection to ${host} failed (${code})`, { cause });
  }
  return cause;
}
