import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Host } from '../src/host.ts';
import { createAgents, type HttpRequest } from '../src/http/send.ts';
import { run } from '../src/main.ts';
import { VERSION } from '../src/version.ts';
import { FakeClock, fakeSend, type Reply, response } from './http/fakes.ts';

let workspace = '';
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'main-'));
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

const ID = '11111111-2222-4333-8444-555555555555';
const SECRET = 'a-client-secret';
const KEY = '0123456789abcdeffedcba98765432100f1e2d3c4b5a69788796a5b4c3d2e1f0';

/** Runs with these inputs against services that reply so. Returns what the runner saw, in order, and its environment. */
async function play(
  inputs: Readonly<Record<string, string>>,
  replies: readonly Reply[] = [],
  {
    debug = false,
    nodeVersion = process.version,
    variables = {},
    writeSummary,
    stretchKey = async (key) => key,
  }: {
    readonly debug?: boolean;
    readonly nodeVersion?: string;
    readonly variables?: NodeJS.ProcessEnv;
    readonly writeSummary?: Host['writeSummary'];
    readonly stretchKey?: Host['stretchKey'];
  } = {},
) {
  const events: string[] = [];
  const all = {
    'tenant-id': ID,
    'client-id': ID,
    'client-secret': SECRET,
    'data-key': KEY,
    publish: 'none',
    ...inputs,
  };
  const environment: NodeJS.ProcessEnv = {
    ...Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: 'contoso/app-launches',
    GITHUB_RUN_ID: '7',
    RUNNER_TEMP: workspace,
    ...variables,
  };
  const { send, requests } = fakeSend(replies);
  const annotate = (level: string) => (message: string, title: string) =>
    events.push(`${level} ${title}: ${message}`);
  const host: Host = {
    clock: new FakeClock(),
    startDeadline: (ms) => ({ at: Date.UTC(2026, 10, 22) + ms, signal: new AbortController().signal }),
    random: () => 0,
    uuid: () => '00000000-0000-4000-8000-000000000000',
    log: {
      debug: (line) => debug && events.push(`debug ${line}`),
      info: (line) => events.push(`info ${line}`),
      notice: annotate('notice'),
      warning: annotate('warning'),
      error: annotate('error'),
      group: async (name, work) => {
        events.push(`group ${name}`);
        return await work();
      },
    },
    nodeVersion,
    mask: (secret) => events.push(`mask ${secret}`),
    setOutput: (name) => events.push(`output ${name}`),
    writeSummary: writeSummary ?? (async () => void events.push('summary')),
    fail: (message) => events.push(`fail ${message}`),
    createSend: (connections) => {
      createAgents(environment, connections);
      return async (request: HttpRequest) => {
        events.push(`request ${new URL(request.url).host}`);
        return await send(request);
      };
    },
    startBlobThread: () => Promise.reject(new Error('no content is read here')),
    keepHeapSmall: async () => undefined,
    stretchKey,
    runGit: () => Promise.reject(new Error('git is not called here')),
    loadCacheClient: () => Promise.reject(new Error('there is no cache here')),
    loadArtifactClient: () => Promise.reject(new Error('there are no artifacts here')),
  };
  await run(environment, host);
  return { events, requests, environment };
}

describe('inputs that are wrong', () => {
  test('end the run before any request, and all are told at once', async () => {
    const { events, requests } = await play({ lookback: 'long', cloud: 'mars' });
    expect(requests).toEqual([]);
    expect(events[0]).toMatch(new RegExp(`^info Audit Log Sync ${VERSION} on Node\\.js v`));
    const told = events.filter((event) => !event.startsWith('mask '));
    expect(told.slice(1)).toEqual([
      expect.stringMatching(/^fail 2 inputs are wrong:\n- cloud \("mars"\).*\n- lookback \("long"\)/),
      'summary',
    ]);
  });
});

test('secrets are masked before anything else is told or asked', async () => {
  const { events } = await play({}, [response(401, '{"error":"invalid_client"}')]);
  const masks = events.map((event) => event.startsWith('mask '));
  expect(events.slice(1, 3).sort()).toEqual([`mask ${KEY}`, `mask ${SECRET}`]);
  expect(masks.lastIndexOf(true)).toBeLessThan(events.findIndex((event) => event.startsWith('request ')));
});

