import { expect, test } from 'vitest';
import { parseFileCommands } from '../../simulator/runner/file-commands.ts';

test('reads single lines and heredocs, whichever sign comes first', () => {
  const text = 'plain=1<<2\r\nmany<<E=F\nfirst\n\nE=\nE=F\nplain=last\n';
  expect(parseFileCommands(text)).toEqual(
    new Map([
      ['plain', 'last'],
      ['many', 'first\n\nE='],
    ]),
  );
  expect(parseFileCommands('plain=1<<2')).toEqual(new Map([['plain', '1<<2']]));
});

test('refuses what the runner refuses', () => {
  expect(() => parseFileCommands('no sign')).toThrow("Invalid format 'no sign'");
  expect(() => parseFileCommands('open<<END\ntext')).toThrow("Matching delimiter not found 'END'");
});
