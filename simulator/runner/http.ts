import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

/** One request as the services see it. `path` is decoded by the URL parser only, `body` is complete. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a service answers: a document, bytes, a closed connection, nothing until the server closes, or all too much. */
export type Reply =
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'bytes';
      readonly status: number;
      readonly body: Buffer;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' }
  /** Status 200, and a body without end. */
  | { readonly kind: 'endless' };

/** A service: its answer, or undefined when the path is not its own. */
export type Route = (request: HttpRequest) => Reply | undefined;

/** A listening loopback server. */
export interface LoopbackServer {
  /** `http://127.0.0.1:<port>`, no slash at the end. */
  readonly url: string;
  /** Stops listening and cuts every connection, also hanging ones. */
  close(): Promise<void>;
}

/** Returns a JSON answer. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { kind: 'json', status, body, headers };
}

/** Returns an answer of raw bytes. */
export function bytes(status: number, body: Buffer, headers: Readonly<Record<string, string>> = {}): Reply {
  return { kind: 'bytes', status, body, headers };
}

/**
 * Starts a server on a free loopback port. An error thrown by `handle` is answered with status 500 and its
 * text, so that a fault of the simulator shows in the log of the action under test.
 */
export async function listen(handle: (request: HttpRequest) => Promise<Reply>): Promise<LoopbackServer> {
  const server = createServer((incoming, response) => {
    receive(incoming)
      .then(handle)
      .catch((error: unknown) => json(500, { message: `simulator: ${String(error)}` }))
      .then((reply) => send(response, reply));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function receive(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply.kind === 'hang') return;
  if (reply.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (reply.kind === 'endless') {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    Readable.from(blanks()).pipe(response);
    return;
  }
  const body = reply.kind === 'json' ? Buffer.from(JSON.stringify(reply.body)) : reply.body;
  const type = reply.kind === 'json' ? { 'content-type': 'application/json; charset=utf-8' } : {};
  response.writeHead(reply.status, { ...type, 'content-length': body.length, ...reply.headers });
  response.end(body);
}

function* blanks(): Generator<Buffer> {
  const piece = Buffer.alloc(64 * 1024, ' ');
  for (;;) yield piece;
}