describe('sign-in', () => {
  const refused = response(401, '{"error":"invalid_client"}');
  /** A run that waited would never end. */
  const NO_DEADLOCK = { timeout: 20_000 };

  test('does not wait for the data key to be stretched', NO_DEADLOCK, async () => {
    const asked = Promise.withResolvers<void>();
    const stretchKey: Host['stretchKey'] = async (key) => {
      await asked.promise;
      return key;
    };
    const reply: Reply = () => {
      asked.resolve();
      return refused;
    };
    const { events } = await play({}, [reply], { stretchKey });
    expect(events).toContainEqual(expect.stringContaining('Entra ID refused the sign-in'));
  });

  test('goes on beside reading the previous snapshot, and its failure is told', NO_DEADLOCK, async () => {
    const asked = Promise.withResolvers<void>();
    const reply: Reply = async ({ url }) => {
      if (new URL(url).host !== 'api.github.com') {
        await asked.promise;
        return refused;
      }
      asked.resolve();
      return response(500);
    };
    const inputs = { publish: 'artifact', users: 'none', 'github-token': 'token' };
    const { events } = await play(inputs, [reply]);
    expect(events.filter((event) => event.startsWith('fail '))).toEqual([
      expect.stringContaining('Entra ID refused the sign-in'),
    ]);
  });
});

test('a Node.js that does not use the proxy is told first, without the address of the proxy', async () => {
  const variables = { HTTPS_PROXY: 'http://somebody:password@proxy.example:3128' };
  const { events } = await play({ lookback: 'long' }, [], { nodeVersion: 'v24.4.1', variables });
  expect(events[1]).toMatch(/^warning Proxy not used: HTTPS_PROXY is set, .* 2\.328 or newer/);
  expect(events.filter((event) => !event.startsWith('mask ')).join()).not.toContain('password');
});

describe('the password of a proxy', () => {
  test('is masked before anything is told or asked', async () => {
    const variables = { HTTPS_PROXY: 'http://kim:pass%40word@proxy.example:8080' };
    const { events } = await play({}, [response(401, '{"error":"invalid_client"}')], { variables });
    const first = events.findIndex((event) => !/^(?:mask |info Audit Log Sync)/.test(event));
    for (const secret of ['kim:pass%40word', 'pass%40word', 'pass@word']) {
      const masked = events.indexOf(`mask ${secret}`);
      expect([masked > 0, masked < first]).toEqual([true, true]);
    }
  });

  test('stands in no error, also when the address is no URL', async () => {
    const variables = { HTTPS_PROXY: 'http://kim:password@proxy.example:port' };
    const { events, requests } = await play({}, [], { variables, debug: true });
    expect(requests).toEqual([]);
    expect(events.filter((event) => !event.startsWith('mask ')).join('\n')).not.toContain('password@');
    expect(events.find((event) => event.startsWith('fail '))).toMatch(
      /^fail Cannot use the proxy that HTTPS_PROXY names: it is not a URL\. Give it as/,
    );
  });
});

test('children and the toolkit are told that this machine is behind no proxy', async () => {
  const variables = { NO_PROXY: 'example.com' };
  const { environment } = await play({}, [response(401, '{"error":"invalid_client"}')], { variables });
  const direct = 'example.com,localhost,127.0.0.1,127.0.0.0/8,::1,[::1]';
  expect([environment.NO_PROXY, environment.no_proxy]).toEqual([direct, direct]);
});

test('a step that fails fails the run, with its remedy, and nothing is published', async () => {
  const { events } = await play({}, [
    response(401, '{"error":"invalid_client","error_description":"AADSTS7000215: x"}'),
  ]);
  expect(events.at(-2)).toMatch(
    /^fail Entra ID refused the sign-in: AADSTS7000215.*Store the value of a client secret/,
  );
  expect(events).toContain('group Sign in to Entra ID');
  expect(events.filter((event) => event.startsWith('output '))).toEqual([]);
  expect(readdirSync(workspace)).toEqual([]);
});

