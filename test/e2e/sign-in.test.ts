import { describe, expect, test } from 'vitest';
import { rulesetRefusal } from '../../simulator/runner/git-remote.ts';
import type { ActionOptions, ActionRun } from '../../simulator/runner/run-action.ts';
import { makeCertificate } from '../../simulator/tenant/certificate.ts';
import { defaultApp } from '../../simulator/tenant/options.ts';
import type { SignInFailure } from '../../simulator/tenant/sign-in-failures.ts';
import { canServe, serveGit } from '../stores/branch/http-server.ts';
import { expectNothingWritten } from './nothing-written.ts';
import { directoryOf } from './snapshot.ts';
import { addContent, expectComplete, expectRows, MINUTE, useWorld } from './use-world.ts';
import type { Inputs, World } from './world.ts';

const { clientId } = defaultApp;
const ISSUER = 'https://token.actions.githubusercontent.com';
const SUBJECT = 'repo:contoso/app-launches:ref:refs/heads/main';
const AUDIENCE = 'api://AzureADTokenExchange';
const OIDC = { 'client-secret': undefined };

/** A world whose app has a federated credential for the runner's id tokens. */
async function federatedWorld(changed: { readonly subject?: string; readonly issuer?: string } = {}) {
  const claims = { issuer: ISSUER, subject: SUBJECT, audience: AUDIENCE, ...changed };
  const signed: { check?: World['runner']['verifyIdToken'] } = {};
  const verify = (token: string) => signed.check?.(token).aud === AUDIENCE;
  const world = await useWorld({ tenant: { app: { clientId, federated: [{ ...claims, verify }] } } });
  signed.check = world.runner.verifyIdToken;
  return world;
}

/** The one error of a failed run, one line of it. */
function errorOf(run: ActionRun): string {
  const errors = run.annotations.filter(({ level }) => level === 'error');
  expect(run.exitCode).toBe(1);
  expect(errors).toHaveLength(1);
  const { message = '' } = errors[0] ?? {};
  return message;
}

/** Runs, and expects it to fail with this sentence and nothing written after requests of these kinds. */
async function expectRefusal(
  world: World,
  sentence: string,
  { inputs = {}, options = {}, requests = ['token'] }: Refused = {},
): Promise<void> {
  const run = await world.sync({ publish: 'both', ...inputs }, options);
  expect(errorOf(run)).toBe(sentence);
  expect(world.tenant.requests.map(({ kind }) => kind)).toEqual(requests);
  await expectNothingWritten(world, run);
}

interface Refused {
  readonly inputs?: Inputs;
  readonly options?: Partial<Omit<ActionOptions, 'entry' | 'inputs'>>;
  readonly requests?: readonly string[];
}

