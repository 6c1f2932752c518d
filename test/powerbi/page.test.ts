import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readText } from '../project/repository-files.ts';
import { partsOf, readModel } from './model/model.ts';
import { readProject } from './project-texts.ts';
import { readReport } from './report/read.ts';

const page = readText('docs/power-bi.md');
const model = readModel(readProject());
const code = [...page.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);

test('the page names files that are there', () => {
  const paths = [...page.matchAll(/(?:powerbi|test)\/[\w./-]*[\w/]/g)].map(([path]) => path);
  const links = [...page.matchAll(/\]\(([\w./-]+)\)/g)].map(([, path]) => `docs/${path}`);
  expect(paths.length).toBeGreaterThan(3);
  const missing = [...paths, ...links].filter(
    (path) => !existsSync(new URL(`../../${path}`, import.meta.url)),
  );
  expect(missing).toEqual([]);
  for (const name of ['data-lake.pq', 'folder.pq', 'artifact.pq']) {
    expect(existsSync(new URL(`../../powerbi/queries/${name}`, import.meta.url)), name).toBe(true);
  }
});

test('the page names the parameters, the role and the function of the model', () => {
  const names = model.objects
    .filter(({ type }) => ['expression', 'role'].includes(type))
    .map(({ name }) => name);
  expect(names.filter((name) => !code.some((text) => text.includes(name)))).toEqual([]);
});

test('the page names every table query that another source replaces, by what that source calls it', () => {
  const read = model.tables
    .flatMap((table) => partsOf(table, 'partition'))
    .flatMap(({ properties }) => /SnapshotTable\("(\w+)"\)/.exec(properties.get('source') ?? '')?.[1] ?? []);
  const named = code.flatMap((text) => /Data\[(\w+)\]/.exec(text)?.[1] ?? []);
  expect([...named].sort()).toEqual([...read].sort());
  expect(page).toContain('In each of the seven table queries');
  expect(readText('powerbi/queries/folder.pq')).toMatch(
    new RegExp(read.map((name) => `(?=[\\s\\S]*\\n {8}${name} = )`).join('')),
  );
});

test('the messages of our own that the page quotes are those of the queries', () => {
  const trouble = page.slice(page.indexOf('## What goes wrong'), page.indexOf('## The pages'));
  const quoted = [...trouble.matchAll(/^\| "([^"]+)"/gm)].map(([, text = '']) => text);
  const ofOthers = /^Access to the resource|^The 'Authorization'|^Formula\.Firewall|^dynamic data source/;
  const own = quoted.filter((text) => !ofOthers.test(text));
  expect(own.length).toBeGreaterThan(2);
  const queries = readText('powerbi/queries/branch.pq').replaceAll(/#\{\d\}/g, '…');
  const missing = own.filter((text) => !isSaid(text, queries));
  expect(missing).toEqual([]);
  expect(isSaid('GitHub finds no …', queries)).toBe(false);
});

/** Whether the texts say this; `…` and a number stand for what differs from case to case. */
function isSaid(quoted: string, texts: string): boolean {
  const parts = quoted.split(/…|\b\d+\b/).map((part) => part.trim());
  return parts.every((part) => texts.includes(part));
}

test('the questions of the CoE dashboard are answered where the page says', () => {
  const kit = readText('docs/coe-starter-kit.md');
  const { pages } = readReport(readProject());
  const answers = [...kit.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].slice(2);
  expect(answers.length).toBeGreaterThan(10);
  for (const [, question = '', title = '', visual = '', field = ''] of answers) {
    const shown = pages
      .filter(({ displayName }) => displayName === title)
      .flatMap(({ visuals }) => visuals)
      .map((one) => JSON.stringify(one))
      .filter((text) => text.includes(`'${visual}'`) && text.includes(`"nativeQueryRef":"${field}"`));
    expect(shown, question).toHaveLength(1);
  }
});

test('the page asks for no more than reading the contents of one repository', () => {
  const rights = /\| Repository permissions \| \*\*([^*]+)\*\*/.exec(page)?.[1];
  expect(rights).toBe('Contents: Read-only');
  expect(page).toContain('**Only select repositories**');
});
