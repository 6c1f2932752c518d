import type { Json, JsonObject } from '../json.ts';
import { color, type Field, formatting, literal, projections } from './fields.ts';
import type { Box } from './grid.ts';

/** Colours of the report: series first, then text and lines. */
export const COLORS = {
  launches: '#4F6BED',
  /** Launches of days that are not covered. */
  part: '#B9C5F7',
  people: '#0B6A0B',
  text: '#242424',
  line: '#D1D1D1',
} as const;

/** A visual of a page. `key` is its name on the page; `alt` is what a screen reader says. */
export interface Visual {
  readonly key: string;
  readonly box: Box;
  readonly visual: JsonObject;
  readonly filters?: readonly JsonObject[];
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

/** Returns a visual with data, its title above and a thin frame around. */
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
        title: formatting({
          show: literal(true),
          text: literal(title),
          fontSize: literal(12),
          fontColor: color(COLORS.text),
          titleWrap: literal(true),
        }),
        border: formatting({ show: literal(true), color: color(COLORS.line), radius: literal(4) }),
        general: formatting({ altText: literal(alt) }),
      },
      drillFilterOtherVisuals: true,
    },
  };
}
