import { escapeMarkdown, table } from './markdown.ts';

/** What the check found about one thing. */
export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly line: string;
}

const LONGEST_LINE = 2_000;

/** Returns the job summary of a check as GitHub Markdown. `wroteProbe`: a file was written to the data lake and deleted. */
export function checkSummary(findings: readonly Finding[], wroteProbe: boolean): string {
  const rows = findings.map(({ what, ok, line }) => [
    ok ? '✅' : '❌',
    escapeMarkdown(what),
    escapeMarkdown(line, LONGEST_LINE),
  ]);
  return `## Check of Audit Log Sync\n\n${table(['', 'What', 'Found'], rows)}\n\nNothing was written${wroteProbe ? ', but a small file in the data lake, which was deleted' : ''}.\n`;
}
