import type { PageFile, VisualFile } from '../../test/powerbi/report/read.ts';
import { chartOf } from './chart.ts';
import { escapeHtml } from './escape-html.ts';
import type { Cell, SampleFigures, Selection } from './sample-figures.ts';

/** What the pictures show where a page is about one thing. */
const ABOUT: Readonly<Record<string, string>> = {
  'app-detail': "app_id = (SELECT min(app_id) FROM apps WHERE app_name = 'Expenses')",
  'environment-detail':
    "environment_id = (SELECT min(environment_id) FROM environments WHERE environment_name = 'Finance')",
};
const SHOWN: Readonly<Record<string, string>> = { 'App shown': 'Expenses', 'Environment shown': 'Finance' };
const CHOSEN: Readonly<Record<string, string>> = {
  Period: 'All',
  Days: '11/1/2026 – 11/21/2026',
  Environment: 'All',
};
/** Measures that are the same for every app and environment. */
const OF_THE_DATA = ['Data as of', 'Uncovered days'];
const TITLE_HEIGHT = 30;

/** A visual's fields by role, `Table.Name` each. */
type Roles = Readonly<Record<string, readonly string[]>>;

/**
 * Returns an HTML drawing of a page of the report, from its files: each visual in its box with its title, filled from the
 * sample. `formats` has the format of each measure.
 */
export async function powerBiPage(
  page: PageFile,
  figures: SampleFigures,
  formats: ReadonlyMap<string, string>,
): Promise<string> {
  const hasDays = page.visuals.some(({ name }) => name === `${page.name}-date`);
  const selection = { days: hasDays ? 'selected' : 'all', about: ABOUT[page.name] ?? 'true' } as const;
  const sections: string[] = [];
  for (const visual of page.visuals) {
    const { x, y, width, height } = visual.position;
    const title = titleOf(visual);
    const area = { width: width - 26, height: height - 18 - (title === '' ? 0 : TITLE_HEIGHT) };
    const frame = title === '' ? '' : ' class="frame"';
    const head = title === '' ? '' : `<h3>${escapeHtml(title)}</h3>`;
    const content = await contentOf(visual, { figures, formats, selection, area });
    sections.push(
      `<section id="${visual.name}"${frame} style="left:${x}px;top:${y}px;width:${width}px;height:${height}px">${head}${content}</section>`,
    );
  }
  return `<!doctype html><meta charset="utf-8"><style>body { width: ${page.width}px; height: ${page.height}px }${STYLE}</style>${sections.join('\n')}`;
}

interface Drawing {
  readonly figures: SampleFigures;
  readonly formats: ReadonlyMap<string, string>;
  readonly selection: Selection;
  readonly area: { readonly width: number; readonly height: number };
}

async function contentOf(visual: VisualFile, drawing: Drawing): Promise<string> {
  const roles = rolesOf(visual);
  const fields = Object.entries(roles).flatMap(([role, names]) => (role === 'Tooltips' ? [] : names));
  const { figures, formats, selection, area } = drawing;
  switch (visual.visual.visualType) {
    case 'textbox':
      return paragraphsOf(visual);
    case 'actionButton':
      return '<p>←</p>';
    case 'slicer':
      return `<p>${CHOSEN[titleOf(visual)] ?? ''}</p>`;
    case 'cardVisual':
      return cards(await cardValues(fields, drawing));
    case 'tableEx': {
      const only = onlyOf(visual);
      const rows = await figures.rows(fields, { ...selection, ...(only === undefined ? {} : { only }) });
      return tableOf(fields, sorted(rows, fields, visual), formats);
    }
    case 'pivotTable':
      return heatMapOf(await figures.rows(fields, selection));
    default:
      return chartOf(
        { type: visual.visual.visualType, roles, colors: colorsOf(visual) },
        await figures.rows(fields, {
          ...selection,
          ...(visual.name.endsWith('-per-month') ? { days: 'all' } : {}),
        }),
        area,
      );
  }
}

/** A page about one thing has other numbers than docs/power-bi.md; those that are not worked out stay open. */
async function cardValues(fields: readonly string[], { figures, formats, selection }: Drawing) {
  const rows = selection.about === 'true' ? [] : await figures.rows(fields, selection);
  return fields.map((field, index) => {
    const name = nameOf(field);
    const isOfAll = selection.about === 'true' || OF_THE_DATA.includes(name);
    const value =
      SHOWN[name] ?? (isOfAll ? (figures.measure(name) ?? 'not known') : (rows[0]?.[index] ?? '…'));
    return {
      label: fields.length > 1 ? name : '',
      value: formatted(value, formats.get(name)),
    };
  });
}

function rolesOf({ visual }: VisualFile): Roles {
  return Object.fromEntries(
    Object.entries(visual.query?.queryState ?? {}).map(([role, { projections }]) => [
      role,
      projections.map(({ queryRef }) => queryRef),
    ]),
  );
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
    [...JSON.stringify(visual).matchAll(named)].map(([, color = '', field = '']) => [field, color]),
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

function cards(values: readonly { readonly label: string; readonly value: string }[]): string {
  const plain = values.length === 1 ? ' class="plain"' : ' class="cards"';
  return `<div${plain}>${values.map(({ label, value }) => `<div><b>${escapeHtml(value)}</b>${escapeHtml(label)}</div>`).join('')}</div>`;
}

function sorted(
  rows: readonly (readonly Cell[])[],
  fields: readonly string[],
  { visual }: VisualFile,
): readonly (readonly Cell[])[] {
  const by = /"sortDefinition":.*?"Entity":"([^"]+)".*?"Property":"([^"]+)".*?"direction":"(\w+)"/.exec(
    JSON.stringify(visual),
  );
  const index = fields.indexOf(`${by?.[1]}.${by?.[2]}`);
  const sign = by?.[3] === 'Descending' ? -1 : 1;
  return index < 0 ? rows : rows.toSorted((a, b) => sign * compare(a[index] ?? null, b[index] ?? null));
}

function compare(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '') < String(b ?? '') ? -1 : 1;
}

function tableOf(
  fields: readonly string[],
  rows: readonly (readonly Cell[])[],
  formats: ReadonlyMap<string, string>,
): string {
  const head = fields.map((field) => `<th>${escapeHtml(nameOf(field))}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((cell, index) => {
      const text = cell === null ? '' : formatted(cell, formats.get(nameOf(fields[index] ?? '')));
      return `<td${typeof cell === 'number' ? ' class="number"' : ''}>${escapeHtml(text)}</td>`;
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
  return field.slice(field.indexOf('.') + 1);
}

function formatted(value: string | number, format: string | undefined): string {
  if (value === '' || !Number.isFinite(Number(value)) || format === undefined) return String(value);
  const number = Number(value);
  if (!format.includes('%')) return number.toLocaleString('en-US', { maximumFractionDigits: 1 });
  return `${number > 0 && format.startsWith('+') ? '+' : ''}${(100 * number).toFixed(1)}%`;
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
