import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import fetch, { AbortError, FetchError, type Response } from 'node-fetch';
import { ActionError, ContentError } from '../errors.ts';
import { VERSION } from '../version.ts';

/** One request. `body` is sent as it is. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Largest body of the response that is taken, in bytes as they come. */
  readonly maxBytes: number;
  /** Takes the body of a response of status 200 instead of memory. Opened anew for each request. */
  readonly sink?: (() => NodeJS.WritableStream) | undefined;
  /** Ends the request, and the body that still comes. */
  readonly signal?: AbortSignal | undefined;
}

/** One response, its body whole and as it came: still compressed when `content-encoding` says so. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: HttpHeaders;
  /** Empty when a sink took it. */
  readonly body: Buffer;
}

/** The headers of a response. */
export interface HttpHeaders {
  /** Returns a header by its lower-case name. */
  readonly get: (name: string) => string | undefined;
  /** Returns all headers, names in lower case. */
  readonly all: () => Readonly<Record<string, string>>;
}

/** Sends one request and reads the whole response; redirects are responses too. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** Thrown when no whole response came: refused, reset, cut short, or too slow. Worth another try. */
export class ConnectionError extends Error {
  override readonly name: string = 'ConnectionError';
}

/** Thrown when no response, or no more of it, came in time. */
export class TimeoutError extends ConnectionError {
  override readonly name = 'TimeoutError';
}

/** Thrown when a body is larger than its limit. Another try would bring the same. */
export class BodyTooLargeError extends ContentError {
  readonly maxBytes: number;

  constructor(maxBytes: number, state: 'as sent' | 'inflated') {
    super(
      `the response is larger than ${maxBytes.toLocaleString('en-US')} bytes ${state}`,
      'No such response is expected: check what answers in place of the service.',
    );
    this.maxBytes = maxBytes;
  }
}

/** Longest waits in ms: until the headers of a response are there, between two pieces of its body, and for all of it. */
export interface Timeouts {
  readonly headersMs: number;
  readonly bodyMs: number;
  readonly wholeMs: number;
  /** For all of a body that goes into a sink: such bodies are large. */
  readonly sinkMs: number;
}

// 100 MB in 5 minutes are 3 Mbit/s: whoever is slower than that drips to hold the run.
const TIMEOUTS: Timeouts = { headersMs: 20_000, bodyMs: 15_000, wholeMs: 5 * 60_000, sinkMs: 15 * 60_000 };

/** The variables that name proxies. */
export const PROXY_VARIABLES = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy'] as const;

/** Thrown when a variable does not name a proxy that can be used. Never with its value, which may hold a password. */
export class ProxyError extends ActionError {}

/**
 * Returns the environment with each proxy as Node.js takes it: a bare `host:port` gets its scheme. Of what it does not
 * understand, Node.js tells the value, or goes without a proxy.
 */
