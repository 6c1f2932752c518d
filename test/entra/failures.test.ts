import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeCertificate } from '../../simulator/tenant/certificate.ts';
import { type Credential, createTokenSource } from '../../src/entra/token.ts';
import { SignInError } from '../../src/errors.ts';
import {
  AUDIENCE,
  CLIENT,
  json,
  jwt,
  networkTo,
  type Reply,
  refusing,
  startEntra,
  TENANT,
} from './fake-entra.ts';

const SECRET = 's3cr~t-of-the-app';
const ID_TOKEN = jwt({
  iss: 'https://issuer.example',
  sub: 'repo:o/r:ref:refs/heads/main',
  aud: 'api://AzureADTokenExchange',
});

const AUDIENCES = { audiences: [AUDIENCE], federationAudience: 'api://AzureADTokenExchange' };

async function failureOf(
  entraUrl: string,
  credential: Credential = { kind: 'secret', secret: SECRET },
  idToken: () => Promise<string> = () => Promise.resolve(ID_TOKEN),
): Promise<SignInError> {
  const signIn = { tenantId: TENANT, clientId: CLIENT, credential, entraUrl, ...AUDIENCES };
  const source = createTokenSource({
    signIn,
    network: networkTo(entraUrl),
    idToken,
    mask: () => {},
    now: Date.now,
  });
  const error = await source.get().catch((thrown: unknown) => thrown);
  if (!(error instanceof SignInError)) throw new Error('no SignInError was thrown', { cause: error });
  return error;
}

describe('says what to do about', () => {
  test.each([
    [7000215, 401, /the column "Value", not "Secret ID"/],
    [7000222, 401, /Make a new client secret/],
    [700016, 400, /Check client-id and tenant-id/],
    [7000229, 400, /Check client-id and tenant-id/],
    [7000112, 401, /Enterprise applications/],
    [90002, 400, /Check tenant-id/],
    [500011, 400, /Set cloud/],
    [700024, 401, /clock of the runner/],
    [700027, 401, /Upload the certificate/],
    [53003, 400, /Conditional Access/],
    [90033, 503, /again later/],
    [123456, 400, /Look up the code/],
  ])('AADSTS%i', async (code, status, remedy) => {
    const entra = await startEntra(refusing(code, 'What it says.\r\nMore of it.', status));
    const failure = await failureOf(entra.url);
    const known = !/again later|Look up/.test(failure.remedy);
    const said = known ? 'What it says.' : 'What it says. More of it.';
    expect(failure.message).toBe(`Entra ID refused the sign-in: AADSTS${code}: ${said}`);
    expect(failure.remedy).toMatch(remedy);
  });

  test.each([70021, 700211, 700212, 700213])(
    'AADSTS%i: shows the values for the federated credential',
    async (code) => {
      const entra = await startEntra(refusing(code, 'No matching federated identity record found.'));
      const failure = await failureOf(entra.url, { kind: 'oidc' });
      expect(failure.message).toContain(
        'issuer https://issuer.example, subject repo:o/r:ref:refs/heads/main, audience api://AzureADTokenExchange.',
      );
      expect(failure.message).not.toContain(ID_TOKEN);
      expect(failure.remedy).toMatch(/federated credential/);
    },
  );

  test("what GitHub's token service answers goes on as it is", async () => {
    const idToken = () => Promise.reject(new SignInError('GitHub gave no ID token', 'Run it later.'));
    const failure = await failureOf('http://127.0.0.1:1', { kind: 'oidc' }, idToken);
    expect(failure).toMatchObject({ message: 'GitHub gave no ID token', remedy: 'Run it later.' });
  });

  test('an address where nobody answers', async () => {
    const entra = await startEntra((response) => response.destroy());
    const failure = await failureOf(entra.url);
    expect(failure.message).toMatch(/^Cannot reach Entra ID: .+\.$/);
    expect(failure.remedy).toMatch(/entra in service-urls.*HTTPS_PROXY/);
  });

  test('a certificate that the runner does not trust: one try, and what to set', async () => {
    const { certificate, privateKey } = makeCertificate('127.0.0.1');
    let connections = 0;
    const server = createServer({ cert: certificate, key: privateKey });
    server.on('connection', () => {
      connections += 1;
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const failure = await failureOf(`https://127.0.0.1:${port}`);
    expect(failure.message).toBe(
      `Cannot reach Entra ID: the certificate of 127.0.0.1:${port} is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT).`,
    );
    expect(failure.remedy).toContain('set NODE_EXTRA_CA_CERTS on the self-hosted runner');
    expect(connections).toBe(1);
  });

  const pages: readonly (readonly [string, Reply, RegExp])[] = [
    [
      'HTML',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Log in</p>'),
      /status 200, text\/html/,
    ],
    ['JSON that is not an object', json(200, ['x']), /status 200/],
  ];
  test.each(pages)('an answer of %s', async (_what, reply, described) => {
    const entra = await startEntra(reply);
    const failure = await failureOf(entra.url);
    expect(failure.message).toMatch(described);
    expect(failure.remedy).toMatch(/proxy or portal/);
  });

  test('an answer without a token', async () => {
    const entra = await startEntra(json(200, { token_type: 'Bearer', expires_in: 3600 }));
    expect((await failureOf(entra.url)).message).toMatch(/^Entra ID /);
  });
});

test('takes the secret out of what Entra ID says, and keeps it to one line of bounded length', async () => {
  const entra = await startEntra(
    refusing(7000215, `Invalid secret ${SECRET}.\n${'x'.repeat(345)} ${SECRET} ${'x'.repeat(1000)}`),
  );
  const { message } = await failureOf(entra.url);
  expect(message).toContain('Invalid secret ***.');
  expect(message).not.toContain(SECRET.slice(0, 6));
  expect(message).not.toMatch(/\n/);
  expect(message.length).toBeLessThan(500);
});
