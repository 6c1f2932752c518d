import { readdirSync } from 'node:fs';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readText } from './repository-files.ts';

const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const job = z.object({
  'runs-on': z.string(),
  'timeout-minutes': z.number(),
  permissions: z.record(z.string(), z.string()),
  strategy: z.object({ matrix: z.record(z.string(), z.array(z.string())) }).optional(),
  steps: z.array(step),
});
const workflow = z.object({ permissions: z.unknown(), jobs: z.record(z.string(), job) });

const folder = '.github/workflows';
const names = readdirSync(new URL(`../../${folder}`, import.meta.url));

test('there are workflows to look at', () => {
  expect(names).toEqual(expect.arrayContaining(['ci.yml', 'codeql.yml', 'release.yml']));
});

describe.each(names)('%s', (name) => {
  const content = readText(`${folder}/${name}`);
  const { permissions, jobs } = workflow.parse(parse(content));
  const steps = Object.values(jobs).flatMap((each) => each.steps);

  test("is valid for GitHub's own parser", () => {
    const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  });

  test('gives no permission to all jobs, and each job only what it names', () => {
    expect(permissions).toEqual({});
  });

  test('pins every action by commit, with its version beside it', () => {
    const uses = content.split('\n').filter((line) => /\buses:/.test(line));
    expect(uses).toHaveLength(steps.filter((each) => each.uses !== undefined).length);
    for (const line of uses) expect(line).toMatch(/uses: [\w.-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('names the image of every job', () => {
    for (const { 'runs-on': image, strategy } of Object.values(jobs)) {
      const images = image === `\${{ matrix.image }}` ? (strategy?.matrix.image ?? []) : [image];
      expect(images).not.toEqual([]);
      for (const each of images) expect(each).toMatch(/^(ubuntu|windows|macos)-\d+(\.\d+)?$/);
    }
  });

  test('puts no expression into a script', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${' + '{');
  });

  test('leaves no token behind in the checkout', () => {
    const checkouts = steps.filter((each) => each.uses?.startsWith('actions/checkout@'));
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false });
  });
});
