import { ActionError, InputError, messageOf } from '../errors.ts';
import { inertText } from '../log.ts';
import { escapeMarkdown } from './markdown.ts';
import { TITLE } from './summary.ts';

const LONGEST_MESSAGE = 4_000;

const UNEXPECTED =
  'Run the workflow again. If it fails again, re-run the job with debug logging and report the error with the log.';
const NOTHING_LOST =
  'No launch is lost as long as a run succeeds while the service keeps the content: for 7 days after it was made available.';

/**
 * Returns the job summary of a run that failed before it could report, as GitHub Markdown: what failed and what to do.
 * `step`: the step that failed; `undefined` when none had begun.
 */
export function failureSummary(error: unknown, step: string | undefined): string {
  const during = step === undefined ? '' : ` in the step “${text(step)}”`;
  return [
    TITLE,
    `**❌ Failed${during}.** ${whatFailed(error)}`,
    `**What to do:** ${remedyOf(error)}`,
    NOTHING_LOST,
  ]
    .join('\n\n')
    .concat('\n');
}

function whatFailed(error: unknown): string {
  if (!(error instanceof InputError)) return text(messageOf(error).replace(/\.?$/, '.'));
  const lines = error.problems.map(({ input, value, problem, remedy }) => {
    const given = value === undefined ? '' : ` (${text(JSON.stringify(value))})`;
    return `- **${text(input)}**${given}: ${text(problem)}. ${text(remedy)}.`;
  });
  return [
    error.problems.length === 1 ? 'An input is wrong:' : `${error.problems.length} inputs are wrong:`,
    '',
    ...lines,
  ].join('\n');
}

function remedyOf(error: unknown): string {
  return text(error instanceof ActionError ? error.remedy : UNEXPECTED);
}

function text(given: string): string {
  return escapeMarkdown(inertText(given), LONGEST_MESSAGE);
}
