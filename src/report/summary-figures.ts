import { escapeMarkdown, table } from './markdown.ts';
import type { Overview } from './overview.ts';
import { IDLE_DAYS, idleApps } from './page/idle-apps.ts';
import { number, plural } from './run-report.ts';

const TOP_APPS = 10;
const TOP_WEEKS = 4;
const CHART_DAYS = 28;

/** Returns the parts of the job summary that tell of the snapshot: apps, launches a day and users. */
export function figures(overview: Overview): readonly string[] {
  return [topApps(overview), launchesPerDay(overview), usersOf(overview)];
}

function topApps(overview: Overview): string {
  const { apps, totals, withUsers } = overview;
  const launched = apps.filter(({ launches28d }) => launches28d > 0);
  if (launched.length === 0) return '';
  const rows = launched
    .slice(0, TOP_APPS)
    .map(({ id, name, environment, launches28d, users28d }) => [
      escapeMarkdown(name ?? id),
      escapeMarkdown(environment ?? ''),
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
    `${idle(overview)}${more}`,
  ].join('\n');
}

/** Data that are too young, or miss something, do not tell that an app is idle. */
function idle(overview: Overview): string {
  const { totals, coverage } = overview;
  const found = idleApps(overview);
  if (!found.known) {
    const never =
      found.never === 0 ? '' : ` ${plural(found.never, 'app')} of the catalog without any launch yet.`;
    return `Not enough history yet (since ${found.begin ?? totals.firstDate}) to tell which apps are idle.${never}`;
  }
  const doubt =
    found.withGaps || coverage.unreadBlobs > 0
      ? ' Launches may be missing: there are gaps or unread content.'
      : '';
  return `${plural(found.apps.length, 'app')} of ${number(found.of)} not launched for ${IDLE_DAYS} days.${doubt}`;
}

function usersOf({ active, weeks }: Overview): string {
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
    `${plural(active.day, 'user', 'users')} on the last day, ${number(active.week)} in 7 days, ${number(active.month)} in 28 days.`,
    '',
    table(['Week', 'New', 'Returning'], rows),
  ].join('\n');
}

function launchesPerDay({ days, timeZone }: Overview): string {
  const last = days.slice(-CHART_DAYS);
  if (last.length === 0) return '';
  return [
    `### Launches a day (${escapeMarkdown(timeZone)})`,
    '',
    '```mermaid',
    'xychart-beta',
    `  x-axis [${last.map(({ date }) => `"${date.slice(5)}"`).join(', ')}]`,
    '  y-axis "Launches"',
    `  bar [${last.map(({ launches }) => launches).join(', ')}]`,
    '```',
  ].join('\n');
}
