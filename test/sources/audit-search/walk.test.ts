import { expect, test } from 'vitest';
import { openIdentity } from '../../../src/launches/identity.ts';
import type { AuditSearch } from '../../../src/sources/audit-search/api.ts';
import { createResultTally } from '../../../src/sources/audit-search/tally.ts';
import { walkResult } from '../../../src/sources/audit-search/walk.ts';

const READER = {
  rules: { operations: new Map(), latest: 0 },
  identity: openIdentity({ mode: 'none' }, ''),
};
const KNOWN = { expected: 0, has: () => false, hasSame: () => false };

/** A search whose results have so many rows, ten a page. */
function searchOf(rows: number): AuditSearch {
  const unused = (): never => {
    throw new Error('not asked for');
  };
  return {
    ...{ list: unused, create: unused, poll: unused, remove: unused, now: () => 0, timeLeft: unused },
    pages: async function* () {
      for (let at = 0; at < rows; at += 10) {
        const page = Array.from({ length: Math.min(10, rows - at) }, (_, index) => ({
          ...{ key: `row ${at + index}`, at: undefined },
          read: { kind: 'other' as const },
        }));
        yield { rows: page, isLast: at + 10 >= rows };
      }
    },
  };
}

test.each([
  ['just as many rows as the service gives at most', 40, { kind: 'cut' }],
  ['fewer', 39, { kind: 'agreed', rows: 0, knownRows: 0 }],
  ['more', 41, { kind: 'agreed', rows: 0, knownRows: 0 }],
  ['more than two walks are likely to agree on', 60, { kind: 'too-many' }],
])('a result with %s', async (_, rows, expected) => {
  const options = { known: KNOWN, tally: createResultTally(), mostRows: 50, fullResult: 40 };
  expect(await walkResult(searchOf(rows), 'query', READER, options)).toEqual(expected);
});
