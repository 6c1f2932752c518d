import { describe, expect, test } from 'vitest';
import { InputError, StoreError } from '../../src/errors.ts';
import { failureSummary } from '../../src/report/failure-summary.ts';
import { HOSTILE } from './fixtures.ts';

test('what failed, where, and what to do', () => {
  const error = new StoreError('Cannot push, the branch is protected', 'Allow the workflow to push.');
  expect(failureSummary(error, 'Merge and publish').split('\n\n')).toEqual([
    '## Power Apps launches',
    '**❌ Failed in the step “Merge and publish”.** Cannot push, the branch is protected.',
    '**What to do:** Allow the workflow to push.',
    expect.stringMatching(/^No launch is lost as long as .+\n$/),
  ]);
});

test.each([new Error('boom'), 'boom'])('an error that nobody expected says how to report it: %j', (error) => {
  const summary = failureSummary(error, undefined);
  expect(summary).toContain('**❌ Failed.** boom.');
  expect(summary).toContain('**What to do:** Run the workflow again.');
});

describe('hostile text changes nothing but its own place', () => {
  test.each(HOSTILE)('%j', (text) => {
    const active = (summary: string) => summary.replace(/&#\d+;/g, '').replace(/[^|*`<>[\]@\\\n]/g, '');
    const of = (said: string) =>
      [
        failureSummary(new StoreError(said, said), said),
        failureSummary(
          new InputError([{ input: said, value: said, problem: said, remedy: said }]),
          undefined,
        ),
      ].map(active);
    expect(of(text)).toEqual(of('plain'));
  });
});
