import { expect, test } from 'vitest';
import { Random } from '../../simulator/tenant/random.ts';
import { TextSearch } from './text-search.ts';

const foundIn = (content: string, ...texts: readonly string[]) =>
  [...new TextSearch(texts).foundIn(Buffer.from(content, 'latin1'))].sort();

test.each([
  ['at the start', 'needle in hay', ['needle']],
  ['at the end', 'hay and needle', ['needle']],
  ['alone', 'needle', ['needle']],
  ['after its own beginning', 'neneedle', ['needle']],
  ['in another case', 'a NeEdLe', ['needle']],
  ['beside one that begins like it', 'needles', ['needle', 'needles']],
  ['of bytes over 127', 'Jos\u00c3\u00a9', ['jos\u00e3\u00a9']],
  ['cut short', 'hay and needl', []],
])('a text %s', (_, content, found) => {
  expect(foundIn(content, 'Needle', 'needles', 'jos\u00c3\u00a9')).toEqual(found);
});

test('a text that bytes cannot hold, or too short to be told from others, is refused', () => {
  expect(() => new TextSearch(['\u0141ucja'])).toThrow('cannot be searched for');
  expect(() => new TextSearch(['abc'])).toThrow('cannot be searched for');
});

test('finds what looking for each text finds', () => {
  const random = new Random(20_261_125);
  const letters = (count: number) =>
    Array.from({ length: count }, () => random.pick(['a', 'B', '\u00ff'])).join('');
  let found = 0;
  for (let round = 0; round < 200; round += 1) {
    const content = letters(random.whole(0, 300));
    const texts = Array.from({ length: 40 }, () => letters(random.whole(4, 9)).toLowerCase());
    const expected = new Set(texts.filter((text) => content.toLowerCase().includes(text)));
    expect(foundIn(content, ...texts)).toEqual([...expected].sort());
    found += expected.size;
  }
  expect(found).toBeGreaterThan(1000);
});