test('a summary that cannot be written hides no error', async () => {
  const writeSummary = () => Promise.reject(new Error('EACCES'));
  const { events } = await play({ lookback: 'long' }, [], { debug: true, writeSummary });
  expect(events.at(-1)).toBe('debug Cannot write the job summary: EACCES');
  expect(events.filter((event) => event.startsWith('fail '))).toHaveLength(1);
});

test('debug lines show the settings without their secrets, and where an error came from', async () => {
  const { events } = await play({}, [response(401, '{"error":"invalid_client"}')], { debug: true });
  const lines = events.filter((event) => event.startsWith('debug '));
  expect(lines).toContain(`debug Setting tenantId: "${ID}"`);
  expect(lines).toContain('debug Setting credential: "secret"');
  expect(lines.join('\n')).not.toMatch(new RegExp(`${SECRET}|${KEY}`));
  expect(lines.at(-1)).toMatch(/SignInError[\s\S]+ at /);
});

test('command: check runs the check', async () => {
  const { events } = await play({ command: 'check' }, [response(401, '{"error":"invalid_client"}')]);
  expect(events.filter((event) => event.startsWith('group '))).toEqual([]);
  expect(events).toContain('summary');
  expect(events.at(-1)).toMatch(/^fail The check found problems/);
});

test('a folder that holds something else is refused before any request', async () => {
  const { requests: before } = await play({}, [response(500)]);
  expect(before.length).toBeGreaterThan(0);
  const folder = join(workspace, 'app-launches');
  expect(existsSync(folder)).toBe(false);
  mkdirSync(folder);
  writeFileSync(join(folder, 'thesis.docx'), 'x');
  const { events, requests } = await play({});
  expect(requests).toEqual([]);
  expect(events.at(-2)).toMatch(/^fail The folder "app-launches" holds files that are not a snapshot/);
});

describe('a host that gets real tokens and is not one of Microsoft is told before anything is sent', () => {
  const warnings = async (urls: string, command = 'sync') => {
    const refused = response(401, '{"error":"invalid_client"}');
    const { events } = await play({ 'service-urls': urls, command }, [refused]);
    const told = events.findIndex((event) => event.startsWith('warning '));
    const sent = events.findIndex((event) => event.startsWith('request '));
    return { told: events[told], isBefore: told < sent };
  };

  test.each([
    'entra=https://login.microsoftonline.com.evil.example',
    'management-api=https://manage-office.com/gateway',
    'entra=https://evil-microsoftonline.com',
    // Hosts of Microsoft's domains that anybody can rent.
    'management-api=https://evil.blob.core.windows.net',
    'entra=https://evil.chinaeast.cloudapp.chinacloudapi.cn',
    'power-platform=https://evil.environment.api.powerplatform.com',
    // Services that this command does not ask.
    'graph=https://graph.evil.example',
  ])('%s', async (urls) => {
    const { told, isBefore } = await warnings(urls);
    expect(told).toContain(new URL(urls.slice(urls.indexOf('=') + 1)).hostname);
    expect(isBefore).toBe(true);
    expect(await warnings(urls, 'check')).toEqual({ told, isBefore });
  });

  test('two of them in one warning', async () => {
    const urls = 'entra=https://a.example\nmanagement-api=https://b.example\ngraph=https://a.example/x';
    expect((await warnings(urls)).told).toContain(
      "a.example and b.example, which are not known to be Microsoft's",
    );
  });

  test.each([
    'entra=https://login.microsoftonline.us\nmanagement-api=https://manage.office365.us',
    'entra=https://login.partner.microsoftonline.cn\ngraph=https://microsoftgraph.chinacloudapi.cn',
    'entra=https://login.chinacloudapi.cn\nbap=https://high.api.bap.microsoft.us',
    'entra=http://127.0.0.1:1\ngraph=https://localhost:2',
  ])('%s is none', async (urls) => {
    expect((await warnings(urls)).told).toBeUndefined();
  });
});
