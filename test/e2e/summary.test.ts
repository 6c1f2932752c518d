import { expect, test } from 'vitest';
import { rulesetRefusal } from '../../simulator/runner/git-remote.ts';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { addContent, DAY, expectComplete, HOUR, useWorld } from './use-world.ts';

const REPOSITORY = 'https://github.com/contoso/app-launches';
const FOR_EVER = Number.POSITIVE_INFINITY;

/** The lines of a summary that are not empty. */
const linesOf = (summary: string): readonly string[] => summary.split('\n').filter((line) => line !== '');

const verdictOf = (summary: string): string => /\*\*(.*?)\*\*/.exec(summary)?.[1] ?? '';

test('a first run says what it added, what it listed, and links to what it published', async () => {
  const world = await useWorld();
  addContent(world, 30);
  const run = await world.sync({ publish: 'both', branch: 'data/launches-é' });
  expectComplete(run);
  const { summary, outputs } = run;
  const sha = outputs.get('commit-sha') ?? '';
  expect(verdictOf(summary)).toBe('✅ Complete.');
  expect(summary).toContain(`${outputs.get('launches-added')} launches added.`);
  expect(summary).toContain('| Content listed | 2026-11-15T06:05:00Z to 2026-11-22T06:00:00Z |');
  expect(summary).not.toContain('Content read |');
  const place = 'data/launches-%C3%A9';
  for (const link of [
    `[branch data/launches-é](${REPOSITORY}/tree/${place})`,
    `[${sha.slice(0, 7)}](${REPOSITORY}/commit/${sha})`,
    `[artifact app-launches](${outputs.get('artifact-url')})`,
    `[report.html](${REPOSITORY}/blob/${place}/report.html)`,
  ]) {
    expect(summary).toContain(link);
  }
  // Numbers are aligned to the right.
  expect(summary).toContain('| App | Environment | Launches | Users |\n| --- | --- | ---: | ---: |');
});

test('a run that brings nothing new has three lines, with the same links', async () => {
  const world = await useWorld();
  addContent(world, 30);
  const first = await world.sync({ publish: 'both' });
  world.tenant.advance(HOUR);
  expect(linesOf((await world.sync({ publish: 'both' })).summary)[1]).toContain(
    'listed: no new content blob.',
  );
  world.tenant.advance(HOUR);
  world.tenant.addBlob({ created: new Date(world.tenant.now() - HOUR), records: [] });
  const run = await world.sync({ publish: 'both' });
  expectComplete(run);
  const lines = linesOf(run.summary);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe('## Power Apps launches');
  expect(lines[1]).toBe(
    '**✅ Nothing new.** Content of 2026-11-22T05:00:00Z to 2026-11-22T08:00:00Z listed: 1 content blob with 0 audit records read, no new launch.',
  );
  expect(lines[2]).toContain(`Snapshot: ${first.outputs.get('launches-total')} launches, covered from`);
  expect(lines[2]).toContain(`](${first.outputs.get('artifact-url')})`);
  expect(lines[2]).toContain(`](${REPOSITORY}/commit/${first.outputs.get('commit-sha')})`);
});

test('a gap stands there once, marked as new by the run that opened it', async () => {
  const world = await useWorld();
  addContent(world, 24);
  await world.sync({ publish: 'branch' });
  world.tenant.advance(10 * DAY);
  addContent(world, 24);
  const opened = await world.sync({ publish: 'branch' });
  const reason = 'no run read this time while the feed still listed it';
  expect(verdictOf(opened.summary)).toBe('⚠️ Incomplete, see below.');
  expect(opened.summary.split(reason)).toHaveLength(2);
  expect(opened.summary).toContain(`${reason} | open, new |`);
  expect(opened.summary).toContain(', with 1 gap. Published to ');
  world.tenant.advance(HOUR);
  addContent(world, 1, { launchShare: 1 });
  const later = await world.sync({ publish: 'branch' });
  expectComplete(later);
  expect(later.summary).toContain(`${reason} | open |`);
});

