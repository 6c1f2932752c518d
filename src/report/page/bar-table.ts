import { scroller } from './frame.ts';
import { html, type Markup } from './markup.ts';
import { count } from './wording.ts';

/** One bar. `others` are the further counts of its row. */
export interface Bar {
  readonly name: Markup;
  readonly value: number;
  readonly others: readonly (number | null)[];
}

/** Returns a table with a bar under each name, as long as its value. `header` names the columns, the value's second. */
export function barTable(
  label: string,
  paint: string,
  header: readonly string[],
  bars: readonly Bar[],
): Markup {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const head = header.map((cell) => html`<th scope="col">${cell}</th>`);
  const rows = bars.map(({ name, value, others }) => {
    const length = ((value / most) * 100).toFixed(1);
    const bar = html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="${paint}" width="${length}" height="1"/></svg>`;
    const cells = [value, ...others].map((each) => html`<td>${each === null ? '–' : count(each)}</td>`);
    return html`<tr><th scope="row">${name}${bar}</th>${cells}</tr>\n`;
  });
  return scroller(
    label,
    html`<table class="bars"><thead><tr>${head}</tr></thead><tbody>\n${rows}</tbody></table>`,
  );
}
