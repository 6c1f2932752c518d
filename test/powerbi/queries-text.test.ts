import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { branchExpressions, queryFiles, tableQuery } from '../../powerbi/generate/queries.ts';
import { formatM } from '../../powerbi/generate/queries-format.ts';
import { TABLES } from '../../powerbi/generate/queries-types.ts';
import { complaintsAbout, hasSymbols } from './m/language-services.ts';
import { parseM } from './m/parse.ts';

const FILES = await queryFiles();
const MODEL = new Map([
  ...(await branchExpressions()).map(({ name, m }) => [name, m] as const),
  ...(await Promise.all(TABLES.map(async ({ name }) => [`Table_${name}`, await tableQuery(name)] as const))),
]);
const ALL = [...FILES, ...MODEL];
const withSymbols = it.skipIf(!hasSymbols());
if (!hasSymbols()) console.warn('Names in M are not checked: ../shared/schemas/powerquery is missing.');

describe('the query files', () => {
  it('are there for each source, and the committed ones are current', async () => {
    expect([...FILES.keys()]).toStrictEqual([
      'queries/branch.pq',
      'queries/artifact.pq',
      'queries/folder.pq',
      'queries/data-lake.pq',
    ]);
    for (const [path, text] of FILES) {
      const committed = await readFile(new URL(`../../powerbi/${path}`, import.meta.url), 'utf8');
      expect(committed.replaceAll('\r\n', '\n'), path).toBe(text);
    }
  });

  it('have their parameters at the top', () => {
    for (const text of FILES.values()) {
      expect(text).toMatch(/^(\/\/ .*\n)+let\n( {4}(\/\/ .*|\w+ = ".*",)\n){3,}/);
    }
  });
});

describe('every expression of M', () => {
  it('parses', async () => {
    for (const [, m] of ALL) await parseM(m);
    await expect(parseM('let a = in a')).rejects.toThrow('This is not M');
  });

  it('stands as the formatter lays it out', async () => {
    for (const [name, m] of ALL) expect(m.trimEnd(), name).toBe(await formatM(m));
  });

  withSymbols('has no name that is unknown or given twice', async () => {
    expect(await complaintsAbout(MODEL)).toStrictEqual([]);
    for (const [path, m] of FILES)
      expect(await complaintsAbout(new Map([['Query', m]])), path).toStrictEqual([]);
  });

  withSymbols('would be caught with such a name, also one of another expression', async () => {
    const without = new Map([...MODEL].filter(([name]) => name !== 'Repository'));
    expect(await complaintsAbout(without)).toContainEqual(expect.stringContaining("'Repository'"));
    const [first = ''] = MODEL.keys();
    const wrong = new Map([...MODEL, [first, 'let a = 1, a = Text.Frm(a) in a']]);
    expect((await complaintsAbout(wrong)).join()).toMatch(/Duplicate identifier 'a'.*Text\.Frm/);
  });
});

describe('what the service sees without running a query', () => {
  /** Functions of the library that read something. */
  const SOURCES = /\b(?:Web\.\w+|File\.\w+|Folder\.\w+|AzureStorage\.\w+|SharePoint\.\w+)(?=\()/g;
  const sourcesIn = (m: string) => [...new Set(m.match(SOURCES))];

  it('is one kind of source in each file and in the model: a second one would ask for a gateway', () => {
    const found = [...FILES].map(([path, m]) => [path, sourcesIn(m)]);
    expect(Object.fromEntries(found)).toStrictEqual({
      'queries/branch.pq': ['Web.Contents'],
      'queries/artifact.pq': ['Web.Contents'],
      'queries/folder.pq': ['Folder.Files'],
      'queries/data-lake.pq': ['AzureStorage.DataLake'],
    });
    expect(sourcesIn([...MODEL.values()].join('\n'))).toStrictEqual(['Web.Contents']);
  });

  it('is a fixed address: only one that is written out can be refreshed', () => {
    for (const [name, m] of ALL) {
      const calls = m.match(/Web\.Contents\(/g) ?? [];
      const fixed = m.match(/Web\.Contents\(\s*"https:\/\/api\.github\.com",/g) ?? [];
      expect(fixed.length, name).toBe(calls.length);
    }
  });

  it('is one shared function over parameters, so that no table query meets the data privacy firewall', async () => {
    const kinds = (await branchExpressions()).map(({ name, kind }) => [name, kind]);
    expect(kinds).toStrictEqual([
      ['Repository', 'parameter'],
      ['DataBranch', 'parameter'],
      ['Format', 'parameter'],
      ['SnapshotTable', 'function'],
    ]);
    for (const { name } of TABLES) {
      expect(await tableQuery(name)).toMatch(
        /^let\s+Source = (Table\.RemoveColumns\(\s+Table\.SelectRows\()?SnapshotTable\("\w+"\)(, each \[succeeded\] <> 0\), \{"event_id", "succeeded"\}\s+\))?\s+in\s+Source$/,
      );
    }
  });

  it('holds no token and no place for one', () => {
    for (const [name, m] of ALL) expect(m, name).not.toMatch(/Authorization|ApiKeyName|github_pat|ghp_/);
  });
});
