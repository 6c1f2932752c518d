import { describe, expect, test } from 'vitest';
import { ProxyError } from '../../src/errors.ts';
import { isLoopback, proxySecrets, proxyWarningOf, withoutProxyForLoopback } from '../../src/http/proxies.ts';
import { createAgents } from '../../src/http/send.ts';

test.each([
  ['http://localhost:1/x', true],
  ['http://LOCALHOST', true],
  ['http://127.0.0.1', true],
  ['http://127.1', true],
  ['http://2130706433', true],
  ['http://127.200.3.4:8080', true],
  ['http://[::1]:8080', true],
  ['http://[::ffff:127.0.0.1]', true],
  ['http://localhost.example.com', false],
  ['http://127.0.0.1.example.com', false],
  ['http://128.0.0.1', false],
  ['http://0.0.0.0', false],
  ['http://[::ffff:8.8.8.8]', false],
])('%s is this machine: %s', (url, expected) => {
  expect(isLoopback(new URL(url).hostname)).toBe(expected);
});

describe('what git and the toolkit are told of hosts without a proxy', () => {
  const LOOPBACK = 'localhost,127.0.0.1,127.0.0.0/8,::1,[::1]';
  test.each([
    [{}, LOOPBACK],
    [{ NO_PROXY: 'example.com' }, `example.com,${LOOPBACK}`],
    [{ no_proxy: 'example.com' }, `example.com,${LOOPBACK}`],
    // git and curl take the one in small letters.
    [{ no_proxy: 'a.example', NO_PROXY: 'b.example' }, `a.example,${LOOPBACK}`],
    [{ NO_PROXY: '*' }, undefined],
  ])('%o: %s', (environment, expected) => {
    const { no_proxy: small, NO_PROXY: large } = withoutProxyForLoopback(environment);
    expect([small, large]).toEqual([expected, expected]);
  });
});

describe('passwords of proxies', () => {
  test.each([
    [
      { HTTPS_PROXY: 'http://kim:pass%40word@proxy.example:1' },
      ['kim:pass%40word', 'pass%40word', 'pass@word'],
    ],
    [{ all_proxy: 'kim:password@proxy.example' }, ['kim:password', 'password']],
    [{ http_proxy: 'http://kim:pass@word@proxy:port' }, ['kim:pass@word', 'pass@word']],
    [{ http_proxy: 'http://kim:pass-word/1@proxy' }, ['kim:pass-word/1', 'kim:pass-word', 'pass-word']],
    [{ https_proxy: 'http://kim@proxy.example' }, []],
    [{ HTTP_PROXY: 'http://proxy.example:8080', NO_PROXY: 'a:b@c' }, []],
  ])('%o are hidden: %o', (environment, expected) => {
    const secrets = proxySecrets(environment);
    expect(secrets).toEqual(expect.arrayContaining(expected));
    expect(secrets.length > 0).toBe(expected.length > 0);
    const basic =
      expected[0] === undefined ? [] : [Buffer.from(decodeURIComponent(expected[0])).toString('base64')];
    expect(secrets).toEqual(expect.arrayContaining(basic));
  });

  test.each(['http://kim:password@proxy.example:port', 'http://kim:pass%zzword@proxy.example'])(
    'stand in no error: %s',
    (HTTPS_PROXY) => {
      const refused = () => createAgents({ HTTPS_PROXY, http_proxy: 'http://proxy.example:8080' }, 1);
      expect(refused).toThrow(ProxyError);
      expect(refused).toThrow(/^Cannot use the proxy that HTTPS_PROXY names: it(?:s password)? is not/);
    },
  );

  test('a proxy that can be used is no error', () => {
    expect(() => createAgents({ HTTPS_PROXY: 'http://kim:pass%40word@proxy.example:8080' }, 1)).not.toThrow();
  });
});

const PROXY = 'http://somebody:password@proxy.example:3128';

test.each<[string, NodeJS.ProcessEnv, string, string | undefined]>([
  ['a Node.js that uses it', { HTTPS_PROXY: PROXY }, 'v24.5.0', undefined],
  ['a newer one', { http_proxy: PROXY }, 'v26.0.0', undefined],
  ['an older one', { HTTPS_PROXY: PROXY }, 'v24.4.1', 'HTTPS_PROXY'],
  ['a much older one', { http_proxy: PROXY }, 'v20.19.0', 'http_proxy'],
  ['an older one without a proxy', { HTTPS_PROXY: '', NO_PROXY: '*' }, 'v24.4.1', undefined],
])('a proxy with %s', (_, environment, version, named) => {
  const warning = proxyWarningOf(environment, version);
  if (named === undefined) return expect(warning).toBeUndefined();
  expect(warning).toMatch(new RegExp(`^${named} is set, but Node.js ${version} .*2\\.328 or newer\\.$`));
  expect(warning).not.toContain('proxy.example');
});
