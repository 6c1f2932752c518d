import { columnNames, rowNames } from './axes.ts';
import { chart, legend, numbers, section } from './frame.ts';
import { type HitArea, pointerAreas } from './hit-areas.ts';
import type { Markup } from './markup.ts';
import type { PageData } from './page-data.ts';
import { drawing, partOf, rectangle } from './svg.ts';
import { count, percent, plural, days as span, WEEKDAYS } from './wording.ts';

const WIDTH = 420;
const HEIGHT = 206;
const AREA = { left: 40, top: 6, width: WIDTH - 46, height: HEIGHT - 32 };
const TITLE = 'Launches by weekday and hour';
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const SATURDAY = 5;
const LEVELS = ['heat0', 'heat1', 'heat2', 'heat3', 'heat4', 'heat5'] as const;
const HIGHEST = LEVELS.length - 1;

/** An hour of a weekday, 0 for Monday. */
interface Cell {
  readonly weekday: number;
  readonly hour: number;
  readonly launches: number;
}

/** Returns when apps are launched: weekdays by hours of the day. The hours hold a launch at least. */
export function hoursSection(hours: NonNullable<PageData['hours']>, timeZone: string): Markup {
  const cells = WEEKDAYS.flatMap((_, weekday) =>
    HOURS.map((hour): Cell => ({ weekday, hour, launches: hours.launches[weekday]?.[hour] ?? 0 })),
  );
  const busiest = cells.reduce((best, cell) => (cell.launches > best.launches ? cell : best));
  const summary = `${span(hours.from, hours.to)}, ${plural(sum(hours.days), 'covered day')}, hours in ${timeZone}.${unevenness(hours.days)} Busiest: ${nameOf(busiest)}, with ${plural(busiest.launches, 'launch', 'launches')}.${weekendShare(cells, hours.days)}`;
  return section({
    id: 'hours',
    title: TITLE,
    lead: summary,
    width: 'half',
    body: [
      chart(`${TITLE}. ${summary}`, drawHours(cells, busiest.launches, hours.days)),
      legend([
        ...legendOf(busiest.launches),
        ...(hours.days.includes(0) ? [['gap', 'Weekday not covered'] as const] : []),
      ]),
      numbers({
        label: TITLE,
        header: ['Hour', ...WEEKDAYS.map(short)],
        rows: HOURS.map((hour) => [
          clock(hour),
          ...cells
            .filter((cell) => cell.hour === hour)
            .map(({ weekday, launches }) => (hours.days[weekday] === 0 ? '' : count(launches))),
        ]),
      }),
    ],
  });
}

/** How often each weekday counts, where that differs: more launches on one may be more of those days. */
function unevenness(days: readonly number[]): string {
  if (new Set(days).size === 1) return '';
  const times = WEEKDAYS.map((name, weekday) => `${short(name)} ${count(days[weekday] ?? 0)}`);
  return ` Covered days of each: ${times.join(', ')}.`;
}

/** What is not known of a weekday is no part of a whole. */
function weekendShare(cells: readonly Cell[], days: readonly number[]): string {
  if (days.includes(0)) return '';
  const weekend = sumOf(cells.filter(({ weekday }) => weekday >= SATURDAY)) / sumOf(cells);
  return ` Saturday and Sunday: ${percent(weekend)} of all.`;
}

function drawHours(cells: readonly Cell[], most: number, days: readonly number[]): Markup {
  const squares = cells.map(({ launches }, index) => {
    const paint = LEVELS[Math.ceil((launches / most) * HIGHEST)] ?? LEVELS[0];
    return rectangle(paint, partOf(AREA, HOURS.length, WEEKDAYS.length, index), { rounding: 2 });
  });
  const hitAreas = cells.map((cell): HitArea => {
    return days[cell.weekday] === 0
      ? { hint: `${nameOf(cell)}: not covered`, paint: 'gap' }
      : { hint: `${nameOf(cell)}: ${count(cell.launches)}`, paint: 'spot' };
  });
  const named = HOURS.map((hour) => (hour % 6 === 0 || hour === HOURS.length - 1 ? clock(hour) : null));
  const content = [
    squares,
    columnNames(named, AREA),
    rowNames(WEEKDAYS.map(short), AREA),
    pointerAreas(hitAreas, AREA, WEEKDAYS.length),
  ];
  return drawing(WIDTH, HEIGHT, content);
}

/** The launches that each level stands for, without levels that stand for none. */
function legendOf(most: number) {
  const upTo = (level: number): number => Math.floor((most * level) / HIGHEST);
  return LEVELS.flatMap((paint, level) => {
    if (level === 0) return [[paint, '0'] as const];
    const [from, to] = [upTo(level - 1) + 1, upTo(level)];
    if (from > to) return [];
    return [[paint, from === to ? count(to) : `${count(from)} to ${count(to)}`] as const];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function sumOf(cells: readonly Cell[]): number {
  return sum(cells.map(({ launches }) => launches));
}

function nameOf({ weekday, hour }: Cell): string {
  return `${WEEKDAYS[weekday]}, ${clock(hour)} to ${clock(hour + 1)}`;
}

function clock(hour: number): string {
  return `${String(hour % HOURS.length).padStart(2, '0')}:00`;
}

function short(weekday: string): string {
  return weekday.slice(0, 3);
}