test('what could not be read is told without ids of content, which the log has', async () => {
  const world = await useWorld();
  addContent(world, 6);
  world.tenant.faults.add({
    match: { kind: 'blob', nth: 2 },
    times: FOR_EVER,
    fault: { kind: 'status', status: 500, body: 'html' },
  });
  const run = await world.sync({ publish: 'branch' });
  const files = await world.runner.readBranch('app-launches');
  const manifest = Buffer.from(files.get('manifest.json') ?? []).toString('utf8');
  const [id = ''] = /[\w-]+\$[\w$-]+/.exec(manifest.slice(manifest.indexOf('"unread"'))) ?? [];
  expect(run.outputs.get('blobs-unread')).not.toBe('0');
  expect(run.log).toContain(id);
  expect(run.summary).toContain('Cannot read ');
  expect(run.summary).not.toContain(id.split('$')[0]);
});

test('a run that fails at sign-in says what failed and what to do', async () => {
  const world = await useWorld();
  const run = await world.sync({ 'client-secret': 'another-wrong-secret' });
  expect(run.exitCode).toBe(1);
  const lines = linesOf(run.summary);
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(
    /^\*\*❌ Failed in the step “Sign in to Entra ID”\.\*\* Entra ID refused the sign-in&#58; AADSTS7000215/,
  );
  expect(lines[2]).toMatch(/^\*\*What to do:\*\* Store the value of a client secret/);
  expect(lines[3]).toContain('No launch is lost');
});

test('a run that fails at publish says so, and gives no snapshot that is not there', async () => {
  const world = await useWorld();
  addContent(world, 6);
  await world.runner.git.refusePushes(rulesetRefusal);
  const run = await world.sync({ publish: 'branch' });
  expect(run.exitCode).toBe(1);
  expect(verdictOf(run.summary)).toBe('❌ Failed in the step “Merge and publish”.');
  expect(run.summary).toContain('**What to do:** ');
  expect(run.summary).not.toMatch(/Snapshot:|✅|launches added/);
});

