import type { Json } from '../json.ts';
import { chosen, column, type Field, formatting, literal, measure } from './fields.ts';
import { type Box, heading } from './grid.ts';
import { COLORS, type Visual, type VisualOptions, visual } from './visual.ts';

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

/** Returns what is at the top of a page: its name, the slicers that pages share, and how old the data is. */
export function frame(title: string): readonly Visual[] {
  return [pageTitle(title), ...daySlicers(), environmentSlicer(), dataAsOf()];
}

/** Returns the top of a page about all days, whatever days are selected on others. */
export function frameOfAllDays(
  title: string,
  slicers: readonly Visual[] = [environmentSlicer()],
): readonly Visual[] {
  return [pageTitle(title), ...slicers, dataAsOf()];
}

/** Returns the top of a page that readers come to from another: a way back, and the name of what they chose. */
export function detailFrame(what: 'App' | 'Environment'): readonly Visual[] {
  return [
    backButton(),
    visual(
      {
        key: 'heading',
        box: heading(1, 2),
        title: what,
        alt: `Name of the ${what.toLowerCase()}`,
      },
      { type: 'cardVisual', roles: { Data: [measure(`${what} shown`)] }, objects: plainValue(14) },
    ),
    ...daySlicers(),
    ...(what === 'App' ? [environmentSlicer()] : []),
    dataAsOf(),
  ];
}

function pageTitle(title: string): Visual {
  return textBox('heading', heading(0, 3), [{ text: title, size: 20, bold: true }]);
}

/** The report opens on the last 28 days; whoever wants other ones clears the period first. */
function daySlicers(): readonly Visual[] {
  const period = column('Date', 'Period');
  return [
    slicer(
      { key: 'period', box: heading(3, 2), title: 'Period', alt: 'Choose a period; clear it to choose days' },
      period,
      'Dropdown',
      { general: formatting({ filter: chosen(period, 'Last 28 days') }) },
    ),
    slicer(
      { key: 'date', box: heading(5, 3), title: 'Days', alt: 'Choose days' },
      column('Date', 'Date'),
      'Between',
    ),
  ];
}

function environmentSlicer(): Visual {
  return slicer(
    { key: 'environment', box: heading(8, 2), title: 'Environment', alt: 'Choose environments' },
    column('Environments', 'Environment'),
    'Dropdown',
  );
}

function slicer(
  options: VisualOptions,
  field: Field,
  mode: 'Between' | 'Dropdown',
  objects: Readonly<Record<string, Json>> = {},
): Visual {
  const shown = visual(options, {
    type: 'slicer',
    roles: { Values: [field] },
    objects: {
      data: formatting({ mode: literal(mode) }),
      header: formatting({ show: literal(false) }),
      ...objects,
    },
  });
  const syncGroup = { groupName: options.title, fieldChanges: true, filterChanges: true };
  return { ...shown, visual: { ...shown.visual, syncGroup } };
}

/** A card of one value under a title that says what it is. */
function plainValue(size: number): Readonly<Record<string, Json>> {
  return {
    label: formatting({ show: literal(false) }, 'default'),
    value: formatting({ fontSize: literal(size), textWrap: literal(true) }, 'default'),
  };
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
      objects: plainValue(12),
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
