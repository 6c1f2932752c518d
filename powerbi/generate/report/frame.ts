import { column, formatting, literal, measure } from './fields.ts';
import { type Box, heading } from './grid.ts';
import { COLORS, type Visual, visual } from './visual.ts';

/** A paragraph of a text box. */
export interface Paragraph {
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
}

/** Returns a text box. */
export function textBox(key: string, box: Box, paragraphs: readonly Paragraph[]): Visual {
  const runs = paragraphs.map(({ text, size, bold }) => ({
    textRuns: [
      {
        value: text,
        textStyle: {
          fontSize: `${size}pt`,
          color: COLORS.text,
          ...(bold ? { fontWeight: 'bold' } : {}),
        },
      },
    ],
  }));
  return {
    key,
    box,
    visual: {
      visualType: 'textbox',
      objects: { general: formatting({ paragraphs: runs }) },
      drillFilterOtherVisuals: true,
    },
  };
}

/** Returns what is at the top of a page: its name, the slicers that all pages share, and how old the data is. */
export function frame(title: string): readonly Visual[] {
  return [
    textBox('heading', heading(0, 4), [{ text: title, size: 20, bold: true }]),
    ...slicers(),
    dataAsOf(),
  ];
}

/** Returns the top of a page that readers come to from another: a way back, and the name of what they chose. */
export function detailFrame(): readonly Visual[] {
  return [
    backButton(),
    visual(
      { key: 'heading', box: heading(1, 3), title: 'App', alt: 'Name of the app' },
      { type: 'cardVisual', roles: { Data: [measure('App shown')] } },
    ),
    ...slicers(),
    dataAsOf(),
  ];
}

function slicers(): readonly Visual[] {
  return [
    slicer('date', heading(4, 3), 'Date', 'Between'),
    slicer('environment', heading(7, 3), 'Environment', 'Dropdown'),
  ];
}

function slicer(key: string, box: Box, title: 'Date' | 'Environment', mode: string): Visual {
  const field = title === 'Date' ? column('Date', 'Date') : column('Environments', 'Environment');
  const shown = visual(
    { key, box, title, alt: `Choose ${title.toLowerCase()}` },
    {
      type: 'slicer',
      roles: { Values: [field] },
      objects: { data: formatting({ mode: literal(mode) }), header: formatting({ show: literal(false) }) },
    },
  );
  const syncGroup = { groupName: title, fieldChanges: true, filterChanges: true };
  return { ...shown, visual: { ...shown.visual, syncGroup } };
}

function dataAsOf(): Visual {
  return visual(
    {
      key: 'data-as-of',
      box: heading(10, 2),
      title: 'Data as of (UTC)',
      alt: 'Instant up to which the data is complete as far as the audit log delivered, UTC',
    },
    {
      type: 'cardVisual',
      roles: { Data: [measure('Data as of')] },
      objects: {
        label: formatting({ show: literal(false) }, 'default'),
        value: formatting({ fontSize: literal(12) }, 'default'),
      },
    },
  );
}

function backButton(): Visual {
  return {
    key: 'back',
    box: heading(0, 1),
    visual: {
      visualType: 'actionButton',
      objects: { icon: formatting({ shapeType: literal('back') }, 'default') },
      visualContainerObjects: {
        visualLink: formatting({ show: literal(true), type: literal('Back') }),
        general: formatting({ altText: literal('Back to the page before') }),
      },
      drillFilterOtherVisuals: true,
    },
  };
}