describe('signs in', () => {
  test('by client secret', async () => {
    const world = await useWorld();
    addContent(world, 3);
    const run = await world.sync();
    expectComplete(run);
    await expectRows(directoryOf(run), world.tenant.expectedRecords, world.tenant);
    expect(world.tenant.issuedTokens).toHaveLength(1);
    expect(world.tenant.assertions).toEqual([]);
  });

  test('by certificate, with an assertion that the key signed by PS256', async () => {
    const { certificate, pem } = makeCertificate();
    const world = await useWorld({ built: true, tenant: { app: { clientId, certificates: [certificate] } } });
    addContent(world, 3);
    const run = await world.sync({ 'client-secret': undefined, 'client-certificate': pem });
    expectComplete(run);
    await expectRows(directoryOf(run), world.tenant.expectedRecords, world.tenant);
    expect(world.tenant.assertions).toMatchObject([
      { kind: 'certificate', header: { alg: 'PS256' }, refused: undefined },
    ]);
  });

  test('by the id token of GitHub, with no secret at all', async () => {
    const world = await federatedWorld();
    addContent(world, 3);
    const run = await world.sync(OIDC, { idToken: true });
    expectComplete(run);
    await expectRows(directoryOf(run), world.tenant.expectedRecords, world.tenant);
    expect(world.tenant.assertions).toMatchObject([
      { kind: 'federated', claims: { iss: ISSUER, sub: SUBJECT, aud: AUDIENCE }, refused: undefined },
    ]);
    expect(world.runner.idTokens).toHaveLength(1);
  });

  test('again when the token ends in the middle of a run', async () => {
    const world = await useWorld({ built: true, tenant: { tokenLifetimeSeconds: 1, latencyMs: 100 } });
    const { tenant } = world;
    addContent(world, 6, { blobsPerHour: 4 });
    const run = await world.sync({ concurrency: '1' });
    expectComplete(run);
    await expectRows(directoryOf(run), tenant.expectedRecords, tenant);
    // More than 30 requests of 100 ms, one after the other, and each token is good for half a second.
    expect(tenant.issuedTokens.length).toBeGreaterThanOrEqual(4);
    const used = new Set(tenant.requests.flatMap(({ kind, tokenId }) => (kind === 'blob' ? [tokenId] : [])));
    expect(used.size).toBeGreaterThanOrEqual(3);
    expect(tenant.requests.filter(({ status }) => status === 401)).toEqual([]);
  });

  test('once more when the service refuses a token that was good', async () => {
    const world = await federatedWorld();
    const { tenant, runner } = world;
    addContent(world, 6, { blobsPerHour: 4 });
    let revoked = false;
    tenant.faults.add({
      match: {
        kind: 'blob',
        nth: 5,
        where: () => {
          if (!revoked) tenant.tokens.revoke();
          revoked = true;
          return false;
        },
      },
      fault: { kind: 'unauthorized' },
    });
    const run = await world.sync(OIDC, { idToken: true });
    expectComplete(run);
    await expectRows(directoryOf(run), tenant.expectedRecords, tenant);
    expect(tenant.issuedTokens).toHaveLength(2);
    expect(runner.idTokens).toHaveLength(2);
    expect(new Set(runner.idTokens.map(({ token }) => token)).size).toBe(2);
    expect(world.judgeSays()).toEqual([]);
  });
});

describe('refuses before any request', () => {
  test('two credentials', async () => {
    const inputs = { 'client-certificate': makeCertificate().pem };
    await expectRefusal(
      await useWorld(),
      'An input is wrong:\n- client-secret: is given together with client-certificate. Give one of the two, or neither for GitHub OIDC. Correct the inputs of the step and run the workflow again.',
      { inputs, requests: [] },
    );
  });

  test('a tenant given as a domain', async () => {
    await expectRefusal(
      await useWorld(),
      'An input is wrong:\n- tenant-id: is not a GUID but a text of 23 characters. Copy "Directory (tenant) ID" from the overview of the app registration in the Entra admin center; a domain name does not work. Correct the inputs of the step and run the workflow again.',
      { inputs: { 'tenant-id': 'contoso.onmicrosoft.com' }, requests: [] },
    );
  });

  test('the id of a secret in place of its value', async () => {
    const world = await useWorld();
    const secretId = '0f9c6f5e-1111-4222-8333-123456789abc';
    const run = await world.sync({ 'client-secret': secretId, publish: 'both' });
    expect(errorOf(run)).toContain(
      'client-secret: is a GUID, which is the ID of a secret and not its value.',
    );
    expect(run.log).not.toContain(secretId);
    expect(world.tenant.requests).toEqual([]);
  });

  test('no secret in a job without id-token: write', async () => {
    await expectRefusal(
      await useWorld(),
      'Cannot get an ID token from GitHub: this job has no permission, and neither client-secret nor client-certificate is set. Add `permissions: id-token: write` to the job, or pass client-secret or client-certificate.',
      { inputs: OIDC, requests: [] },
    );
  });
});

