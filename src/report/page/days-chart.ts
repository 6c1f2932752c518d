import { openCalendar } from '../../snapshot/calendar.ts';
import { bars, columnAxis, countAxis, countScale, levelOf, middleOf, thinned } from './axes.ts';
import { type HitArea, pointerAreas } from './hit-areas.ts';
import { html, type Markup } from './markup.ts';
import type { PageData, PageDay } from './page-data.ts';
import { type Area, drawing, units } from './svg.ts';
import { dayOfYear, weekday } from './wording.ts';

/** Where a chart of days stands: `width` in units of the drawing. */
export interface DaysLayout {
  readonly width: number;
  readonly mostLabels: number;
}

const LEFT = 46;
const RIGHT = 6;
const TOP = 30;
const BOTTOM = 30;
const LAUNCHES_HEIGHT = 170;
const USERS_HEIGHT = 70;
const BETWEEN = 38;
const HEADING_ABOVE = 20;
const SHORT_LINE = 14;
const FOUR_WEEKS = 28;
const DAYS_BARS = { share: 0.78, widest: 28 };

/** Draws launches a day as bars and, below on the same days, users a day as a line. `hitAreas` tell each day. */
export function drawDays(
  days: readonly PageDay[],
  marks: DayMarks,
  hitAreas: readonly HitArea[],
  { width, mostLabels }: DaysLayout,
): Markup {
  const column = { left: LEFT, width: width - LEFT - RIGHT };
  const upper = { ...column, top: TOP, height: LAUNCHES_HEIGHT };
  const lower = { ...column, top: TOP + LAUNCHES_HEIGHT + BETWEEN, height: USERS_HEIGHT };
  const users = days.flatMap((day, index) => (day.users === null ? [] : [{ index, count: day.users }]));
  const withUsers = users.length > 0;
  const height = (withUsers ? lower.top + lower.height : upper.top + upper.height) - TOP;
  const names = dayNames(days, mostLabels);
  const content = [
    launchBars(days, marks, upper),
    columnAxis(withUsers ? [] : names, upper),
    withUsers ? [userLine(users, days.length, lower), columnAxis(names, lower)] : null,
    pointerAreas(hitAreas, { ...column, top: TOP, height }),
  ];
  return drawing(width, TOP + height + BOTTOM, content);
}

function launchBars(days: readonly PageDay[], marks: DayMarks, area: Area): Markup {
  const scale = countScale(Math.max(...days.map(({ launches }) => launches)), 4);
  const columns = days.map(({ date, launches }) => [
    { count: launches, paint: marks.open(date) ? 'open' : 'launches' },
  ]);
  return html`${heading('Launches', area)}${countAxis(scale, area)}${bars(columns, scale, area, DAYS_BARS)}`;
}

/** The days whose users are known, joined by a line; few of them as points too. */
function userLine(
  users: readonly { readonly index: number; readonly count: number }[],
  days: number,
  area: Area,
): Markup {
  const scale = countScale(Math.max(...users.map(({ count }) => count)), 3);
  const points = users.map(({ index, count }) => [
    units(middleOf(index, days, area)),
    units(levelOf(count, scale, area)),
  ]);
  const path = points.map((point) => point.join(' ')).join('L');
  const circles =
    days > SHORT_LINE
      ? []
      : points.map(([x, y]) => html`<circle class="users" cx="${x}" cy="${y}" r="2.5"/>`);
  return html`${heading('Users', area)}${countAxis(scale, area)}<path class="users" d="M${path}"/>${circles}`;
}

function heading(text: string, { top }: Area): Markup {
  return html`<text class="heading" x="0" y="${top - HEADING_ABOVE}" dominant-baseline="central">${text}</text>`;
}

/** The days that the axis names: all, some at equal distance, or some of the Mondays. Counted from the last. */
function dayNames(days: readonly PageDay[], most: number): readonly (string | null)[] {
  const every = days.map(({ date }) => date);
  const named = every.length < FOUR_WEEKS ? every : every.filter((date) => weekday(date) === 0);
  const chosen = new Set(thinned(named, most));
  return every.map((date) => (chosen.has(date) ? dayOfYear(date) : null));
}

/** What a reader must know of the last days and of days with gaps. Days are `YYYY-MM-DD`. */
export interface DayMarks {
  /** Launches of this day may still arrive. */
  readonly open: (date: string) => boolean;
  /** Content of this day can no longer be read. */
  readonly gap: (date: string) => boolean;
}

/** Returns the marks of days in the time zone of the page. */
export function dayMarks({ coverage, timeZone }: PageData): DayMarks {
  const { local } = openCalendar(timeZone);
  const complete = coverage.completeUntil === null ? null : local(coverage.completeUntil).date;
  const gaps = coverage.gaps.map(({ from, to }) => ({
    from: local(Date.parse(from)).date,
    // Gaps are half-open: one that ends at midnight does not touch the day that begins.
    to: local(Date.parse(to) - 1).date,
  }));
  return {
    open: (date) => complete !== null && date >= complete,
    gap: (date) => gaps.some(({ from, to }) => date >= from && date <= to),
  };
}
