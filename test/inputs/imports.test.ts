import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { readSettings } from '../../src/inputs/settings.ts';

const NOW = new Date('2026-11-22T06:00:00Z');

function settingsOf(inputs: Readonly<Record<string, string>>) {
  const given = { 'tenant-id': '11111111-2222-4333-8444-555555555555', users: 'none', ...inputs };
  const variables = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return readSettings({ GITHUB_WORKSPACE: '/work', ...Object.fromEntries(variables) }, NOW);
}

function problemsOf(inputs: Readonly<Record<string, string>>): readonly string[] {
  try {
    settingsOf(inputs);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ input, problem, remedy }) => `${input} ${problem}. ${remedy}`);
  }
  throw new Error('the inputs were accepted');
}

describe('command: import', () => {
  test('needs the tenant and files, and no application', () => {
    const { imports, clientId, importCovers } = settingsOf({
      command: 'import',
      import: ' exports\\*.csv \n\n./parts/\nexports/*.csv',
    });
    expect([imports, clientId, importCovers]).toEqual([['exports/*.csv', 'parts'], '', undefined]);
    expect(problemsOf({ command: 'import' })).toEqual([
      expect.stringMatching(/^import is required with command: import\. Give files/),
    ]);
  });

  test.each(['sync', 'check'])('and %s takes no files, but the application', (command) => {
    expect(problemsOf({ command })).toEqual([expect.stringMatching(/^client-id is required\./)]);
    expect(
      settingsOf({ command, import: 'a.csv', 'client-id': '11111111-2222-4333-8444-555555555556' }).imports,
    ).toEqual([]);
  });

  test.each([
    ['/etc/passwd', 'line 1 is outside the workspace'],
    ['C:\\exports\\a.csv', 'line 1 is outside the workspace'],
    ['a.csv\nexports/../../b.csv', 'line 2 is outside the workspace'],
    ['.GIT/config', 'line 1 is inside .git'],
    ['.', 'line 1 is the workspace itself'],
  ])('refuses %j', (files, problem) => {
    expect(problemsOf({ command: 'import', import: files })).toEqual([
      expect.stringContaining(`import ${problem}.`),
    ]);
  });
});

describe('import-covers', () => {
  test.each([
    ['2026-05-01/2026-11-01', 'UTC', '2026-05-01T00:00:00Z', '2026-11-01T00:00:00Z'],
    ['2026-05-01 / 2026-11-01', 'Europe/Berlin', '2026-04-30T22:00:00Z', '2026-10-31T23:00:00Z'],
    ['2026-03-08/2026-03-09', 'America/New_York', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
    [
      '2026-05-01T06:30:00Z/2026-05-01T08:00+01:00',
      'Europe/Berlin',
      '2026-05-01T06:30:00Z',
      '2026-05-01T07:00:00Z',
    ],
    ['2026-11-01/2026-11-20T06:00:00Z', 'UTC', '2026-11-01T00:00:00Z', '2026-11-20T06:00:00Z'],
  ])('%s in %s', (text, zone, from, to) => {
    const { importCovers } = settingsOf({
      command: 'import',
      import: 'a.csv',
      'time-zone': zone,
      'import-covers': text,
    });
    expect(importCovers).toEqual({ from: Date.parse(from), to: Date.parse(to) });
  });

  test.each([
    ['2026-05-01', 'is not FROM/TO. Give FROM/TO'],
    ['2026-05-01/', 'is not FROM/TO. Give FROM/TO'],
    ['2026-05-01/2026-06-01/2026-07-01', 'is not FROM/TO. Give FROM/TO'],
    ['May/June', 'is not an instant. Use ISO 8601'],
    ['2026-05-01/2026-05-01', 'ends before it begins. Give FROM/TO'],
    [
      '2026-11-01/2026-11-20T06:00:01Z',
      'ends less than 48 hours ago, and launches of that time may not be in the audit log yet. The latest end possible now is 2026-11-20T06:00:00Z',
    ],
  ])('refuses %s', (text, problem) => {
    const problems = problemsOf({ command: 'import', import: 'a.csv', 'import-covers': text });
    expect(problems).toEqual([expect.stringContaining(`import-covers ${problem}`)]);
  });
});
