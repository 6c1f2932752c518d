import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import fetch, { AbortError, FetchError, type Response } from 'node-fetch';
import pLimit from 'p-limit';
import { ActionError } from '../errors.ts';
import { GrowingBytes } from '../growing-bytes.ts';
import { LIMITS } from '../limits.ts';
import { VERSION } from '../version.ts';
import { BodyTooLargeError } from './body.ts';
import { onAbort } from './on-abort.ts';
import { isLoopback, withProxies } from './proxies.ts';

/** One request. `body` is sent as it is. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  /** Largest body of the response that is taken, in bytes as they come. */
  readonly maxBytes: number;
  /** Takes the body of a response of status 200 instead of memory. Opened anew for each request. */
  readonly sink?: (() => NodeJS.WritableStream) | undefined;
  /** Ends the request, and the body that still comes. */
  readonly signal?: AbortSignal | undefined;
  /** Resolves when there is room for a large body: one waits for it when its beginning is there. */
  readonly room?: (() => Promise<void>) | undefined;
}

/** One response, its body as it came: still compressed when `content-encoding` says so. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: HttpHeaders;
  /** Whole for a status of 200 to 299, and empty when a sink took it; for any other the first `LIMITS.error.bytes` at most. */
  readonly body: Buffer;
  /** Bytes of the body that were read, into memory or a sink. */
  readonly bytes: number;
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

/** Thrown when no request can succeed until somebody changes something: its remedy says what. */
export class SetupError extends ActionError {}

/** Thrown when the runner does not trust the certificate that a host shows. `code` is that of Node.js. */
export class CertificateError extends SetupError {
  static readonly REMEDY =
    'If a proxy inspects TLS, set NODE_EXTRA_CA_CERTS on the self-hosted runner to the file of its root certificate; otherwise check the clock of the runner, and the host where service-urls names it.';

  constructor(host: string, code: string) {
    super(`the certificate of ${host} is not trusted (${code})`, CertificateError.REMEDY);
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

/** What is sent takes its time before an answer can come: 3 Mbit/s are enough, as for what is read. */
function uploadMs(body: HttpRequest['body']): number {
  return typeof body === 'object' ? Math.ceil(body.length / SLOWEST_BYTES_IN_A_MS) : 0;
}

const SLOWEST_BYTES_IN_A_MS = 350;

/** Returns the agent for a connection. */
export type AgentFor = (url: URL) => http.Agent;

/** What every request says about its sender; GitHub refuses requests without it. */
const USER_AGENT = `audit-log-sync/${VERSION}`;

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
 * Returns a sender over these agents. It throws ConnectionError and TimeoutError when no whole response came,
 * BodyTooLargeError, and SetupError when the request cannot be sent.
 */
export function createSend(agent: AgentFor, timeouts: Timeouts = TIMEOUTS): Send {
  return async (request) => {
    const { method, url, headers, body, sink, signal } = request;
    requireSendable(headers);
    const abort = new AbortController();
    const giveUp = (): void => abort.abort();
    const forget = signal && onAbort(signal, giveUp);
    const wholeMs = sink === undefined ? timeouts.wholeMs : timeouts.sinkMs;
    let last = setTimeout(giveUp, wholeMs);
    let timer = setTimeout(giveUp, timeouts.headersMs + uploadMs(body));
    const watch: BodyWatch = {
      piece: () => timer.refresh(),
      pause: () => clearTimeout(timer),
      resume: () => {
        timer = setTimeout(giveUp, timeouts.bodyMs);
      },
      hold: () => {
        clearTimeout(timer);
        clearTimeout(last);
      },
      goOn: () => {
        timer = setTimeout(giveUp, timeouts.bodyMs);
        last = setTimeout(giveUp, wholeMs);
      },
    };
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
      const read = await readBody(response, request, watch);
      // What is left of an error page is not waited for.
      if (read.isCut) giveUp();
      return { status, headers: headersOf(response), body: read.body, bytes: read.bytes };
    } catch (cause) {
      // What is left of the response is not waited for.
      giveUp();
      throw asConnectionError(cause, url);
    } finally {
      forget?.();
      clearTimeout(timer);
      clearTimeout(last);
    }
  };
}

/** Node.js refuses such a value too, after the connection was counted as failed: what is copied by hand may hold one. */
function requireSendable(headers: HttpRequest['headers']): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      http.validateHeaderValue(name, value);
    } catch {
      throw new SetupError(
        `the header ${name} has a character that cannot be sent, such as a line break or a curly quote`,
        'Copy the token or other value in it again, without quotes and line breaks.',
      );
    }
  }
}

function headersOf({ headers }: Response): HttpHeaders {
  return {
    get: (name) => headers.get(name) ?? undefined,
    all: () => Object.fromEntries(headers.entries()),
  };
}

/**
 * Keeps the time of a body: a new piece came; it is being written, so that the silence is not the host's, and was; it waits
 * for other bodies, and goes on.
 */
