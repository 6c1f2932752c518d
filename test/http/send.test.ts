import http, { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { Writable } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { makeCertificate } from '../../simulator/tenant/certificate.ts';
import { BodyTooLargeError } from '../../src/http/body.ts';
import {
  CertificateError,
  ConnectionError,
  createAgents,
  createSend,
  largeBodies,
  SetupError,
  TimeoutError,
} from '../../src/http/send.ts';
import { VERSION } from '../../src/version.ts';

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

const get = (url: string) => ({ method: 'GET', url, headers: {}, maxBytes: 1_000_000 }) as const;
const PATIENT = { headersMs: 20_000, bodyMs: 20_000, wholeMs: 20_000, sinkMs: 20_000 };

test('gives status, headers and body as they come, still compressed', async () => {
  const { url } = await serve((request, response) => {
    response.writeHead(418, {
      'X-Seen': String(request.headers['accept-encoding']),
      'content-encoding': 'gzip',
    });
    response.end(Buffer.from([0x1f, 0x8b, 1, 2]));
  });
  const { status, headers, body } = await createSend(createAgents({}, 1))(get(url));
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
  const { body } = await createSend(createAgents({}, 1))({
    method: 'POST',
    url,
    headers: { 'x-a': 'b' },
    body: 'text',
    maxBytes: 1_000_000,
  });
  expect(body.toString()).toBe('POST b text');
});

test('a redirect is an answer, and is not followed', async () => {
  const elsewhere = await serve((_, response) => response.end());
  const { url } = await serve((_, response) => response.writeHead(307, { location: elsewhere.url }).end());
  expect((await createSend(createAgents({}, 1))(get(url))).status).toBe(307);
  expect(elsewhere.sockets.size).toBe(0);
});

test('connections are used again, and no more are opened than allowed', async () => {
  const { url, sockets } = await serve((_, response) => response.writeHead(500).end('x'.repeat(50_000)));
  const send = createSend(createAgents({}, 2));
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
    const sent = createSend(createAgents({}, 1), PATIENT)(get(url));
    await expect(sent).rejects.toThrow(ConnectionError);
    await expect(sent).rejects.not.toThrow(TimeoutError);
  });

  test('nobody listens', async () => {
    const { url } = await serve(() => undefined);
    await new Promise((closed) => servers.splice(0)[0]?.close(closed));
    await expect(createSend(createAgents({}, 1))(get(url))).rejects.toThrow(/ECONNREFUSED/);
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
  ])('%s', async (_, timeouts, reply) => {
    const { url } = await serve((__, response) => reply(response));
    const sent = createSend(createAgents({}, 1), { ...PATIENT, ...timeouts })(get(url));
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
    const { body } = await createSend(createAgents({}, 1), { ...PATIENT, bodyMs: 1000 })(get(url));
    expect(body.toString()).toBe('x'.repeat(11));
  });
});

describe('a signal ends the request', () => {
  test.each<[string, (response: ServerResponse) => void]>([
    ['before its answer', () => undefined],
    ['in the middle of a body', (response) => response.writeHead(200).write('x')],
  ])('%s', async (_, answer) => {
    const controller = new AbortController();
    const { url } = await serve((_request, response) => {
      answer(response);
      setImmediate(() => controller.abort());
    });
    const sent = createSend(createAgents({}, 1), PATIENT)({ ...get(url), signal: controller.signal });
    await expect(sent).rejects.toThrow(TimeoutError);
  });

  test('before it is sent', async () => {
    const seen: unknown[] = [];
    const { url } = await serve((request) => seen.push(request));
    const sent = createSend(createAgents({}, 1), PATIENT)({ ...get(url), signal: AbortSignal.abort() });
    await expect(sent).rejects.toThrow(TimeoutError);
    expect(seen).toEqual([]);
  });
});

