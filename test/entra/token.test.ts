import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Credential, createTokenSource, type TokenSource } from '../../src/entra/token.ts';
import { SignInError } from '../../src/errors.ts';
import {
  AUDIENCE,
  accessToken,
  CLIENT,
  granting,
  jwt,
  networkTo,
  refusing,
  startEntra,
  TENANT,
} from './fake-entra.ts';

const PEM = readFileSync(new URL('fixtures/test-only.pem', import.meta.url), 'utf8');
const OTHER_PEM = readFileSync(new URL('fixtures/test-only-other.pem', import.meta.url), 'utf8');
const ID_TOKEN = jwt({
  iss: 'https://token.actions.githubusercontent.com',
  sub: 'repo:o@1/r@2:ref:refs/heads/main',
  aud: 'api://AzureADTokenExchange',
});

interface Source {
  readonly source: TokenSource;
  readonly masked: readonly string[];
  readonly audiences: readonly string[];
  /** Moves the runner's clock on. */
  readonly pass: (minutes: number) => void;
}

function open(entraUrl: string, credential: Credential): Source {
  const masked: string[] = [];
  const audiences: string[] = [];
  let passedMs = 0;
  const source = createTokenSource({
    signIn: {
      tenantId: TENANT,
      clientId: CLIENT,
      credential,
      entraUrl,
      audiences: [AUDIENCE],
      federationAudience: 'api://the.cloud.s.own',
    },
    network: networkTo(entraUrl),
    idToken: async (audience) => {
      audiences.push(audience);
      return ID_TOKEN;
    },
    mask: (value) => masked.push(value),
    now: () => Date.now() + passedMs,
  });
  return {
    source,
    masked,
    audiences,
    pass: (minutes) => {
      passedMs += minutes * 60_000;
    },
  };
}

function decoded(part: string | undefined): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
}

const SECRET: Credential = { kind: 'secret', secret: 's3cr~t' };
const ONE = accessToken('one');
const TWO = accessToken('two');

