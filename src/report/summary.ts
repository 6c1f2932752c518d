import { addDays } from '../snapshot/calendar.ts';
import { completeUntil } from '../sync/state.ts';
import { findingsOf } from './findings.ts';
import { inert, table } from './markdown.ts';
import { booksOf, instant, plural, type RunReport, span } from './run-report.ts';

const TOP_APPS = 10;
const CHART_DAYS = 28;
const TOP_WEEKS = 4;
const IDLE_DAYS = 90;
const LONGEST_MESSAGE = 2_000;

/** Gives the job summary of a run as GitHub Markdown: what was read, how it balances, and what needs attention. */
export function summaryOf(report: RunReport): string {
  return [
    heading(report),
    findings(report),
    counts(report),
    topApps(report),
    launchesPerDay(report),
    usersOf(report),
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

function number(value: number): string {
  return value.toLocaleString('en-US');
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

function topApps({ overview: { apps, totals, withUsers } }: RunReport): string {
  const launched = apps.filter(({ launches28d }) => launches28d > 0);
  if (launched.length === 0) return '';
  const rows = launched
    .slice(0, TOP_APPS)
    .map(({ id, name, environment, launches28d, users28d }) => [
      inert(name ?? id),
      inert(environment ?? ''),
      number(launches28d),
      ...(withUsers ? [number(users28d ?? 0)] : []),
    ]);
  const more =
    launched.length > TOP_APPS ? ` ${number(launched.length - TOP_APPS)} more in report.html.` : '';
  return [
    `### Most launched apps, 28 days up to ${totals.lastDate}`,
    '',
    table(['App', 'Environment', 'Launches', ...(withUsers ? ['Users'] : [])], rows),
    '',
    `${plural(idleApps(apps, totals.lastDate), 'app')} of ${number(apps.length)} not launched for 90 days.${more}`,
  ].join('\n');
}

function idleApps(apps: RunReport['overview']['apps'], lastDate: string | null): number {
  if (lastDate === null) return 0;
  const since = Date.parse(`${addDays(lastDate, -IDLE_DAYS)}T00:00:00Z`);
  return apps.filter(({ lastLaunchAt, deletedAt }) => deletedAt === null && (lastLaunchAt ?? 0) < since)
    .length;
}

function usersOf({ overview: { active, weeks } }: RunReport): string {
  if (active === null) return '';
  const rows = weeks
    .slice(-TOP_WEEKS)
    .map(({ from, to, newUsers, returningUsers }) => [
      `${from} to ${to}`,
      number(newUsers ?? 0),
      number(returningUsers ?? 0),
    ]);
  return [
    '### Users',
    '',
    `${plural(active.day, 'person', 'persons')} on the last day, ${number(active.week)} in 7 days, ${number(active.month)} in 28 days.`,
    '',
    table(['Week', 'New', 'Returning'], rows),
  ].join('\n');
}

function launchesPerDay({ overview: { days, timeZone } }: RunReport): string {
  const last = days.slice(-CHART_DAYS);
  if (last.length === 0) return '';
  return [
    `### Launches a day (${inert(timeZone)})`,
    '',
    '```mermaid',
    'xychart-beta',
    `  x-axis [${last.map(({ date }) => `"${date.slice(5)}"`).join(', ')}]`,
    '  y-axis "Launches"',
    `  bar [${last.map(({ launches }) => launches).join(', ')}]`,
    '```',
  ].join('\n');
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
