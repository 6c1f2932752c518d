import { isoSecond } from '../instants.ts';
import { launchCounts } from '../snapshot/manifest.ts';
import { completeUntil } from '../sync/state.ts';
import { findingsOf } from './findings.ts';
import { escapeMarkdown, table } from './markdown.ts';
import { NAMES_NOTE } from './privacy-notes.ts';
import { number, plural, type RunReport, recordCountsOf, span } from './run-report.ts';
import { figures } from './summary-figures.ts';

const LONGEST_MESSAGE = 2_000;
const MOST_GAPS = 20;

/** Returns the job summary of a run as GitHub Markdown: what was read, how its counts reconcile, and what needs attention. */
export function summaryOf(report: RunReport): string {
  return [
    heading(report),
    findings(report),
    counts(report),
    ...figures(report.overview),
    gaps(report),
    footer(report),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function heading({ complete, window, published, storeLabel, state }: RunReport): string {
  const { watermark } = state;
  const until = completeUntil(state);
  const verdict = complete ? '✅ Complete' : '⚠️ Incomplete: see below';
  const content = window.end > window.start ? span(window) : 'none';
  const where = published
    ? `Published: ${escapeMarkdown(storeLabel)}`
    : `Nothing new to publish: ${escapeMarkdown(storeLabel)} stays`;
  return [
    '## Power Apps launches',
    '',
    `**${verdict}.** ${where}.`,
    '',
    table(
      ['', ''],
      [
        ['Content read', content],
        ['All content listed until', watermark === null ? 'not yet' : isoSecond(watermark)],
        ['Launches complete until', until === null ? 'not yet' : isoSecond(Date.parse(until))],
      ],
    ),
  ].join('\n');
}

function findings(report: RunReport): string {
  const found = findingsOf(report);
  if (found.length === 0) return '';
  const lines = found.map(
    ({ level, title, message }) =>
      `- ${level === 'warning' ? '⚠️' : 'ℹ️'} **${escapeMarkdown(title)}**: ${escapeMarkdown(message, LONGEST_MESSAGE)}`,
  );
  return ['### What to know', '', ...lines].join('\n');
}

function counts(report: RunReport): string {
  const { collected, manifest } = report;
  const counts = recordCountsOf(report);
  const { succeeded, failed } = launchCounts(manifest);
  const parts = [
    ['Launches added', counts.added],
    ...(counts.failed === 0 ? [] : [['Failed launches', counts.failed] as const]),
    ['Duplicates', counts.duplicates],
    ['Other operations', counts.otherOperations],
    ['Unreadable', counts.unreadable],
  ] as const;
  const blobs = `${plural(collected.read.length, 'content blob')} read, ${collected.unread.length} unread, ${collected.lost.length} lost, ${collected.known} known from earlier runs`;
  return [
    '### Counts',
    '',
    table(
      ['Records read', ...parts.map(([name]) => name)],
      [[counts.records, ...parts.map(([, count]) => count)].map(number)],
    ),
    '',
    `${number(counts.records)} = ${parts.map(([, count]) => number(count)).join(' + ')}. ${blobs}. The snapshot holds ${plural(succeeded, 'launch', 'launches')}${failed === 0 ? '' : ` and ${number(failed)} that failed`}.`,
  ].join('\n');
}

function gaps({ overview }: RunReport): string {
  const all = overview.coverage.gaps;
  if (all.length === 0) return '';
  const rows = all
    .slice(-MOST_GAPS)
    .map(({ gap_from, gap_to, reason, status }) => [
      isoSecond(gap_from),
      isoSecond(gap_to),
      escapeMarkdown(reason, LONGEST_MESSAGE),
      status,
    ]);
  const earlier = all.length - rows.length;
  const shown =
    earlier === 0
      ? ''
      : `: the newest ${number(MOST_GAPS)}, and ${number(earlier)} earlier ${earlier === 1 ? 'one' : 'ones'} in the table gaps`;
  return [
    '### Gaps: launches of this time may be missing',
    '',
    `${plural(all.length, 'gap')}${shown}.`,
    '',
    table(['From', 'To', 'Why', 'Status'], rows),
  ].join('\n');
}

function footer({ withUsers }: RunReport): string {
  const users = withUsers ? '' : ' Without user keys, users and sessions cannot be counted.';
  return `A launch is one \`LaunchPowerApp\` audit event. Microsoft logs launches of canvas apps only: an app without launches here may be a model-driven one.${users} ${NAMES_NOTE}`;
}
