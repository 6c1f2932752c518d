import { escapeHtml } from './escape-html.ts';
import type { Cell } from './sample-figures.ts';

/** A chart of a page: its fields by role, and the color of each measure. */
export interface Chart {
  readonly type: string;
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly colors: ReadonlyMap<string, string>;
}

interface Area {
  readonly width: number;
  readonly height: number;
}

/** A series of a chart: values by label, in order. */
interface Series {
  readonly name: string;
  readonly color: string;
  readonly values: readonly (number | null)[];
}

const PALETTE = ['#4F6BED', '#0B6A0B', '#038387', '#CA5010'];
const LEGEND = 20;
const AXIS = 18;
/** More bars than these are cut off, as Power BI scrolls. */
const MOST_BARS = 14;

/** Returns the SVG of a chart over the rows of its fields. */
export function chartOf(
  { type, roles, colors }: Chart,
  rows: readonly (readonly Cell[])[],
  area: Area,
): string {
  const { Y = [], Y2 = [], Series: by = [] } = roles;
  const fields = [...Y, ...Y2];
  if (by.length > 0) return linesOf(rows, area);
  const series = fields.map((field, index) => ({
    name: field,
    color: colors.get(field) ?? PALETTE[index] ?? '#69797E',
    values: rows.map((row) => numberOf(row[index + 1] ?? null)),
  }));
  const labels = rows.map(([label]) => labelOf(label ?? '(Blank)'));
  return type === 'barChart'
    ? barsOf(labels, series[0]?.values ?? [], series[0]?.color ?? '', area)
    : columnsOf(labels, series.slice(0, Y.length), series.slice(Y.length), area);
}

/** A day without its year, `11-21`. */
function labelOf(value: string | number): string {
  return String(value).replace(/^\d{4}-(\d\d-\d\d)$/, '$1');
}

function numberOf(cell: Cell): number | null {
  return cell === null ? null : Number(cell);
}

function barsOf(
  labels: readonly string[],
  values: readonly (number | null)[],
  color: string,
  { width, height }: Area,
): string {
  const bars = labels
    .map((label, index) => ({ label, value: values[index] ?? 0 }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
    .slice(0, MOST_BARS);
  const left = 150;
  const step = Math.min(34, height / bars.length);
  const most = Math.max(...bars.map(({ value }) => value));
  const drawn = bars.map(({ label, value }, index) => {
    const y = index * step;
    const long = ((width - left - 40) * value) / most;
    const middle = y + step / 2 + 4;
    const short = label.length > 22 ? `${label.slice(0, 21)}…` : label;
    return `<text x="${left - 8}" y="${middle}" text-anchor="end">${escapeHtml(short)}</text><rect x="${left}" y="${y + 3}" width="${long}" height="${step - 6}" fill="${color}"/><text x="${left + long + 6}" y="${middle}">${value}</text>`;
  });
  return svg({ width, height }, drawn.join(''));
}

function columnsOf(
  labels: readonly string[],
  columns: readonly Series[],
  lines: readonly Series[],
  { width, height }: Area,
): string {
  const bottom = height - AXIS;
  const step = width / labels.length;
  const wide = Math.min(step * 0.7, 60);
  const totals = labels.map((_, at) => columns.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const scale = (most: number) => (value: number) => (value * (bottom - LEGEND)) / Math.max(1, most);
  const high = scale(Math.max(...totals));
  const drawn = labels.map((label, at) => {
    let top = bottom;
    const parts = columns.map(({ values, color }) => {
      const tall = high(values[at] ?? 0);
      top -= tall;
      return `<rect x="${(at + 0.5) * step - wide / 2}" y="${top}" width="${wide}" height="${tall}" fill="${color}"/>`;
    });
    return `${parts.join('')}${axisLabel(label, at, step, height)}`;
  });
  const most = Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const over = lines.map((line) => lineOf(line, step, (value) => bottom - scale(most)(value)));
  return svg({ width, height }, `${legendOf([...columns, ...lines])}${drawn.join('')}${over.join('')}`);
}

/** Lines over days: a row for each day and window. */
function linesOf(rows: readonly (readonly Cell[])[], { width, height }: Area): string {
  const days = [...new Set(rows.map(([day]) => day))];
  const labels = days.map((day) => labelOf(day ?? ''));
  const names = [...new Set(rows.map((row) => Number(row[2])))].sort((a, b) => a - b);
  const series = names.map((name, index) => ({
    name: String(name),
    color: PALETTE[index] ?? '',
    values: days.map((day) => numberOf(rows.find((row) => row[0] === day && row[2] === name)?.[1] ?? null)),
  }));
  const step = width / labels.length;
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const y = (value: number): number => height - AXIS - (value * (height - AXIS - LEGEND)) / most;
  const axis = labels.map((label, at) => axisLabel(label, at, step, height));
  return svg(
    { width, height },
    `${legendOf(series)}${axis.join('')}${series.map((line) => lineOf(line, step, y)).join('')}`,
  );
}

/** A line is broken where nothing is known. */
function lineOf({ values, color }: Series, step: number, y: (value: number) => number): string {
  const points = values.map((value, at) => {
    const before = values[at - 1] ?? null;
    return value === null ? '' : `${before === null ? 'M' : 'L'}${(at + 0.5) * step},${y(value)}`;
  });
  return `<path d="${points.join('')}" fill="none" stroke="${color}" stroke-width="2"/>`;
}

function axisLabel(label: string, at: number, step: number, height: number): string {
  const every = Math.ceil(46 / step);
  return at % every === 0
    ? `<text x="${(at + 0.5) * step}" y="${height - 3}" text-anchor="middle">${escapeHtml(label)}</text>`
    : '';
}

function legendOf(series: readonly Series[]): string {
  if (series.length < 2) return '';
  let x = 0;
  return series
    .map(({ name, color }) => {
      const at = x;
      x += 30 + 6.6 * name.length;
      return `<circle cx="${at + 5}" cy="7" r="5" fill="${color}"/><text x="${at + 14}" y="11">${escapeHtml(name)}</text>`;
    })
    .join('');
}

function svg({ width, height }: Area, content: string): string {
  return `<svg width="${width}" height="${height}">${content}</svg>`;
}
