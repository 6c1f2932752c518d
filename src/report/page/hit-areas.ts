import type { DayStatus } from '../../snapshot/coverage.ts';
import { html, type Markup } from './markup.ts';
import { type Area, partOf, rectangle } from './svg.ts';

/** What a pointer on a part of a chart shows; `paint` is the class of the part's color: that of what is not covered. */
export interface HitArea {
  readonly hint: string;
  readonly paint: 'spot' | Exclude<DayStatus, 'covered'>;
}

/**
 * Divides an area into equal columns and rows, each of which tells a pointer what stands there, also where a bar is low.
 * `hitAreas` row by row.
 */
export function pointerAreas(hitAreas: readonly HitArea[], area: Area, rows = 1): Markup {
  const columns = hitAreas.length / rows;
  const rectangles = hitAreas.map(({ hint, paint }, index) =>
    rectangle(paint, partOf(area, columns, rows, index), { hint }),
  );
  return html`${rectangles}`;
}
