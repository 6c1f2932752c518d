import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('docs/promises.md names tests that exist, for each of the eleven promises', async () => {
  const text = await readFile('docs/promises.md', 'utf8');
  const promises = text.split('\n').filter((line) => /^\d+\. \*\*/.test(line));
  expect(promises).toHaveLength(11);
  for (const promise of promises) {
    const named = [...promise.matchAll(/`(test\/[\w/.-]+\.test\.ts)` "([^"]+)"/g)];
    expect(named.length, promise).toBeGreaterThan(0);
    for (const [, file = '', title = ''] of named) expect(await readFile(file, 'utf8')).toContain(title);
  }
});
