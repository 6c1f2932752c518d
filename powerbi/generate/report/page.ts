import { uuidOf } from '../ids.ts';
import { formatJson, type Json, type JsonObject } from '../json.ts';
import { type Field, fieldExpression } from './fields.ts';
import { PAGE } from './grid.ts';
import type { Visual } from './visual.ts';

/** A page of the report. `drillThrough` is the column whose value readers choose on another page to come here. */
export interface Page {
  readonly name: string;
  readonly title: string;
  readonly visuals: readonly Visual[];
  readonly drillThrough?: Field;
  /** Key of a visual that shows all days, whatever days the page selects. */
  readonly ofAllDays?: string;
  /** Whether only those who edit the report find it. */
  readonly isHidden?: boolean;
}

const SCHEMAS = 'https://developer.microsoft.com/json-schemas/fabric/item/report/definition';

/** Returns the files of a page: path under pages/ → JSON. */
export function pageFiles(page: Page): ReadonlyMap<string, string> {
  const files = page.visuals.map((visual, index): [string, string] => {
    const name = `${page.name}-${visual.key}`;
    return [`${page.name}/visuals/${name}/visual.json`, formatJson(visualJson(name, visual, index))];
  });
  return new Map([[`${page.name}/page.json`, formatJson(pageJson(page))], ...files]);
}

function pageJson({ name, title, drillThrough, ofAllDays, isHidden }: Page): JsonObject {
  return {
    $schema: `${SCHEMAS}/page/1.4.0/schema.json`,
    name,
    displayName: title,
    displayOption: 'FitToWidth',
    height: PAGE.height,
    width: PAGE.width,
    ...(ofAllDays === undefined ? {} : { visualInteractions: withoutDays(name, ofAllDays) }),
    ...(isHidden === true ? { visibility: 'HiddenInViewMode' } : {}),
    ...(drillThrough === undefined ? {} : drillThroughJson(name, drillThrough)),
  };
}

function withoutDays(page: string, key: string): Json {
  return ['period', 'date'].map((slicer) => ({
    source: `${page}-${slicer}`,
    target: `${page}-${key}`,
    type: 'NoFilter',
  }));
}

function drillThroughJson(page: string, field: Field): JsonObject {
  const filter = `drill-${page}`;
  return {
    filterConfig: {
      filters: [
        { name: filter, field: fieldExpression(field), type: 'Categorical', howCreated: 'Drillthrough' },
      ],
    },
    pageBinding: {
      name: uuidOf('page binding', page),
      type: 'Drillthrough',
      // The slicers, which pages share, bring the days: they would filter the charts of all days too.
      acceptsFilterContext: 'None',
      parameters: [{ name: `parameter-${page}`, boundFilter: filter, fieldExpr: fieldExpression(field) }],
    },
    type: 'Drillthrough',
    visibility: 'HiddenInViewMode',
  };
}

function visualJson(name: string, { box, visual, filter }: Visual, index: number): JsonObject {
  const order = index * 1000;
  return {
    $schema: `${SCHEMAS}/visualContainer/2.0.0/schema.json`,
    name,
    position: {
      x: round(box.x),
      y: round(box.y),
      z: order,
      height: round(box.height),
      width: round(box.width),
      tabOrder: order,
    },
    visual,
    ...(filter === undefined ? {} : { filterConfig: { filters: [{ name: `only-${name}`, ...filter }] } }),
  };
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
