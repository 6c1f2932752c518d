import { bars, columnAxis, countAxis, countScale, thinned } from './axes.ts';
import { chart, legend, numbers, section } from './frame.ts';
import { type HitArea, pointerAreas } from './hit-areas.ts';
import type { Markup } from './markup.ts';
import type { PageData } from './page-data.ts';
import { isWhole } from './recent.ts';
import { drawing } from './svg.ts';
import { count, dayOfYear, days as span } from './wording.ts';

const WIDTH = 420;
const HEIGHT = 230;
const AREA = { left: 40, top: 12, width: WIDTH - 46, height: HEIGHT - 40 };
const WEEKS_BARS = { share: 0.7, widest: 36 };
const MOST_LABELS = 5;
const TITLE = 'New and returning users by week';

interface Week {
  readonly from: string;
  readonly span: string;
  /** How much of it is covered, in words; empty when all is. */
  readonly doubt: string;
  readonly new: number;
  readonly returning: number;
}

/** Returns who came for the first time and who came back, by week. The data hold a week at least. */
export function weeksSection(data: PageData): Markup {
  const weeks = data.weeks.map(({ from, to, newUsers, returningUsers, coveredDays }): Week => {
    const doubt = isWhole({ coveredDays }) ? '' : `, ${count(coveredDays)} of 7 days covered`;
    return { from, span: span(from, to), doubt, new: newUsers ?? 0, returning: returningUsers ?? 0 };
  });
  const summary = summaryOf(data, weeks);
  const paints = [
    ['returning', 'Returning'] as const,
    ['new', 'New'] as const,
    ...(weeks.some(({ doubt }) => doubt !== '') ? [['gap', 'Week not wholly covered'] as const] : []),
  ];
  const rows = weeks.map((week) => [
    `${week.span}${week.doubt}`,
    ...[week.new, week.returning, week.new + week.returning].map(count),
  ]);
  return section({
    id: 'weeks',
    title: TITLE,
    lead: summary,
    width: 'half',
    body: [
      legend(paints),
      chart(`${TITLE}. ${summary}`, drawWeeks(weeks)),
      numbers({ label: TITLE, header: ['Week', 'New', 'Returning', 'Users'], rows: rows.reverse() }),
    ],
  });
}

function summaryOf({ coverage: { firstDate }, weeks: [oldest] }: PageData, weeks: readonly Week[]): string {
  const latest = weeks.at(-1);
  const last =
    latest === undefined
      ? ''
      : `${latest.span}: ${count(latest.new)} new, ${count(latest.returning)} returning${latest.doubt}. `;
  const young = oldest !== undefined && firstDate !== null && firstDate >= oldest.from;
  const caution = young ? ' In the first weeks of the data nearly everyone counts as new.' : '';
  return `${last}A user is new in the week of the first launch in the data.${caution}`;
}

function drawWeeks(weeks: readonly Week[]): Markup {
  const hitAreas = weeks.map((week): HitArea => {
    return {
      hint: `${week.span}: ${count(week.new)} new, ${count(week.returning)} returning${week.doubt}`,
      paint: week.doubt === '' ? 'spot' : 'gap',
    };
  });
  const scale = countScale(Math.max(...weeks.map((week) => week.new + week.returning)), 4);
  const columns = weeks.map((week) => [
    { count: week.returning, paint: 'returning' },
    { count: week.new, paint: 'new' },
  ]);
  const content = [
    countAxis(scale, AREA),
    bars(columns, scale, AREA, WEEKS_BARS),
    columnAxis(weekNames(weeks), AREA),
    pointerAreas(hitAreas, AREA),
  ];
  return drawing(WIDTH, HEIGHT, content);
}

/** Names of some weeks at equal distance, counted from the last. */
function weekNames(weeks: readonly Week[]): readonly (string | null)[] {
  const named = new Set(thinned(weeks, MOST_LABELS));
  return weeks.map((week) => (named.has(week) ? dayOfYear(week.from) : null));
}
