import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeCertificate } from '../../simulator/tenant/certificate.ts';
import { startProxy } from './proxy-server.ts';
import { addContent, expectComplete, useWorld } from './use-world.ts';

const KINDS = ['token', 'subscriptions/list', 'subscriptions/content', 'audit/'];

/** Which kinds of request were made, by a part of their address. */
const kindsOf = (requests: readonly { readonly url: string }[]) =>
  KINDS.filter((kind) => requests.some(({ url }) => url.includes(kind)));

describe('a proxy that the runner names', () => {
  test('takes nothing of loopback: it would see the client secret in clear', async () => {
    const world = await useWorld({ built: true });
    const proxy = await startProxy();
    addContent(world, 3);
    const env = { HTTP_PROXY: proxy.url, http_proxy: proxy.url, ALL_PROXY: proxy.url, all_proxy: proxy.url };
    // Neither sent by this action, nor by the toolkit's clients, nor by git.
    expectComplete(await world.sync({ publish: 'artifact' }, { env }));
    expect(world.runner.artifacts.all()).toHaveLength(1);
    expect([proxy.requests, proxy.connects]).toEqual([[], []]);
    expect(kindsOf(world.tenant.requests.map(({ path }) => ({ url: path })))).toEqual(KINDS);
    expect(world.judgeSays()).toEqual([]);
  });

  test.each(['HTTPS_PROXY', 'https_proxy'])(
    '%s takes both by CONNECT, to the hosts of the cloud and to no other',
    async (name) => {
      const world = await useWorld({ built: true });
      addContent(world, 3);
      const certificates = new Map(
        ['login.microsoftonline.com', 'manage.office.com'].map((host) => [host, makeCertificate(host)]),
      );
      const proxy = await startProxy({
        secure: (host) => {
          const certificate = certificates.get(host);
          return certificate && { origin: world.tenant.origin, certificate };
        },
      });
      const authorities = join(await world.runner.folder('authorities'), 'ca.pem');
      await writeFile(authorities, [...certificates.values()].map((pair) => pair.certificate).join(''));
      const run = await world.sync(
        { 'service-urls': undefined },
        { env: { [name]: proxy.url, NODE_EXTRA_CA_CERTS: authorities } },
      );
      expectComplete(run);
      expect(Number(run.outputs.get('launches-added'))).toBe(world.tenant.expectedRecords.launches.size);
      expect(new Set(proxy.connects)).toEqual(
        new Set(['login.microsoftonline.com:443', 'manage.office.com:443']),
      );
      const toCloud = proxy.requests.filter(({ url }) => url.startsWith('https://'));
      expect(kindsOf(toCloud)).toEqual(KINDS);
      expect(toCloud).toHaveLength(world.tenant.requests.length);
    },
  );

  test('a password in its address brings no warning of a dependency into the log', async () => {
    const world = await useWorld({ built: true });
    const { runner } = world;
    addContent(world, 3);
    const results = makeCertificate('results.example');
    const proxy = await startProxy({
      secure: (host) =>
        host === 'results.example' ? { origin: runner.url, certificate: results } : undefined,
    });
    const authorities = join(await runner.folder('authorities'), 'ca.pem');
    await writeFile(authorities, results.certificate);
    const env = {
      HTTPS_PROXY: proxy.url.replace('://', '://somebody:password@'),
      NODE_EXTRA_CA_CERTS: authorities,
      ACTIONS_RESULTS_URL: 'https://results.example/',
    };
    const run = await world.sync({ publish: 'artifact' }, { env });
    expectComplete(run);
    // The toolkit's clients of cache and artifact alike.
    expect(proxy.connects.length).toBeGreaterThan(1);
    expect(run.stderr).toBe('');
  });
});
