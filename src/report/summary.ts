import { isoSecond } from '../instants.ts';
import { type LaunchGap, launchGaps } from '../snapshot/coverage.ts';
import { launchCounts } from '../snapshot/manifest.ts';
import { completeUntil } from '../sync/state.ts';
import { deliveryLine } from './delivery-findings.ts';
import { findingsOf } from './findings.ts';
import { importedFiles } from './import-report.ts';
import { escapeMarkdown, link, table } from './markdown.ts';
import { NAMES_NOTE } from './privacy-notes.ts';
import { GAP_TITLE } from './reading-findings.ts';
import {
  number,
  pendingQueries,
  plural,
  type RunReport,
  recordCountsOf,
  type StoreLink,
  span,
} from './run-report.ts';
import { figures } from './summary-figures.ts';

const LONGEST_MESSAGE = 2_000;
const MOST_GAPS = 20;

/** What every job summary of a run begins with. */
export const TITLE = '## Power Apps launches';

/**
 * Returns the job summary of a run as GitHub Markdown: how it went, where the snapshot is, what needs attention, what was read
 * and the figures. Of a run that brought no launch and missed nothing, the first two alone.
 */
export function summaryOf(report: RunReport): string {
  const isQuiet =
    report.imported === undefined && report.complete && report.merged.added + report.merged.failed === 0;
  return [
    TITLE,
    `**${verdict(report)}** ${isQuiet ? listedLine(report) : addedLine(report)}`,
    snapshotLine(report),
    findings(report),
    importedFiles(report.imported),
    ...(isQuiet ? [] : [gaps(report), counts(report), ...figures(report.overview), footer(report)]),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function verdict(report: RunReport): string {
  const [mark, words] = verdictOf(report);
  const kind = report.isManual ? 'Manual run' : report.imported && 'Import';
  const sentence = kind ? `${kind}: ${words}` : `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
  return `${mark} ${sentence}.`;
}

function verdictOf({
  failure,
  complete,
  subscription,
  merged,
  manifest,
}: RunReport): readonly [string, string] {
  if (failure === 'not-listed') return ['❌', 'failed, because no content could be listed'];
  if (failure === 'strict') return ['❌', 'failed, because not everything was read and strict is true'];
  if (!complete) return ['⚠️', 'incomplete, see below'];
  if (merged.added > 0) return ['✅', 'complete'];
  if (subscription !== 'enabled') return ['⏳', 'waiting for content'];
  return ['✅', launchCounts(manifest).succeeded === 0 ? 'complete, but no launch so far' : 'nothing new'];
}

function addedLine({ merged: { added } }: RunReport): string {
  return `${added === 0 ? 'No launch' : plural(added, 'launch', 'launches')} added.`;
}

function listedLine({ window, collected: { read, records } }: RunReport): string {
  if (window.end <= window.start) return 'There was no content to list.';
  const found =
    read.length === 0
      ? 'no new content blob'
      : `${plural(read.length, 'content blob')} with ${plural(records, 'audit record')} read, no new launch`;
  return `Content of ${span(window)} listed: ${found}.`;
}

function snapshotLine(report: RunReport): string {
  const { succeeded, failed } = launchCounts(report.manifest);
  const launches = `${plural(succeeded, 'launch', 'launches')}${failed === 0 ? '' : ` and ${number(failed)} that failed`}`;
  const { length } = report.overview.coverage.gaps;
  const missing = length === 0 ? '' : `, with ${plural(length, 'gap')}`;
  const reports = report.stores.flatMap(({ reportUrl }) => reportUrl ?? []);
  const figures = reports.map((url) => `; figures: ${link('report.html', url)}, to download and open`);
  const where = `${report.published ? 'Published to' : 'It is in'} ${report.stores.map(storeText).join(' and ')}`;
  return `Snapshot: ${launches}, ${coveredTime(report)}${missing}. ${where}${figures.join('')}.`;
}

function coveredTime({ state, overview: { coverage } }: RunReport): string {
  const until = completeUntil(state);
  const { from } = coverage;
  if (from === null || until === null) return 'nothing is covered yet';
  return Date.parse(until) <= from
    ? `covered from ${isoSecond(from)}, complete 48 hours after that at the earliest`
    : `covered from ${isoSecond(from)}, complete until ${isoSecond(Date.parse(until))}`;
}

function storeText({ label, url, commit }: StoreLink): string {
  return `${link(label, url)}${commit === undefined ? '' : ` at ${link(commit.label, commit.url)}`}`;
}

function findings(report: RunReport): string {
  const hasTable = report.overview.coverage.gaps.length > 0;
  const found = findingsOf(report).filter(({ title }) => !(hasTable && title === GAP_TITLE));
  if (found.length === 0) return '';
  const lines = found.map(
    ({ level, title, message }) =>
      `- ${level === 'warning' ? '⚠️' : 'ℹ️'} **${escapeMarkdown(title)}**: ${escapeMarkdown(message, LONGEST_MESSAGE)}`,
  );
  return ['### What to know', '', ...lines].join('\n');
}

function counts(report: RunReport): string {
  const { collected, search, window, state, isManual, failure } = report;
  const waiting = pendingQueries(state.history.queries);
  const { read, unread, lost, known, unlisted } = collected;
  const { added, failed, tooOld, duplicates, otherOperations, unreadable, ...counted } =
    recordCountsOf(report);
  const isListed = window.end > window.start && failure !== 'not-listed';
  const but = unlisted.length === 0 ? '' : `, but for ${plural(unlisted.length, 'window')}`;
  const still = isManual ? ', which a manual run does not move' : '';
  const sum = [
    plural(added, 'launch added', 'launches added'),
    ...(failed === 0 ? [] : [plural(failed, 'failed launch', 'failed launches')]),
    ...(tooOld === 0 ? [] : [`${plural(tooOld, 'launch', 'launches')} older than keep`]),
    plural(duplicates, 'duplicate'),
    `${number(otherOperations)} of other operations`,
    `${number(unreadable)} unreadable`,
  ];
  const records = ['Audit records read', `${number(counted.records)} = ${sum.join(' + ')}`];
  if (report.imported !== undefined) return ['### Counts', '', table(['', ''], [records])].join('\n');
  return [
    '### Counts',
    '',
    table(
      ['', ''],
      [
        ['Content listed', isListed ? `${span(window)}${but}` : 'none'],
        [
          'All content listed until',
          state.watermark === null ? 'not yet' : `${isoSecond(state.watermark)}${still}`,
        ],
        [
          'Content blobs',
          `${number(read.length)} read, ${number(unread.length)} unread, ${number(lost.length)} lost, ${number(known)} known from earlier runs`,
        ],
        ...(search.windows + waiting === 0
          ? []
          : [
              [
                'Audit search',
                `${plural(search.windows, 'window')} read, ${plural(waiting, 'query', 'queries')} not ready`,
              ],
            ]),
        ...report.deliveries.map(({ label, end }) => [
          escapeMarkdown(label),
          escapeMarkdown(deliveryLine(end)),
        ]),
        records,
      ],
    ),
  ].join('\n');
}

function gaps({ overview, newGaps }: RunReport): string {
  const all = overview.coverage.gaps;
  if (all.length === 0) return '';
  const opened = launchGaps(newGaps);
  const isNew = (gap: LaunchGap): boolean =>
    opened.some(
      ({ gap_from, gap_to, reason }) =>
        reason === gap.reason && gap_from >= gap.gap_from && gap_to <= gap.gap_to,
    );
  const rows = all
    .slice(-MOST_GAPS)
    .map((gap) => [
      isoSecond(gap.gap_from),
      isoSecond(gap.gap_to),
      escapeMarkdown(gap.reason, LONGEST_MESSAGE),
      `${gap.status}${isNew(gap) ? ', new' : ''}`,
    ]);
  const earlier = all.length - rows.length;
  const shown =
    earlier === 0
      ? []
      : [
          `The newest ${number(MOST_GAPS)}; ${number(earlier)} earlier ${earlier === 1 ? 'one is' : 'ones are'} in the table gaps.`,
          '',
        ];
  return [
    '### Gaps: launches of this time may be missing',
    '',
    ...shown,
    table(['From', 'To', 'Why', 'Status'], rows),
  ].join('\n');
}

function footer({ withUsers }: RunReport): string {
  const users = withUsers ? '' : ' Without user keys, users and sessions cannot be counted.';
  return `A launch is one \`LaunchPowerApp\` audit event. Microsoft logs launches of canvas apps only: an app without launches here may be a model-driven one.${users} ${NAMES_NOTE}`;
}
