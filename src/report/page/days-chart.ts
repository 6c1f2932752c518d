import { PAINT, pageSvg } from './chart-svg.ts';
import type { DayMarks } from './day-marks.ts';
import type { ChartOption } from './echarts.ts';
import type { Draw } from './frame.ts';
import type { Markup } from './markup.ts';
import type { PageDay } from './page-data.ts';
import { pointerAreas, type Spot } from './pointer-areas.ts';
import { dayOfYear, shortCount, weekday } from './wording.ts';

/** Where a chart of days stands: `width` and text size in units of the drawing. */
export interface DaysLayout {
  readonly width: number;
  readonly fontSize: number;
  readonly mostLabels: number;
}

const LEFT = 46;
const RIGHT = 6;
const TOP = 30;
const BOTTOM = 30;
const LAUNCHES_HEIGHT = 170;
const USERS_HEIGHT = 70;
const BETWEEN = 38;
const SHORT_LINE = 14;
const FOUR_WEEKS = 28;

/** Draws launches a day as bars and, below on the same days, users a day as a line. `spots` tell each day. */
export function drawDays(
  days: readonly PageDay[],
  marks: DayMarks,
  spots: readonly Spot[],
  layout: DaysLayout,
  draw: Draw,
): Markup {
  const withUsers = days.some(({ users }) => users !== null);
  const panels = [
    { top: TOP, height: LAUNCHES_HEIGHT },
    ...(withUsers ? [{ top: TOP + LAUNCHES_HEIGHT + BETWEEN, height: USERS_HEIGHT }] : []),
  ];
  const bottom = Math.max(...panels.map(({ top, height }) => top + height));
  const dates = days.map(({ date }) => date);
  const option: ChartOption = {
    textStyle: { fontSize: layout.fontSize },
    grid: panels.map((panel) => ({ left: LEFT, right: RIGHT, ...panel })),
    xAxis: panels.map((_, index) => dayAxis(dates, index, index === panels.length - 1, layout)),
    yAxis: panels.map((_, index) => countAxis(index, layout)),
    series: [launchSeries(days, marks), ...(withUsers ? [userSeries(days)] : [])],
  };
  const area = { left: LEFT, top: TOP, width: layout.width - LEFT - RIGHT, height: bottom - TOP };
  const height = bottom + BOTTOM;
  return pageSvg(draw(option, layout.width, height), layout.width, height, pointerAreas(spots, area));
}

function dayAxis(dates: readonly string[], gridIndex: number, labelled: boolean, layout: DaysLayout) {
  const chosen = labelledDays(dates, layout.mostLabels);
  return {
    type: 'category' as const,
    data: [...dates],
    gridIndex,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: PAINT.axis } },
    axisLabel: {
      show: labelled,
      color: PAINT.label,
      fontSize: layout.fontSize,
      formatter: dayOfYear,
      interval: (index: number) => chosen.has(index),
      hideOverlap: true,
    },
  };
}

function countAxis(gridIndex: number, { fontSize }: DaysLayout) {
  return {
    type: 'value' as const,
    gridIndex,
    name: gridIndex === 0 ? 'Launches' : 'Users',
    nameGap: 14,
    nameTextStyle: {
      color: PAINT.heading,
      fontSize,
      align: 'left' as const,
      padding: [0, 0, 0, -LEFT],
    },
    minInterval: 1,
    splitNumber: gridIndex === 0 ? 4 : 2,
    axisLabel: { color: PAINT.label, fontSize, formatter: shortCount },
    splitLine: { lineStyle: { color: PAINT.rule } },
  };
}

function launchSeries(days: readonly PageDay[], marks: DayMarks) {
  const data = days.map(({ date, launches }) => ({
    value: launches,
    itemStyle: { color: marks.open(date) ? PAINT.open : PAINT.launches },
  }));
  return { type: 'bar' as const, data, barCategoryGap: '22%', barMaxWidth: 28 };
}

function userSeries(days: readonly PageDay[]) {
  const data = days.map(({ users }) => users);
  const symbols = { showSymbol: days.length <= SHORT_LINE, symbol: 'circle', symbolSize: 5 };
  const colours = { lineStyle: { color: PAINT.users, width: 2 }, itemStyle: { color: PAINT.users } };
  return { type: 'line' as const, xAxisIndex: 1, yAxisIndex: 1, data, ...symbols, ...colours };
}

/** The days that the axis names: all, some at equal distance, or some of the Mondays. Counted from the last. */
function labelledDays(dates: readonly string[], most: number): ReadonlySet<number> {
  const every = dates.map((_, index) => index);
  const named =
    dates.length < FOUR_WEEKS ? every : every.filter((index) => weekday(dates[index] ?? '') === 0);
  const step = Math.ceil(named.length / most);
  return new Set(named.filter((_, place) => (named.length - 1 - place) % step === 0));
}
