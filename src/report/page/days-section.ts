import { type DaysLayout, dayMarks, drawDays } from './days-chart.ts';
import { chart, legend, numbers, section } from './frame.ts';
import type { HitArea } from './hit-areas.ts';
import { html, type Markup } from './markup.ts';
import type { PageData, PageDay } from './page-data.ts';
import { count, day, days as span } from './wording.ts';

const WIDE: DaysLayout = { width: 920, mostLabels: 8 };
const NARROW: DaysLayout = { width: 420, mostLabels: 4 };

/** Returns launches and users of each day of the last 13 weeks. The data hold a day at least. */
export function daysSection(data: PageData): Markup {
  const { days, withUsers } = data;
  const marks = dayMarks(data);
  const known = (date: string): string =>
    (marks.open(date) ? ', may still rise' : '') + (marks.gap(date) ? ', some can no longer be read' : '');
  const hitAreas = days.map((each): HitArea => {
    const hint = `${day(each.date)}: ${countsOf(each)}${known(each.date)}`;
    return { hint, paint: marks.gap(each.date) ? 'gap' : 'spot' };
  });
  const drawings = [
    html`<div class="wide">${drawDays(days, marks, hitAreas, WIDE)}</div>`,
    html`<div class="narrow">${drawDays(days, marks, hitAreas, NARROW)}</div>`,
  ];
  const title = withUsers ? 'Launches and users a day' : 'Launches a day';
  const summary = summaryOf(data);
  const rows = days
    .map(({ date, launches, users }) => [
      html`${day(date)}${known(date)}`,
      count(launches),
      ...(users === null ? [] : [count(users)]),
    ])
    .reverse();
  return section({
    id: 'days',
    title,
    lead: summary,
    width: 'whole',
    body: [
      legend(legendOf(days, marks, withUsers)),
      chart(`${title}. ${summary}`, drawings),
      numbers({ label: title, header: ['Day', 'Launches', ...(withUsers ? ['Users'] : [])], rows }),
    ],
  });
}

function legendOf(days: readonly PageDay[], marks: ReturnType<typeof dayMarks>, withUsers: boolean) {
  const some = (test: (date: string) => boolean): boolean => days.some(({ date }) => test(date));
  return [
    ['launches', 'Launches'] as const,
    ...(some(marks.open) ? [['open', 'Launches of days that may still rise'] as const] : []),
    ...(withUsers ? [['users', 'Users who launched an app'] as const] : []),
    ...(some(marks.gap) ? [['gap', 'Some content can no longer be read'] as const] : []),
  ];
}

function summaryOf({ days, withUsers }: PageData): string {
  const launches = days.reduce((sum, each) => sum + each.launches, 0);
  const most = days.reduce((best, each) => (each.launches > best.launches ? each : best));
  const [first = most, last = most] = [days[0], days.at(-1)];
  const average = count(Math.round(launches / days.length));
  const busiest = `Busiest day: ${day(most.date)} with ${count(most.launches)}.`;
  const users = Math.max(...days.map((each) => each.users ?? 0));
  const people = withUsers ? ` At most ${count(users)} ${users === 1 ? 'user' : 'users'} a day.` : '';
  return `${span(first.date, last.date)}: ${count(launches)} launches, ${average} a day on average. ${busiest}${people}`;
}

function countsOf({ launches, users }: PageDay): string {
  const people = users === null ? '' : `, ${count(users)} ${users === 1 ? 'user' : 'users'}`;
  return `${count(launches)} ${launches === 1 ? 'launch' : 'launches'}${people}`;
}
