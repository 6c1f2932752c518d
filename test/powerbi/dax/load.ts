import { MEASURES } from '../../../powerbi/generate/model/measures.ts';
import { RELATIONSHIPS } from '../../../powerbi/generate/model/relationships.ts';
import { MODEL_TABLES } from '../../../powerbi/generate/model/tables.ts';
import type { ModelTable } from '../../../powerbi/generate/model/types.ts';
import type { DaxModel, DaxTable, Scalar } from './context.ts';
import { DaxEngine } from './evaluate.ts';
import { serialOf } from './scalar-functions.ts';

/** Rows of a table of the snapshot: column → value, times as the database prints them. */
export type StoredRows = readonly Readonly<Record<string, unknown>>[];

/**
 * Loads the model over the rows of the snapshot's tables: its columns, then what it works out itself. Launches that failed
 * are left out, as by the queries.
 */
export async function loadEngine(rowsOf: (table: string) => Promise<StoredRows>): Promise<DaxEngine> {
  const model: DaxModel = { tables: new Map(), joins: [] };
  const engine = new DaxEngine(model, new Map(MEASURES.map(({ name, dax }) => [name, dax])));
  for (const table of MODEL_TABLES) {
    if (table.source.kind === 'query')
      model.tables.set(
        table.name,
        loaded(
          table,
          (await rowsOf(table.source.table)).filter(({ succeeded }) => succeeded !== 0),
        ),
      );
  }
  // Environments come before Apps, which look their names up.
  for (const table of MODEL_TABLES.toSorted((a, b) => b.name.localeCompare(a.name))) {
    for (const { name, source } of table.columns.toReversed()) {
      if (source.kind === 'calculated')
        model.tables.set(table.name, withColumn(model, table, name, engine.column(table.name, source.dax)));
    }
  }
  for (const { name, source } of MODEL_TABLES) {
    if (source.kind !== 'calculated') continue;
    const columns = new Map(engine.table(source.dax));
    model.tables.set(name, { columns, size: [...columns.values()][0]?.length ?? 0 });
  }
  for (const { from, to } of RELATIONSHIPS) {
    const ones = model.tables.get(to.table)?.columns.get(to.column) ?? [];
    const at = new Map(ones.map((value, row) => [value, row]));
    const many = model.tables.get(from.table)?.columns.get(from.column) ?? [];
    model.joins.push({
      from: from.table,
      to: to.table,
      rows: many.map((value) => (value === null ? -1 : (at.get(value) ?? -1))),
    });
  }
  return engine;
}

function loaded(table: ModelTable, rows: StoredRows): DaxTable {
  const columns = table.columns.flatMap(({ name, type, source }) =>
    source.kind === 'query' ? [[name, rows.map((row) => cellOf(row[source.column], type))] as const] : [],
  );
  return { columns: new Map(columns), size: rows.length };
}

function cellOf(value: unknown, type: string): Scalar {
  if (value === null || value === undefined) return null;
  if (type === 'int64') return Number(value);
  if (type === 'string') return String(value);
  return serialOf(Date.parse(String(value).replace(/^(\S+) (\S+)\+00$/, '$1T$2Z')));
}

function withColumn(model: DaxModel, table: ModelTable, name: string, values: readonly Scalar[]): DaxTable {
  const { columns, size } = model.tables.get(table.name) ?? { columns: new Map(), size: 0 };
  return { columns: new Map([...columns, [name, values]]), size };
}
