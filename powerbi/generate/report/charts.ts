import type { Json } from '../json.ts';
import { color, column, type Field, formatting, literal, measure, sortedBy } from './fields.ts';
import { COLORS, type Visual, type VisualOptions, visual } from './visual.ts';

/** Axis titles would repeat the title of the visual. */
const AXES = {
  categoryAxis: formatting({ showAxisTitle: literal(false) }),
  valueAxis: formatting({ showAxisTitle: literal(false) }),
};

/** What a chart shows over time. */
export interface TimeFields {
  readonly time: Field;
  readonly values: readonly Field[];
  /** What else the pointer shows over a point. */
  readonly more?: readonly Field[];
}

/** What a chart with columns and lines shows over time. */
export type ComboFields = TimeFields & { readonly lines: readonly Field[] };

/** Use by day. A day that is not covered is gray up to the top, and has no point on the line. */
export const DAILY_USE: ComboFields = {
  time: column('Date', 'Date'),
  values: ['Launches of covered days', 'Launches of other days', 'Not covered'].map(measure),
  lines: [measure('Users of covered days')],
};

/** Returns use by week or month; the pointer shows how much of one is covered. */
export function useBy(grain: 'Week' | 'Month'): ComboFields {
  return {
    time: column('Date', grain),
    values: ['Launches of covered days', 'Launches of other days', 'Not covered'].map(measure),
    lines: [measure('Users of known periods')],
    more: ['Covered days', 'Uncovered days', 'Launches per covered day'].map(measure),
  };
}

/** Returns columns by time, piled up, the first day first. */
export function columnChart(options: VisualOptions, { time, values, more }: TimeFields): Visual {
  return visual(options, {
    type: 'columnChart',
    roles: { Category: [time], Y: values, ...tooltips(more) },
    sort: sortedBy(time, 'Ascending'),
    objects: { ...AXES, ...legend(values.length > 1), dataPoint: values.map(colored) },
  });
}

/** Returns columns by time, piled up, in the colors of `values`, with lines over them, which have an axis of their own. */
export function comboChart(options: VisualOptions, fields: ComboFields): Visual {
  return visual(options, {
    type: 'lineStackedColumnComboChart',
    roles: { Category: [fields.time], Y: fields.values, Y2: fields.lines, ...tooltips(fields.more) },
    sort: sortedBy(fields.time, 'Ascending'),
    objects: {
      ...AXES,
      ...legend(true),
      dataPoint: [...fields.values, ...fields.lines].map(colored),
    },
  });
}

/** Returns a line for each value of `series` by time. */
export function lineChart(options: VisualOptions, fields: TimeFields & { readonly series: Field }): Visual {
  return visual(options, {
    type: 'lineChart',
    roles: { Category: [fields.time], Y: fields.values, Series: [fields.series] },
    sort: sortedBy(fields.time, 'Ascending'),
    objects: { ...AXES, ...legend(true) },
  });
}

/** Returns a bar for each category, the longest on top. */
export function barChart(
  options: VisualOptions,
  { category, value }: { readonly category: Field; readonly value: Field },
): Visual {
  return visual(options, {
    type: 'barChart',
    roles: { Category: [category], Y: [value] },
    sort: sortedBy(value, 'Descending'),
    objects: {
      ...AXES,
      ...legend(false),
      labels: formatting({ show: literal(true) }),
      dataPoint: [colored(value)],
    },
  });
}

function legend(show: boolean): Readonly<Record<string, Json>> {
  return {
    legend: formatting({ show: literal(show), ...(show ? { position: literal('Top') } : {}) }),
  };
}

function tooltips(fields: readonly Field[] = []): Readonly<Record<string, readonly Field[]>> {
  return fields.length === 0 ? {} : { Tooltips: fields };
}

/** A measure has its color throughout the report. */
function colored({ table, name }: Field): Json {
  return { properties: { fill: color(colorOf(name)) }, selector: { metadata: `${table}.${name}` } };
}

function colorOf(measure: string): string {
  if (measure === 'Not covered') return COLORS.unknown;
  if (measure === 'Launches of other days') return COLORS.part;
  if (measure === 'Deleted apps') return COLORS.unused;
  if (measure.startsWith('New ')) return COLORS.newcomers;
  return /users/i.test(measure) ? COLORS.people : COLORS.launches;
}