test('inputs that are wrong stand in it one by one, whatever they hold', async () => {
  const world = await useWorld();
  const run = await world.sync({
    lookback: '<img src=x>\n# a|b',
    cloud: 'mars',
    'data-key': 'secret and short',
  });
  const lines = linesOf(run.summary);
  expect(lines[1]).toBe('**❌ Failed.** 3 inputs are wrong:');
  expect(lines.filter((line) => line.startsWith('- **'))).toHaveLength(3);
  expect(run.summary).toContain('- **cloud** ("mars"): is not known.');
  expect(run.summary).not.toMatch(/<img|\n# a|secret and short/);
});

test('a run in which no content could be listed fails in one summary', async () => {
  const world = await useWorld();
  addContent(world, 6);
  world.tenant.faults.add({
    match: { kind: 'blob', nth: 1 },
    times: FOR_EVER,
    fault: { kind: 'status', status: 500 },
  });
  await world.sync({ publish: 'branch' });
  world.tenant.faults.clear();
  world.tenant.advance(2 * HOUR);
  world.tenant.faults.add({
    match: { kind: 'content' },
    times: FOR_EVER,
    fault: { kind: 'status', status: 500 },
  });
  const run = await world.sync({ publish: 'branch' });
  expect(run.exitCode).toBe(1);
  expect(verdictOf(run.summary)).toBe('❌ Failed, because no content could be listed.');
  expect(run.summary).toContain('| Content listed | none |');
  expect(run.summary.split('## Power Apps launches')).toHaveLength(2);
  expect(run.annotations.filter(({ level }) => level === 'error')).toHaveLength(1);
});

test('strict fails a run that is not complete, and the summary says so', async () => {
  const world = await useWorld();
  addContent(world, 6);
  world.tenant.faults.add({
    match: { kind: 'blob', nth: 1 },
    times: FOR_EVER,
    fault: { kind: 'status', status: 500 },
  });
  const run = await world.sync({ strict: 'true' });
  expect(run.exitCode).toBe(1);
  expect(verdictOf(run.summary)).toBe('❌ Failed, because not everything was read and strict is true.');
});

test('a manual run says that it is one', async () => {
  const now = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  const world = await useWorld({ tenant: { now } });
  addContent(world, 48);
  await world.sync({ publish: 'branch', lookback: '10 hours' });
  const iso = (hours: number) => new Date(now.getTime() - hours * HOUR).toISOString();
  const window = { 'start-time': iso(30), 'end-time': iso(20) };
  const run = await world.sync({ publish: 'branch', ...window });
  expect(verdictOf(run.summary)).toBe('✅ Manual run: complete.');
  expect(run.summary).toMatch(
    /\| All content listed until \| [\dTZ:-]+, which a manual run does not move \|/,
  );
  const again = await world.sync({ publish: 'branch', ...window });
  expect(verdictOf(again.summary)).toBe('✅ Manual run: nothing new.');
});

test.each([
  ['disabled', '⏳ Waiting for content.'],
  ['enabled', '✅ Complete, but no launch so far.'],
] as const)('an empty tenant whose subscription is %s: %s', async (subscription, verdict) => {
  const world = await useWorld({ tenant: { subscription } });
  if (subscription === 'enabled')
    world.tenant.addBlob({ created: new Date(world.tenant.now() - 60 * HOUR), records: [] });
  const run = await world.sync({ publish: 'branch' });
  expectComplete(run);
  expect(verdictOf(run.summary)).toBe(verdict);
  expect(run.summary).not.toContain('not yet');
});

test('a deadline that is reached is the first thing to know, and what was listed is not called read', async () => {
  const world = await useWorld();
  addContent(world, 30);
  world.tenant.faults.add({
    match: { kind: 'page', nth: 3 },
    times: FOR_EVER,
    fault: { kind: 'status', status: 429, body: 'json', retryAfter: 240 },
  });
  world.tenant.faults.add({
    match: {
      kind: 'content',
      where: ({ query }) => Date.parse(`${query.starttime}Z`) > world.tenant.now() - 30 * HOUR,
    },
    times: FOR_EVER,
    fault: { kind: 'status', status: 429, body: 'json', retryAfter: 240 },
  });
  const run = await world.sync({ deadline: '10 minutes', publish: 'branch' });
  expect(run.exitCode).toBe(0);
  expect(verdictOf(run.summary)).toBe('⚠️ Incomplete, see below.');
  expect(run.summary).toMatch(/### What to know\n\n- ⚠️ \*\*Deadline reached\*\*/);
  expect(run.summary).toMatch(/\| Content listed \| [\dTZ:-]+ to [\dTZ:-]+, but for 1 window \|/);
});

test('with users: none it says how many launches may count twice', async () => {
  const world = await useWorld();
  const { tenant } = world;
  const meaning = tenant.makeLaunch({ launchedAt: new Date(tenant.now() - 3 * DAY) });
  const { eventId } = tenant.makeLaunch({});
  const both = [{ ...meaning, recordType: 256 } as const, { ...meaning, eventId, recordType: 45 } as const];
  const records = both.map((each) => launchRecord(each, tenant.tenantId));
  tenant.addBlob({ created: new Date(tenant.now() - HOUR), records });
  const told = '1 launch of the days read came as RecordType 45 alongside as many of RecordType 256';
  const without = await world.sync({ users: 'none', publish: 'branch' });
  expect(without.outputs.get('launches-added')).toBe('2');
  expect(without.summary).toContain(told);
  const readme = (await world.runner.readBranch('app-launches')).get('README.md') ?? new Uint8Array();
  expect(Buffer.from(readme).toString('utf8')).toContain('it counts twice');
  const withUsers = await world.sync({ publish: 'artifact' });
  expect(withUsers.outputs.get('launches-added')).toBe('1');
  expect(withUsers.summary).not.toContain('RecordType');
});