function withProxies(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const proxies = PROXY_VARIABLES.flatMap((name) => {
    const text = environment[name]?.trim() ?? '';
    if (text === '') return [];
    const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
    const isUsable =
      url !== null && /^https?:$/.test(url.protocol) && isDecodable(url.username + url.password);
    if (isUsable) return [[name, url.href] as const];
    throw new ProxyError(
      `Cannot use the proxy that ${name} names: ${url === null ? 'it is not a URL' : `${url.protocol.slice(0, -1)} is not http or https, or its password is not percent-encoded`}`,
      'Give it as http://HOST:PORT; in a user name or password write each special character as % and two hex digits.',
    );
  });
  return { ...environment, ...Object.fromEntries(proxies) };
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Returns the agent for a connection. */
export type AgentFor = (url: URL) => http.Agent;

/** What every request says about its sender; GitHub refuses requests without it. */
const USER_AGENT = `audit-log-sync/${VERSION}`;

/** Returns whether a URL's host name is this machine: localhost, ::1, or 127.0.0.0/8, also mapped into IPv6. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3}|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/.test(hostname);
}

/**
 * Returns agents that keep up to `connections` connections to a host open and go through the proxy that `HTTPS_PROXY`,
 * `HTTP_PROXY` and `NO_PROXY` of `environment` name. Loopback is never behind a proxy: it would see secrets in clear.
 * @throws {ProxyError} when such a variable names none that can be used.
 * @see https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support
 */
export function createAgents(environment: NodeJS.ProcessEnv, connections: number): AgentFor {
  const options = { keepAlive: true, maxSockets: connections };
  const agents = (more: http.AgentOptions) => ({
    secure: new https.Agent(more),
    plain: new http.Agent(more),
  });
  const [direct, proxied] = [agents(options), agents({ ...options, proxyEnv: withProxies(environment) })];
  return ({ protocol, hostname }) => {
    const { secure, plain } = isLoopback(hostname) ? direct : proxied;
    return protocol === 'https:' ? secure : plain;
  };
}

/**
 * Returns a sender over these agents. It throws ConnectionError and TimeoutError when no whole response came, and
 * BodyTooLargeError.
 */
export function createSend(agent: AgentFor, timeouts: Timeouts = TIMEOUTS): Send {
  return async (request) => {
    const { method, url, headers, body, sink, signal } = request;
    const abort = new AbortController();
    const giveUp = (): void => abort.abort();
    if (signal?.aborted === true) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    const last = setTimeout(giveUp, sink === undefined ? timeouts.wholeMs : timeouts.sinkMs);
    let timer = setTimeout(giveUp, timeouts.headersMs);
    try {
      const response = await fetch(url, {
        method,
        headers: { 'accept-encoding': 'gzip', 'user-agent': USER_AGENT, ...headers },
        ...(body === undefined ? {} : { body }),
        agent,
        // Its own inflating hands out what arrived of a gzip stream that was cut short, without an error.
        compress: false,
        redirect: 'manual',
        signal: abort.signal,
      });
      clearTimeout(timer);
      timer = setTimeout(giveUp, timeouts.bodyMs);
      const { status } = response;
      const whole = await readBody(response, request, () => timer.refresh());
      return { status, headers: headersOf(response), body: whole };
    } catch (cause) {
      // What is left of the response is not waited for.
      giveUp();
      throw asConnectionError(cause, url);
    } finally {
      signal?.removeEventListener('abort', giveUp);
      clearTimeout(timer);
      clearTimeout(last);
    }
  };
}

function headersOf({ headers }: Response): HttpHeaders {
  return {
    get: (name) => headers.get(name) ?? undefined,
    all: () => Object.fromEntries(headers.entries()),
  };
}

async function readBody(
  { status, body, headers }: Response,
  { maxBytes, sink }: HttpRequest,
  onPiece: () => void,
): Promise<Buffer> {
  if (body === null) return Buffer.alloc(0);
  if (status !== 200 || sink === undefined) {
    const statedBytes = Number(headers.get('content-length') ?? 0);
    return await readWhole(body, { maxBytes, statedBytes }, onPiece);
  }
  await pipeline(limited(body, maxBytes, onPiece), sink());
  return Buffer.alloc(0);
}

async function* limited(
  stream: NodeJS.ReadableStream,
  maxBytes: number,
  onPiece: () => void,
): AsyncGenerator<string | Buffer> {
  let bytes = 0;
  for await (const piece of stream) {
    onPiece();
    bytes += piece.length;
    if (bytes > maxBytes) throw new BodyTooLargeError(maxBytes, 'as sent');
    yield piece;
  }
}

/** What a body takes at first where its length is not told, in bytes. */
const FIRST_BYTES = 64 * 1024;

/**
 * Reads a body into memory of its own, which grows in place and is given back at once when the body is too large: V8 does not
 * know how much hangs on its pieces. With listeners, because an iterator over the stream makes more objects for each response.
 */
function readWhole(
  stream: NodeJS.ReadableStream,
  { maxBytes, statedBytes }: { readonly maxBytes: number; readonly statedBytes: number },
  onPiece: () => void,
): Promise<Buffer> {
  let memory = new ArrayBuffer(Math.min(statedBytes > 0 ? statedBytes : FIRST_BYTES, maxBytes));
  let bytes = 0;
  return new Promise((resolve, reject) => {
    stream.on('data', (piece: Buffer) => {
      onPiece();
      const end = bytes + piece.length;
      if (end > maxBytes) {
        memory = memory.transfer(0);
        reject(new BodyTooLargeError(maxBytes, 'as sent'));
        return;
      }
      if (end > memory.byteLength)
        memory = memory.transfer(Math.min(Math.max(end, 2 * memory.byteLength), maxBytes));
      piece.copy(new Uint8Array(memory, bytes));
      bytes = end;
    });
    stream.on('end', () =>
      resolve(Buffer.from(bytes === memory.byteLength ? memory : memory.transfer(bytes))),
    );
    stream.on('error', reject);
  });
}

/** What writing to a disk ends in: not the connection's fault. */
const DISK_ERRORS: readonly unknown[] = [
  ...['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'ENOENT', 'EMFILE', 'ENFILE'],
];

function asConnectionError(cause: unknown, url: string): unknown {
  const { host } = new URL(url);
  // Its message holds the whole address, which may be a signed one.
  if (cause instanceof FetchError) {
    return new ConnectionError(`the connection to ${host} failed (${cause.code ?? 'no code'})`);
  }
  if (cause instanceof Error && 'code' in cause && DISK_ERRORS.includes(cause.code)) return cause;
  if (cause instanceof AbortError || (cause instanceof Error && cause.name === 'AbortError')) {
    return new TimeoutError(`${host} did not answer in time`, { cause });
  }
  if (cause instanceof Error && 'code' in cause) {
    const code = typeof cause.code === 'string' ? cause.code : 'no code';
    return new ConnectionError(`the connection to ${host} failed (${code})`, { cause });
  }
  return cause;
}
