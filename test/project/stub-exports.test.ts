import { describe, expect, test } from 'vitest';
// @ts-expect-error: a script without types
import { exportsOf, stubProblems } from '../../scripts/stub-exports.mjs';
import { readText } from './repository-files.ts';

const STUB = readText('scripts/undici.mjs');
const problems = (text: string): readonly string[] =>
  stubProblems({ file: 'x.js', text, name: 'undici', provided: exportsOf(STUB) });

test('the stub has what is named here', () => {
  expect(exportsOf(STUB)).toEqual(['ProxyAgent', 'fetch']);
});

describe('a use that the stub serves', () => {
  test.each([
    ['by name', "import { ProxyAgent, fetch as get } from 'undici';"],
    ['by namespace', 'import * as undici from "undici";\nnew undici.ProxyAgent();'],
    ['of CommonJS', "const { fetch } = require('undici');"],
    ['of compiled TypeScript', 'const undici_1 = __importStar(require("undici"));\nundici_1.fetch(x);'],
    ['in a comment only', "// import { request } from 'undici'\n/* require('undici') */"],
    ['of another package', "import { request } from 'undici-types';"],
  ])('%s passes', (_, text) => {
    expect(problems(text)).toEqual([]);
  });
});

describe('another use fails the build, and says which', () => {
  test.each([
    ['by name', "import { fetch, request } from 'undici';", 'x.js uses undici.request'],
    ['by namespace', "import * as u from 'undici';\nu.Agent;", 'x.js uses undici.Agent'],
    ['of CommonJS', "const undici = require('undici');\nundici.request();", 'x.js uses undici.request'],
    ['of a default', "import undici from 'undici';", 'cannot be followed'],
    ['of all of it', "export * from 'undici';", 'cannot be followed'],
    ['passed on', "const undici = require('undici');\nuse(undici);", 'passes on all of undici'],
    ['later', "const later = () => import('undici');", 'cannot be followed'],
  ])('%s', (_, text, expected) => {
    expect(problems(text).join('\n')).toContain(expected);
  });
});
