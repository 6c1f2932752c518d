import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request as the lake saw it. `path` is decoded and below the container. */
export interface LakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/** What goes wrong with a request: before it acts, after it acted, or in place of it. */
export type LakeFault =
  | { readonly kind: 'reset' }
  | { readonly kind: 'lost-answer' }
  | { readonly kind: 'answer'; readonly status: number; readonly code: string };

/** A file in the lake. */
export interface StoredBlob {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly modifiedAt: number;
}

/** A small Blob Storage on loopback, of one container, with what the emulator does not do: faults, and a clock. */
export interface SimulatedLake {
  /** `http://127.0.0.1:PORT/account/lake`; tables go below it. */
  readonly url: string;
  /** By path below the container. */
  readonly blobs: Map<string, StoredBlob>;
  readonly requests: LakeRequest[];
  /** Asked about each request. */
  fault: (request: LakeRequest) => LakeFault | undefined;
  /** Called after each request that wrote, before its answer. */
  onWritten: (request: LakeRequest) => void | Promise<void>;
  close(): Promise<void>;
}

/** Who may write, and what time it is. */
export interface LakeOptions {
  readonly now: () => number;
  /** Whether an Authorization header is good. */
  readonly isAllowed: (authorization: string | undefined) => boolean;
}

const CONTAINER = '/account/lake';

/** Starts a lake on a free loopback port. */
export async function startLake({ now, isAllowed }: LakeOptions): Promise<SimulatedLake> {
  const blobs = new Map<string, StoredBlob>();
  const requests: LakeRequest[] = [];
  let written = 0;
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => void handle(message, response, Buffer.concat(chunks)));
  });

  async function handle(message: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const { pathname, searchParams: query } = new URL(message.url ?? '/', 'http://lake');
    const path = decodeURIComponent(pathname).slice(CONTAINER.length + 1);
    const request = { method: message.method ?? 'GET', path, query };
    requests.push(request);
    response.setHeader('date', new Date(now()).toUTCString());
    const fault = lake.fault(request);
    if (fault?.kind === 'reset') return void message.socket.destroy();
    if (fault?.kind === 'answer') return refuse(response, fault.status, fault.code);
    if (!isAllowed(message.headers.authorization)) return refuse(response, 401, 'InvalidAuthenticationInfo');
    if (!pathname.startsWith(CONTAINER)) return refuse(response, 404, 'ContainerNotFound');
    if (fault?.kind === 'lost-answer') {
      response.end = () => {
        message.socket.destroy();
        return response;
      };
    }
    await answer(request, message, response, body);
  }

  async function answer(
    request: LakeRequest,
    { headers }: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
  ): Promise<void> {
    const { method, path, query } = request;
    if (query.get('comp') === 'list') return list(query, response);
    const found = blobs.get(path);
    if (method === 'GET') {
      if (found === undefined) return refuse(response, 404, 'BlobNotFound');
      response.writeHead(200, { etag: found.etag, 'content-length': found.bytes.length });
      return void response.end(found.bytes);
    }
    if (method === 'DELETE') {
      if (found === undefined) return refuse(response, 404, 'BlobNotFound');
      blobs.delete(path);
      await lake.onWritten(request);
      return void response.writeHead(202).end();
    }
    if (headers['x-ms-blob-type'] !== 'BlockBlob') return refuse(response, 400, 'InvalidHeaderValue');
    if (headers['if-none-match'] === '*' && found !== undefined)
      return refuse(response, 409, 'BlobAlreadyExists');
    const etag = headers['if-match'];
    if (etag !== undefined && etag !== found?.etag) return refuse(response, 412, 'ConditionNotMet');
    const md5 = createHash('md5').update(body).digest('base64');
    if (headers['content-md5'] !== md5) return refuse(response, 400, 'Md5Mismatch');
    written += 1;
    blobs.set(path, { bytes: body, etag: `"${written}"`, modifiedAt: now() });
    await lake.onWritten(request);
    response.writeHead(201, { etag: `"${written}"` }).end();
  }

  function list(query: URLSearchParams, response: ServerResponse): void {
    const prefix = query.get('prefix') ?? '';
    const delimiter = query.get('delimiter');
    const names = [...blobs.keys()].filter((name) => name.startsWith(prefix)).sort();
    const below = (name: string): string => name.slice(prefix.length);
    const folders =
      delimiter === null
        ? []
        : [
            ...new Set(
              names
                .map(below)
                .filter((name) => name.includes('/'))
                .map((name) => name.split('/')[0]),
            ),
          ];
    const files = delimiter === null ? names : names.filter((name) => !below(name).includes('/'));
    // A page at a time, as a large folder has it.
    const start = Number(query.get('marker') ?? 0);
    const page = files.slice(start, start + PAGE);
    const items = page.map((name) => {
      const modified = new Date(blobs.get(name)?.modifiedAt ?? 0).toUTCString();
      return `<Blob><Name>${escaped(name)}</Name><Properties><Last-Modified>${modified}</Last-Modified></Properties></Blob>`;
    });
    const prefixes = folders.map(
      (name) => `<BlobPrefix><Name>${escaped(`${prefix}${name}/`)}</Name></BlobPrefix>`,
    );
    const next = files.length > start + PAGE ? `<NextMarker>${start + PAGE}</NextMarker>` : '<NextMarker/>';
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(
      `<?xml version="1.0"?><EnumerationResults><Blobs>${items.join('')}${prefixes.join('')}</Blobs>${next}</EnumerationResults>`,
    );
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the lake has no port');
  const lake: SimulatedLake = {
    url: `http://127.0.0.1:${address.port}${CONTAINER}`,
    blobs,
    requests,
    fault: () => undefined,
    onWritten: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return lake;
}

const PAGE = 100;

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'x-ms-error-code': code, 'x-ms-request-id': 'simulated' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>Simulated.</Message></Error>`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