describe('a body larger than its limit is not read to its end', () => {
  test.each([
    ['that says so', { 'content-length': '5000000' }],
    ['that comes in pieces', { 'transfer-encoding': 'chunked' }],
  ])('%s', async (_, headers) => {
    let written = 0;
    const { url } = await serve((__, answer) => {
      answer.writeHead(200, headers);
      const piece = Buffer.alloc(100_000);
      const write = (): void => {
        while (written < 5_000_000 && !answer.destroyed) {
          written += piece.length;
          if (!answer.write(piece)) return void answer.once('drain', write);
        }
        answer.end();
      };
      write();
    });
    const sent = createSend(createAgents({}, 1), PATIENT)({ ...get(url), maxBytes: 200_000 });
    await expect(sent).rejects.toThrow(BodyTooLargeError);
    await expect(sent).rejects.toThrow('larger than 200,000 bytes as sent');
    expect(written).toBeLessThan(5_000_000);
  });

  test('and one of exactly its limit is', async () => {
    const { url } = await serve((_, answer) => answer.end(Buffer.alloc(1000)));
    const { body } = await createSend(createAgents({}, 1))({ ...get(url), maxBytes: 1000 });
    expect(body).toHaveLength(1000);
  });
});

describe('of an error page larger than 64 KiB the beginning is read, whatever the limit of the request', () => {
  test.each([
    [302, { 'content-length': '5000000' }],
    [403, { 'transfer-encoding': 'chunked' }],
    [503, { 'content-length': '5000000' }],
  ])('status %s with %o', async (status, headers) => {
    let written = 0;
    const closed = Promise.withResolvers<boolean>();
    const { url } = await serve((__, answer) => {
      answer.on('close', () => closed.resolve(answer.writableFinished));
      answer.writeHead(status, headers);
      const piece = Buffer.alloc(100_000, 'x');
      const write = (): void => {
        while (written < 5_000_000 && !answer.destroyed) {
          written += piece.length;
          if (!answer.write(piece)) return void answer.once('drain', write);
        }
        answer.end();
      };
      write();
    });
    const send = createSend(createAgents({}, 1), PATIENT);
    const response = await send({ ...get(url), maxBytes: 1000 });
    expect([response.status, response.bytes]).toEqual([status, 65_536]);
    expect(response.body.equals(Buffer.alloc(65_536, 'x'))).toBe(true);
    const wasReadToItsEnd = await closed.promise;
    expect(wasReadToItsEnd).toBe(false);
  });

  test('one of exactly 64 KiB is whole, and its connection used again', async () => {
    const { url, sockets } = await serve((_, answer) => answer.writeHead(404).end('x'.repeat(65_536)));
    const send = createSend(createAgents({}, 1));
    for (const _ of [1, 2]) expect((await send(get(url))).body).toHaveLength(65_536);
    expect(sockets.size).toBe(1);
  });
});