interface BodyWatch {
  readonly piece: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly hold: () => void;
  readonly goOn: () => void;
}

/** Runs what reads a large body after the ones before it, whichever service they are of. */
export const largeBodies = pLimit(1);

interface ReadBody {
  readonly body: Buffer;
  readonly bytes: number;
  /** Whether there is more, which was not read. */
  readonly isCut: boolean;
}

async function readBody(response: Response, request: HttpRequest, watch: BodyWatch): Promise<ReadBody> {
  const { status, body, headers } = response;
  const { maxBytes, sink } = request;
  if (body === null) return { body: Buffer.alloc(0), bytes: 0, isCut: false };
  if (status === 200 && sink !== undefined) {
    const bytes = await readInto(sink(), body, maxBytes, watch);
    return { body: Buffer.alloc(0), bytes, isCut: false };
  }
  const statedBytes = Number(headers.get('content-length') ?? 0);
  return await readIntoMemory(body, { statedBytes, isError: !response.ok }, request, watch);
}

async function readInto(
  sink: NodeJS.WritableStream,
  stream: NodeJS.ReadableStream,
  maxBytes: number,
  watch: BodyWatch,
): Promise<number> {
  let bytes = 0;
  async function* pieces(): AsyncGenerator<string | Buffer> {
    for await (const piece of stream) {
      bytes += piece.length;
      if (bytes > maxBytes) throw new BodyTooLargeError(maxBytes, 'as sent');
      watch.pause();
      yield piece;
      watch.resume();
    }
  }
  await pipeline(pieces(), sink);
  return bytes;
}

/**
 * Reads a body, of an error its beginning. With listeners, because an iterator over the stream makes more objects for each
 * response.
 */
async function readIntoMemory(
  stream: NodeJS.ReadableStream,
  { statedBytes, isError }: { readonly statedBytes: number; readonly isError: boolean },
  request: HttpRequest,
  watch: BodyWatch,
): Promise<ReadBody> {
  const { room } = request;
  const maxBytes = isError ? LIMITS.error.bytes : request.maxBytes;
  const first = statedBytes > 0 ? Math.min(statedBytes, LIMITS.largeBody.bytes) : undefined;
  const bytes = new GrowingBytes(maxBytes, first);
  const ended = Promise.withResolvers<void>();
  let [isLarge, isCut, isOver] = [false, false, false];
  stream.on('data', (all: Buffer) => {
    if (isOver) return;
    watch.piece();
    isCut = bytes.length + all.length > maxBytes;
    if (isCut && !isError) {
      isOver = true;
      ended.reject(new BodyTooLargeError(maxBytes, 'as sent'));
      return;
    }
    bytes.add(isCut ? all.subarray(0, maxBytes - bytes.length) : all);
    if (isCut) {
      isOver = true;
      ended.resolve();
    }
    if (bytes.length > LIMITS.largeBody.bytes && !isLarge) {
      isLarge = true;
      // Many large bodies at once would add up. Others go by meanwhile.
      stream.pause();
      watch.hold();
      void largeBodies(async () => {
        await room?.();
        // Given up meanwhile: a new time-out would hold the process.
        if (isOver) return;
        watch.goOn();
        stream.resume();
        await ended.promise.catch(() => undefined);
      });
    }
  });
  stream.on('end', ended.resolve);
  stream.on('error', ended.reject);
  try {
    await ended.promise;
    const body = bytes.take();
    return { body, bytes: body.length, isCut };
  } finally {
    isOver = true;
    bytes.drop();
  }
}

/** What writing to a disk ends in: not the connection's fault. */
const DISK_ERRORS: readonly string[] = [
  ...['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'ENOENT', 'EMFILE', 'ENFILE'],
];

/**
 * What a certificate that is not trusted ends in, whatever the reason.
 * @see https://nodejs.org/docs/latest-v24.x/api/tls.html#x509-certificate-error-codes
 */
const UNTRUSTED =
  /(?:^|_)CERT(?:_|$)|^(?:UNABLE_TO_VERIFY_LEAF_SIGNATURE|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED)$/;

function asConnectionError(cause: unknown, url: string): unknown {
  if (!(cause instanceof Error)) return cause;
  const { host } = new URL(url);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : 'no code';
  if (UNTRUSTED.test(code)) return new CertificateError(host, code);
  // Its message holds the whole address, which may be a signed one.
  if (cause instanceof FetchError) return new ConnectionError(`the connection to ${host} failed (${code})`);
  if (DISK_ERRORS.includes(code)) return cause;
  if (cause instanceof AbortError || cause.name === 'AbortError') {
    return new TimeoutError(`${host} did not answer in time`, { cause });
  }
  if (!('code' in cause)) return cause;
  return new ConnectionError(`the connection to ${host} failed (${code})`, { cause });
}
