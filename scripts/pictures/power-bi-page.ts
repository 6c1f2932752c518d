import { BLANK_CARD } from '../../powerbi/generate/report/theme.ts';
import type { PageFile, VisualFile } from '../../test/powerbi/report/read.ts';
import { chartOf } from './chart.ts';
import { escapeHtml } from './escape-html.ts';
import type { Cell, SampleFigures, Selection } from './sample-figures.ts';

/** What the pictures show where a page is about one thing. */
const ABOUT: Readonly<Record<string, { readonly column: string; readonly value: string }>> = {
  'app-detail': { column: 'Apps[App]', value: 'Expenses' },
  'environment-detail': { column: 'Environments[Environment]', value: 'Finance' },
};
const CHOSEN: Readonly<Record<string, string>> = {
  Period: 'All',
  Days: '11/1/2026 – 11/21/2026',
  Environment: 'All',
};
const TITLE_HEIGHT = 30;

/** A visual's fields by role. */
type Roles = Readonly<Record<string, readonly string[]>>;

/**
 * Returns an HTML drawing of a page of the report, from its files: each visual in its box with its title, filled from the
 * sample.
 */
export function powerBiPage(page: PageFile, figures: SampleFigures): string {
  const hasDays = page.visuals.some(({ name }) => name === `${page.name}-date`);
  const about = ABOUT[page.name];
  const selection = {
    days: hasDays ? 'selected' : 'all',
    ...(about === undefined ? {} : { about }),
  } as const;
  const sections = page.visuals.map((visual) => {
    const { x, y, width, height } = visual.position;
    const title = titleOf(visual);
    const area = { width: width - 26, height: height - 18 - (title === '' ? 0 : TITLE_HEIGHT) };
    const frame = title === '' ? '' : ' class="frame"';
    const head = title === '' ? '' : `<h3>${escapeHtml(title)}</h3>`;
    const content = contentOf(visual, { figures, selection, area });
    return `<section id="${visual.name}"${frame} style="left:${x}px;top:${y}px;width:${width}px;height:${height}px">${head}${content}</section>`;
  });
  return `<!doctype html><meta charset="utf-8"><style>body { width: ${page.width}px; height: ${page.height}px }${STYLE}</style>${sections.join('\n')}`;
}

interface Drawing {
  readonly figures: SampleFigures;
  readonly selection: Selection;
  readonly area: { readonly width: number; readonly height: number };
}

function contentOf(visual: VisualFile, { figures, selection, area }: Drawing): string {
  const roles = rolesOf(visual);
  const fields = Object.entries(roles).flatMap(([role, names]) => (role === 'Tooltips' ? [] : names));
  switch (visual.visual.visualType) {
    case 'textbox':
      return paragraphsOf(visual);
    case 'actionButton':
      return '<p>←</p>';
    case 'slicer':
      return `<p>${CHOSEN[titleOf(visual)] ?? ''}</p>`;
    case 'cardVisual':
      return cards(fields, figures.rows(fields, selection)[0] ?? []);
    case 'tableEx': {
      const only = onlyOf(visual);
      const rows = figures.rows(fields, { ...selection, ...(only === undefined ? {} : { only }) });
      return tableOf(fields, sorted(rows, fields, visual));
    }
    case 'pivotTable':
      return heatMapOf(figures.rows(fields, selection));
    default:
      return chartOf(
        { type: visual.visual.visualType, roles, colors: colorsOf(visual) },
        sorted(
          figures.rows(fields, ofAllDays(visual) ? { ...selection, days: 'all' } : selection),
          fields,
          visual,
        ),
        area,
      );
  }
}

function rolesOf({ visual }: VisualFile): Roles {
  return Object.fromEntries(
    Object.entries(visual.query?.queryState ?? {}).map(([role, { projections }]) => [
      role,
      projections.map(({ queryRef }) => fieldName(queryRef)),
    ]),
  );
}

/** The charts that a page keeps out of its slicers of days. */
function ofAllDays({ name }: VisualFile): boolean {
  return name.endsWith('-per-month');
}

/** A measure by its name, a column with its table. */
function fieldName(queryRef: string): string {
  const [table = '', name = ''] = queryRef.split(/\.(.*)/);
  return table === 'Launches' && name !== 'Hour' ? name : `${table}[${name}]`;
}

/** The title in a visual's formatting. */
function titleOf(visual: VisualFile): string {
  return (
    /"title":\[.*?"text":\{"expr":\{"Literal":\{"Value":"'([^"]*)'"/.exec(JSON.stringify(visual))?.[1] ?? ''
  );
}

function onlyOf({ filterConfig }: VisualFile): string | undefined {
  return /"Measure":.*?"Property":"([^"]+)"/.exec(JSON.stringify(filterConfig ?? {}))?.[1];
}

