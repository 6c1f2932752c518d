import { PAINT, pageSvg } from './chart-svg.ts';
import type { ChartOption } from './echarts.ts';
import { chart, type Draw, key, numbers, section } from './frame.ts';
import type { Markup } from './markup.ts';
import type { PageData } from './page-data.ts';
import { pointerAreas, type Spot } from './pointer-areas.ts';
import { count, dayOfYear, shortCount, days as span } from './wording.ts';

const WIDTH = 420;
const HEIGHT = 230;
const MARGIN = { left: 40, right: 6, top: 12, bottom: 28 };
const FONT_SIZE = 12;
const MOST_LABELS = 5;
const TITLE = 'New and returning users by week';

interface Week {
  readonly from: string;
  readonly span: string;
  readonly new: number;
  readonly returning: number;
}

/** Gives who came for the first time and who came back, by week. The data hold a week at least. */
export function weeksSection(data: PageData, draw: Draw): Markup {
  const weeks = data.weeks.map(({ from, to, newUsers, returningUsers }): Week => {
    return { from, span: span(from, to), new: newUsers ?? 0, returning: returningUsers ?? 0 };
  });
  const summary = summaryOf(data, weeks);
  const paints = [['returning', 'Returning'] as const, ['new', 'New'] as const];
  const rows = weeks.map((week) => [
    week.span,
    ...[week.new, week.returning, week.new + week.returning].map(count),
  ]);
  return section({
    id: 'weeks',
    title: TITLE,
    lead: summary,
    width: 'half',
    body: [
      key(paints),
      chart(`${TITLE}. ${summary}`, drawWeeks(weeks, draw)),
      numbers({ label: TITLE, header: ['Week', 'New', 'Returning', 'Users'], rows: rows.reverse() }),
    ],
  });
}

function summaryOf({ totals: { firstDate }, weeks: [oldest] }: PageData, weeks: readonly Week[]): string {
  const latest = weeks.at(-1);
  const last =
    latest === undefined ? '' : `Last week: ${count(latest.new)} new, ${count(latest.returning)} returning. `;
  const young = oldest !== undefined && firstDate !== null && firstDate >= oldest.from;
  const caution = young ? ' In the first weeks of the data nearly everyone counts as new.' : '';
  return `${last}A user is new in the week of the first launch in the data.${caution}`;
}

function drawWeeks(weeks: readonly Week[], draw: Draw): Markup {
  const spots = weeks.map((week): Spot => {
    return {
      hint: `${week.span}: ${count(week.new)} new, ${count(week.returning)} returning`,
      paint: 'spot',
    };
  });
  const { left, right, top, bottom } = MARGIN;
  const area = { left, top, width: WIDTH - left - right, height: HEIGHT - top - bottom };
  return pageSvg(draw(optionOf(weeks), WIDTH, HEIGHT), WIDTH, HEIGHT, pointerAreas(spots, area));
}

function optionOf(weeks: readonly Week[]): ChartOption {
  const step = Math.ceil(weeks.length / MOST_LABELS);
  const labelled = (index: number): boolean => (weeks.length - 1 - index) % step === 0;
  const label = { color: PAINT.label, fontSize: FONT_SIZE };
  const bars = (name: 'returning' | 'new') => ({
    type: 'bar' as const,
    stack: 'users',
    data: weeks.map((week) => week[name]),
    itemStyle: { color: PAINT[name] },
    barCategoryGap: '30%',
    barMaxWidth: 36,
  });
  return {
    grid: MARGIN,
    xAxis: {
      type: 'category',
      data: weeks.map(({ from }) => from),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: PAINT.axis } },
      axisLabel: { ...label, formatter: dayOfYear, interval: labelled },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { ...label, formatter: shortCount },
      splitLine: { lineStyle: { color: PAINT.rule } },
    },
    series: [bars('returning'), bars('new')],
  };
}
