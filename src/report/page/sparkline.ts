import { html, type Markup, trusted } from './markup.ts';

const STEP = 6;
const HEIGHT = 20;

/**
 * Returns counts, oldest first, as small bars next to each other; the highest is as high as the row. `known` tells of each
 * whether it is all that there was: the others are marked. The axis is at 0, and bars follow one another by steps: thousands
 * of these drawings are most of a large tenant's page.
 */
export function sparkline(values: readonly number[], known: readonly boolean[]): Markup {
  const most = Math.max(1, ...values);
  const heights = values.map((value) =>
    value === 0 ? 0 : Math.max(1, HEIGHT - Math.round(HEIGHT * (1 - value / most))),
  );
  const path = (paint: string | null, d: string): Markup | null =>
    d === '' ? null : html`<path${paint === null ? null : html` class="${paint}"`} d="${trusted(d)}"/>`;
  const told = values.map((value, index) => `${value}${known[index] ? '' : '?'}`).join(' ');
  const marks = bars(values.map((_, index) => (known[index] ? 0 : HEIGHT)));
  return html`<svg viewBox="0 -${HEIGHT} ${Math.max(1, values.length) * STEP} ${HEIGHT}" role="img" aria-label="${told}">${path('unknown', marks)}${path(null, bars(heights))}</svg>`;
}

/** Returns the path of bars from their tops down to the axis, each a step to the right of the last; those of no height are left out. */
function bars(heights: readonly number[]): string {
  let [path, at] = ['', 0];
  for (const [index, height] of heights.entries()) {
    if (height === 0) continue;
    const middle = index * STEP + STEP / 2;
    path += `m${middle - at}-${height}V0`;
    at = middle;
  }
  return path;
}
