import { html, type Markup } from './markup.ts';

/** A rectangle of a drawing, in its units. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What a pointer on a part of a chart shows; `paint` is the class of the part's colour. */
export interface Spot {
  readonly hint: string;
  readonly paint: 'spot' | 'gap';
}

/**
 * Divides an area into equal columns and rows, each of which tells a pointer what stands there, also where a bar is low.
 * `spots` row by row.
 */
export function pointerAreas(spots: readonly Spot[], { left, top, width, height }: Area, rows = 1): Markup {
  const columns = spots.length / rows;
  const [w, h] = [width / columns, height / rows];
  const rectangles = spots.map(({ hint, paint }, index) => {
    const x = left + (index % columns) * w;
    const y = top + Math.floor(index / columns) * h;
    return html`<rect class="${paint}" x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}"><title>${hint}</title></rect>`;
  });
  return html`${rectangles}`;
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
