import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createNetwork } from '../../src/entra/network.ts';
import { createAgents, createSend } from '../../src/http/send.ts';
import { FakeClock } from '../http/fakes.ts';

export const TENANT = 'abcdef11-2222-3333-4444-555555555555';
export const CLIENT = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
export const AUDIENCE = 'https://manage.office.com';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: URLSearchParams;
}
export type Reply = (response: ServerResponse, request: SeenRequest) => void;

/** A sign-in service on loopback: each reply answers one request, the last one all that follow. */
export async function startEntra(
  ...replies: readonly Reply[]
): Promise<{ readonly url: string; readonly requests: readonly SeenRequest[] }> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const { method = '', url = '', headers } = incoming;
    const request = {
      method,
      path: url,
      headers,
      form: new URLSearchParams(Buffer.concat(chunks).toString()),
    };
    const reply = replies[Math.min(requests.length, replies.length - 1)];
    requests.push(request);
    reply?.(response, request);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, requests };
}

/** Returns the network of msal to a sign-in service, whose waits cost no time. */
export function networkTo(url: string) {
  return createNetwork({
    send: createSend(createAgents({}, 1)),
    clock: new FakeClock(),
    random: () => 0,
    debug: () => undefined,
    origin: new URL(url).origin,
  });
}

/** A JWT with the claims and a signature that nobody checks. */
export function jwt(claims: Readonly<Record<string, unknown>>): string {
  return ['{"alg":"RS256"}', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
}

/** An access token that passes every check, or with other claims. `jti` tells tokens apart. */
export function accessToken(jti: string, claims: Readonly<Record<string, unknown>> = {}): string {
  return jwt({ aud: AUDIENCE, tid: TENANT, roles: ['ActivityFeed.Read'], jti, ...claims });
}

/** Answers with a token that lives `seconds`. */
export function granting(token: string, seconds = 3600): Reply {
  return json(200, { token_type: 'Bearer', expires_in: seconds, access_token: token });
}

/** Answers as Entra ID does when it refuses. */
export function refusing(code: number, description: string, status = 401): Reply {
  return json(status, {
    error: 'invalid_client',
    error_codes: [code],
    error_description: `AADSTS${code}: ${description} Trace ID: 0f0e Correlation ID: 0d0c Timestamp: 2026-11-22 10:00:00Z`,
    trace_id: '0f0e',
    correlation_id: '0d0c',
    timestamp: '2026-11-22 10:00:00Z',
  });
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}
