import type { Json, JsonObject } from '../json.ts';
import { type Field, formatting, literal, projections } from './fields.ts';
import type { Box } from './grid.ts';

/** Colors of the report by what they mean: series first, then text and lines. */
export const COLORS = {
  launches: '#4F6BED',
  /** Launches of days that are not covered. */
  part: '#B9C5F7',
  /** What is not known. */
  unknown: '#E1DFDD',
  people: '#0B6A0B',
  newcomers: '#038387',
  unused: '#CA5010',
  text: '#242424',
  line: '#D1D1D1',
} as const;

/** A visual of a page. `key` is its name on the page; `alt` is what a screen reader says. */
export interface Visual {
  readonly key: string;
  readonly box: Box;
  readonly visual: JsonObject;
  /** A filter without its name. */
  readonly filter?: JsonObject;
}

/** What every visual with data has. */
export interface VisualOptions {
  readonly key: string;
  readonly box: Box;
  readonly title: string;
  readonly alt: string;
}

/** What a visual type shows. */
export interface Content {
  readonly type: string;
  /** Role → fields. */
  readonly roles: Readonly<Record<string, readonly Field[]>>;
  readonly sort?: JsonObject;
  readonly objects?: Readonly<Record<string, Json>>;
}

/** Returns a visual with data, its title above. Frame and fonts are those of the theme. */
export function visual({ key, box, title, alt }: VisualOptions, content: Content): Visual {
  const queryState = Object.fromEntries(
    Object.entries(content.roles).map(([role, fields]) => [role, projections(fields)]),
  );
  return {
    key,
    box,
    visual: {
      visualType: content.type,
      query: {
        queryState,
        ...(content.sort === undefined ? {} : { sortDefinition: content.sort }),
      },
      ...(content.objects === undefined ? {} : { objects: content.objects }),
      visualContainerObjects: {
        title: formatting({ show: literal(true), text: literal(title) }),
        general: formatting({ altText: literal(alt) }),
      },
      drillFilterOtherVisuals: true,
    },
  };
}
