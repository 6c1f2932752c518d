import { describe, expect, test } from 'vitest';
import type { Fault } from '../../simulator/tenant/faults.ts';
import { defaultApp } from '../../simulator/tenant/options.ts';
import { addContent, expectComplete, HOUR, useWorld } from './use-world.ts';

const HTML = '<html><body>Gateway</body></html>';

describe('one passing fault is not the end of a run', () => {
  test.each<[string, Fault]>([
    ['an empty answer', { kind: 'status', status: 200 }],
    ['a page of HTML', { kind: 'status', status: 200, body: 'html' }],
    ['half an answer', { kind: 'cut-body' }],
    ['503 with HTML', { kind: 'status', status: 503, body: 'html' }],
  ])('of Entra ID: %s', async (_, fault) => {
    const world = await useWorld();
    addContent(world, 1);
    world.tenant.faults.add({ match: { kind: 'token' }, times: 2, fault });
    expectComplete(await world.sync());
    expect(world.tenant.requests.filter(({ kind }) => kind === 'token')).toHaveLength(3);
  });

  test('of Entra ID: AADSTS90033', async () => {
    const world = await useWorld();
    addContent(world, 1);
    world.tenant.entra.failWith(90033, 2);
    expectComplete(await world.sync());
    expect(world.tenant.requests.filter(({ kind }) => kind === 'token')).toHaveLength(3);
  });

  test.each([
    ['403 "Pending"', 403, 'Pending'],
    ['429', 429, ''],
    ['500 with HTML', 500, HTML],
    ['200 with HTML', 200, HTML],
    ['200 with nothing', 200, ''],
  ])('of GitHub’s ID tokens: %s', async (_, status, body) => {
    const federated = [
      {
        issuer: 'https://token.actions.githubusercontent.com',
        subject: 'repo:contoso/app-launches:ref:refs/heads/main',
        audience: 'api://AzureADTokenExchange',
        verify: () => true,
      },
    ];
    const world = await useWorld({ tenant: { app: { clientId: defaultApp.clientId, federated } } });
    world.runner.answerWith({ path: /^\/id-token$/, status, body });
    expectComplete(await world.sync({ 'client-secret': undefined }, { idToken: true }));
    expect(world.runner.idTokens).toHaveLength(1);
  });

  test.each([
    ['HTML', HTML],
    ['JSON that is cut short', '{"total_count":1,"artifacts":[{"id":'],
    ['nothing', ''],
  ])('of the list of artifacts: %s', async (_, body) => {
    const world = await useWorld();
    addContent(world, 1);
    expectComplete(await world.sync({ publish: 'artifact' }));
    world.tenant.advance(HOUR);
    world.runner.answerWith({ path: /\/actions\/artifacts$/, times: 2, status: 200, body });
    const second = await world.sync({ publish: 'artifact' });
    expectComplete(second);
    expect(second.outputs.get('launches-total')).toBe(`${world.tenant.expectedRecords.launches.size}`);
  });
});

describe('a fault that stays ends the run with an error that helps', () => {
  test.each<[string, Fault, string]>([
    [
      'a page of HTML in place of Entra ID',
      { kind: 'status', status: 200, body: 'html' },
      'The sign-in address answered with something that is not from Entra ID: HTTP status 200, text/html, 64 characters. Check that no proxy or portal answers in its place, and entra in service-urls.',
    ],
    [
      'an empty answer of Entra ID',
      { kind: 'status', status: 200 },
      'The sign-in address answered with something that is not from Entra ID: HTTP status 200, text/plain, 0 characters. Check that no proxy or portal answers in its place, and entra in service-urls.',
    ],
  ])('%s', async (_, fault, message) => {
    const world = await useWorld();
    world.tenant.faults.add({ match: { kind: 'token' }, times: Number.POSITIVE_INFINITY, fault });
    const run = await world.sync();
    expect(run.annotations.map((annotation) => annotation.message)).toEqual([message]);
    expect(world.tenant.requests).toHaveLength(4);
  });

  test('AADSTS90033', async () => {
    const world = await useWorld();
    world.tenant.entra.failWith(90033);
    const run = await world.sync();
    expect(run.annotations.map(({ message }) => message)).toEqual([
      'Entra ID refused the sign-in: AADSTS90033: A transient error has occurred. Please try again. Run the workflow again later; nothing was written.',
    ]);
  });

  test('a list of artifacts that is HTML', async () => {
    const world = await useWorld();
    world.runner.answerWith({ path: /\/actions\/artifacts$/, times: 9, status: 200, body: HTML });
    const run = await world.sync({ publish: 'artifact' });
    expect(run.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^Cannot read \/repos\/…\/actions\/artifacts from GitHub: the response of \d+ bytes is not JSON\. Run the workflow again later; on a self-hosted runner, let it reach http:\/\/127\.0\.0\.1:\d+\.$/,
      ),
    ]);
  });
});
