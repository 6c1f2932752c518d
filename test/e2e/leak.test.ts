import { describe, expect, test } from 'vitest';
import { rulesetRefusal } from '../../simulator/runner/git-remote.ts';
import type { ActionOptions, ActionRun } from '../../simulator/runner/run-action.ts';
import { type KeyPair, makeCertificate } from '../../simulator/tenant/certificate.ts';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { defaultApp, type TenantOptions } from '../../simulator/tenant/options.ts';
import { ENVIRONMENTS } from '../../src/snapshot/dimension-tables.ts';
import { encodeParquet } from '../../src/snapshot/parquet.ts';
import { canServe, serveGit } from '../stores/branch/http-server.ts';
import {
  DEVICES,
  findLeaks,
  type Needle,
  pseudonymsOf,
  shownBy,
  signaturesIn,
  storedIn,
  usersOf,
} from './leaks.ts';
import { type Instead, type Proxied, startProxy } from './proxy-server.ts';
import { addContent, MINUTE, useWorld } from './use-world.ts';
import { type Inputs, OTHER_DATA_KEY, type World } from './world.ts';

/** With characters that JSON, URLs, forms and shells each write in another way. */
const SECRET = 'S3cr~t+/=&%"q\\u00e9 é<value>$(id)';
const KEY = 'a1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef00fedcba987654321';
const PAIR: KeyPair = makeCertificate();

/** What is tried: how the world is made, what goes wrong in it, and how the action is asked. */
interface Scenario {
  /** Runs the built action; the others are played. */
  readonly built?: boolean;
  readonly tenant?: TenantOptions;
  readonly inputs?: Inputs;
  readonly options?: Partial<Omit<ActionOptions, 'entry' | 'inputs'>>;
  readonly prepare?: (world: World) => void | Promise<void>;
  /** Answers in place of the tenant; `users` is a text with the names of two. */
  readonly instead?: (request: Proxied, users: string) => Instead | undefined;
  readonly exitCode?: number;
}

const withSecret: TenantOptions = { app: { ...defaultApp, secrets: [SECRET] } };
const withCertificate: TenantOptions = {
  app: { clientId: defaultApp.clientId, certificates: [PAIR.certificate] },
};
const withGitHub: TenantOptions = {
  app: {
    clientId: defaultApp.clientId,
    federated: [
      {
        issuer: 'https://token.actions.githubusercontent.com',
        subject: 'repo:contoso/app-launches:ref:refs/heads/main',
        audience: 'api://AzureADTokenExchange',
        verify: () => true,
      },
    ],
  },
};
const certificate = { 'client-secret': undefined, 'client-certificate': PAIR.pem };
const oidc = { 'client-secret': undefined };

/** An answer that sends back all that it was sent, and names of users. */
function echo(status: number, users: string) {
  return ({ authorization, body, url }: Proxied): Instead => ({
    status,
    headers: { 'content-type': `text/html; users=${users.replaceAll(/[^\w@.]/g, '')}` },
    body: `<p>${url} ${authorization} ${authorization?.slice(7)} ${body} ${decodeURIComponent(body)} ${users} ::error::x</p>`,
  });
}

/** A refusal of Entra ID that sends back the form that it was sent. */
function refusal({ body }: Proxied): Instead {
  const form = new URLSearchParams(body);
  const { client_secret: secret = '', client_assertion: assertion = '' } = Object.fromEntries(form);
  const description = `AADSTS123456: What you sent was ${secret} ${assertion} ${encodeURIComponent(secret)} ${body}`;
  return {
    status: 401,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: 'invalid_client', error_description: description, error_codes: [123456] }),
  };
}

