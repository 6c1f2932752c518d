import { X509Certificate } from 'node:crypto';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { afterEach, expect, test } from 'vitest';
import { makeCertificate } from '../../simulator/tenant/certificate.ts';
import { defaultApp, type TenantOptions } from '../../simulator/tenant/options.ts';
import { startTenant, type Tenant } from '../../simulator/tenant/tenant.ts';
import { json, PlainClient } from './tenant-client.ts';

let tenant: Tenant;
afterEach(() => tenant.close());

async function start(app?: TenantOptions['app']): Promise<PlainClient> {
  tenant = await startTenant(app ? { app } : {});
  return new PlainClient(tenant);
}

interface Refusal {
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
}

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

function assertion(claims: object): Record<string, string> {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    client_assertion: `${part({ alg: 'RS256' })}.${part(claims)}.sig`,
    client_assertion_type: jwtBearer,
  };
}

test('a token names the audience, the tenant, the app and the role, and differs from the one before', async () => {
  const client = await start();
  const answer = await json<{ access_token: string; expires_in: number }>(await client.signIn());
  expect(answer.expires_in).toBe(3599);
  const claims: unknown = JSON.parse(
    Buffer.from(answer.access_token.split('.')[1] ?? '', 'base64url').toString(),
  );
  const { clientId: appid, origin: aud, tenantId: tid } = tenant;
  expect(claims).toMatchObject({
    aud,
    tid,
    appid,
    roles: ['ActivityFeed.Read'],
    exp: tenant.now() / 1000 + 3599,
  });
  await client.signIn();
  expect(new Set(tenant.issuedTokens.map(({ token }) => token)).size).toBe(2);
});

test.each([
  [{ client_secret: 'wrong' }, 401, 7000215],
  [{ client_secret: defaultApp.secrets[0], client_id: 'other' }, 400, 700016],
  [{ client_secret: defaultApp.secrets[0], scope: 'https://vault.azure.net/.default' }, 400, 70011],
])('%o is refused with %i AADSTS%i', async (form, status, code) => {
  const client = await start();
  const answer = await client.signIn(form);
  expect(answer.status).toBe(status);
  const refusal = await json<Refusal>(answer);
  expect(refusal.error_codes).toEqual([code]);
  expect(refusal.error_description).toMatch(new RegExp(`^AADSTS${code}: `));
});

test('a sign-in can be made to fail, by the directory or on the wire', async () => {
  const client = await start();
  tenant.entra.failWith(7000222, 1);
  expect((await json<Refusal>(await client.signIn())).error_codes).toEqual([7000222]);
  tenant.faults.add({ match: { kind: 'token' }, fault: { kind: 'status', status: 503, body: 'html' } });
  expect((await client.signIn()).status).toBe(503);
  expect((await client.signIn()).status).toBe(200);
});

test('a federated credential is held against issuer, subject, audience and signature', async () => {
  const known = {
    iss: 'https://token.actions.githubusercontent.com',
    sub: 'repo:contoso/audit:ref:refs/heads/main',
  };
  const audience = 'api://AzureADTokenExchange';
  let signed = true;
  const client = await start({
    clientId: defaultApp.clientId,
    federated: [{ issuer: known.iss, subject: known.sub, audience, verify: () => signed }],
  });
  const codes = async (claims: object) =>
    (await json<Partial<Refusal>>(await client.signIn(assertion(claims)))).error_codes?.[0];
  expect(await codes({ ...known, aud: audience })).toBeUndefined();
  expect(await codes({ ...known, aud: audience, iss: 'https://else.example' })).toBe(700211);
  expect(await codes({ ...known, aud: audience, sub: 'repo:contoso/audit:pull_request' })).toBe(700213);
  expect(await codes({ ...known, aud: 'api://else' })).toBe(70021);
  signed = false;
  expect(await codes({ ...known, aud: audience })).toBe(70021);
  expect(tenant.assertions.map(({ refused }) => refused)).toEqual([undefined, 700211, 700213, 70021, 70021]);
});

test('msal-node signs in by certificate, and not with another key', async () => {
  const [registered, other] = [makeCertificate(), makeCertificate()];
  await start({ clientId: defaultApp.clientId, certificates: [registered.certificate] });
  const signInWith = (privateKey: string) => {
    const { origin, tenantId } = tenant;
    const endpoint = `${origin}/${tenantId}/oauth2/v2.0/token`;
    const thumbprintSha256 = new X509Certificate(registered.certificate).fingerprint256.replaceAll(':', '');
    return new ConfidentialClientApplication({
      auth: {
        clientId: defaultApp.clientId,
        authority: `https://login.microsoftonline.com/${tenantId}`,
        authorityMetadata: JSON.stringify({
          authorization_endpoint: endpoint,
          token_endpoint: endpoint,
          issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
          jwks_uri: endpoint,
        }),
        clientCertificate: { thumbprintSha256, privateKey },
      },
    }).acquireTokenByClientCredential({ scopes: [`${origin}/.default`] });
  };
  expect((await signInWith(registered.privateKey))?.accessToken).toBe(tenant.issuedTokens[0]?.token);
  await expect(signInWith(other.privateKey)).rejects.toThrow(/AADSTS700027/);
});
