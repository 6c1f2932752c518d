import { isoSecond } from '../instants.ts';
import type { DayStatus } from '../snapshot/coverage.ts';
import { escapeMarkdown, table } from './markdown.ts';
import type { Overview } from './overview.ts';
import { IDLE_DAYS, type IdleApps, idleApps } from './page/idle-apps.ts';
import { isWhole, recentDays, UNNAMED } from './page/recent.ts';
import { newApps, unusedApps } from './page/unused-apps.ts';
import { number, plural } from './run-report.ts';

const TOP_APPS = 10;
const TOP_WEEKS = 4;
const CHART_DAYS = 28;
/** Covered days dark, others light: the colors of the report. */
const BAR_COLORS = '#2f6fb7, #9dbde0';

/** Returns the parts of the job summary that tell of the snapshot: apps, launches a day and users. */
export function figures(overview: Overview): readonly string[] {
  return [topApps(overview), unused(overview), launchesPerDay(overview), usersOf(overview)];
}

function topApps(overview: Overview): string {
  const { apps, recent, totals, withUsers } = overview;
  if (totals.launches === 0) return '';
  const launched = apps.filter(({ launches28d }) => (launches28d ?? 0) > 0);
  const rows = launched
    .slice(0, TOP_APPS)
    .map(({ id, name, environment, launches28d, users28d }) => [
      escapeMarkdown(name ?? id),
      escapeMarkdown(environment ?? ''),
      number(launches28d ?? 0),
      ...(withUsers ? [number(users28d ?? 0)] : []),
    ]);
  const unnamed = recent?.unnamed.app ?? 0;
  if (unnamed > 0) rows.push([`*${UNNAMED.app}*`, '', number(unnamed), ...(withUsers ? [''] : [])]);
  const more =
    launched.length > TOP_APPS ? ` ${number(launched.length - TOP_APPS)} more in report.html.` : '';
  const all = recent === null ? '' : ` ${plural(recent.launches, 'launch', 'launches')}.`;
  return [
    '### Most launched apps in 28 days',
    `${recentDays(overview)}${all}`,
    ...(rows.length === 0
      ? []
      : [
          table(['App', 'Environment', 'Launches', ...(withUsers ? ['Users'] : [])], rows, [
            'Launches',
            'Users',
          ]),
        ]),
    `${idle(overview)}${more}`,
  ].join('\n\n');
}

/** Data that are too young, or miss too much, do not tell that an app is idle. */
function idle(overview: Overview): string {
  const found = idleApps(overview);
  if (!found.known) {
    const never = found.never === 0 ? '' : ` ${plural(found.never, 'app')} without any launch yet.`;
    const since =
      found.begin === null
        ? 'nothing is covered yet'
        : `the data begin on ${found.begin}, and ${number(found.coveredDays)} of ${IDLE_DAYS} days ${found.coveredDays === 1 ? 'is' : 'are'} covered`;
    return `Not enough history yet to tell which apps are idle: ${since}.${never}`;
  }
  const left = IDLE_DAYS - found.coveredDays;
  const doubt = left === 0 ? '' : ` Launches may be missing: ${plural(left, 'day')} of them not covered.`;
  return `${plural(found.apps.length, 'app')} of ${number(found.of)} not launched for ${IDLE_DAYS} days.${doubt}`;
}

/** Of an app that nobody launches only an inventory or a catalog knows. */
function unused(overview: Overview): string {
  const { windows, never, ownerIdle } = unusedApps(overview);
  if (never.length === 0 && overview.inventory === null) return '';
  const rows = windows.map(({ days, idle }) => [
    `${days} days`,
    idle.known ? number(idle.apps.length) : '–',
    doubtOf(days, idle),
  ]);
  const { inventory } = overview;
  const owners =
    ownerIdle === null
      ? ''
      : ` ${plural(ownerIdle.length, 'app')} of owners who launched no app for ${IDLE_DAYS} days.`;
  const listed =
    inventory === null
      ? ''
      : ` Inventory of ${isoSecond(inventory.takenAt)}: ${plural(inventory.apps, 'app')} in ${plural(inventory.environments, 'environment')}.`;
  return [
    '### Apps that nobody launches',
    table(
      ['No launch for', 'Apps', 'How sure'],
      [...rows, ['Never seen', number(never.length), 'no launch in all of the data, young apps too']],
      ['Apps'],
    ),
    `Canvas apps alone: Microsoft logs no launch of model-driven apps and pages.${listed}${owners}${newOnes(overview)}${used(overview)} Names and links are in report.html.`,
  ].join('\n\n');
}

