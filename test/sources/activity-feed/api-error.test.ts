import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  feedError,
  isThrottled,
  isTransient,
  readApiError,
} from '../../../src/sources/activity-feed/api-error.ts';
import { response } from '../../http/fakes.ts';

test.each<[string, string, string]>([
  ['JSON', '{"error":{"code":"AF20022","message":"No subscription"}}', 'AF20022'],
  ['single quotes', "{'error':{'code':'AF429'}}", 'AF429'],
  ['HTML', '<html>AF50000</html>', 'AF50000'],
  ['a longer word', 'xAF20022 AF202222 AF4290', ''],
  ['nothing', '', ''],
  ['a code behind much else', `${' '.repeat(60_000)}AF20022`, 'AF20022'],
])('the code in %s', (_, body, code) => {
  expect(readApiError(response(400, body)).code).toBe(code);
});

test.each<[number, string, boolean, boolean]>([
  [403, 'AF429', true, true],
  [429, 'AF429', true, true],
  [429, '', true, true],
  [503, '', true, false],
  [500, 'AF50000', true, false],
  [408, '', true, false],
  [403, '', false, false],
  [500, 'AF20022', false, false],
  [429, 'AF20023', false, false],
])('status %s with %j', (status, code, transient, throttled) => {
  const refused = readApiError(response(status, code));
  expect([isTransient(refused), isThrottled(refused)]).toEqual([transient, throttled]);
});

describe('what a user reads', () => {
  test.each<[number, string, string, string]>([
    [401, 'AF10001', 'AF10001 (HTTP status 401)', 'ActivityFeed.Read'],
    [400, 'AF20031', 'AF20031 (HTTP status 400)', '`interval` shorter'],
    [403, 'AF429', 'AF429 (HTTP status 403)', 'requests-per-minute'],
    [400, 'AF20055', 'AF20055 (HTTP status 400)', 'clock'],
    [400, 'Tenant 12ab does not exist.', 'auditing is switched off', 'Purview'],
    [401, '', 'HTTP status 401', 'Check that cloud'],
    [302, '', 'HTTP status 302', 'does not redirect'],
    [503, '<html>', 'HTTP status 503', 'next run'],
    [404, '', 'HTTP status 404', 'tenant-id'],
    [400, 'AF29999', 'AF29999 (HTTP status 400)', 'tenant-id'],
  ])('%s %j', (status, body, what, remedy) => {
    const error = feedError('list the content', readApiError(response(status, body)));
    expect(error.message).toMatch(/^Cannot list the content: /);
    expect(error.message).toContain(what);
    expect(error.remedy).toContain(remedy);
    expect(error.status).toBe(status);
  });
});

const documented = '../shared/fixtures/microsoft-docs';
test.skipIf(!existsSync(documented))(`the code of a documented error (skipped without ${documented})`, () => {
  const texts = readdirSync(documented).map((name) => readFileSync(`${documented}/${name}`, 'utf8'));
  const errors = texts.filter((text) => /"?error"?\s*:\s*\{/.test(text) && /AF\d{5}/.test(text));
  expect(errors.length).toBeGreaterThan(0);
  for (const text of errors) expect(readApiError(response(400, text)).code).toMatch(/^AF\d{5}$/);
});
