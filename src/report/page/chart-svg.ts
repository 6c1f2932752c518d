import { html, type Markup, trusted } from './markup.ts';

/**
 * Stand-ins for the colours of charts: each becomes a class of the same name, so that the style sheet paints light, dark
 * and print. Sure to be no colour that ECharts chooses itself.
 */
export const PAINT = {
  label: '#fe0001',
  heading: '#fe0002',
  rule: '#fe0003',
  axis: '#fe0004',
  launches: '#fe0005',
  open: '#fe0006',
  users: '#fe0007',
  returning: '#fe0008',
  new: '#fe0009',
  heat0: '#fe0010',
  heat1: '#fe0011',
  heat2: '#fe0012',
  heat3: '#fe0013',
  heat4: '#fe0014',
  heat5: '#fe0015',
} as const;

const CLASSES = new Map<string, string>(Object.entries(PAINT).map(([name, colour]) => [colour, name]));
const KEPT = new Set([
  ...['d', 'transform', 'x', 'y', 'width', 'height', 'text-anchor', 'dominant-baseline'],
  ...['stroke-width', 'stroke-linecap', 'stroke-linejoin'],
]);
const ELEMENTS = new Set(['g', 'path', 'rect', 'text']);

/**
 * Gives the SVG that ECharts drew as a part of the page, with what `over` lays on it: classes for colours, and nothing
 * else but shapes and labels. Ids, styles and rules for hovering go: a strict Content-Security-Policy forbids them, and
 * ids would repeat.
 * @throws {Error} when ECharts draws an element or a colour that this does not know.
 */
export function pageSvg(drawn: string, width: number, height: number, over: Markup): Markup {
  const shapes = drawn
    .replace(
      /<style[\s\S]*?<\/style>|<defs[\s\S]*?<\/defs>|<\/?svg[^>]*>|<rect [^>]*fill="none"><\/rect>/g,
      '',
    )
    .replace(/<(\w+)([^>]*)>/g, (_, name: string, attributes: string) => element(name, attributes))
    .replace(/\s*\n\s*/g, '');
  return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">${trusted(shapes)}${over}</svg>`;
}

function element(name: string, attributes: string): string {
  if (!ELEMENTS.has(name)) throw new Error(`The chart holds an unknown element: ${name}.`);
  let kept = '';
  for (const [text, key = '', value = ''] of attributes.matchAll(/ ([\w:-]+)="([^"]*)"/g)) {
    if (KEPT.has(key)) kept += text;
    if ((key !== 'fill' && key !== 'stroke') || value === 'none') continue;
    const paint = CLASSES.get(value);
    if (paint === undefined) throw new Error(`The chart holds an unknown colour: ${value}.`);
    kept += ` class="${paint}"`;
  }
  return `<${name}${kept}>`;
}