const SHOWN_MONTHS = 3;

function newOnes(overview: Overview): string {
  const months = newApps(overview)?.slice(0, SHOWN_MONTHS) ?? [];
  const counts = months.map(({ month, apps }) => `${number(apps)} in ${month}`);
  return counts.length === 0 ? '' : ` New apps: ${counts.join(', ')}.`;
}

function used({ environments, inventory, recent }: Overview): string {
  if (inventory === null || recent === null) return '';
  const known = environments.filter(({ id }) => id !== null);
  const inUse = known.filter(({ launches28d }) => launches28d > 0);
  return ` ${number(inUse.length)} of ${plural(known.length, 'environment')} had launches in 28 days.`;
}

function doubtOf(days: number, idle: IdleApps): string {
  if (!idle.known) {
    const begin = idle.begin === null ? 'nothing is covered yet' : `the data begin on ${idle.begin}`;
    return `not known: ${begin}, ${number(idle.coveredDays)} of ${days} days are covered`;
  }
  const left = days - idle.coveredDays;
  const doubt = left === 0 ? '' : `; ${plural(left, 'day')} not covered, so launches may be missing`;
  return `no launch after ${idle.since}${doubt}`;
}

function usersOf({ recent, weeks, totals }: Overview): string {
  if (totals.launches === 0 || recent === null || recent.users === null) return '';
  const { users, unnamed, to } = recent;
  const rows = weeks
    .slice(-TOP_WEEKS)
    .map((week) => [
      `${week.from} to ${week.to}${isWhole(week) ? '' : `, ${week.coveredDays} of 7 days covered`}`,
      number(week.newUsers ?? 0),
      number(week.returningUsers ?? 0),
    ]);
  const nobody = unnamed.user ? ` ${plural(unnamed.user, 'launch', 'launches')}: ${UNNAMED.user}.` : '';
  return [
    '### Users',
    '',
    `${plural(users.day, 'user', 'users')} on ${to}, ${number(users.week)} in 7 days, ${number(users.month)} in 28 days.${nobody}`,
    '',
    table(['Week', 'New', 'Returning'], rows, ['New', 'Returning']),
  ].join('\n');
}

function launchesPerDay({ days, timeZone, totals }: Overview): string {
  const last = days.slice(-CHART_DAYS);
  if (last.length === 0 || totals.launches === 0) return '';
  const isCovered = (day: Overview['days'][number]): boolean => day.status === 'covered';
  const bars = (isShown: (day: Overview['days'][number]) => boolean): string =>
    last.map((day) => (isShown(day) ? day.launches : 0)).join(', ');
  return [
    `### Launches a day (${escapeMarkdown(timeZone)})`,
    '',
    '```mermaid',
    `%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "${BAR_COLORS}"}}}}%%`,
    'xychart-beta',
    `  x-axis [${last.map((day) => `"${day.date.slice(5)}${isCovered(day) ? '' : '?'}"`).join(', ')}]`,
    '  y-axis "Launches"',
    `  bar [${bars(isCovered)}]`,
    ...(last.every(isCovered) ? [] : [`  bar [${bars((day) => !isCovered(day))}]`]),
    '```',
    ...notCovered(last),
  ].join('\n');
}

const REASONS: readonly (readonly [DayStatus, string])[] = [
  ['before', 'before the data begin'],
  ['gap', 'in a gap, launches may be missing'],
  ['open', 'not complete yet, may still rise'],
];

/** What the light bars and the question marks mean. */
function notCovered(days: Overview['days']): readonly string[] {
  const parts = REASONS.flatMap(([status, reason]) => {
    const spans = spansOf(days, status);
    return spans.length === 0 ? [] : [`${spans.join(', ')} (${reason})`];
  });
  return parts.length === 0 ? [] : ['', `? Not covered: ${parts.join('; ')}.`];
}

function spansOf(days: Overview['days'], status: DayStatus): readonly string[] {
  const spans: { readonly from: string; readonly to: string }[] = [];
  for (const [index, { date, status: own }] of days.entries()) {
    if (own !== status) continue;
    const before = spans.at(-1);
    if (before !== undefined && days[index - 1]?.status === status) {
      spans[spans.length - 1] = { from: before.from, to: date };
    } else spans.push({ from: date, to: date });
  }
  return spans.map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
}
