import { PROJECT } from '../../../powerbi/generate/items.ts';
import type { Texts } from '../project-texts.ts';
import { plain, readTmdl, type TmdlObject } from './tmdl.ts';

/** The semantic model as its files say. */
export interface Model {
  readonly objects: readonly TmdlObject[];
  readonly tables: readonly TmdlObject[];
  readonly relationships: readonly { readonly from: Column; readonly to: Column }[];
}

/** A column, by names. */
export interface Column {
  readonly table: string;
  readonly column: string;
}

/**
 * Reads the semantic model of the project.
 * @throws {Error} with file and line at the first thing that is not TMDL.
 */
export function readModel(texts: Texts): Model {
  const objects = [...texts]
    .filter(([path]) => path.startsWith(`${PROJECT}.SemanticModel/`) && path.endsWith('.tmdl'))
    .flatMap(([path, text]) => {
      try {
        return readTmdl(text);
      } catch (error) {
        throw new Error(`${path}: ${error instanceof Error ? error.message : error}`);
      }
    });
  return {
    objects,
    tables: objects.filter(({ type }) => type === 'table'),
    relationships: objects
      .filter(({ type }) => type === 'relationship')
      .map(({ properties }) => ({
        from: columnOf(properties.get('fromColumn') ?? ''),
        to: columnOf(properties.get('toColumn') ?? ''),
      })),
  };
}

/** Returns the objects of a type that belong to a table. */
export function partsOf(table: TmdlObject, type: 'column' | 'measure' | 'partition'): readonly TmdlObject[] {
  return table.children.filter((child) => child.type === type);
}

/** Returns a table's column; `undefined` when there is none. */
export function findColumn({ tables }: Model, { table, column }: Column): TmdlObject | undefined {
  const found = tables.find(({ name }) => name === table);
  return found && partsOf(found, 'column').find(({ name }) => name === column);
}

/** Returns all measures. */
export function measuresOf({ tables }: Model): readonly TmdlObject[] {
  return tables.flatMap((table) => partsOf(table, 'measure'));
}

function columnOf(reference: string): Column {
  const [, table = '', column = ''] = /^('(?:[^']|'')+'|\w+)\.('(?:[^']|'')+'|\w+)$/.exec(reference) ?? [];
  return { table: plain(table), column: plain(column) };
}
