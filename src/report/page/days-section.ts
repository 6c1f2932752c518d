import type { DayStatus } from '../../snapshot/coverage.ts';
import { type DaysLayout, drawDays } from './days-chart.ts';
import { chart, legend, numbers, section } from './frame.ts';
import type { HitArea } from './hit-areas.ts';
import { html, type Markup } from './markup.ts';
import type { PageData, PageDay } from './page-data.ts';
import { beginOf } from './recent.ts';
import { average, count, day, plural, days as span } from './wording.ts';

const WIDE: DaysLayout = { width: 920, mostLabels: 8 };
const NARROW: DaysLayout = { width: 420, mostLabels: 4 };

/** What a reader must know of a day that is not covered. */
const HINTS: Readonly<Record<DayStatus, string>> = {
  covered: '',
  before: ', before the data begin',
  gap: ', in a gap: launches may be missing',
  open: ', not complete yet: may still rise',
};
const BEGINS = ', the data begin in the course of this day';
const MEANINGS = [
  ['before', 'Before the data begin: some launches only'],
  ['gap', 'Gap: launches may be missing'],
  ['open', 'Not complete yet: may still rise'],
] as const;

/** Returns launches and users of each day of the last 13 weeks. There is a day at least. */
export function daysSection(data: PageData): Markup {
  const { days, withUsers } = data;
  const begin = beginOf(data);
  const known = ({ date, status }: PageDay): string =>
    date === begin && status === 'before' ? BEGINS : HINTS[status];
  const hitAreas = days.map((each): HitArea => {
    const hint = `${day(each.date)}: ${countsOf(each)}${known(each)}`;
    return { hint, paint: each.status === 'covered' ? 'spot' : each.status };
  });
  const drawings = [
    html`<div class="wide">${drawDays(days, hitAreas, WIDE)}</div>`,
    html`<div class="narrow">${drawDays(days, hitAreas, NARROW)}</div>`,
  ];
  const title = withUsers ? 'Launches and users a day' : 'Launches a day';
  const summary = summaryOf(data);
  const rows = days
    .map((each) => [
      html`${day(each.date)}${known(each)}`,
      count(each.launches),
      ...(each.users === null ? [] : [count(each.users)]),
    ])
    .reverse();
  return section({
    id: 'days',
    title,
    lead: summary,
    width: 'whole',
    body: [
      legend(legendOf(days, withUsers)),
      chart(`${title}. ${summary}`, drawings),
      numbers({ label: title, header: ['Day', 'Launches', ...(withUsers ? ['Users'] : [])], rows }),
    ],
  });
}

function legendOf(days: readonly PageDay[], withUsers: boolean) {
  const seen = new Set(days.map(({ status }) => status));
  const some = MEANINGS.filter(([status]) => seen.has(status));
  return [
    ['launches', 'Launches'] as const,
    ...(some.length === 0 ? [] : [['part', 'Launches of days that are not covered'] as const]),
    ...(withUsers ? [['users', 'Users who launched an app'] as const] : []),
    ...some,
  ];
}

function summaryOf({ days, withUsers }: PageData): string {
  const covered = days.filter(({ status }) => status === 'covered');
  const [first, last] = [days[0], days.at(-1)];
  const when = first === undefined || last === undefined ? '' : `${span(first.date, last.date)}: `;
  const known =
    covered.length === 0
      ? 'None of these days is covered.'
      : `${average(sumOf(covered) / covered.length)} a day on average over the ${plural(covered.length, 'covered day')}.`;
  const most = days.reduce((best, each) => (each.launches > best.launches ? each : best));
  const busiest = most.launches === 0 ? '' : ` Busiest day: ${day(most.date)} with ${count(most.launches)}.`;
  const users = Math.max(...days.map((each) => each.users ?? 0));
  const people = withUsers && users > 0 ? ` At most ${plural(users, 'user')} a day.` : '';
  return `${when}${plural(sumOf(days), 'launch', 'launches')}. ${known}${busiest}${people}`;
}

function sumOf(days: readonly PageDay[]): number {
  return days.reduce((sum, { launches }) => sum + launches, 0);
}

function countsOf({ launches, users }: PageDay): string {
  const people = users === null ? '' : `, ${plural(users, 'user')}`;
  return `${plural(launches, 'launch', 'launches')}${people}`;
}
