import { execFileSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CLOUD_NAMES, CLOUDS } from '../../src/entra/clouds.ts';
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

test('the workflow to copy can be run with each command, and runs sync on its schedule', () => {
  const content = /```ya?ml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const { given } = readCollectingWorkflow('README.md', content);
  expect(given.command).toBe('$' + '{{ inputs.command }}');
  const options = /options: \[(.*)\]/.exec(content)?.[1]?.split(', ') ?? [];
  const commandOf = (name: string) =>
    readSettings({ ...ids, GITHUB_WORKSPACE: root, INPUT_COMMAND: name }, now).command;
  expect(options).toContain('check');
  expect(options.map(commandOf)).toEqual(options);
  // A scheduled run has no inputs: the expression is empty.
  expect(commandOf('')).toBe('sync');
});

test('OWNER is who publishes the action, and nobody else', () => {
  const texts = [readme, readText('docs/set-up.md'), readText('docs/power-bi.md')].join('\n');
  expect(readme).toContain('`OWNER` is the account on GitHub');
  expect(texts.match(/OWNER\/(?!audit-log-sync\b)\S*/g) ?? []).toEqual([]);
});

test('each word of the README is explained before it is used in the start', () => {
  const words = tableUnder('## The words').map(([word = '']) => word);
  expect(words).toEqual(
    expect.arrayContaining(['Launch', 'Content blob', 'Snapshot', 'Watermark', 'Gap', 'OIDC']),
  );
  expect(readme.indexOf('## The words')).toBeLessThan(readme.indexOf('## Start'));
});

describe('docs/set-up.md', () => {
  const setUp = readText('docs/set-up.md');
  const blocksOf = (language: string): readonly string[] =>
    [...setUp.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, name, block = '']) =>
      name === language ? [block] : [],
    );

  test('makes the app registration with the same commands in bash and in PowerShell', () => {
    const commandsOf = (blocks: readonly string[]): readonly string[] =>
      blocks
        .filter((block) => block.includes('az ad app create'))
        .flatMap((block) => block.split('\n'))
        .flatMap((line) => /(az .*?)\)?$/.exec(line)?.[1] ?? [])
        .filter((line) => line.startsWith('az '));
    const commands = commandsOf(blocksOf('sh'));
    expect(commands).toHaveLength(5);
    expect(commandsOf(blocksOf('powershell'))).toEqual(commands);
  });

  test('gives the federated credential as the same JSON in bash and in PowerShell', () => {
    const found = [...setUp.matchAll(/'(?:\n)?(\{\n {2}"name"[\s\S]*?\n\})(?:\n)?'/g)];
    const credentials = found.map(([, json = '']) => JSON.parse(json));
    expect(credentials).toHaveLength(2);
    expect(credentials[0]).toEqual({
      name: 'audit-log-sync',
      issuer: 'https://token.actions.githubusercontent.com',
      subject: 'repo:ORG/REPOSITORY:ref:refs/heads/main',
      audiences: [CLOUDS.commercial.federationAudience],
    });
    expect(credentials[1]).toEqual(credentials[0]);
  });

  test('names the addresses of each cloud as the code does', () => {
    const rows = [...setUp.matchAll(/^\| `([\w-]+)` \| [^|]+ \| `(.+)` \| `(.+)` \| `(.+)` \|$/gm)];
    expect(rows.map(([, ...cells]) => cells)).toEqual(
      CLOUD_NAMES.map((name) => {
        const { managementApiUrl, entraUrl, federationAudience } = CLOUDS[name];
        return [name, managementApiUrl, entraUrl, federationAudience];
      }),
    );
  });

  test('makes the variables and secrets that the workflow to copy reads', () => {
    const named = [...readme.matchAll(/\$\{\{ (vars|secrets)\.(\w+) \}\}/g)].map(([, , name]) => name);
    const made = [...setUp.matchAll(/gh (?:variable|secret) set (\w+)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(2);
    expect(made).toEqual(expect.arrayContaining(named));
  });
});

/** What documents tell to run with bash; not with a shell of Windows, where there is none. */
describe.skipIf(process.platform === 'win32')('a block of commands is bash', () => {
  const blocks = globSync(['*.md', 'docs/**/*.md'], { cwd: root }).flatMap((path) =>
    [...readText(path.replaceAll('\\', '/')).matchAll(/```sh\n([\s\S]*?)```/g)].map(
      ([, block = '']) => [path, block.split('\n')[0], block] as const,
    ),
  );

  test.each(blocks)('%s: %s', (_path, _line, block) => {
    execFileSync('bash', ['-n'], { input: block, stdio: ['pipe', 'ignore', 'inherit'] });
  });
});

test('every script that a document starts is there', () => {
  const named = globSync(['*.md', 'docs/**/*.md'], { cwd: root }).flatMap((path) =>
    [...readText(path.replaceAll('\\', '/')).matchAll(/node scripts\/node24\.mjs ([\w./-]+)/g)].map(
      ([, file = '']) => file,
    ),
  );
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
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
    const targets = relative.filter((target) => target.includes('#')).map((target) => target.split('#'));
    const missing = targets.filter(([file = '', anchor = '']) => {
      const other = file === '' ? text : readText(join(dirname(path), file).replaceAll('\\', '/'));
      const headings = [...other.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
      return !headings.includes(anchor);
    });
    expect(missing).toEqual([]);
  });
});

/** As GitHub makes anchors of headings. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