/** The colors that a chart gives its measures: field → `#rrggbb`. */
function colorsOf(visual: VisualFile): ReadonlyMap<string, string> {
  const named =
    /"fill":\{"solid":\{"color":\{"expr":\{"Literal":\{"Value":"'(#\w+)'"\}\}\}\}\}\},"selector":\{"metadata":"([^"]+)"/g;
  return new Map(
    [...JSON.stringify(visual).matchAll(named)].map(([, color = '', field = '']) => [
      fieldName(field),
      color,
    ]),
  );
}

function paragraphsOf(visual: VisualFile): string {
  const runs =
    /"value":("(?:[^"\\]|\\.)*"),"textStyle":\{"fontSize":"(\d+)pt"[^}]*?("fontWeight":"bold")?\}/g;
  return [...JSON.stringify(visual.visual).matchAll(runs)]
    .map(([, text = '""', size = '', bold]) => {
      const style = `font-size:${size}pt${bold === undefined ? '' : ';font-weight:bold'}`;
      return `<p style="${style}">${escapeHtml(String(JSON.parse(text)))}</p>`;
    })
    .join('');
}

function cards(names: readonly string[], values: readonly Cell[]): string {
  const shown = names.map((name, index) => {
    const label = names.length > 1 ? escapeHtml(name) : '';
    return `<div><b>${escapeHtml(textOf(values[index] ?? BLANK_CARD))}</b>${label}</div>`;
  });
  return `<div class="${names.length > 1 ? 'cards' : 'plain'}">${shown.join('')}</div>`;
}

function sorted(
  rows: readonly (readonly Cell[])[],
  fields: readonly string[],
  { visual }: VisualFile,
): readonly (readonly Cell[])[] {
  const by = /"sortDefinition":.*?"Entity":"([^"]+)".*?"Property":"([^"]+)".*?"direction":"(\w+)"/.exec(
    JSON.stringify(visual),
  );
  const index = fields.indexOf(fieldName(`${by?.[1]}.${by?.[2]}`));
  const sign = by?.[3] === 'Descending' ? -1 : 1;
  return index < 0 ? rows : rows.toSorted((a, b) => sign * compare(a[index] ?? null, b[index] ?? null));
}

function compare(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '') < String(b ?? '') ? -1 : 1;
}

function tableOf(fields: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const head = fields.map((field) => `<th>${escapeHtml(nameOf(field))}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((cell) => {
      const text = cell === null ? '' : escapeHtml(textOf(cell).replace(/^https:.*/, 'link'));
      return `<td${typeof cell === 'number' ? ' class="number"' : ''}>${text}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<div class="rows"><table><tr>${head}</tr>${body.join('')}</table></div>`;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function heatMapOf(rows: readonly (readonly Cell[])[]): string {
  const hours = [...new Set(rows.map(([, hour]) => Number(hour)))].sort((a, b) => a - b);
  const most = Math.max(...rows.map(([, , value]) => Number(value)));
  const cells = new Map(rows.map(([day, hour, value]) => [`${day} ${hour}`, Number(value)]));
  const body = WEEKDAYS.map((day) => {
    const row = hours.map((hour) => {
      const value = cells.get(`${day} ${hour}`);
      const share = value === undefined ? 0 : Math.round((100 * value) / most);
      return `<td class="number" style="background:color-mix(in srgb, #4F6BED ${share}%, #fff)">${value ?? ''}</td>`;
    });
    return `<tr><td>${day}</td>${row.join('')}</tr>`;
  });
  const head = hours.map((hour) => `<th>${hour}</th>`).join('');
  return `<div class="rows"><table><tr><th>Weekday</th>${head}</tr>${body.join('')}</table></div>`;
}

function nameOf(field: string): string {
  return /\[(.*)\]/.exec(field)?.[1] ?? field;
}

function textOf(cell: string | number): string {
  return typeof cell === 'string' ? cell : cell.toLocaleString('en-US');
}

const STYLE = `
  body { margin: 0; background: #fff; position: relative; color: #242424; font: 13px "Segoe UI", "Liberation Sans", Arial, sans-serif }
  section { position: absolute; box-sizing: border-box; padding: 8px 12px; overflow: hidden }
  .frame { border: 1px solid #d1d1d1; border-radius: 4px }
  h3 { margin: 0; height: ${TITLE_HEIGHT}px; font-size: 15px; font-weight: 600; white-space: nowrap }
  p { margin: 0 0 4px; line-height: 1.3 }
  .cards { display: flex; gap: 8px } .cards div { flex: 1; padding: 4px } .plain b { font-size: 17px; font-weight: normal }
  .cards b { display: block; font-size: 26px; font-weight: 600; white-space: nowrap }
  table { border-collapse: collapse; width: 100%; font-size: 13px } th { text-align: left; vertical-align: bottom; font-weight: 600 }
  th, td { padding: 3px 6px; border-bottom: 1px solid #e6e6e6 } .number { text-align: right }
  .rows { overflow: hidden; height: calc(100% - ${TITLE_HEIGHT}px) }
  svg { display: block } text { font-size: 12px; fill: #242424 }
`;