describe('says what Entra ID refused, and the remedy', () => {
  test.each<[SignInFailure, string]>([
    [
      7000222,
      `The provided client secret keys for app '${clientId}' are expired. Make a new client secret under "Certificates & secrets" of the app registration and store its value where client-secret reads it, or use GitHub OIDC, which has no secret that expires.`,
    ],
    [
      700016,
      `Application with identifier '${clientId}' was not found in the directory '11111111-2222-4333-8444-555555555555'. Check client-id and tenant-id: the app registration must be in this tenant, or have an enterprise application there.`,
    ],
    [
      90002,
      'Tenant \'11111111-2222-4333-8444-555555555555\' not found. Check tenant-id ("Directory (tenant) ID" of the app registration), and that cloud is the cloud of the tenant.',
    ],
  ])('AADSTS%i', async (code, sentence) => {
    const world = await useWorld();
    world.tenant.entra.failWith(code);
    await expectRefusal(world, `Entra ID refused the sign-in: AADSTS${code}: ${sentence}`);
  });

  test('AADSTS7000215, for a wrong secret', async () => {
    await expectRefusal(
      await useWorld(),
      'Entra ID refused the sign-in: AADSTS7000215: Invalid client secret provided. Store the value of a client secret of this app registration (the column "Value", not "Secret ID") and pass it as client-secret.',
      { inputs: { 'client-secret': 'not-the-secret' } },
    );
  });

  test('AADSTS700027, for a certificate that is not the app’s', async () => {
    const app = { clientId, certificates: [makeCertificate().certificate] };
    await expectRefusal(
      await useWorld({ tenant: { app } }),
      'Entra ID refused the sign-in: AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application. Upload the certificate (its public part) under "Certificates & secrets" of this app registration; check that it has not expired.',
      { inputs: { 'client-secret': undefined, 'client-certificate': makeCertificate().pem } },
    );
  });

  const copyThese = `GitHub's ID token has issuer ${ISSUER}, subject ${SUBJECT}, audience ${AUDIENCE}. Add a federated credential to the app registration with exactly these values of issuer, subject and audience.`;

  test('AADSTS700213, for another subject, with the values to copy', async () => {
    await expectRefusal(
      await federatedWorld({ subject: 'repo:contoso/app-launches:environment:audit' }),
      `Entra ID refused the sign-in: AADSTS700213: No matching federated identity record found for presented assertion subject '${SUBJECT}'. ${copyThese}`,
      { inputs: OIDC, options: { idToken: true } },
    );
  });

  test('AADSTS700211, for another issuer, with the values to copy', async () => {
    await expectRefusal(
      await federatedWorld({ issuer: 'https://token.actions.example' }),
      `Entra ID refused the sign-in: AADSTS700211: No matching federated identity record found for presented assertion issuer '${ISSUER}'. ${copyThese}`,
      { inputs: OIDC, options: { idToken: true } },
    );
  });

  test('AADSTS70021, with the values to copy', async () => {
    const world = await federatedWorld();
    world.tenant.entra.failWith(70021);
    await expectRefusal(
      world,
      `Entra ID refused the sign-in: AADSTS70021: No matching federated identity record found for presented assertion. ${copyThese}`,
      { inputs: OIDC, options: { idToken: true } },
    );
  });
});

describe('looks into the token before it goes to the service', () => {
  test('no role', async () => {
    const world = await useWorld();
    world.tenant.tokens.shape.roles = [];
    await expectRefusal(
      world,
      'The app registration does not have the application permission ActivityFeed.Read with admin consent. Add the application (not delegated) permission ActivityFeed.Read of Office 365 Management APIs to the app registration and grant admin consent; a new consent takes some minutes.',
    );
  });

  test('the audience of another cloud', async () => {
    const world = await useWorld();
    world.tenant.tokens.shape.audience = 'https://manage.office365.us';
    await expectRefusal(
      world,
      'Entra ID issued a token for the audience "https://manage.office365.us" instead of https://manage.office.com. Set the input cloud to the cloud of the tenant, and check management-api and entra in service-urls.',
    );
  });

  test('the token of another tenant', async () => {
    const world = await useWorld();
    world.tenant.tokens.shape.tenantId = '99999999-2222-4333-8444-555555555555';
    await expectRefusal(
      world,
      'Entra ID issued a token for the tenant "99999999-2222-4333-8444-555555555555" instead of 11111111-2222-4333-8444-555555555555. Check tenant-id, and entra in service-urls.',
    );
  });
});

