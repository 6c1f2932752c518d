import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { KeyPair } from '../../simulator/tenant/certificate.ts';

/** A request that came through the proxy. `url` is absolute. */
export interface Proxied {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** An answer in place of the server's. */
export interface Instead {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a proxy behaves; by default it passes everything on. */
export interface ProxyOptions {
  /** Stands in front of this origin, as a gateway does: requests to the proxy itself go there. */
  readonly gatewayTo?: string;
  /** Answers in place of the server. */
  readonly instead?: (request: Proxied) => Instead | undefined;
  /** Returns the origin that a host's requests go to, and the certificate it shows; hosts it does not know are refused. */
  readonly secure?: (host: string) => { readonly origin: string; readonly certificate: KeyPair } | undefined;
}

/** A forward proxy on loopback: absolute-form requests, and CONNECT for hosts whose certificates it holds. */
export interface ForwardProxy {
  readonly url: string;
  readonly requests: readonly Proxied[];
  /** `host:port` of each CONNECT. */
  readonly connects: readonly string[];
}

/** Starts a forward proxy that stops with the test. */
export async function startProxy({ gatewayTo, instead, secure }: ProxyOptions = {}): Promise<ForwardProxy> {
  const requests: Proxied[] = [];
  const connects: string[] = [];
  const sockets = new Set<Socket>();

  const serve = (incoming: IncomingMessage, response: ServerResponse, url: string, target: string): void => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { headers, method = 'GET' } = incoming;
      const body = Buffer.concat(chunks);
      const { authorization } = headers;
      const proxied: Proxied = { method, url, authorization, body: body.toString() };
      requests.push(proxied);
      const other = instead?.(proxied);
      if (other !== undefined) {
        response.writeHead(other.status, other.headers).end(other.body);
        return;
      }
      const onward = request(target, { method, headers: { ...headers, host: new URL(target).host } });
      onward.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      onward.end(body);
    });
  };

  const plain = createServer((incoming, response) => {
    const url = incoming.url ?? '';
    const behind = gatewayTo === undefined ? url : `${gatewayTo}${url}`;
    if (URL.canParse(url)) serve(incoming, response, url, url);
    else if (URL.canParse(behind)) serve(incoming, response, behind, behind);
    else response.writeHead(400).end('not in absolute form');
  });
  plain.on('connection', (socket) => sockets.add(socket));
  plain.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    const address = incoming.url ?? '';
    connects.push(address);
    const host = address.replace(/:\d+$/, '');
    const known = secure?.(host);
    if (known === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    const { certificate, privateKey } = known.certificate;
    const secureContext = createSecureContext({ cert: certificate, key: privateKey });
    const inner = createServer((request_, response) => {
      const path = request_.url ?? '/';
      serve(request_, response, `https://${host}${path}`, `${known.origin}${path}`);
    });
    inner.emit('connection', new TLSSocket(socket, { isServer: true, secureContext }));
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  const address = plain.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        plain.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  );
  return { url: `http://127.0.0.1:${address.port}`, requests, connects };
}
