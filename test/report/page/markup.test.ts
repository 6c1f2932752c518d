import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { html, trusted } from '../../../src/report/page/markup.ts';
import { nameOf } from '../../../src/report/page/names.ts';
import { HOSTILE } from '../fixtures.ts';

/** Characters with a meaning in HTML, and those that reorder or hide text. */
const HARM = /[<>"'\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

describe('text in a template', () => {
  test.each([...HOSTILE])('%j can do nothing', (text) => {
    expect(html`${text}`.text).not.toMatch(HARM);
  });

  test('of any kind can do nothing', () => {
    const property = fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(html`${text}`.text).not.toMatch(HARM);
    });
    fc.assert(property, { numRuns: 500 });
  });

  test.each([
    ['Größe 1 & 2', 'Größe 1 &amp; 2'],
    ['<b title="x">', '&lt;b title=&quot;x&quot;&gt;'],
    ['&lt;', '&amp;lt;'],
    ['a\r\nb', 'a b'],
    ['left \u202e right', 'left  right'],
    ['می\u200cخواهم 👩\u200d🚀', 'می\u200cخواهم 👩\u200d🚀'],
    ['half \ud800 pair', 'half \ufffd pair'],
  ])('%j becomes %j', (text, expected) => {
    expect(html`${text}`.text).toBe(expected);
  });
});

test('a template takes markup, numbers, lists, and nothing', () => {
  const list = [html`<b>${1}</b>`, trusted('<i></i>'), '<', null, undefined];
  expect(html`<p class="${'"'}">${list}</p>`.text).toBe('<p class="&quot;"><b>1</b><i></i>&lt;</p>');
});

describe('a name', () => {
  test.each([
    ['Expense claims', 'id-1', '<bdi title="id-1">Expense claims</bdi>'],
    [' \u202e ', 'id-1', '<code>id-1</code>'],
    ['\u3164\u2800', 'id-1', '<code>id-1</code>'],
    [null, 'id-1', '<code>id-1</code>'],
    [null, null, '<span class="quiet">unknown</span>'],
    ['😀'.repeat(101), null, `<bdi>${'😀'.repeat(99)}…</bdi>`],
  ])('%j of %j', (name, id, expected) => {
    expect(nameOf(name, id).text).toBe(expected);
  });
});