describe('large bodies are read one at a time, so that many add up to little', () => {
  /** Serves bodies of 2 MiB: `/whole` at once, `/held` when told; `/broken`, which ends a little after 1 MiB; and `/small`. */
  async function serveLarge() {
    const held: ServerResponse[] = [];
    const { url } = await serve(({ url: path = '' }, answer) => {
      if (path === '/small') return void answer.end('small');
      // No more than fits into the buffers between: written whole while nobody reads.
      answer.write(Buffer.alloc(path === '/broken' ? 2 ** 20 + 2 ** 14 : 2 ** 21), () => {
        if (path === '/whole') answer.end();
        if (path === '/broken') answer.socket?.destroy();
      });
      if (path === '/held') held.push(answer);
    });
    const send = createSend(createAgents({}, 8), PATIENT);
    const bytes = async (path: string): Promise<number> => {
      const { body } = await send({ ...get(new URL(path, url).href), maxBytes: 2 ** 22 });
      return body.length;
    };
    return { bytes, release: () => held.splice(0).forEach((answer) => void answer.end()) };
  }

  async function untilWaiting(count: number): Promise<void> {
    while (largeBodies.pendingCount < count) await new Promise((next) => setImmediate(next));
  }

  test('the others wait, small ones go by, and in the end all are whole', async () => {
    const { bytes, release } = await serveLarge();
    const large = ['/held', '/held', '/held', '/held', '/held'].map(bytes);
    await untilWaiting(4);
    expect([largeBodies.activeCount, largeBodies.pendingCount]).toEqual([1, 4]);
    expect(await bytes('/small')).toBe(5);
    release();
    expect(await Promise.all(large)).toEqual(large.map(() => 2 ** 21));
  });

  test('the wait counts for no time-out, and one that breaks meanwhile leaves none', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { bytes } = await serveLarge();
      const held = bytes('/held').catch((error: unknown) => error);
      while (largeBodies.activeCount < 1) await new Promise((next) => setImmediate(next));
      const broken = bytes('/broken').catch(() => 'broken');
      const waiting = bytes('/whole');
      await untilWaiting(2);
      expect(await broken).toBe('broken');
      vi.advanceTimersByTime(60 * 60_000);
      expect(await held).toBeInstanceOf(TimeoutError);
      expect(await waiting).toBe(2 ** 21);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test('one waits for room, and small ones do not', async () => {
    const { url } = await serve(({ url: path }, answer) =>
      answer.end(Buffer.alloc(path === '/large' ? 2 ** 21 : 5)),
    );
    const room = Promise.withResolvers<void>();
    let asked = 0;
    const asksForRoom = async (): Promise<void> => {
      asked += 1;
      await room.promise;
    };
    const send = createSend(createAgents({}, 8), PATIENT);
    const ask = async (path: string) =>
      await send({ ...get(new URL(path, url).href), maxBytes: 2 ** 22, room: asksForRoom });
    const large = ask('/large');
    expect((await ask('/small')).body).toHaveLength(5);
    while (asked === 0) await new Promise((next) => setImmediate(next));
    room.resolve();
    expect((await large).body).toHaveLength(2 ** 21);
    expect(asked).toBe(1);
  });

  test('one that fails makes room for the next', async () => {
    const { bytes } = await serveLarge();
    const all = ['/broken', '/broken', '/broken', '/whole'].map((path) => bytes(path).catch(() => 0));
    expect(await Promise.all(all)).toEqual([0, 0, 0, 2 ** 21]);
    expect([largeBodies.activeCount, largeBodies.pendingCount]).toEqual([0, 0]);
  });
});

describe('a sink takes the body of a response of status 200', () => {
  const sinkInto = (pieces: Buffer[]) => () =>
    new Writable({ write: (piece, _, done) => done(void pieces.push(Buffer.from(piece))) });

  test('whole', async () => {
    const { url } = await serve((_, answer) => answer.end('x'.repeat(300_000)));
    const pieces: Buffer[] = [];
    const { body, bytes } = await createSend(createAgents({}, 1))({ ...get(url), sink: sinkInto(pieces) });
    expect([body.length, bytes, Buffer.concat(pieces).length]).toEqual([0, 300_000, 300_000]);
  });

  describe('and the time that it takes to write is not the silence of the host', () => {
    /** Serves 300,000 bytes; the sink takes each piece, and its end, when told. */
    async function slowly(answer: (response: ServerResponse) => void) {
      const { url } = await serve((_, response) => answer(response));
      const waiting: (() => void)[] = [];
      const sink = () =>
        new Writable({
          highWaterMark: 1,
          write: (_piece, __, done) => void waiting.push(done),
          final: (done) => void waiting.push(done),
        });
      const send = createSend(createAgents({}, 1), { ...PATIENT, sinkMs: 24 * 3_600_000 });
      const sent = send({ ...get(url), sink }).catch((error: unknown) => error);
      return { sent, waiting };
    }

    /** Lets the event loop turn until something is so, or a test fails for it. */
    async function until(isSo: () => boolean): Promise<void> {
      for (let turns = 0; turns < 10_000 && !isSo(); turns += 1)
        await new Promise((next) => setImmediate(next));
    }

    test('not for a piece, nor for the end', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      try {
        const { sent, waiting } = await slowly((response) => response.end('x'.repeat(300_000)));
        let response: unknown;
        void sent.then((came) => {
          response = came;
        });
        while (response === undefined) {
          await until(() => response !== undefined || waiting.length > 0);
          vi.advanceTimersByTime(60_000);
          waiting.pop()?.();
        }
        expect(response).toMatchObject({ status: 200, bytes: 300_000 });
        expect(vi.getTimerCount()).toBe(0);
      } finally {
        vi.useRealTimers();
      }
    });

    test('but what the host takes after it is', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      try {
        const { sent, waiting } = await slowly((response) => response.writeHead(200).write('x'));
        await until(() => waiting.length > 0);
        vi.advanceTimersByTime(60_000);
        waiting.pop()?.();
        await until(() => vi.getTimerCount() === 2);
        let failure: unknown;
        void sent.then((came) => {
          failure = came;
        });
        vi.advanceTimersByTime(19_999);
        await until(() => failure !== undefined);
        expect(failure).toBeUndefined();
        vi.advanceTimersByTime(1);
        await until(() => failure !== undefined);
        expect(failure).toBeInstanceOf(TimeoutError);
      } finally {
        vi.useRealTimers();
      }
    });
  });

  test('up to the limit', async () => {
    const { url } = await serve((_, answer) => answer.end('x'.repeat(300_000)));
    const sent = createSend(createAgents({}, 1))({ ...get(url), maxBytes: 1000, sink: sinkInto([]) });
    await expect(sent).rejects.toThrow(BodyTooLargeError);
  });

  test('and no other', async () => {
    const { url } = await serve((_, answer) => answer.writeHead(302).end('elsewhere'));
    const pieces: Buffer[] = [];
    const { body } = await createSend(createAgents({}, 1))({ ...get(url), sink: sinkInto(pieces) });
    expect([body.toString(), pieces.length]).toEqual(['elsewhere', 0]);
  });

  test.each(['ENOSPC', 'EACCES'])('an error of the disk (%s) is not one of the connection', async (code) => {
    const { url } = await serve((_, answer) => answer.end('x'));
    const full = () =>
      new Writable({ write: (_, __, done) => done(Object.assign(new Error('the disk'), { code })) });
    const sent = createSend(createAgents({}, 1))({ ...get(url), sink: full });
    await expect(sent).rejects.toThrow('the disk');
    await expect(sent).rejects.not.toThrow(ConnectionError);
  });
});

