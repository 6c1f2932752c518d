import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readText } from './repository-files.ts';

const actionSchema = z.object({
  inputs: z.record(
    z.string(),
    z.object({
      description: z.string(),
      default: z.string().default(''),
      required: z.boolean().default(false),
    }),
  ),
  outputs: z.record(z.string(), z.object({ description: z.string() })),
});

/** The inputs and outputs of action.yml; a missing default is empty. */
export const action = actionSchema.parse(parse(readText('action.yml')));

const workflowSchema = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.object({}).strict(),
  concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.literal(false) }),
  jobs: z.record(
    z.string(),
    z.object({
      name: z.string(),
      'runs-on': z.string().regex(/^(ubuntu|windows|macos)-\d/),
      'timeout-minutes': z.number(),
      permissions: z.record(z.string(), z.string()),
      strategy: z.unknown().optional(),
      steps: z.array(z.object({ uses: z.string(), with: z.record(z.string(), z.unknown()) })),
    }),
  ),
});

/** A workflow that uses this action, with the inputs of its one step. */
export interface CollectingWorkflow {
  readonly given: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly matrix: boolean;
  readonly crons: readonly string[];
  /** Of its runs no two are at work at once. */
  readonly group: string;
}

/** Reads a workflow that uses this action, of the form that all of ours have. Fails the test when it is not valid. */
export function readCollectingWorkflow(name: string, content: string): CollectingWorkflow {
  const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  const { on, jobs, concurrency } = workflowSchema.parse(parse(content));
  const [job, ...otherJobs] = Object.values(jobs);
  const [step, ...otherSteps] = job?.steps ?? [];
  expect([otherJobs, otherSteps]).toEqual([[], []]);
  if (job === undefined || step === undefined) throw new Error(`${name} has no step`);
  expect(step.uses).toBe(`OWNER/audit-log-sync@${'0'.repeat(40)}`);
  expect(content).toMatch(/uses: OWNER\/audit-log-sync@0{40} # v\d+\.\d+\.\d+/);
  const rights = content.split('\n').filter((line) => /^ {6}[a-z-]+: (?:read|write)\b/.test(line));
  expect(rights).toHaveLength(Object.keys(job.permissions).length);
  for (const line of rights) expect(line).toMatch(/ # \w/);
  const schedule = z
    .array(z.object({ cron: z.string() }))
    .default([])
    .parse(on.schedule);
  return {
    given: step.with,
    permissions: job.permissions,
    matrix: job.strategy !== undefined,
    crons: schedule.map(({ cron }) => cron),
    group: concurrency.group,
  };
}

/** Checks that a workflow gives what the action takes, and the job no right that the action does not use. */
export function checkCollectingWorkflow({ given, permissions, crons }: CollectingWorkflow): void {
  expect(Object.keys(given).filter((name) => action.inputs[name] === undefined)).toEqual([]);
  const required = Object.keys(action.inputs).filter((name) => action.inputs[name]?.required === true);
  expect(Object.keys(given)).toEqual(expect.arrayContaining(required));
  const users = given.users ?? action.inputs.users?.default;
  if (users === 'pseudonym') expect(given).toHaveProperty('data-key');
  for (const secret of ['client-secret', 'client-certificate', 'data-key']) {
    if (given[secret] !== undefined) expect(given[secret]).toMatch(/^\$\{\{ secrets\.\w+ \}\}$/);
  }
  expect(permissions).toEqual(neededPermissions(given));
  // The service is busiest on the hour.
  for (const cron of crons) expect(Number(cron.split(' ')[0]) % 5).not.toBe(0);
}

function neededPermissions(given: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const publish = String(given.publish ?? action.inputs.publish?.default);
  const hasCredential = given['client-secret'] !== undefined || given['client-certificate'] !== undefined;
  return {
    ...(hasCredential ? {} : { 'id-token': 'write' }),
    ...(publish.includes('branch') ? { contents: 'write' } : {}),
    // Uploading an artifact takes no right; deleting older ones does.
    ...(publish.includes('artifact') ? { actions: 'write' } : {}),
  };
}
