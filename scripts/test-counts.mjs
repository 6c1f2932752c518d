/**
 * The closing line of a test run, such as "12 passed, 0 failed, 1 skipped", from vitest's JSON report. A run that
 * failed outside of any test, such as by a file that does not load, counts as one failure.
 */
export function closingLine(report, passed) {
  const failed = report.numFailedTests === 0 && !passed ? 1 : report.numFailedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  const line = `${report.numPassedTests} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