test('every request names the action and its version', async () => {
  const { url } = await serve((request, answer) => answer.end(request.headers['user-agent']));
  const { body } = await createSend(createAgents({}, 1))(get(url));
  expect(body.toString()).toBe(`audit-log-sync/${VERSION}`);
});

describe('proxies', () => {
  const proxied = async (environment: (proxy: string) => NodeJS.ProcessEnv, host: string) => {
    const asked: string[] = [];
    const proxy = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.end('from the proxy');
    });
    const { port } = await serve((_, response) => response.end('from the host'));
    const url = `http://${host}:${port}/path`;
    const send = createSend(createAgents(environment(proxy.url), 1));
    const answer = await send(get(url)).then(({ body }) => body.toString(), String);
    return { answer, asked, url };
  };
  const ELSEWHERE = 'service.invalid';

  test.each([
    ['HTTP_PROXY', (url: string) => ({ HTTP_PROXY: url })],
    ['http_proxy', (url: string) => ({ http_proxy: url })],
    ['NO_PROXY for others', (url: string) => ({ HTTP_PROXY: url, NO_PROXY: 'example.com' })],
  ])('%s takes requests to other machines', async (_, environment) => {
    const { answer, asked, url } = await proxied(environment, ELSEWHERE);
    expect([answer, asked]).toEqual(['from the proxy', [url]]);
  });

  test.each([
    ['NO_PROXY', (url: string) => ({ HTTP_PROXY: url, NO_PROXY: `example.com,${ELSEWHERE}` })],
    ['NO_PROXY for all', (url: string) => ({ HTTP_PROXY: url, NO_PROXY: '*' })],
    ['only a proxy for https', (url: string) => ({ HTTPS_PROXY: url })],
    ['none', () => ({})],
  ])('%s keeps them from it', async (_, environment) => {
    const { answer, asked } = await proxied(environment, ELSEWHERE);
    expect([answer, asked]).toEqual([expect.stringContaining('ENOTFOUND'), []]);
  });

  test.each(['localhost', '127.0.0.1', '[::ffff:127.0.0.1]'])('%s is never behind one', async (host) => {
    const environment = (url: string) => ({ HTTP_PROXY: url, http_proxy: url, ALL_PROXY: url, NO_PROXY: '' });
    const { answer, asked } = await proxied(environment, host);
    expect([answer, asked]).toEqual(['from the host', []]);
  });
});

