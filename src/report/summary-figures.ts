import { addDays } from '../snapshot/calendar.ts';
import { inert, table } from './markdown.ts';
import type { Overview } from './overview.ts';
import { number, plural } from './run-report.ts';

const TOP_APPS = 10;
const TOP_WEEKS = 4;
const CHART_DAYS = 28;
const IDLE_DAYS = 90;

/** Gives the parts of the job summary that tell of the snapshot: apps, launches a day and users. */
export function figures(overview: Overview): readonly string[] {
  return [topApps(overview), launchesPerDay(overview), usersOf(overview)];
}

function topApps({ apps, totals, withUsers }: Overview): string {
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

function idleApps(apps: Overview['apps'], lastDate: string | null): number {
  if (lastDate === null) return 0;
  const since = Date.parse(`${addDays(lastDate, -IDLE_DAYS)}T00:00:00Z`);
  return apps.filter(({ lastLaunchAt, deletedAt }) => deletedAt === null && (lastLaunchAt ?? 0) < since)
    .length;
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
    `${plural(active.day, 'person', 'persons')} on the last day, ${number(active.week)} in 7 days, ${number(active.month)} in 28 days.`,
    '',
    table(['Week', 'New', 'Returning'], rows),
  ].join('\n');
}

function launchesPerDay({ days, timeZone }: Overview): string {
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
