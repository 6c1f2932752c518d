import { nice, ticks } from 'd3-array';
import { html, type Markup } from './markup.ts';
import { type Area, rectangle, units } from './svg.ts';
import { shortCount } from './wording.ts';

/** Counts from 0, at the bottom of an area, to `top`; `ticks` are the whole numbers that an axis names. */
export interface CountScale {
  readonly top: number;
  readonly ticks: readonly number[];
}

/** A part of a bar: so many, in the color of the class `paint`. */
export interface BarPart {
  readonly count: number;
  readonly paint: string;
}

const LABEL_GAP = 8;
const LABELS_BELOW = 14;

/** Returns the scale of counts up to `most`, in about so many steps. */
export function countScale(most: number, steps: number): CountScale {
  const [, top] = nice(0, Math.max(1, most), steps);
  return { top, ticks: ticks(0, top, steps).filter(Number.isInteger) };
}

/** Returns how far down in the drawing a count stands. */
export function levelOf(count: number, { top }: CountScale, area: Area): number {
  return area.top + area.height * (1 - count / top);
}

/** Returns the middle of a part of an area that is divided into `parts` columns. */
export function middleOf(index: number, parts: number, { left, width }: Area): number {
  return left + ((index + 0.5) / parts) * width;
}

/** Returns the axis of a scale: a line across the area for each tick, and its count to the left. */
export function countAxis(scale: CountScale, area: Area): Markup {
  const lines = scale.ticks.map((count) => {
    const level = levelOf(count, scale, area);
    return html`${line('rule', level, area)}${label(shortCount(count), area.left - LABEL_GAP, level, 'end')}`;
  });
  return html`${lines}`;
}

/** Returns at most so many of some values, at equal distance, counted from the last. */
export function thinned<T>(values: readonly T[], most: number): readonly T[] {
  const step = Math.ceil(values.length / most);
  return values.filter((_, index) => (values.length - 1 - index) % step === 0);
}

/** Returns the line below an area, and below it the names of the area's columns; `null` for one without. */
export function columnAxis(names: readonly (string | null)[], area: Area): Markup {
  const bottom = area.top + area.height;
  return html`${line('axis', bottom, area)}${columnNames(names, area)}`;
}

/** Returns the names of an area's columns, below it; `null` for one without. */
export function columnNames(names: readonly (string | null)[], area: Area): Markup {
  const bottom = area.top + area.height + LABELS_BELOW;
  const labels = names.map((name, index) =>
    name === null ? null : label(name, middleOf(index, names.length, area), bottom, 'middle'),
  );
  return html`${labels}`;
}

/** Returns the names of an area's rows, to the left of it. */
export function rowNames(names: readonly string[], { left, top, height }: Area): Markup {
  const labels = names.map((name, index) =>
    label(name, left - LABEL_GAP, top + ((index + 0.5) / names.length) * height, 'end'),
  );
  return html`${labels}`;
}

/**
 * Returns bars that stand side by side in an area, the parts of each on top of each other, the first lowest. A bar takes
 * `share` of its column's width, and no more than `widest`.
 */
export function bars(
  columns: readonly (readonly BarPart[])[],
  scale: CountScale,
  area: Area,
  { share, widest }: { readonly share: number; readonly widest: number },
): Markup {
  const width = Math.min((share * area.width) / columns.length, widest);
  const shapes = columns.map((parts, index) => {
    const left = middleOf(index, columns.length, area) - width / 2;
    let below = 0;
    return parts.map(({ count, paint }) => {
      const bottom = levelOf(below, scale, area);
      below += count;
      const top = levelOf(below, scale, area);
      return count === 0 ? null : rectangle(paint, { left, top, width, height: bottom - top });
    });
  });
  return html`${shapes}`;
}

/** A line across an area, on whole pixels where a unit is one. */
function line(paint: 'rule' | 'axis', level: number, { left, width }: Area): Markup {
  return html`<path class="${paint}" d="M${left} ${Math.round(level) + 0.5}h${width}"/>`;
}

function label(text: string, x: number, y: number, anchor: 'middle' | 'end'): Markup {
  return html`<text class="label" x="${units(x)}" y="${units(y)}" text-anchor="${anchor}" dominant-baseline="central">${text}</text>`;
}