describe('says what the service refused, and the remedy', () => {
  test('AF10001, for a role without consent', async () => {
    const world = await useWorld();
    world.tenant.faults.add({
      match: { kind: 'list-subscriptions' },
      times: Number.POSITIVE_INFINITY,
      fault: { kind: 'feed-error', code: 'AF10001' },
    });
    await expectRefusal(
      world,
      'Cannot list the subscriptions: the service answered AF10001 (HTTP status 401). Give the app registration the application permission ActivityFeed.Read (not the delegated one) of "Office 365 Management APIs" and grant admin consent; a new consent can take minutes.',
      { requests: ['token', 'list-subscriptions'] },
    );
  });

  test('a token that the service does not accept, also after a fresh one', async () => {
    const world = await useWorld();
    world.tenant.faults.add({
      match: { kind: 'list-subscriptions' },
      times: Number.POSITIVE_INFINITY,
      fault: { kind: 'unauthorized' },
    });
    await expectRefusal(
      world,
      'Cannot list the subscriptions: the service answered HTTP status 401. Check that cloud matches the tenant: the service did not accept the token of this cloud.',
      { requests: ['token', 'list-subscriptions', 'token', 'list-subscriptions'] },
    );
  });

  const auditingOff =
    'the service does not know the tenant, because auditing is switched off or was switched on less than an hour ago. Switch on auditing in Microsoft Purview (Audit, "Start recording user and admin activity") and wait up to 60 minutes.';

  test('auditing that was never on', async () => {
    const world = await useWorld({ tenant: { subscription: 'missing' } });
    world.tenant.feed.auditing = false;
    await expectRefusal(world, `Cannot start the subscription to Audit.General: ${auditingOff}`, {
      requests: ['token', 'list-subscriptions', 'start'],
    });
  });

  test('auditing that was switched off, by the first listing', async () => {
    const world = await useWorld();
    world.tenant.feed.auditing = false;
    // The first pages of three more windows are asked for ahead.
    await expectRefusal(world, `Cannot list the content: ${auditingOff}`, {
      requests: ['token', 'list-subscriptions', 'content', 'content', 'content', 'content'],
    });
  });
});

describe('says what GitHub refused, and the remedy', () => {
  test('actions: read', async () => {
    const world = await useWorld({ runner: { permissions: { actions: 'none' } } });
    await expectRefusal(
      world,
      'GitHub refused GET /repos/…/actions/artifacts with HTTP status 403. Give the job `permissions: actions: read` (and `contents: read`), and pass its token as `github-token`.',
      { inputs: { publish: 'artifact' }, requests: ['token', 'list-subscriptions'] },
    );
  });

  test('a ruleset', async () => {
    const world = await useWorld();
    addContent(world, 3);
    await world.runner.git.refusePushes(rulesetRefusal);
    const run = await world.sync({ publish: 'both' });
    expect(errorOf(run)).toBe(
      'Cannot push "refs/heads/app-launches": error: GH013: Repository rule violations found for refs/heads/app-launches. Allow the workflow to push to this branch in the rules of the repository (its commits are not signed), or choose another `branch`.',
    );
    await expectNothingWritten(world, run);
  });

  test.runIf(canServe)('contents: write', async () => {
    const world = await useWorld();
    addContent(world, 3);
    const { runner } = world;
    const server = await serveGit(`${runner.remote}/..`, ({ url = '' }) =>
      url.includes('git-receive-pack')
        ? {
            status: 403,
            headers: { 'content-type': 'text/plain' },
            body: 'Permission to contoso/app-launches.git denied to github-actions[bot].\n',
          }
        : undefined,
    );
    const workspace = await runner.folder('workspace-without-checkout');
    const run = await world.sync(
      { publish: 'branch' },
      {
        workspace,
        env: {
          GIT_CONFIG_COUNT: '0',
          GITHUB_SERVER_URL: server.url,
          GITHUB_REPOSITORY: 'remote',
        },
      },
    );
    expect(errorOf(run)).toContain('Permission to contoso/app-launches.git denied to github-actions[bot].');
    expect(errorOf(run)).toContain('Add `permissions: contents: write` to the job.');
    await expectNothingWritten(world, run);
  });
});

test('an hour between runs costs one sign-in each', async () => {
  const world = await useWorld();
  expectComplete(await world.sync());
  world.tenant.advance(60 * MINUTE);
  expectComplete(await world.sync());
  expect(world.tenant.issuedTokens).toHaveLength(2);
});
