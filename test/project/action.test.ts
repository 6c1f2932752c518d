import { NoOperationTraceWriter } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/index';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readText } from './repository-files.ts';

const described = z.object({ description: z.string().min(20) });
const action = z.object({
  inputs: z.record(
    z.string(),
    described.extend({ default: z.string().optional(), required: z.boolean().optional() }),
  ),
  outputs: z.record(z.string(), described),
  runs: z.object({ using: z.string(), main: z.string() }),
});

const text = readText('action.yml');
const { inputs, outputs, runs } = action.parse(parse(text));

/** The names and defaults that workflows rely on: a change here is a change for every user. */
const promisedInputs = {
  'tenant-id': undefined,
  'client-id': undefined,
  'client-secret': undefined,
  'client-certificate': undefined,
  cloud: 'commercial',
  'service-urls': undefined,
  'publisher-id': undefined,
  operations:
    'LaunchPowerApp, DeletePowerApp, AdminDeletePowerApp, AdminDeleteApp, AdminRestoreDeletedApp, PromotePowerAppVersion',
  lookback: '7 days',
  interval: '1 day',
  overlap: '2 hours',
  'start-time': undefined,
  'end-time': undefined,
  users: 'pseudonym',
  'data-key': undefined,
  'time-zone': 'UTC',
  formats: 'csv, parquet',
  directory: 'app-launches',
  publish: 'artifact',
  'data-lake-url': undefined,
  'artifact-name': 'app-launches',
  'retention-days': undefined,
  branch: 'app-launches',
  'branch-history': 'keep',
  keep: undefined,
  'app-catalog': undefined,
  'app-inventory': 'none',
  'power-bi-refresh': undefined,
  'dataverse-url': undefined,
  'dataverse-from': undefined,
  concurrency: '8',
  'requests-per-minute': '1800',
  history: 'none',
  'history-reach': '180 days',
  'history-wait': '10 minutes',
  deadline: '45 minutes',
  'cache-key': 'audit-log-sync',
  'allow-public-repository': 'false',
  'github-token': '$' + '{{ github.token }}',
  strict: 'false',
  command: 'sync',
  import: undefined,
  'import-covers': undefined,
};

const promisedOutputs = [
  'complete',
  'launches-added',
  'launches-total',
  'duplicates',
  'records-read',
  'blobs-read',
  'blobs-unread',
  'blobs-lost',
  'window-start',
  'window-end',
  'watermark',
  'complete-until',
  'covered-from',
  'history-pending',
  'gaps',
  'deliveries-pending',
  'apps-known',
  'directory',
  'artifact-id',
  'artifact-url',
  'commit-sha',
];

test("action.yml is valid for GitHub's own parser", () => {
  const { context } = parseAction({ name: 'action.yml', content: text }, new NoOperationTraceWriter());
  expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
});

test('inputs have the promised names and defaults', () => {
  const found = Object.entries(inputs).map(([name, input]) => [name, input.default]);
  expect(Object.fromEntries(found)).toStrictEqual(promisedInputs);
});

test('only the id of the tenant is required by every command', () => {
  const required = Object.keys(inputs).filter((name) => inputs[name]?.required === true);
  expect(required).toEqual(['tenant-id']);
});

test('outputs have the promised names', () => {
  expect(Object.keys(outputs)).toEqual(promisedOutputs);
});

test("the action runs the bundle on the runner's Node.js 24", () => {
  expect(runs).toEqual({ using: 'node24', main: 'dist/index.js' });
});
