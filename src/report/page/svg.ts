import { html, type Markup, type Piece } from './markup.ts';

/** A rectangle of a drawing, in its units. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Returns one of the equal parts of an area that is divided into columns and rows; parts count row by row. */
export function partOf(
  { left, top, width, height }: Area,
  columns: number,
  rows: number,
  index: number,
): Area {
  const part = { width: width / columns, height: height / rows };
  const [column, row] = [index % columns, Math.floor(index / columns)];
  return { ...part, left: left + column * part.width, top: top + row * part.height };
}

/** Returns a drawing of `width` by `height` units. It is for eyes only: what stands around it says the same to ears. */
export function drawing(width: number, height: number, content: Piece): Markup {
  return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">${content}</svg>`;
}

/** Returns a rectangle in the color of the class `paint`. A pointer on it shows `hint`. */
export function rectangle(
  paint: string,
  { left, top, width, height }: Area,
  { rounding, hint }: { readonly rounding?: number; readonly hint?: string } = {},
): Markup {
  const corners = rounding === undefined ? null : html` rx="${rounding}"`;
  const title = hint === undefined ? null : html`<title>${hint}</title>`;
  return html`<rect class="${paint}" x="${units(left)}" y="${units(top)}" width="${units(width)}" height="${units(height)}"${corners}>${title}</rect>`;
}

/** Returns units of a drawing to the hundredth. */
export function units(value: number): number {
  return Math.round(value * 100) / 100;
}
