import { html, type Markup, type Piece } from './markup.ts';

/** A section of the page. `id` is its anchor, `lead` says in a sentence what there is to see. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly lead: Piece;
  readonly body?: Piece;
  /** As wide as the page, or half of it where there is room. */
  readonly width: 'half' | 'whole';
}

/** Returns a section of the page. */
export function section({ id, title, lead, body, width }: Section): Markup {
  const note = lead === null ? null : html`<p class="lead">${lead}</p>`;
  return html`<section id="${id}" class="${width}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${note}${body}</section>\n`;
}

/** Returns a chart for eyes and its alternative for ears. Of several drawings the style sheet shows the one that fits. */
export function chart(alternative: string, drawings: Piece): Markup {
  return html`<div class="chart" role="img" aria-label="${alternative}">${drawings}</div>`;
}

/** What is in a table. The first cell of a row names it. */
export interface Numbers {
  /** What the table tells, as a part of a sentence. */
  readonly label: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Piece[])[];
}

/** Returns the numbers of a chart as a table that opens. */
export function numbers(table: Numbers): Markup {
  return html`<details><summary>Numbers as a table<span class="unseen">: ${table.label}</span></summary>${numbersTable(table)}</details>`;
}

/** Returns a table of numbers, which scrolls where the page is too narrow. */
export function numbersTable({ label, header, rows }: Numbers): Markup {
  const head = header.map((cell) => html`<th scope="col">${cell}</th>`);
  const body = rows.map(
    ([name, ...cells]) =>
      html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`,
  );
  return scroller(
    label,
    html`<table class="numbers"><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table>`,
  );
}

/** Returns a region that scrolls by itself, with the keyboard too, where what is in it is wider than the page. */
export function scroller(label: string, content: Markup): Markup {
  return html`<div class="scroller" role="region" aria-label="Table: ${label}" tabindex="0">${content}</div>`;
}

/** Returns the legend of a chart: class of the color, what it stands for. */
export function legend(entries: readonly (readonly [paint: string, meaning: string])[]): Markup {
  const items = entries.map(
    ([paint, meaning]) =>
      html`<li><svg viewBox="0 0 10 10" aria-hidden="true" focusable="false"><rect class="${paint}" width="10" height="10" rx="2"/></svg>${meaning}</li>`,
  );
  return html`<ul class="legend">${items}</ul>`;
}
