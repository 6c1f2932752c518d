import { html, type Markup, trusted } from './markup.ts';

const STEP = 6;
const HEIGHT = 20;

/** Returns counts, oldest first, as small bars next to each other; the highest is as high as the row. */
export function sparkline(values: readonly number[]): Markup {
  const most = Math.max(1, ...values);
  const bars = values
    .map((value, index) => {
      const top = value === 0 ? HEIGHT : Math.min(HEIGHT - 1, Math.round(HEIGHT * (1 - value / most)));
      return top === HEIGHT ? '' : `M${index * STEP + STEP / 2} ${HEIGHT}V${top}`;
    })
    .join('');
  const path = bars === '' ? null : html`<path d="${trusted(bars)}"/>`;
  return html`<svg class="spark" viewBox="0 0 ${Math.max(1, values.length) * STEP} ${HEIGHT}" role="img" aria-label="${values.join(' ')}">${path}</svg>`;
}
