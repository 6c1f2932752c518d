import { html, type Markup, trusted } from './markup.ts';

const STEP = 6;
const HEIGHT = 20;

/**
 * Returns counts, oldest first, as small bars next to each other; the highest is as high as the row. `known` tells of each
 * whether it is all that there was: the others are marked.
 */
export function sparkline(values: readonly number[], known: readonly boolean[]): Markup {
  const most = Math.max(1, ...values);
  const middle = (index: number): number => index * STEP + STEP / 2;
  const bars = values
    .map((value, index) => {
      const top = value === 0 ? HEIGHT : Math.min(HEIGHT - 1, Math.round(HEIGHT * (1 - value / most)));
      return top === HEIGHT ? '' : `M${middle(index)} ${HEIGHT}V${top}`;
    })
    .join('');
  const marks = values.map((_, index) => (known[index] ? '' : `M${middle(index)} 0V${HEIGHT}`)).join('');
  const path = (paint: string | null, d: string): Markup | null =>
    d === '' ? null : html`<path${paint === null ? null : html` class="${paint}"`} d="${trusted(d)}"/>`;
  const told = values.map((value, index) => `${value}${known[index] ? '' : '?'}`).join(' ');
  return html`<svg class="spark" viewBox="0 0 ${Math.max(1, values.length) * STEP} ${HEIGHT}" role="img" aria-label="${told}">${path('unknown', marks)}${path(null, bars)}</svg>`;
}
