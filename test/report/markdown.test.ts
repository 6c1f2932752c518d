import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, table } from '../../src/report/markdown.ts';
import { HOSTILE } from './fixtures.ts';

/** Returns what a reader sees: entities as characters. */
function shown(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

/** What Markdown, HTML or GitHub would act upon, once entities stand for themselves. */
const ACTIVE = /[\\`*_[\]<>|~@${}!]|#|&|www\.|:\/\/|:\w+:|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function expectInert(markdown: string): void {
  expect(markdown.replace(/&#\d+;/g, '')).not.toMatch(ACTIVE);
}

describe('names do nothing', () => {
  test.each(HOSTILE)('%j', (name) => {
    expectInert(escapeMarkdown(name));
    expect([...shown(escapeMarkdown(name))].length).toBeLessThanOrEqual(80);
  });

  test('any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(...HOSTILE.slice(0, 17)),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    const property = fc.property(fc.array(piece, { maxLength: 4 }), (parts) =>
      expectInert(escapeMarkdown(parts.join(''))),
    );
    fc.assert(property, { numRuns: 500 });
  });
});

test.each([
  ['Größe "1" (2 %), 100 € – 日本 😀', 'Größe "1" (2 %), 100 € – 日本 😀'],
  ['2026-11-21T07:31:09Z', '2026-11-21T07:31:09Z'],
  ['  a \r\n b ', 'a   b'],
  ['a | <b> & @c', 'a | <b> & @c'],
])('a reader sees %j', (text, seen) => {
  expect(shown(escapeMarkdown(text)).replace(/ +/g, ' ')).toBe(seen.replace(/ +/g, ' '));
});

test('what is long is cut between characters', () => {
  expect(escapeMarkdown('😀'.repeat(81))).toBe(`${'😀'.repeat(79)}…`);
  expect(escapeMarkdown('😀'.repeat(80))).toBe('😀'.repeat(80));
  expect(escapeMarkdown('abc', 2)).toBe('a…');
});

test('a table', () => {
  expect(table(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |');
});
