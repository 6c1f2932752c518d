import { scroller } from './frame.ts';
import { html, type Markup, type Piece } from './markup.ts';
import { count } from './wording.ts';

/** A column of a listing. `sort`: how the script orders it; the direction that people want first. */
export interface Column {
  readonly title: string;
  readonly sort?: 'text' | 'number' | 'date';
  /** Class of its cells' kind. */
  readonly kind: 'name' | 'text' | 'count' | 'date' | 'spark';
}

/** A long table. The script sorts and searches it; without it all rows are there. */
export interface Listing {
  readonly id: string;
  /** What a row is: "app", "apps". */
  readonly noun: readonly [one: string, many: string];
  /** How the rows are ordered, in words. */
  readonly order: string;
  readonly columns: readonly Column[];
  /** Cells of each row as `td` and `th` elements, in the order of the columns. */
  readonly rows: readonly Markup[];
}

/** Returns a table that people can search and sort. */
export function listing({ id, noun, order, columns, rows }: Listing): Markup {
  const [one, many] = noun;
  const head = columns.map(
    ({ title, sort, kind }) =>
      html`<th scope="col" class="${kind}"${sort === undefined ? null : html` data-sort="${sort}"`}>${title}</th>`,
  );
  return html`<div class="listing" data-one="${one}" data-many="${many}">
<div class="controls" hidden><label for="${id}-search">Search ${many}</label><input id="${id}-search" type="search" autocomplete="off" spellcheck="false"></div>
<p class="status" role="status">${count(rows.length)} ${rows.length === 1 ? one : many}, ${order}.</p>
${scroller(many, html`<table class="long"><thead><tr>${head}</tr></thead><tbody>\n${rows.map((row) => html`<tr>${row}\n`)}</tbody></table>`)}
<button type="button" class="more" hidden></button>
</div>`;
}

/**
 * Returns a cell of a column. HTML needs no end tags of cells and rows, nor the style sheet a class for text: without them a
 * long table is a tenth shorter.
 */
export function cell({ kind }: Column, content: Piece): Markup {
  if (kind === 'name') return html`<th scope="row">${content}`;
  return kind === 'text' ? html`<td>${content}` : html`<td class="${kind}">${content}`;
}
