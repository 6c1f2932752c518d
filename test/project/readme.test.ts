import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readSettings } from '../../src/inputs/settings.ts';
import { action, checkCollectingWorkflow, readCollectingWorkflow } from './collecting-workflow.ts';
import { readJson, readText } from './repository-files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readText('README.md');

/** The rows of the first table under a heading, cell by cell, without the header. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const section = readme.split(`\n${heading}\n`)[1]?.split(/\n## /)[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

const ids = {
  'INPUT_TENANT-ID': '11111111-2222-4333-8444-555555555555',
  'INPUT_CLIENT-ID': 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  'INPUT_DATA-KEY': '0123456789abcdeffedcba98765432100f1e2d3c4b5a69788796a5b4c3d2e1f0',
};
const now = new Date('2026-11-22T06:00:00Z');

test('the table of inputs is that of action.yml', () => {
  const expected = Object.entries(action.inputs).map(([name, { description, required, ...input }]) => {
    const shown = input.default === '' ? '' : `\`${input.default}\``;
    return [`\`${name}\``, required ? 'required' : shown, description];
  });
  expect(tableUnder('## Inputs')).toEqual(expected);
});

test('the code reads the inputs of action.yml and no others', () => {
  const asked = new Set<string>();
  const environment = new Proxy<Record<string, string>>(
    { ...ids, GITHUB_WORKSPACE: root },
    {
      get: (variables, name) => {
        if (typeof name === 'string' && name.startsWith('INPUT_')) asked.add(name.slice(6).toLowerCase());
        return typeof name === 'string' ? variables[name] : undefined;
      },
    },
  );
  readSettings(environment, now);
  expect([...asked].sort()).toEqual(Object.keys(action.inputs).sort());
});

test('the code has the defaults of action.yml', () => {
  const workspace = { GITHUB_WORKSPACE: root };
  const defaults = Object.entries(action.inputs).map(([name, input]) => [
    `INPUT_${name.toUpperCase()}`,
    // An expression is put in by the runner, and has no default in the code.
    input.default.startsWith('$') ? '' : input.default,
  ]);
  const byRunner = readSettings({ ...Object.fromEntries(defaults), ...ids, ...workspace }, now);
  expect(byRunner).toEqual(readSettings({ ...ids, ...workspace }, now));
});

test('the table of outputs is that of action.yml', () => {
  const expected = Object.entries(action.outputs).map(([name, { description }]) => [
    `\`${name}\``,
    description,
  ]);
  expect(tableUnder('## Outputs')).toEqual(expected);
});

test('the code sets the outputs of action.yml and no others', () => {
  const values =
    /const values: .* = \{\n([\s\S]*?)\n {2}\};/.exec(readText('src/report/outputs.ts'))?.[1] ?? '';
  const set = [...values.matchAll(/^ {4}'?([\w-]+)'?[:,]/gm)].map(([, name]) => name);
  expect(set.sort()).toEqual(Object.keys(action.outputs).sort());
});

test('what the run is said to say stands in the code', () => {
  const code = globSync('src/**/*.ts', { cwd: root }).map((path) => readText(path.replaceAll('\\', '/')));
  const fragments = tableUnder('## Troubleshooting').flatMap(([said = '']) =>
    [...said.matchAll(/`([^`]+)`/g)].map(([, fragment = '']) => fragment.replace(/^AADSTS/, '')),
  );
  expect(fragments.length).toBeGreaterThan(15);
  expect(fragments.filter((fragment) => !code.join('\n').includes(fragment))).toEqual([]);
});

test('every command named is a script of package.json', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(readJson('package.json'));
  const named = [...readme.matchAll(/\bnpm (?:run ([\w:]+)|(test))\b/g)].map(
    ([, run, own]) => run ?? own ?? '',
  );
  expect(new Set(named)).toEqual(new Set(['demo', 'test', 'test:quick', 'build', 'check']));
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test("the workflow to copy is valid for GitHub's own parser and asks for what the action takes", () => {
  const blocks = [...readme.matchAll(/```ya?ml\n([\s\S]*?)```/g)].map(([, content = '']) => content);
  expect(blocks).toHaveLength(1);
  for (const content of blocks) checkCollectingWorkflow(readCollectingWorkflow('README.md', content));
});

describe.each(globSync(['*.md', 'docs/**/*.md'], { cwd: root }))('%s', (path) => {
  const text = readText(path.replaceAll('\\', '/'));
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const relative = links.filter((target) => !/^[a-z]+:/.test(target));

  test('has no link to a file that is not there', () => {
    const files = relative.map((target) => target.split('#')[0] ?? '').filter((file) => file !== '');
    expect(files.filter((file) => !existsSync(join(root, dirname(path), file)))).toEqual([]);
  });

  test('has no link to a heading that is not there', () => {
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
    const anchors = relative.filter((target) => target.startsWith('#')).map((target) => target.slice(1));
    expect(anchors.filter((anchor) => !headings.includes(anchor))).toEqual([]);
  });
});

/** As GitHub makes anchors of headings. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
