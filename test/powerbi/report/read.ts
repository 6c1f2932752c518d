import { z } from 'zod';
import { PROJECT } from '../../../powerbi/generate/items.ts';
import type { Texts } from '../project-texts.ts';

const fieldSchema = z.looseObject({});

const filterSchema = z.looseObject({
  name: z.string(),
  howCreated: z.string().optional(),
  field: fieldSchema.optional(),
});

const pageSchema = z.looseObject({
  name: z.string(),
  displayName: z.string(),
  height: z.number(),
  width: z.number(),
  type: z.string().optional(),
  visibility: z.string().optional(),
  filterConfig: z.looseObject({ filters: z.array(filterSchema) }).optional(),
  pageBinding: z
    .looseObject({
      type: z.string(),
      parameters: z.array(z.looseObject({ boundFilter: z.string(), fieldExpr: fieldSchema.optional() })),
    })
    .optional(),
});

const visualSchema = z.looseObject({
  name: z.string(),
  position: z.looseObject({
    x: z.number(),
    y: z.number(),
    width: z.number(),
    height: z.number(),
  }),
  visual: z.looseObject({
    visualType: z.string(),
    query: z
      .looseObject({
        queryState: z.record(
          z.string(),
          z.looseObject({
            projections: z.array(
              z.looseObject({ field: fieldSchema, queryRef: z.string(), nativeQueryRef: z.string() }),
            ),
          }),
        ),
      })
      .optional(),
    visualContainerObjects: z.looseObject({ general: z.unknown().optional() }).optional(),
  }),
  filterConfig: z.looseObject({ filters: z.array(filterSchema) }).optional(),
});

const pagesSchema = z.looseObject({ pageOrder: z.array(z.string()), activePageName: z.string() });

/** A page of the report and the folder that it stands in. */
export type PageFile = z.infer<typeof pageSchema> & {
  readonly folder: string;
  readonly visuals: readonly VisualFile[];
};

/** A visual of a page and the folder that it stands in. */
export type VisualFile = z.infer<typeof visualSchema> & { readonly folder: string };

/** The report as its files say. */
export interface Report {
  readonly pages: readonly PageFile[];
  readonly order: z.infer<typeof pagesSchema>;
  readonly settings: unknown;
}

/** Reads the report of the project. */
export function readReport(texts: Texts): Report {
  const folder = `${PROJECT}.Report/definition`;
  const json = (path: string): unknown => JSON.parse(texts.get(path) ?? 'null');
  const names = (pattern: RegExp): readonly string[] =>
    [...texts.keys()].flatMap((path) => pattern.exec(path)?.[1] ?? []);
  const pages = names(/definition\/pages\/([^/]+)\/page\.json$/).map((page) => ({
    ...pageSchema.parse(json(`${folder}/pages/${page}/page.json`)),
    folder: page,
    visuals: names(new RegExp(`definition/pages/${page}/visuals/([^/]+)/visual\\.json$`)).map((name) => ({
      ...visualSchema.parse(json(`${folder}/pages/${page}/visuals/${name}/visual.json`)),
      folder: name,
    })),
  }));
  return {
    pages,
    order: pagesSchema.parse(json(`${folder}/pages/pages.json`)),
    settings: json(`${folder}/report.json`),
  };
}
