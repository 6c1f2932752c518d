import { addDays } from '../snapshot/calendar.ts';
import type { Manifest } from '../snapshot/manifest.ts';
import type { LaunchRow } from '../snapshot/tables.ts';
import { completeUntil } from '../sync/state.ts';
import { findingsOf } from './findings.ts';
import { inert, table } from './markdown.ts';
import { booksOf, instant, plural, type RunReport, span } from './run-report.ts';

const TOP_APPS = 10;
const CHART_DAYS = 28;
const LONGEST_MESSAGE = 2_000;

/** Gives the job summary of a run as GitHub Markdown: what was read, how it balances, and what needs attention. */
export function summaryOf(report: RunReport): string {
  return [
    heading(report),
    findings(report),
    counts(report),
    topApps(report),
    launchesPerDay(report),
    gaps(report),
    footer(report),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function heading({ complete, window, published, place, state: { watermark } }: RunReport): string {
  const until = completeUntil(watermark);
  const verdict = complete ? '✅ Complete' : '⚠️ Incomplete: see below';
  const content = window.end > window.start ? span(window) : 'none';
  const where = published ? `Published: ${inert(place)}` : `Nothing new to publish: ${inert(place)} stays`;
  return [
    '## Power Apps launches',
    '',
    `**${verdict}.** ${where}.`,
    '',
    table(
      ['', ''],
      [
        ['Content read', content],
        ['All content listed until', watermark === null ? 'not yet' : instant(watermark)],
        ['Launches complete until', until === null ? 'not yet' : instant(Date.parse(until))],
      ],
    ),
  ].join('\n');
}

function findings(report: RunReport): string {
  const found = findingsOf(report);
  if (found.length === 0) return '';
  const lines = found.map(
    ({ level, title, message }) =>
      `- ${level === 'warning' ? '⚠️' : 'ℹ️'} **${inert(title)}**: ${inert(message, LONGEST_MESSAGE)}`,
  );
  return ['### What to know', '', ...lines].join('\n');
}

function counts(report: RunReport): string {
  const { collected, manifest } = report;
  const books = booksOf(report);
  const number = (value: number): string => value.toLocaleString('en-US');
  const blobs = `${plural(collected.read.length, 'content blob')} read, ${collected.unread.length} unread, ${collected.lost.length} lost, ${collected.known} known from earlier runs`;
  return [
    '### Counts',
    '',
    table(
      ['Records read', 'Launches added', 'Duplicates', 'Other operations', 'Unreadable'],
      [[books.records, books.added, books.duplicates, books.otherOperations, books.unreadable].map(number)],
    ),
    '',
    `${number(books.records)} = ${number(books.added)} + ${number(books.duplicates)} + ${number(books.otherOperations)} + ${number(books.unreadable)}. ${blobs}. The snapshot holds ${plural(manifest.tables.launches?.rows ?? 0, 'launch', 'launches')}.`,
  ].join('\n');
}

function topApps({ extended, names, withUsers }: RunReport): string {
  const apps = Map.groupBy(extended.rowsOfDays, ({ app_id }) => app_id ?? '');
  if (apps.size === 0) return '';
  const rows = [...apps]
    .sort(([a, own], [b, other]) => other.length - own.length || (a < b ? -1 : 1))
    .slice(0, TOP_APPS)
    .map(([id, launches]) => [
      inert(names.get(id) ?? (id === '' ? '(no app id)' : id)),
      launches.length.toLocaleString('en-US'),
      ...(withUsers ? [countUsers(launches).toLocaleString('en-US')] : []),
    ]);
  const dates = extended.rowsOfDays.map(({ date }) => date).sort();
  return [
    `### Most launched apps, ${dates[0]} to ${dates.at(-1)}`,
    '',
    table(['App', 'Launches', ...(withUsers ? ['Users'] : [])], rows),
  ].join('\n');
}

function countUsers(launches: readonly LaunchRow[]): number {
  return new Set(launches.flatMap(({ user_key }) => user_key ?? [])).size;
}

function launchesPerDay({ manifest }: RunReport): string {
  const days = lastDays(manifest);
  if (days.length === 0) return '';
  return [
    `### Launches a day (${inert(manifest.time_zone)})`,
    '',
    '```mermaid',
    'xychart-beta',
    `  x-axis [${days.map(({ date }) => `"${date.slice(5)}"`).join(', ')}]`,
    '  y-axis "Launches"',
    `  bar [${days.map(({ rows }) => rows).join(', ')}]`,
    '```',
  ].join('\n');
}

/** The last days of the data with their launches; a day without any has its place too. */
function lastDays({ files }: Manifest): readonly { readonly date: string; readonly rows: number }[] {
  const launches = files.filter((file) => file.table === 'launches' && file.date_from === file.date_to);
  const ofOneFormat = launches.filter(({ format }) => format === launches[0]?.format);
  const rows = new Map(ofOneFormat.map((file) => [file.date_from ?? '', file.rows]));
  const dates = [...rows.keys()].sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: CHART_DAYS }, (_, index) => addDays(last, index + 1 - CHART_DAYS))
    .filter((date) => date >= first)
    .map((date) => ({ date, rows: rows.get(date) ?? 0 }));
}

function gaps({ state: { gaps: all } }: RunReport): string {
  if (all.length === 0) return '';
  const rows = all
    .slice(-20)
    .map(({ from, to, reason }) => [
      instant(Date.parse(from)),
      instant(Date.parse(to)),
      inert(reason, LONGEST_MESSAGE),
    ]);
  return ['### Gaps: content that can no longer be read', '', table(['From', 'To', 'Why'], rows)].join('\n');
}

function footer({ withUsers }: RunReport): string {
  const users = withUsers ? '' : ' Without user keys, users and sessions cannot be counted.';
  return `A launch is one \`LaunchPowerApp\` audit event. Microsoft logs launches of canvas apps only: an app without launches here may be a model-driven one.${users}`;
}
