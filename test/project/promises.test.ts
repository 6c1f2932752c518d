import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('docs/promises.md names tests that exist, for each of the eleven promises', async () => {
  const text = await readFile('docs/promises.md', 'utf8');
  const promises = text.split('\n').filter((line) => /^\d+\. \*\*/.test(line));
  expect(promises).toHaveLength(11);
  await expectNamedTests(promises);
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
