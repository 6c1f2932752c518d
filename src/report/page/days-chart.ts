import { bars, columnAxis, countAxis, countScale, levelOf, middleOf, thinned } from './axes.ts';
import { type HitArea, pointerAreas } from './hit-areas.ts';
import { html, type Markup } from './markup.ts';
import type { PageDay } from './page-data.ts';
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

/**
 * Draws launches a day as bars and, below on the same days, users a day as a line. `hitAreas` tell each day. Bars and points
 * of days that are not covered are lighter, and no line leads to them.
 */
export function drawDays(
  days: readonly PageDay[],
  hitAreas: readonly HitArea[],
  { width, mostLabels }: DaysLayout,
): Markup {
  const column = { left: LEFT, width: width - LEFT - RIGHT };
  const upper = { ...column, top: TOP, height: LAUNCHES_HEIGHT };
  const lower = { ...column, top: TOP + LAUNCHES_HEIGHT + BETWEEN, height: USERS_HEIGHT };
  const withUsers = days.some(({ users }) => users !== null);
  const height = (withUsers ? lower.top + lower.height : upper.top + upper.height) - TOP;
  const names = dayNames(days, mostLabels);
  const content = [
    launchBars(days, upper),
    columnAxis(withUsers ? [] : names, upper),
    withUsers ? [userLine(days, lower), columnAxis(names, lower)] : null,
    pointerAreas(hitAreas, { ...column, top: TOP, height }),
  ];
  return drawing(width, TOP + height + BOTTOM, content);
}

function launchBars(days: readonly PageDay[], area: Area): Markup {
  const scale = countScale(Math.max(...days.map(({ launches }) => launches)), 4);
  const columns = days.map(({ launches, status }) => [
    { count: launches, paint: status === 'covered' ? 'launches' : 'part' },
  ]);
  return html`${heading('Launches', area)}${countAxis(scale, area)}${bars(columns, scale, area, DAYS_BARS)}`;
}

/** The users of covered days in a row, joined by a line, few of them as points too; users of other days as hollow points. */
function userLine(days: readonly PageDay[], area: Area): Markup {
  const scale = countScale(Math.max(...days.map(({ users }) => users ?? 0)), 3);
  const points = days.map(({ users, status }, index) => ({
    x: units(middleOf(index, days.length, area)),
    y: units(levelOf(users ?? 0, scale, area)),
    isCovered: status === 'covered',
    isSeen: (users ?? 0) > 0,
  }));
  const path = points
    .map(({ x, y, isCovered }, index) => {
      if (!isCovered) return '';
      return `${points[index - 1]?.isCovered ? 'L' : 'M'}${x} ${y}`;
    })
    .join('');
  const isAlone = (index: number): boolean => !points[index - 1]?.isCovered && !points[index + 1]?.isCovered;
  const circles = points.map(({ x, y, isCovered, isSeen }, index) => {
    if (isCovered ? days.length > SHORT_LINE && !isAlone(index) : !isSeen) return null;
    return html`<circle class="${isCovered ? 'users' : 'some'}" cx="${x}" cy="${y}" r="2.5"/>`;
  });
  const line = path === '' ? null : html`<path class="users" d="${path}"/>`;
  return html`${heading('Users', area)}${countAxis(scale, area)}${line}${circles}`;
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