describe('signs in with one POST', () => {
  test('with a client secret', async () => {
    const entra = await startEntra(granting(ONE));
    const { source, masked } = open(entra.url, SECRET);
    expect(await source.get()).toBe(ONE);
    expect(masked).toEqual([ONE]);
    expect(entra.requests).toHaveLength(1);
    expect(entra.requests[0]).toMatchObject({ method: 'POST' });
    expect(entra.requests[0]?.path.split('?')[0]).toBe(`/${TENANT}/oauth2/v2.0/token`);
    const form = Object.fromEntries(entra.requests[0]?.form ?? []);
    expect(form).toMatchObject({
      client_id: CLIENT,
      client_secret: 's3cr~t',
      grant_type: 'client_credentials',
    });
    expect(form.scope?.split(' ')).toContain('https://manage.office.com/.default');
  });

  test('with a certificate: PS256, named by its SHA-256, masked before it is sent', async () => {
    const { source, masked, url, requests } = await startEntra(granting(ONE)).then((entra) => ({
      ...entra,
      ...open(entra.url, { kind: 'certificate', certificate: OTHER_PEM + PEM }),
    }));
    expect(await source.get()).toBe(ONE);
    const assertion = requests[0]?.form.get('client_assertion') ?? '';
    expect(masked).toEqual([assertion, ONE]);
    const [header, claims, signature = ''] = assertion.split('.');
    const certificate = new X509Certificate(PEM);
    const key = { key: certificate.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    expect(
      verify('sha256', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url')),
    ).toBe(true);
    expect(decoded(header)).toMatchObject({
      alg: 'PS256',
      'x5t#S256': createHash('sha256').update(certificate.raw).digest('base64url'),
      x5c: [certificate.raw.toString('base64'), new X509Certificate(OTHER_PEM).raw.toString('base64')],
    });
    expect(decoded(claims)).toMatchObject({
      iss: CLIENT,
      sub: CLIENT,
      aud: `${url}/${TENANT}/oauth2/v2.0/token`,
    });
  });

  test("with GitHub's ID token for the audience of federated credentials", async () => {
    const entra = await startEntra(granting(ONE));
    const { source, masked, audiences } = open(entra.url, { kind: 'oidc' });
    expect(await source.get()).toBe(ONE);
    expect(audiences).toEqual(['api://the.cloud.s.own']);
    expect(entra.requests[0]?.form.get('client_assertion')).toBe(ID_TOKEN);
    expect(entra.requests[0]?.form.get('client_assertion_type')).toMatch(/jwt-bearer$/);
    expect(masked).toEqual([ID_TOKEN, ONE]);
  });

  test('for all callers at once', async () => {
    const entra = await startEntra(granting(ONE), granting(TWO));
    const { source } = open(entra.url, SECRET);
    expect(await Promise.all([source.get(), source.get(), source.get()])).toEqual([ONE, ONE, ONE]);
    expect(entra.requests).toHaveLength(1);
  });
});

describe('signs in again', () => {
  test('5 minutes before the token ends', async () => {
    const entra = await startEntra(granting(ONE), granting(TWO));
    const { source, pass } = open(entra.url, SECRET);
    await source.get();
    pass(54);
    expect(await source.get()).toBe(ONE);
    pass(1.5);
    expect(await source.get()).toBe(TWO);
  });

  test('after half the life of a token that lives for less than 10 minutes', async () => {
    const entra = await startEntra(granting(ONE, 240), granting(TWO, 240));
    const { source, pass } = open(entra.url, SECRET);
    await source.get();
    pass(1.5);
    expect(await source.get()).toBe(ONE);
    pass(1);
    expect(await source.get()).toBe(TWO);
  });

  test('once when a service refuses the token, however many callers report it', async () => {
    const entra = await startEntra(granting(ONE), granting(TWO), granting(accessToken('three')));
    const { source } = open(entra.url, SECRET);
    await source.get();
    expect(await Promise.all([source.renew(ONE), source.renew(ONE), source.get()])).toEqual([TWO, TWO, TWO]);
    expect(await source.renew(ONE)).toBe(TWO);
    expect(entra.requests).toHaveLength(2);
  });

  test('later, when it cannot be renewed and is still good', async () => {
    const down = refusing(90033, 'A transient error has occurred.');
    const entra = await startEntra(granting(ONE), down, down, down, down, granting(TWO));
    const { source, pass } = open(entra.url, SECRET);
    await source.get();
    pass(56);
    expect(await Promise.all([source.get(), source.get()])).toEqual([ONE, ONE]);
    const asked = entra.requests.length;
    expect([await source.get(), entra.requests.length]).toEqual([ONE, asked]);
    pass(1);
    expect(await source.get()).toBe(TWO);
  });

  test('in vain, when the token ends meanwhile', async () => {
    const entra = await startEntra(granting(ONE), refusing(7000222, 'The secret expired.'));
    const { source, pass } = open(entra.url, SECRET);
    await source.get();
    pass(61);
    await expect(source.get()).rejects.toThrow(SignInError);
  });

  test('after a sign-in that failed', async () => {
    const entra = await startEntra(refusing(7000215, 'Invalid client secret provided.'), granting(ONE));
    const { source } = open(entra.url, SECRET);
    await expect(source.get()).rejects.toThrow(SignInError);
    expect(await source.get()).toBe(ONE);
  });
});

test('masks a token that it then refuses, and keeps none', async () => {
  const withoutRole = accessToken('one', { roles: [] });
  const entra = await startEntra(granting(withoutRole));
  const { source, masked } = open(entra.url, SECRET);
  await expect(source.get()).rejects.toThrow(/ActivityFeed.Read/);
  await expect(source.get()).rejects.toThrow(SignInError);
  expect(masked).toEqual([withoutRole, withoutRole]);
});
