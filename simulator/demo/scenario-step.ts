import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tenant } from '../tenant/tenant.ts';
import type { Appeared } from './content.ts';
import { compareRows } from './rows.ts';
import { type DemoRun, runOnce, SNAPSHOT, type Stage } from './run.ts';

const LABEL_WIDTH = 11;

/** One run of the demo, and the content that appeared before it. */
export interface ScenarioStep extends DemoRun {
  readonly appeared: Appeared;
  /** Instants of all content so far, `appeared` included, UTC ms. */
  readonly instants: readonly number[];
  /** Launches that the runs before brought, by the expected records. */
  readonly before: number;
}

/**
 * Plays a step: runs the action, prints what it did, and compares that with the expected records. Returns one sentence for each
 * difference.
 * @throws {DemoError} when the action fails.
 */
export async function playStep(stage: Stage, step: ScenarioStep): Promise<readonly string[]> {
  const { tenant } = stage;
  const asked = tenant.requests.length;
  const searched = tenant.search.walked;
  const run = await runOnce(stage, step);
  const requests = tenant.requests.slice(asked);
  const output = (name: string): string => run.outputs.get(name) ?? '';
  const [from = 0, to = 0] = ['window-start', 'window-end'].map((name) => Date.parse(output(name)));
  const listed = step.instants.filter((instant) => instant >= from && instant < to).length;
  const pages = requests.filter(({ kind }) => kind === 'content' || kind === 'page').length;
  const read = new Set(requests.filter(({ kind }) => kind === 'blob').map(({ contentId }) => contentId));
  const expected = expectedCounts(stage, read, { before: step.before, searched });

  say('Appeared', `${counted(step.appeared.instants.length, 'content blob')}: ${step.appeared.description}`);
  say('Listed', `${counted(listed, 'blob')} of ${output('window-start')} to ${output('window-end')}`);
  say(
    '',
    `in ${counted(pages, 'request')}; ${figure(read.size)} downloaded, ${figure(listed - read.size)} skipped`,
  );
  say(
    'Counts',
    `${counted(expected.records, 'audit record')} read = ${figure(expected.added)} launches added`,
  );
  say('', `+ ${figure(expected.duplicates)} duplicates + ${figure(expected.other)} of other operations`);
  say('Snapshot', `${output('launches-total')} launches, complete until ${output('complete-until')}`);
  say('', `covered from ${output('covered-from')}`);
  say(
    'Published',
    `branch app-launches, commit ${output('commit-sha').slice(0, 7)}; artifact ${output('artifact-id')}`,
  );
  for (const { level, title, message } of run.annotations) {
    say(level === 'notice' ? 'Notice' : 'Warning', title);
    say('', message);
  }

  const found = {
    records: Number(output('records-read')),
    added: Number(output('launches-added')),
    duplicates: Number(output('duplicates')),
    other: Number(output('records-read')) - Number(output('launches-added')) - Number(output('duplicates')),
  };
  const complaints = [
    ...differences(found, expected),
    ...(await compareRows(join(stage.workspace, SNAPSHOT), tenant.expectedRecords.launches.values(), {
      tenantId: tenant.tenantId,
      key: stage.dataKey,
    })),
    ...(await compareBranch(stage)),
    ...tenant.judge.complaints.map((complaint) => `the service complains: ${complaint}`),
  ];
  const launches = counted(tenant.expectedRecords.launches.size, 'launch', 'launches');
  if (complaints.length === 0)
    say('Checked', `✓ the files hold the simulator's ${launches}, every field, in both formats`);
  for (const complaint of complaints) say('Checked', `✗ ${complaint}`);
  return complaints;
}

interface RecordCounts {
  readonly records: number;
  readonly added: number;
  readonly duplicates: number;
  readonly other: number;
}

/** Returns the counts as the makers of the records know them for the blobs and the results of searches that were read. */
function expectedCounts(
  { tenant }: Stage,
  read: ReadonlySet<string | undefined>,
  { before, searched }: { readonly before: number; readonly searched: Tenant['search']['walked'] },
): RecordCounts {
  const blobs = [...tenant.expectedRecordsOf(({ contentId }) => read.has(contentId)).counts.values()];
  const found = tenant.search.walked;
  const records = blobs.reduce((sum, blob) => sum + blob.records, found.records - searched.records);
  const launches = blobs.reduce((sum, blob) => sum + blob.launches, found.launches - searched.launches);
  const added = tenant.expectedRecords.launches.size - before;
  return { records, added, duplicates: launches - added, other: records - launches };
}

function differences(found: RecordCounts, expected: RecordCounts): readonly string[] {
  const names = ['records', 'added', 'duplicates', 'other'] as const;
  return names
    .filter((name) => found[name] !== expected[name])
    .map((name) => `the action counts ${found[name]} ${name}, the simulator ${expected[name]}`);
}

/** Returns one sentence for each file that differs between the branch and the folder. */
export async function compareBranch({ runner, workspace }: Stage): Promise<readonly string[]> {
  const complaints: string[] = [];
  for (const [path, bytes] of await runner.readBranch('app-launches')) {
    // What keeps git from changing line ends is no part of the snapshot.
    if (path === '.gitattributes') continue;
    const own = await readFile(join(workspace, SNAPSHOT, ...path.split('/'))).catch(() => undefined);
    if (own?.equals(bytes) !== true) complaints.push(`${path} on the branch differs from the folder`);
  }
  return complaints;
}

/** Returns a count with its noun, in English: "1 blob", "2,000 blobs". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

/** Returns a number as people write it: "12,345". */
function figure(value: number): string {
  return value.toLocaleString('en-US');
}

/** Writes one line under a heading: a label, and what is said about it. */
export function say(label: string, text: string): void {
  console.log(`  ${label.padEnd(LABEL_WIDTH)} ${text}`);
}
