import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { readSettings } from '../../src/inputs/settings.ts';

/** The problems of `publish` on a server, as a user reads them. */
function problemsOn(serverUrl: string | undefined, publish?: string): string {
  const environment = {
    'INPUT_TENANT-ID': '11111111-2222-3333-4444-555555555555',
    'INPUT_CLIENT-ID': 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    'INPUT_DATA-KEY': '0123456789abcdeffedcba98765432100f1e2d3c4b5a69788796a5b4c3d2e1f0',
    INPUT_PUBLISH: publish,
    GITHUB_WORKSPACE: resolve('workspace'),
    GITHUB_SERVER_URL: serverUrl,
  };
  try {
    readSettings(environment, new Date('2026-11-22T10:00:00Z'));
    return '';
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

test.each([
  [undefined, '- publish: cannot be artifact on GitHub Enterprise Server (ghe.example.com)'],
  ['artifact', '- publish ("artifact"): cannot be artifact on GitHub Enterprise Server (ghe.example.com)'],
  ['both', '- publish ("both"): cannot be artifact on GitHub Enterprise Server (ghe.example.com)'],
])('publish: %s needs what GitHub Enterprise Server lacks', (publish, problem) => {
  for (const server of [
    'https://ghe.example.com',
    'https://GHE.example.com/',
    'https://ghe.example.com:8443',
  ])
    expect(problemsOn(server, publish)).toBe(`An input is wrong:\n${problem}. Use publish: branch.`);
});

test.each(['branch', 'none'])('publish: %s does not', (publish) => {
  expect(problemsOn('https://ghe.example.com', publish)).toBe('');
});

test.each([
  undefined,
  '',
  'https://github.com',
  'https://contoso.ghe.com',
  'http://127.0.0.1:8080',
  'http://localhost',
  'http://github.localhost',
  'no address',
])('artifacts may be published on %j', (server) => {
  expect(problemsOn(server, 'artifact')).toBe('');
});

test.each(['https://github.com.example.com', 'https://evilghe.com', 'https://ghe.com'])(
  'but not on %j',
  (server) => {
    expect(problemsOn(server, 'artifact')).toContain('cannot be artifact');
  },
);
