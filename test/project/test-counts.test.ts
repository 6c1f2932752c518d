import { expect, test } from 'vitest';
// @ts-expect-error: the scripts are plain JavaScript, because they run before anything is installed.
import { closingLine } from '../../scripts/test-counts.mjs';

const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };

test('a run that passed', () => {
  expect(closingLine({ ...none, numPassedTests: 12 }, true)).toBe('12 passed, 0 failed');
});

test('a run with skipped tests', () => {
  const report = { ...none, numPassedTests: 12, numPendingTests: 2, numTodoTests: 1 };
  expect(closingLine(report, true)).toBe('12 passed, 0 failed, 3 skipped');
});

test('a file that does not load fails the run though no test failed', () => {
  expect(closingLine({ ...none, numPassedTests: 3 }, false)).toBe('3 passed, 1 failed');
});
