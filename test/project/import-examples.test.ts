import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSettings } from '../../src/inputs/settings.ts';
import { action, readCollectingWorkflow } from './collecting-workflow.ts';
import { readText } from './repository-files.ts';

const workflow = z.object({
  permissions: z.object({}).strict(),
  concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.literal(false) }),
  jobs: z.record(
    z.string(),
    z.object({
      needs: z.string().optional(),
      permissions: z.record(z.string(), z.string()),
      strategy: z
        .object({
          matrix: z.object({ include: z.array(z.object({ part: z.number(), covers: z.string() })) }),
        })
        .optional(),
      steps: z.array(
        z.object({
          uses: z.string().optional(),
          run: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  ),
});

describe.each(['import.yml', 'backfill-matrix.yml'])('%s', (name) => {
  const content = readText(`examples/${name}`);
  const { jobs, concurrency } = workflow.parse(parse(content));
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const own = steps.filter(({ uses }) => uses !== undefined);

  test("is valid for GitHub's own parser, and says what it is for", () => {
    const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
    expect(content).toMatch(/^# \w/);
  });

  test('pins the action, gives it what it takes, and signs in to nothing', () => {
    expect(own.length).toBeGreaterThan(0);
    for (const { uses, with: given = {} } of own) {
      expect(uses).toBe(`OWNER/audit-log-sync@${'0'.repeat(40)}`);
      expect(Object.keys(given).filter((input) => action.inputs[input] === undefined)).toEqual([]);
      expect(given).toMatchObject({ command: 'import', 'data-key': '$' + '{{ secrets.DATA_KEY }}' });
      expect(Object.keys(given)).not.toContain('client-id');
    }
    for (const { permissions } of Object.values(jobs)) expect(permissions).not.toHaveProperty('id-token');
  });

  test('extends the data set of the workflow to copy, and deletes the files in the end', () => {
    const copied = readCollectingWorkflow(
      'README.md',
      /```yaml\n(name: .*?)```/s.exec(readText('README.md'))?.[1] ?? '',
    );
    const last = own.at(-1)?.with ?? {};
    for (const input of ['tenant-id', 'data-key', 'publish']) expect(last[input]).toBe(copied.given[input]);
    expect(concurrency.group).toBe(copied.group);
    expect(steps.at(-1)?.run).toMatch(/^gh release delete/);
  });

  test('puts no expression into a script', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${' + '{');
  });
});

test('the parts of a back-fill cover time that touches, each in an artifact of its own', () => {
  const { jobs } = workflow.parse(parse(readText('examples/backfill-matrix.yml')));
  const parts = jobs.part?.strategy?.matrix.include ?? [];
  expect(parts.map(({ part }) => part)).toEqual([1, 2, 3, 4, 5, 6]);
  const times = parts.map(
    ({ covers }) =>
      readSettings(
        {
          ...{ 'INPUT_TENANT-ID': '11111111-2222-4333-8444-555555555555', INPUT_USERS: 'none' },
          ...{ INPUT_COMMAND: 'import', INPUT_IMPORT: 'a.csv', 'INPUT_IMPORT-COVERS': covers },
          GITHUB_WORKSPACE: '/work',
        },
        new Date('2026-11-22T06:00:00Z'),
      ).importCovers,
  );
  expect(times.slice(1).map((time) => time?.from)).toEqual(times.slice(0, -1).map((time) => time?.to));
  expect(jobs.part?.steps[1]?.with?.['artifact-name']).toContain('$' + '{{ matrix.part }}');
  expect([jobs.merge?.needs, jobs.merge?.steps[1]?.with?.import]).toEqual(['part', 'parts/*']);
});
