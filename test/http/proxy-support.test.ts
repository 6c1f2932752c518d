import { expect, test } from 'vitest';
import { proxyWarningOf } from '../../src/http/proxy-support.ts';

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
