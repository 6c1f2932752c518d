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
const workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.unknown(),
  concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.boolean() }),
  jobs: z.record(z.string(), job),
});

/** Rights to write, by workflow; a workflow that is not listed has none. */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  'codeql.yml': ['security-events'],
  'release.yml': ['contents', 'id-token', 'attestations'],
};

/** Events that run without secrets for a fork, or that only a maintainer can cause. */
const HARMLESS_EVENTS = ['push', 'pull_request', 'schedule', 'workflow_dispatch'];

const folder = '.github/workflows';
const names = readdirSync(new URL(`../../${folder}`, import.meta.url));

test('there are workflows to look at', () => {
  expect(names).toEqual(
    expect.arrayContaining(['ci.yml', 'codeql.yml', 'dependency-review.yml', 'release.yml']),
  );
});

describe.each(names)('%s', (name) => {
  const content = readText(`${folder}/${name}`);
  const { on, permissions, jobs } = workflow.parse(parse(content));
  const steps = Object.values(jobs).flatMap((each) => each.steps);

  test("is valid for GitHub's own parser", () => {
    const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  });

  test('gives no permission to all jobs, and each job only what it names', () => {
    expect(permissions).toEqual({});
  });

  test('writes nothing but what is listed here, and says why', () => {
    const written = Object.values(jobs).flatMap((each) =>
      Object.entries(each.permissions).flatMap(([right, level]) => (level === 'write' ? [right] : [])),
    );
    expect(written).toEqual(WRITES[name] ?? []);
    for (const line of content.split('\n').filter((each) => /^ +[a-z-]+: write\b/.test(each))) {
      expect(line).toMatch(/: write # \w/);
    }
  });

  test('does not run for code of strangers with the rights of this repository', () => {
    expect(Object.keys(on).filter((event) => !HARMLESS_EVENTS.includes(event))).toEqual([]);
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

test('zizmor looks at the workflows and at every example', () => {
  const { jobs } = workflow.parse(parse(readText(`${folder}/ci.yml`)));
  const steps = jobs.workflows?.steps.filter(({ uses }) => uses?.startsWith('zizmorcore/zizmor-action@'));
  const inputs = steps?.flatMap((each) => String(each.with?.inputs ?? '.').split(/\s+/));
  const examples = readdirSync(new URL('../../examples', import.meta.url)).map((name) => `examples/${name}`);
  expect(inputs).toEqual(['.', ...examples.sort()]);
});

test('a maintainer looks at every change', () => {
  expect(readText('.github/CODEOWNERS')).toMatch(/^\* @\S+$/m);
});

test('what a release attests is what SECURITY.md verifies, and all of dist/', () => {
  const { jobs } = workflow.parse(parse(readText(`${folder}/release.yml`)));
  const attest = jobs.publish?.steps.find((each) => each.uses?.startsWith('actions/attest@'));
  const subjects = String(attest?.with?.['subject-path']).trim().split(/\s+/);
  expect(readText('SECURITY.md')).toContain(`for file in ${subjects.join(' ')}; do`);
  // A folder in dist/ would be neither attested nor verified.
  expect(subjects).toEqual(['action.yml', 'dist/*']);
  const entries = readdirSync(new URL('../../dist', import.meta.url), { withFileTypes: true });
  expect(entries.filter((entry) => !entry.isFile()).map((entry) => entry.name)).toEqual([]);
});
