import type { Page } from '../../powerbi/generate/report/page.ts';
import { COLORS } from '../../powerbi/generate/report/visual.ts';

/** A bar or column: its label, and one or two values that are stacked. */
export interface Bar {
  readonly label: string;
  readonly values: readonly number[];
}

/** What a visual of the page shows: cards, bars, columns with or without a line, or a chosen value. */
export type Drawn =
  | { readonly kind: 'cards'; readonly cards: readonly { readonly label: string; readonly value: string }[] }
  | { readonly kind: 'bars'; readonly bars: readonly Bar[] }
  | { readonly kind: 'columns'; readonly bars: readonly Bar[]; readonly line?: readonly number[] }
  | { readonly kind: 'text'; readonly text: string };

const SERIES = [COLORS.launches, COLORS.part];
const TITLE_HEIGHT = 30;

/**
 * Returns an HTML drawing of a page of the Power BI report: each visual in the box that the page gives it, with its title,
 * filled with what `drawn` has for its key. Throws when the page has a visual that `drawn` does not know.
 */
export function powerBiPage(page: Page, drawn: ReadonlyMap<string, Drawn>): string {
  const visuals = page.visuals.map(({ key, box: { x, y, width, height }, visual }) => {
    const title = titleOf(JSON.stringify(visual));
    const content = drawn.get(key);
    if (content === undefined) throw new Error(`Nothing to draw for ${key}`);
    const area = { width: width - 24, height: height - 16 - (title === '' ? 0 : TITLE_HEIGHT) };
    const frame = title === '' ? '' : ` class="frame"`;
    const head = title === '' ? '' : `<h3>${escapeHtml(title)}</h3>`;
    return `<section${frame} style="left:${x}px;top:${y}px;width:${width}px;height:${height}px">${head}${contentOf(content, area)}</section>`;
  });
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${visuals.join('\n')}`;
}

/** The title in a visual's formatting. */
function titleOf(json: string): string {
  return /"title":\[.*?"text":\{"expr":\{"Literal":\{"Value":"'([^"]*)'"/.exec(json)?.[1] ?? '';
}

interface Area {
  readonly width: number;
  readonly height: number;
}

function contentOf(drawn: Drawn, area: Area): string {
  switch (drawn.kind) {
    case 'text':
      return `<p>${escapeHtml(drawn.text)}</p>`;
    case 'cards':
      return `<div class="cards">${drawn.cards.map(({ label, value }) => `<div><b>${escapeHtml(value)}</b>${escapeHtml(label)}</div>`).join('')}</div>`;
    case 'bars':
      return svg(area, barsOf(drawn.bars, area));
    case 'columns':
      return svg(area, columnsOf(drawn.bars, drawn.line ?? [], area));
  }
}

function barsOf(bars: readonly Bar[], { width, height }: Area): string {
  const labels = 150;
  const step = height / bars.length;
  const most = Math.max(...bars.map(totalOf));
  return bars
    .map((bar, index) => {
      const y = index * step;
      const long = ((width - labels - 40) * totalOf(bar)) / most;
      const middle = y + step / 2 + 4;
      return `<text x="${labels - 8}" y="${middle}" text-anchor="end">${escapeHtml(bar.label)}</text><rect x="${labels}" y="${y + 3}" width="${long}" height="${step - 6}" fill="${COLORS.launches}"/><text x="${labels + long + 6}" y="${middle}">${totalOf(bar)}</text>`;
    })
    .join('');
}

function columnsOf(bars: readonly Bar[], line: readonly number[], { width, height }: Area): string {
  const axis = 20;
  const step = width / bars.length;
  const wide = Math.min(step * 0.7, 80);
  const most = Math.max(...bars.map(totalOf), ...line);
  const scale = (value: number): number => (value * (height - axis - 14)) / most;
  const columns = bars.map(({ label, values }, index) => {
    let top = height - axis;
    const parts = values.map((value, series) => {
      top -= scale(value);
      return `<rect x="${(index + 0.5) * step - wide / 2}" y="${top}" width="${wide}" height="${scale(value)}" fill="${SERIES[series]}"/>`;
    });
    return `${parts.join('')}<text x="${(index + 0.5) * step}" y="${height - 4}" text-anchor="middle">${escapeHtml(label)}</text>`;
  });
  const points = line.map((value, index) => `${(index + 0.5) * step},${height - axis - scale(value)}`);
  return `${columns.join('')}<polyline points="${points.join(' ')}" fill="none" stroke="${COLORS.people}" stroke-width="2"/>`;
}

function totalOf({ values }: Bar): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function svg({ width, height }: Area, content: string): string {
  return `<svg width="${width}" height="${height}">${content}</svg>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const STYLE = `
  body { margin: 0; width: 1280px; height: 720px; background: #fff; position: relative; color: ${COLORS.text};
    font: 13px "Segoe UI", "Liberation Sans", Arial, sans-serif }
  section { position: absolute; box-sizing: border-box; padding: 8px 12px }
  .frame { border: 1px solid ${COLORS.line}; border-radius: 4px }
  h3 { margin: 0; height: ${TITLE_HEIGHT}px; font-size: 15px; font-weight: 600 }
  p { margin: 0; font-size: 15px } section:not(.frame) p { font-size: 27px; font-weight: bold }
  .cards { display: flex; justify-content: space-between } .cards b { display: block; font-size: 26px; font-weight: 600 }
  svg { display: block } text { font-size: 12px; fill: ${COLORS.text} }
`;
