import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkCollectingWorkflow, readCollectingWorkflow } from './collecting-workflow.ts';
import { readText } from './repository-files.ts';

const names = readdirSync(new URL('../../examples', import.meta.url)).sort();

test('the examples are those that the README names', () => {
  expect(names).toEqual([
    'backfill-matrix.yml',
    'data-lake.yml',
    'history.yml',
    'import.yml',
    'manual-resync.yml',
    'many-tenants.yml',
    'publish-to-branch.yml',
    'scheduled-oidc.yml',
    'scheduled-secret.yml',
  ]);
});

/** Those of files have a test of their own: import-examples.test.ts. */
const IMPORTING = ['backfill-matrix.yml', 'import.yml'];

describe.each(names.filter((name) => !IMPORTING.includes(name)))('%s', (name) => {
  const content = readText(`examples/${name}`);

  test("is valid for GitHub's own parser and asks for what the action takes", () => {
    checkCollectingWorkflow(readCollectingWorkflow(name, content));
  });

  test('says what it is for', () => {
    expect(content).toMatch(/^# \w/);
  });

  test('gives each job of a matrix an artifact of its own', () => {
    const { matrix, given } = readCollectingWorkflow(name, content);
    if (matrix) expect(given['artifact-name']).toContain('${' + '{ matrix.');
  });
});

test('a re-sync by hand hands on both ends of its window', () => {
  const { given } = readCollectingWorkflow('manual-resync.yml', readText('examples/manual-resync.yml'));
  expect(given).toMatchObject({
    'start-time': '${' + '{ inputs.start-time }}',
    'end-time': '${' + '{ inputs.end-time }}',
  });
});

test('a re-sync by hand extends the data set of the workflow to copy', () => {
  const workflow = /```yaml\n(name: .*?)```/s.exec(readText('README.md'))?.[1] ?? '';
  const copied = readCollectingWorkflow('README.md', workflow);
  const manual = readCollectingWorkflow('manual-resync.yml', readText('examples/manual-resync.yml'));
  const dataSetOf = ({ given }: typeof manual) =>
    Object.entries(given).filter(([name]) => !/^(?:(?:start|end)-time|strict|command)$/.test(name));
  expect(dataSetOf(manual)).toEqual(dataSetOf(copied));
  expect(manual.permissions).toEqual(copied.permissions);
  expect(manual.group).toBe(copied.group);
});

test('the history goes into the data set of the workflow to copy, signed in as another app', () => {
  const workflow = /```yaml\n(name: .*?)```/s.exec(readText('README.md'))?.[1] ?? '';
  const copied = readCollectingWorkflow('README.md', workflow);
  const history = readCollectingWorkflow('history.yml', readText('examples/history.yml'));
  for (const input of ['tenant-id', 'data-key', 'publish'])
    expect(history.given[input]).toBe(copied.given[input]);
  expect(history.given['client-id']).not.toBe(copied.given['client-id']);
  expect([history.group, history.given.history]).toEqual([copied.group, 'graph']);
});