const scenarios: Readonly<Record<string, Scenario>> = {
  'a run by secret': { built: true },
  'a run by certificate': { tenant: withCertificate, inputs: certificate },
  'a run by GitHub’s id token': { built: true, tenant: withGitHub, inputs: oidc, options: { idToken: true } },
  'a run that renews its token': {
    prepare: ({ tenant }) => {
      tenant.faults.add({ match: { kind: 'blob', nth: 3 }, fault: { kind: 'unauthorized' } });
    },
  },
  'a run with debug logging': {
    options: { env: { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true' } },
  },
  'a run with names': { inputs: { users: 'name', publish: 'artifact' } },
  'a run without users': { inputs: { users: 'none' } },
  'a check': { inputs: { command: 'check' } },
  'a check that fails': {
    inputs: { command: 'check' },
    prepare: ({ tenant }) => {
      tenant.tokens.shape.roles = [];
    },
    exitCode: 1,
  },
  'a wrong secret': { inputs: { 'client-secret': `${SECRET}-of-old` }, exitCode: 1 },
  'a secret that is sent back': {
    built: true,
    instead: (request) => (request.url.includes('/oauth2/') ? refusal(request) : undefined),
    exitCode: 1,
  },
  'an assertion of a certificate that is sent back': {
    tenant: withCertificate,
    inputs: certificate,
    instead: (request) => (request.url.includes('/oauth2/') ? refusal(request) : undefined),
    exitCode: 1,
  },
  'an id token that is sent back': {
    tenant: withGitHub,
    inputs: oidc,
    options: { idToken: true },
    instead: (request) => (request.url.includes('/oauth2/') ? refusal(request) : undefined),
    exitCode: 1,
  },
  'a sign-in page in place of Entra ID': {
    instead: (request, users) => (request.url.includes('/oauth2/') ? echo(200, users)(request) : undefined),
    exitCode: 1,
  },
  'a token without a role': {
    prepare: ({ tenant }) => {
      tenant.tokens.shape.roles = [];
    },
    exitCode: 1,
  },
  'a service that sends tokens and names back with its refusal': {
    instead: (request, users) =>
      request.url.includes('/subscriptions/list') ? echo(400, users)(request) : undefined,
    exitCode: 1,
  },
  'listings that are pages of a gateway': {
    instead: (request, users) =>
      request.url.includes('/subscriptions/content') ? echo(403, users)(request) : undefined,
    exitCode: 1,
  },
  'blobs that are pages of a gateway': {
    instead: (request, users) => (request.url.includes('/audit/') ? echo(404, users)(request) : undefined),
  },
  'blobs that cannot be read, full of names': {
    prepare: ({ tenant }) => {
      const created = new Date(tenant.now() - MINUTE);
      const { users } = tenant.world;
      const names = users.map(({ upn }) => upn).join(' ');
      const broken = { Operation: 'LaunchPowerApp', UserId: names, ClientIP: '203.0.113.7' };
      tenant.addRecorded(Buffer.from(`[{"UserId":"${names}" oops ${names}`), { created });
      tenant.addRecorded(Buffer.from(JSON.stringify([broken])), { created });
      tenant.addRecorded(Buffer.from(JSON.stringify([{ ...broken, Id: names, CreationTime: names }])), {
        created,
      });
    },
  },
  'a push that is refused': {
    inputs: { publish: 'both' },
    prepare: ({ runner }) => runner.git.refusePushes(`${rulesetRefusal}\nfor ${runner.token}`),
    exitCode: 1,
  },
  'an artifact that cannot be uploaded': {
    inputs: { publish: 'artifact' },
    prepare: ({ runner }) => runner.artifacts.fail({ on: 'finalize', status: 400 }),
    exitCode: 1,
  },
  'a cache that does not work': {
    prepare: ({ runner }) => runner.cache.fail({ on: 'both', status: 400 }),
  },
  'another data key': {
    inputs: { publish: 'artifact' },
    prepare: async (world) => {
      const inputs = { 'client-secret': SECRET, 'data-key': OTHER_DATA_KEY, publish: 'artifact' };
      expect((await world.sync(inputs)).exitCode).toBe(0);
    },
    exitCode: 1,
  },
  'inputs that are wrong': {
    inputs: { 'client-certificate': PAIR.privateKey, lookback: 'long' },
    exitCode: 1,
  },
};

/** Runs a scenario; through a gateway when something else than the tenant answers. */
async function play({ tenant, inputs, options, prepare, instead, built = false }: Scenario) {
  const world = await useWorld({ built, tenant: { world: { users: 12 }, ...withSecret, ...tenant } });
  addContent(world, 24, { blobsPerHour: 0.5 });
  const records = world.tenant.world.users.map((user) =>
    launchRecord(world.tenant.makeLaunch({ user }), world.tenant.tenantId),
  );
  world.tenant.addBlob({ created: new Date(world.tenant.now() - MINUTE), records });
  await prepare?.(world);
  const [one, two] = world.tenant.world.users;
  const users = `${one?.upn} ${two?.upn} ${two?.objectId}`;
  const gateway =
    instead &&
    (await startProxy({ gatewayTo: world.tenant.origin, instead: (request) => instead(request, users) }));
  const addresses = gateway && { 'service-urls': `management-api=${gateway.url}\nentra=${gateway.url}` };
  const run = await world.sync(
    {
      'client-secret': SECRET,
      'data-key': KEY,
      publish: 'both',
      ...addresses,
      ...inputs,
    },
    // Debug lines are for people too.
    { ...options, env: { RUNNER_DEBUG: '1', ...options?.env } },
  );
  return { world, run };
}

/** Everything secret of a run: what was given, what was issued, what was signed. */
function secretsOf({ runner, tenant }: World, run: ActionRun): readonly Needle[] {
  const needle = (what: string) => (text: string) => ({ what, text });
  const [, runtimeToken = '', idTokenRequestToken = ''] = run.masks;
  const pemLines = PAIR.pem.split('\n').filter((line) => line !== '' && !line.startsWith('-'));
  return [
    needle('client secret')(SECRET),
    needle('data key')(KEY),
    ...pemLines.map(needle('line of the PEM')),
    needle('GITHUB_TOKEN')(runner.token),
    needle('basic credentials')(Buffer.from(`x-access-token:${runner.token}`).toString('base64')),
    needle('runtime token')(runtimeToken),
    needle('id token request token')(idTokenRequestToken),
    ...tenant.issuedTokens.flatMap(({ token }) => partsOf(token).map(needle('access token'))),
    ...runner.idTokens.flatMap(({ token }) => partsOf(token).map(needle('id token'))),
    ...tenant.assertions.flatMap(({ token }) => partsOf(token).map(needle('assertion'))),
  ];
}

/** A token, and its claims and its signature without the rest. */
function partsOf(token: string): readonly string[] {
  const [, claims = '', signature = ''] = token.split('.');
  return [token, claims.slice(0, 60), signature.slice(0, 40)];
}

test.each(Object.keys(scenarios))('%s', async (name) => {
  const scenario = scenarios[name] ?? {};
  const { world, run } = await play(scenario);
  expect(run.exitCode).toBe(scenario.exitCode ?? 0);
  const shown = shownBy(run);
  const stored = await storedIn(world.runner);
  const secrets = secretsOf(world, run);
  const users = [...usersOf(world.tenant.world), ...DEVICES];
  expect(await findLeaks([...shown, ...stored], secrets)).toEqual([]);
  // The toolkit writes signed addresses itself, masked before.
  const masked = shown.filter(({ kind }) => kind !== 'raw');
  expect(await findLeaks([...masked, ...stored], signaturesIn(run))).toEqual([]);
  const withoutNames = stored.filter(({ kind }) => scenario.inputs?.users !== 'name' || kind !== 'snapshot');
  expect(await findLeaks([...shown, ...withoutNames], users)).toEqual([]);
  const outside = stored.filter(({ kind }) => kind !== 'snapshot');
  expect(await findLeaks([...shown, ...outside], pseudonymsOf(world.tenant.world, KEY))).toEqual([]);
});

test.runIf(canServe)('a push over HTTP with the token of the job', async () => {
  const world = await useWorld({ built: true, tenant: withSecret });
  addContent(world, 3);
  const server = await serveGit(`${world.runner.remote}/..`);
  const { runner } = world;
  await runner.git.refusePushes(`Permission to ${runner.token} denied`);
  const run = await world.sync(
    { 'client-secret': SECRET, publish: 'branch' },
    {
      workspace: await runner.folder('without-checkout'),
      env: { GITHUB_SERVER_URL: server.url, GITHUB_REPOSITORY: 'remote', RUNNER_DEBUG: '1' },
    },
  );
  const basic = Buffer.from(`x-access-token:${runner.token}`).toString('base64');
  expect(server.requests.some(({ authorization }) => authorization?.endsWith(basic))).toBe(true);
  expect(run.exitCode).toBe(1);
  const traces = [...shownBy(run), ...(await storedIn(runner))];
  expect(
    await findLeaks(traces, [
      { what: 'GITHUB_TOKEN', text: runner.token },
      { what: 'basic credentials', text: basic },
    ]),
  ).toEqual([]);
});

test('what stands in a cell of a Parquet file, whose bytes are compressed, is found', async () => {
  const text = 'S3cr~t of the cell, S3cr~t of the cell';
  const unknown = { environment_type: null, region: null, named_at: null };
  const bytes = await encodeParquet(ENVIRONMENTS, [
    { environment_id: 'environment', environment_name: text, ...unknown },
  ]);
  expect(Buffer.from(bytes).includes(text)).toBe(false);
  const trace = { where: 'parquet/environments.parquet', kind: 'stored', bytes } as const;
  expect(await findLeaks([trace], [{ what: 'secret', text }])).toContain(
    'secret (raw) stands in parquet/environments.parquet',
  );
});

describe('secrets are masked before they are used', () => {
  test('each token and assertion before the first request that carries it', async () => {
    const { run, world } = await play({
      tenant: withCertificate,
      inputs: certificate,
    });
    const derived = [
      ...world.tenant.issuedTokens.map(({ token }) => token),
      ...world.tenant.assertions.map(({ token }) => token),
    ];
    expect(derived).toHaveLength(2);
    for (const secret of [KEY, world.runner.token, ...derived]) expect(run.masks).toContain(secret);
  });
});

describe('tokens go to the configured host only', () => {
  const foreignHost = async (arrange: (world: World) => void, { built = false } = {}) => {
    const world = await useWorld({ built });
    addContent(world, 12);
    arrange(world);
    const run = await world.sync({}, { env: { RUNNER_DEBUG: '1' } });
    expect(world.tenant.foreignHost.requests).toEqual([]);
    expect(world.judgeSays()).toEqual([]);
    return { world, run };
  };

  test('a contentUri of another host: the blob is read from the configured one', async () => {
    const { run, world } = await foreignHost(
      ({ tenant }) => {
        const entry = tenant.addBlob({
          created: new Date(tenant.now() - MINUTE),
          records: [launchRecord(tenant.makeLaunch(), tenant.tenantId)],
        });
        const body = Buffer.from('[]');
        tenant.addListing(
          [
            {
              ...entry,
              contentId: `${entry.contentId}$elsewhere`,
              contentUri: `${tenant.foreignHost.origin}/api/v1.0/${tenant.tenantId}/activity/feed/audit/x`,
            },
          ],
          () => body,
        );
      },
      { built: true },
    );
    expect(run.outputs.get('complete')).toBe('true');
    expect(world.tenant.requests.some(({ contentId }) => contentId?.endsWith('$elsewhere'))).toBe(true);
  });

  test('a NextPageUri of another host: the window counts as not listed', async () => {
    const { run } = await foreignHost(({ tenant }) => {
      tenant.faults.add({
        match: { kind: 'content', nth: 7 },
        fault: { kind: 'next-page', to: 'foreign-host' },
      });
    });
    expect(run.outputs.get('complete')).toBe('false');
    // Its page is asked for on the configured host, where it turns out to be the one that named it.
    expect(run.log).toContain('its pages lead back to an earlier one');
  });

  test.each(['token', 'list-subscriptions', 'content', 'blob'] as const)(
    'a redirect of %s is not followed',
    async (kind) => {
      const { run } = await foreignHost(({ tenant }) => {
        tenant.faults.add({ match: { kind }, times: Number.POSITIVE_INFINITY, fault: { kind: 'redirect' } });
      });
      expect(run.outputs.get('complete')).not.toBe('true');
    },
  );
});
