/** A rectangle of a page, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Size of a page. */
export const PAGE = { width: 1280, height: 860 } as const;

const COLUMNS = 12;
const MARGIN = 24;
const GAP = 16;

/** Heights of the rows of every page: heading with slicers, cards, and what is below. */
const HEADING = 88;
const CARDS = 140;
const STRIP = 132;
const BELOW_HEADING = GAP + HEADING + GAP;
const BELOW_CARDS = BELOW_HEADING + CARDS + GAP;

/** Returns the box of `span` of the 12 columns, from column `first` (0 to 11) on. */
function across(first: number, span: number): Pick<Box, 'x' | 'width'> {
  const unit = (PAGE.width - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;
  return { x: MARGIN + first * (unit + GAP), width: span * unit + (span - 1) * GAP };
}

/** Returns a box in the heading. */
export function heading(first: number, span: number): Box {
  return { ...across(first, span), y: GAP, height: HEADING };
}

/** Returns a box in the row of cards. */
export function cards(first: number, span: number): Box {
  return { ...across(first, span), y: GAP + HEADING + GAP, height: CARDS };
}

/** Returns a box below the row of cards: row `row` of `rows` rows of one height. */
export function below(first: number, span: number, row = 0, rows = 1): Box {
  return lower(BELOW_CARDS, first, span, row, rows);
}

/** Returns a box below the heading, on a page without cards. */
export function body(first: number, span: number, row = 0, rows = 1): Box {
  return lower(BELOW_HEADING, first, span, row, rows);
}

/** Returns the box of a table of one row, right below the heading or the cards. */
export function strip(place: 'heading' | 'cards'): Box {
  return { ...across(0, COLUMNS), y: place === 'cards' ? BELOW_CARDS : BELOW_HEADING, height: STRIP };
}

/** Returns a box below a strip: row `row` of `rows` rows of one height. */
export function belowStrip(place: 'heading' | 'cards', first: number, span: number, row = 0, rows = 1): Box {
  const top = place === 'cards' ? BELOW_CARDS : BELOW_HEADING;
  return lower(top + STRIP + GAP, first, span, row, rows);
}

function lower(top: number, first: number, span: number, row: number, rows: number): Box {
  const height = (PAGE.height - MARGIN - top - (rows - 1) * GAP) / rows;
  return { ...across(first, span), y: top + row * (height + GAP), height };
}
