import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const KEPT = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

test('docs/promises.md names tests that exist, for each promise', async () => {
  const text = await readFile('docs/promises.md', 'utf8');
  const promises = text.split('\n').filter((line) => /^\d+\. \*\*/.test(line));
  expect(promises.map((line) => Number.parseInt(line, 10))).toEqual(KEPT);
  await expectNamedTests(promises);
});

/** What these play is how the action is used; no promise hangs on it. */
const USES = [
  'app-catalog',
  'bad-input',
  'check',
  'demo',
  'events',
  'input-change',
  'report',
  'sign-in',
  'tables',
  'text-search',
];

test('each file of test/e2e is named by the promises or the threat model, or plays a use', async () => {
  const texts = [
    await readFile('docs/promises.md', 'utf8'),
    await readFile('docs/threat-model.md', 'utf8'),
  ].join();
  const names = (await readdir('test/e2e')).flatMap((file) => /^(.+)\.test\.ts$/.exec(file)?.[1] ?? []);
  expect(names.filter((name) => !texts.includes(`test/e2e/${name}.test.ts`))).toEqual(USES);
});

test('docs/threat-model.md names tests that exist, for everybody who can write something', async () => {
  const text = await readFile('docs/threat-model.md', 'utf8');
  const rows = text.split('\n').filter((line) => /^\| \*\*/.test(line));
  expect(rows.length).toBeGreaterThanOrEqual(8);
  await expectNamedTests(rows);
});

async function expectNamedTests(lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    const named = [...line.matchAll(/`(test\/[\w/.-]+\.test\.ts)` "([^"]+)"/g)];
    expect(named.length, line).toBeGreaterThan(0);
    for (const [, file = '', title = ''] of named) expect(await readFile(file, 'utf8')).toContain(title);
  }
}
