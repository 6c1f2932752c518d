import { expect, test } from 'vitest';
import { expectNothingWritten } from './nothing-written.ts';
import { expectComplete, useWorld } from './use-world.ts';

test.each([
  'pull_request',
  'pull_request_target',
  'pull_request_review',
  'pull_request_review_comment',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
  'fork',
  'watch',
  'gollum',
  'workflow_run',
  'workflow_call',
  'merge_group',
  'status',
  '',
])('the event %j is refused before any request', async (name) => {
  const world = await useWorld();
  for (const command of ['sync', 'check']) {
    const run = await world.sync({ publish: 'both', command }, { event: { name } });
    expect(run.exitCode).toBe(1);
    expect(run.annotations.map(({ message }) => message)).toEqual([
      `The event ${JSON.stringify(name)} can be triggered by untrusted users, and this action holds the keys to an audit log. Start the workflow with schedule, workflow_dispatch, push, repository_dispatch.`,
    ]);
    await expectNothingWritten(world, run);
  }
  expect(world.tenant.requests).toEqual([]);
  expect(world.runner.requests).toEqual([]);
});

test.each(['schedule', 'workflow_dispatch', 'push', 'repository_dispatch'])(
  'the event %j is accepted',
  async (name) => {
    const world = await useWorld();
    expectComplete(await world.sync({}, { event: { name } }));
  },
);
