import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { ConnectionError, openAgents, openHttp, TimeoutError } from '../../src/http/send.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

/** Starts a server on loopback; `sockets` are the connections that it saw. */
async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    request.resume();
    handle(request, response);
  });
  server.on('connection', (socket) => sockets.add(socket));
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, port, sockets };
}

const get = (url: string) => ({ method: 'GET', url, headers: {} }) as const;
const PATIENT = { headersMs: 20_000, bodyMs: 20_000, wholeMs: 20_000 };

test('gives status, headers and body as they come, still compressed', async () => {
  const { url } = await serve((request, response) => {
    response.writeHead(418, {
      'X-Seen': String(request.headers['accept-encoding']),
      'content-encoding': 'gzip',
    });
    response.end(Buffer.from([0x1f, 0x8b, 1, 2]));
  });
  const { status, headers, body } = await openHttp(openAgents({}, 1))(get(url));
  expect([status, headers.get('x-seen'), headers.get('content-encoding'), [...body]]).toEqual([
    418,
    'gzip',
    'gzip',
    [0x1f, 0x8b, 1, 2],
  ]);
});

test('sends method, headers and body', async () => {
  const { url } = await serve((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () =>
      response.end(`${request.method} ${request.headers['x-a']} ${Buffer.concat(pieces)}`),
    );
  });
  const { body } = await openHttp(openAgents({}, 1))({
    method: 'POST',
    url,
    headers: { 'x-a': 'b' },
    body: 'text',
  });
  expect(body.toString()).toBe('POST b text');
});

test('a redirect is an answer, and is not followed', async () => {
  const elsewhere = await serve((_, response) => response.end());
  const { url } = await serve((_, response) => response.writeHead(307, { location: elsewhere.url }).end());
  expect((await openHttp(openAgents({}, 1))(get(url))).status).toBe(307);
  expect(elsewhere.sockets.size).toBe(0);
});

test('connections are used again, and no more are opened than allowed', async () => {
  const { url, sockets } = await serve((_, response) => response.writeHead(500).end('x'.repeat(100_000)));
  const send = openHttp(openAgents({}, 2));
  for (let index = 0; index < 3; index += 1) await Promise.all([1, 2, 3, 4].map(() => send(get(url))));
  expect(sockets.size).toBe(2);
});

describe('no whole answer is a connection error', () => {
  test.each<[string, (response: ServerResponse) => void]>([
    ['a reset before the headers', (response) => response.socket?.resetAndDestroy()],
    ['a closed connection', (response) => response.socket?.destroy()],
    [
      'a shorter body than said',
      (response) =>
        response.writeHead(200, { 'content-length': 9 }).end('short', () => response.socket?.end()),
    ],
    [
      'a body in pieces that stops',
      (response) => {
        response.writeHead(200, { 'transfer-encoding': 'chunked' });
        response.write('part', () => response.socket?.destroy());
      },
    ],
    ['no HTTP', (response) => response.socket?.end('SSH-2.0-OpenSSH\r\n')],
  ])('%s', async (_, reply) => {
    const { url } = await serve((__, response) => reply(response));
    const sent = openHttp(openAgents({}, 1), PATIENT)(get(url));
    await expect(sent).rejects.toThrow(ConnectionError);
    await expect(sent).rejects.not.toThrow(TimeoutError);
  });

  test('nobody listens', async () => {
    const { url } = await serve(() => undefined);
    await new Promise((closed) => servers.splice(0)[0]?.close(closed));
    await expect(openHttp(openAgents({}, 1))(get(url))).rejects.toThrow(/ECONNREFUSED/);
  });
});

/** Sends a byte at a time, for three seconds. */
function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write('x'), 20);
  setTimeout(() => response.end(() => clearInterval(timer)), 3000);
  response.on('close', () => clearInterval(timer));
}

describe('waiting ends', () => {
  test.each<[string, object, (response: ServerResponse) => void]>([
    ['for headers', { headersMs: 40 }, () => undefined],
    ['for the rest of a body', { bodyMs: 40 }, (response) => response.writeHead(200).write('part')],
    ['for the end of a body that drips', { wholeMs: 200 }, drip],
    ['for the first byte of a body', { bodyMs: 40 }, (response) => response.writeHead(200).flushHeaders()],
  ])('%s', async (_, patience, reply) => {
    const { url } = await serve((__, response) => reply(response));
    const sent = openHttp(openAgents({}, 1), { ...PATIENT, ...patience })(get(url));
    await expect(sent).rejects.toThrow(TimeoutError);
    await expect(sent).rejects.toThrow(/127\.0\.0\.1:\d+ did not answer in time/);
  });

  test('not while a slow body goes on coming, even for longer than a pause may last', async () => {
    const { url } = await serve((_, response) => {
      let left = 12;
      const timer = setInterval(() => {
        left -= 1;
        if (left > 0) response.write('x');
        else response.end();
        if (left === 0) clearInterval(timer);
      }, 100);
    });
    const { body } = await openHttp(openAgents({}, 1), { ...PATIENT, bodyMs: 1000 })(get(url));
    expect(body.toString()).toBe('x'.repeat(11));
  });
});

describe('proxies', () => {
  const proxied = async (environment: (proxy: string) => NodeJS.ProcessEnv) => {
    const asked: string[] = [];
    const proxy = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.end('from the proxy');
    });
    const { port } = await serve((_, response) => response.end('from the host'));
    const send = openHttp(openAgents(environment(proxy.url), 1));
    const { body } = await send(get(`http://localhost:${port}/path`));
    return { body: body.toString(), asked, port };
  };

  test.each([
    ['HTTP_PROXY', (url: string) => ({ HTTP_PROXY: url })],
    ['http_proxy', (url: string) => ({ http_proxy: url })],
    ['NO_PROXY for others', (url: string) => ({ HTTP_PROXY: url, NO_PROXY: 'example.com' })],
  ])('%s', async (_, environment) => {
    const { body, asked, port } = await proxied(environment);
    expect([body, asked]).toEqual(['from the proxy', [`http://localhost:${port}/path`]]);
  });

  test.each([
    ['NO_PROXY', (url: string) => ({ HTTP_PROXY: url, NO_PROXY: 'example.com,localhost' })],
    ['NO_PROXY for all', (url: string) => ({ HTTP_PROXY: url, NO_PROXY: '*' })],
    ['only a proxy for https', (url: string) => ({ HTTPS_PROXY: url })],
    ['none', () => ({})],
  ])('%s', async (_, environment) => {
    expect((await proxied(environment)).body).toBe('from the host');
  });
});
