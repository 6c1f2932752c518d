import type { Json } from '../json.ts';
import { color, type Field, formatting, literal, sortedBy } from './fields.ts';
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
}

/** Returns columns by time, piled up, the first day first. */
export function columnChart(options: VisualOptions, { time, values }: TimeFields): Visual {
  return visual(options, {
    type: 'columnChart',
    roles: { Category: [time], Y: values },
    sort: sortedBy(time, 'Ascending'),
    objects: { ...AXES, ...legend(values.length > 1) },
  });
}

/** Returns columns by time, piled up, in the colors of `values`, with lines over them, which have an axis of their own. */
export function comboChart(
  options: VisualOptions,
  fields: TimeFields & { readonly lines: readonly Field[] },
): Visual {
  return visual(options, {
    type: 'lineStackedColumnComboChart',
    roles: { Category: [fields.time], Y: fields.values, Y2: fields.lines },
    sort: sortedBy(fields.time, 'Ascending'),
    objects: {
      ...AXES,
      ...legend(true),
      dataPoint: [
        ...fields.values.map((field, index) => fill(field, index === 0 ? COLORS.launches : COLORS.part)),
        ...fields.lines.map((field) => fill(field, COLORS.people)),
      ],
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
    objects: { ...AXES, ...legend(false), labels: formatting({ show: literal(true) }) },
  });
}

function legend(show: boolean): Readonly<Record<string, Json>> {
  return {
    legend: formatting({ show: literal(show), ...(show ? { position: literal('Top') } : {}) }),
  };
}

function fill({ table, name }: Field, value: string): Json {
  return { properties: { fill: color(value) }, selector: { metadata: `${table}.${name}` } };
}