describe('a proxy that cannot be used is told without its value, before anything is sent', () => {
  test.each([
    ['a password that is not encoded', 'http://user:Pa#ssSECRET@proxy.corp:8080'],
    ['a password with a stray percent sign', 'http://user:100%SECRET@proxy.corp:8080'],
    ['another kind of proxy', 'socks5://user:SECRET@proxy.corp:1080'],
    ['no address', 'http://SECRET SECRET'],
  ])('%s', (_, value) => {
    for (const name of ['HTTPS_PROXY', 'http_proxy']) {
      const act = () => createAgents({ [name]: value }, 1);
      expect(act).toThrow(new RegExp(`Cannot use the proxy that ${name} names`));
      expect(act).not.toThrow(/SECRET/);
    }
  });

  test('one without a scheme is taken', async () => {
    const proxy = await serve((_, response) => response.end('from the proxy'));
    const send = createSend(createAgents({ HTTP_PROXY: new URL(proxy.url).host }, 1));
    const { body } = await send(get('http://service.invalid/'));
    expect(body.toString()).toBe('from the proxy');
  });
});

test('what a connection fails with never names the address, which may be a signed one', async () => {
  const emfile = Object.assign(new Error('connect EMFILE'), { code: 'EMFILE' });
  const agent = new http.Agent();
  agent.createConnection = () => {
    throw emfile;
  };
  const sent = createSend(() => agent)(get('http://service.invalid/a?sig=SECRET'));
  await expect(sent).rejects.toThrow(/service\.invalid failed|EMFILE/);
  await expect(sent).rejects.not.toThrow(/SECRET/);
});

describe('what cannot be sent says so once, and what to do, never the value', () => {
  test.each([
    ['a curly quote', '\u201cSECRET\u201d'],
    ['a line break', 'SECRET\nSECRET'],
    ['a carriage return', 'SECRET\r'],
    ['a NUL', 'SECRET\0'],
  ])('a header with %s', async (_, value) => {
    const { url, sockets } = await serve((__, answer) => answer.end());
    const sent = createSend(createAgents({}, 1))({
      ...get(url),
      headers: { authorization: `Bearer ${value}` },
    });
    await expect(sent).rejects.toThrow(SetupError);
    await expect(sent).rejects.toThrow(/^the header authorization has a character that cannot be sent/);
    await expect(sent).rejects.toMatchObject({ remedy: expect.stringContaining('without quotes') });
    const told = await sent.catch((error: unknown) => JSON.stringify([String(error), error]));
    expect(told).not.toContain('SECRET');
    expect(sockets.size).toBe(0);
  });
});

describe('a certificate that is not trusted is no passing fault', () => {
  test('one that nobody the runner trusts has signed', async () => {
    const { certificate, privateKey } = makeCertificate('127.0.0.1');
    const server = createSecureServer({ cert: certificate, key: privateKey }, (_, answer) => answer.end());
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const sent = createSend(createAgents({}, 1))(get(`https://127.0.0.1:${port}/a?sig=SECRET`));
    await expect(sent).rejects.toThrow(CertificateError);
    await expect(sent).rejects.toThrow(
      `the certificate of 127.0.0.1:${port} is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)`,
    );
    await expect(sent).rejects.toMatchObject({ remedy: expect.stringContaining('NODE_EXTRA_CA_CERTS') });
  });

  test.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', true],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', true],
    ['UNABLE_TO_GET_ISSUER_CERT', true],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', true],
    ['CERT_HAS_EXPIRED', true],
    ['CERT_NOT_YET_VALID', true],
    ['CERT_REVOKED', true],
    ['CERT_UNTRUSTED', true],
    ['CERT_SIGNATURE_FAILURE', true],
    ['ERR_TLS_CERT_ALTNAME_INVALID', true],
    ['INVALID_CA', true],
    ['INVALID_PURPOSE', true],
    ['HOSTNAME_MISMATCH', true],
    ['ECONNRESET', false],
    ['EPROTO', false],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', false],
  ])('%s: %s', async (code, expected) => {
    const agent = new http.Agent();
    agent.createConnection = () => {
      throw Object.assign(new Error(code), { code });
    };
    const error: unknown = await createSend(() => agent)(get('http://service.invalid/')).catch(
      (thrown: unknown) => thrown,
    );
    expect(error instanceof CertificateError).toBe(expected);
    expect(error instanceof ConnectionError).toBe(!expected);
  });
});
