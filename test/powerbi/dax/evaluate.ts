import {
  type ColumnFilter,
  type DaxModel,
  type FilterContext,
  hasBlankRow,
  isFiltered,
  keyOf,
  type Scalar,
  tableIn,
  tableOf,
  valuesOf,
  visibleRows,
  withFilters,
  withoutTable,
  withRow,
} from './context.ts';
import { type Dax, parseDax } from './parse.ts';
import { SCALAR_FUNCTIONS } from './scalar-functions.ts';

/** A row that an iterator stands on: values of its columns, and the row of the model's table where it is one. */
interface Row {
  readonly values: ReadonlyMap<string, Scalar>;
  readonly source?: { readonly table: string; readonly row: number };
}

/** A table that an expression gives. */
interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Where an expression is evaluated. */
interface Scope {
  readonly context: FilterContext;
  /** What slicers select, without what the visual groups by. */
  readonly outer: FilterContext;
  /** The columns that the visual groups by. */
  readonly groups: readonly string[];
  readonly rows: readonly Row[];
  readonly variables: ReadonlyMap<string, Scalar | Rows>;
}

/** What a visual selects and groups by. */
export interface Selection {
  readonly context: FilterContext;
  readonly outer: FilterContext;
  readonly groups: readonly string[];
}

/**
 * Evaluates the part of DAX that the model uses, over tables in memory. It is not Power BI's engine: it shows that a
 * measure gives what its SQL gives where both are understood as their documentation says.
 */
export class DaxEngine {
  readonly #model: DaxModel;
  readonly #measures: ReadonlyMap<string, Dax>;

  constructor(model: DaxModel, measures: ReadonlyMap<string, string>) {
    this.#model = model;
    this.#measures = new Map([...measures].map(([name, dax]) => [name, parseDax(dax)]));
  }

  /** Returns what a measure gives. */
  measure(name: string, selection: Selection): Scalar {
    return this.#measure(name, { ...selection, rows: [], variables: new Map() });
  }

  /** Returns what an expression gives for each row of a table. */
  column(table: string, dax: string): readonly Scalar[] {
    const parsed = parseDax(dax);
    const scope = scopeOfAll();
    return Array.from({ length: tableIn(this.#model, table).size }, (_, row) =>
      this.#scalar(parsed, { ...scope, rows: [{ values: new Map(), source: { table, row } }] }),
    );
  }

  /** Returns the table that an expression gives: column → values. */
  table(dax: string): ReadonlyMap<string, readonly Scalar[]> {
    const { columns, rows } = this.#rows(parseDax(dax), scopeOfAll());
    return new Map(
      columns.map((column) => [column.slice(1, -1), rows.map(({ values }) => values.get(column) ?? null)]),
    );
  }

  /** Returns the combinations of values of columns of one table that a visual has rows for. */
  groups(columns: readonly string[], context: FilterContext): readonly (readonly Scalar[])[] {
    return this.#distinct(columns, context).rows.map(({ values }) =>
      columns.map((one) => values.get(one) ?? null),
    );
  }

  #measure(name: string, scope: Scope): Scalar {
    const dax = this.#measures.get(name);
    if (dax === undefined) throw new Error(`There is no measure ${name}.`);
    return this.#scalar(dax, { ...transitioned(scope), variables: new Map() });
  }

  #scalar(dax: Dax, scope: Scope): Scalar {
    const value = this.#value(dax, scope);
    if (value !== null && typeof value === 'object') throw new Error('A table stands where a value belongs.');
    return value;
  }

  #rows(dax: Dax, scope: Scope): Rows {
    const value = this.#value(dax, scope);
    if (value === null || typeof value !== 'object') throw new Error('A value stands where a table belongs.');
    return value;
  }

  #value(dax: Dax, scope: Scope): Scalar | Rows {
    switch (dax.kind) {
      case 'value':
        return dax.value;
      case 'let': {
        const variables = new Map(scope.variables);
        for (const [name, bound] of dax.variables)
          variables.set(name, this.#value(bound, { ...scope, variables }));
        return this.#value(dax.result, { ...scope, variables });
      }
      case 'name':
        return scope.variables.has(dax.name)
          ? (scope.variables.get(dax.name) ?? null)
          : this.#wholeTable(dax.name, scope.context);
      case 'column':
        return this.#field(dax.table, dax.name, scope);
      case 'operation':
        return this.#operation(dax.operator, dax.left, dax.right, scope);
      case 'list':
        return listed(dax.items.map((item) => this.#scalar(item, scope)));
      case 'call':
        return this.#call(dax.name, dax.args, scope);
    }
  }

  #wholeTable(table: string, context: FilterContext): Rows {
    const rows = visibleRows(this.#model, context, table).map((row) => ({
      values: new Map(),
      source: { table, row },
    }));
    return { columns: [], rows };
  }

  #field(table: string | undefined, name: string, scope: Scope): Scalar {
    const key = `${table ?? ''}[${name}]`;
    for (const row of scope.rows.toReversed()) {
      if (row.values.has(key)) return row.values.get(key) ?? null;
      if (table !== undefined && row.source?.table === table)
        return valuesOf(this.#model, key)[row.source.row] ?? null;
    }
    if (table !== undefined) throw new Error(`${key} stands where no row of ${table} is at hand.`);
    return this.#measure(name, scope);
  }

  #operation(operator: string, left: Dax, right: Dax, scope: Scope): Scalar {
    const a = this.#scalar(left, scope);
    if (operator === '&&' && !truth(a)) return false;
    if (operator === '||' && truth(a)) return true;
    if (operator === 'IN') {
      const { rows } = this.#rows(right, scope);
      return rows.some(({ values }) => [...values.values()][0] === a);
    }
    const b = this.#scalar(right, scope);
    return operated(operator, a, b);
  }

  #call(name: string, args: readonly Dax[], scope: Scope): Scalar | Rows {
    const [first, second] = args;
    const scalar = SCALAR_FUNCTIONS[name];
    if (scalar !== undefined && !(['MAX', 'MIN'].includes(name) && args.length === 1))
      return scalar(args.map((arg) => () => this.#scalar(arg, scope)));
    if (first === undefined) throw new Error(`${name} has no argument.`);
    switch (name) {
      case 'CALCULATE':
        return this.#scalar(first, this.#calculated(args.slice(1), scope));
      case 'CALCULATETABLE':
        return this.#rows(first, this.#calculated(args.slice(1), scope));
      case 'COUNTROWS':
        return this.#rows(first, scope).rows.length || null;
      case 'ISEMPTY':
        return this.#rows(first, scope).rows.length === 0;
      case 'DISTINCTCOUNTNOBLANK':
        return new Set(this.#columnValues(first, scope).filter((value) => value !== null)).size || null;
      case 'SUM':
        return total(this.#columnValues(first, scope));
      case 'MAX':
        return most(this.#columnValues(first, scope), (a, b) => a > b);
      case 'MIN':
        return most(this.#columnValues(first, scope), (a, b) => a < b);
      case 'SUMX':
        return total(this.#each(first, second, scope));
      case 'MAXX':
        return most(this.#each(first, second, scope), (a, b) => a > b);
      case 'SELECTEDVALUE': {
        const { rows } = this.#distinct([columnName(first)], scope.context);
        return rows.length === 1
          ? ([...(rows[0]?.values.values() ?? [])][0] ?? null)
          : second === undefined
            ? null
            : this.#scalar(second, scope);
      }
      case 'ISFILTERED':
        return first.kind === 'name' && isFiltered(scope.context, first.name);
      case 'ISINSCOPE':
        return scope.groups.includes(columnName(first));
      case 'LOOKUPVALUE': {
        const key = this.#scalar(args[2] ?? first, scope);
        const at = valuesOf(this.#model, columnName(second ?? first)).indexOf(key);
        return key === null || at < 0 ? null : (valuesOf(this.#model, columnName(first))[at] ?? null);
      }
      case 'FILTER': {
        const { columns, rows } = this.#rows(first, scope);
        const kept = rows.filter((row) =>
          truth(this.#scalar(second ?? first, { ...scope, rows: [...scope.rows, row] })),
        );
        return { columns, rows: kept };
      }
      case 'VALUES':
        return this.#distinct([columnName(first)], scope.context);
      case 'ALLSELECTED':
        return this.#distinct([columnName(first)], scope.outer);
      case 'ALL':
        return first.kind === 'name'
          ? this.#wholeTable(first.name, { filters: [], rows: new Map() })
          : this.#distinct(args.map(columnName), { filters: [], rows: new Map() });
      case 'ALLNOBLANKROW':
        return this.#combinations(args.map(columnName), { filters: [], rows: new Map() });
      case 'EXCEPT': {
        const left = this.#rows(first, scope);
        const right = new Set(this.#rows(second ?? first, scope).rows.map(rowKey));
        return { ...left, rows: left.rows.filter((row) => !right.has(rowKey(row))) };
      }
      case 'UNION': {
        const parts = args.map((arg) => this.#rows(arg, scope));
        return { columns: parts[0]?.columns ?? [], rows: parts.flatMap(({ rows }) => rows) };
      }
      case 'CALENDAR': {
        const from = Number(this.#scalar(first, scope));
        const size = Number(this.#scalar(second ?? first, scope)) - from + 1;
        const rows = Array.from({ length: size }, (_, day) => ({
          values: new Map([['[Date]', from + day]]),
        }));
        return { columns: ['[Date]'], rows };
      }
      case 'ADDCOLUMNS':
        return this.#extended(this.#rows(first, scope), args.slice(1), scope, true);
      case 'SELECTCOLUMNS':
        return this.#extended(this.#rows(first, scope), args.slice(1), scope, false);
      default:
        throw new Error(`${name} is not known.`);
    }
  }

  /** Adds columns to rows, or keeps only these: names and expressions in turn. */
  #extended({ columns, rows }: Rows, args: readonly Dax[], scope: Scope, keeps: boolean): Rows {
    const added = args.flatMap((arg, index) => {
      const expression = args[index + 1];
      return index % 2 === 0 && arg.kind === 'value' && expression !== undefined
        ? [{ column: `[${arg.value}]`, expression }]
        : [];
    });
    return {
      columns: [...(keeps ? columns : []), ...added.map(({ column }) => column)],
      rows: rows.map((row) => {
        const inside = { ...scope, rows: [...scope.rows, row] };
        const values = added.map(
          ({ column, expression }) => [column, this.#scalar(expression, inside)] as const,
        );
        return { values: new Map([...(keeps ? row.values : []), ...values]) };
      }),
    };
  }

  #each(table: Dax, expression: Dax | undefined, scope: Scope): readonly Scalar[] {
    return this.#rows(table, scope).rows.map((row) =>
      this.#scalar(expression ?? table, { ...scope, rows: [...scope.rows, row] }),
    );
  }

  #columnValues(column: Dax, { context }: Scope): readonly Scalar[] {
    const name = columnName(column);
    const values = valuesOf(this.#model, name);
    return visibleRows(this.#model, context, tableOf(name)).map((row) => values[row] ?? null);
  }

  #combinations(columns: readonly string[], context: FilterContext): Rows {
    const values = columns.map((column) => valuesOf(this.#model, column));
    const found = new Map<string, Row>();
    for (const row of visibleRows(this.#model, context, tableOf(columns[0] ?? ''))) {
      const cells = values.map((column) => column[row] ?? null);
      found.set(keyOf(cells), {
        values: new Map(columns.map((column, index) => [column, cells[index] ?? null])),
      });
    }
    return { columns, rows: [...found.values()] };
  }

  /** With the blank row, under which Power BI shows what joins no row. */
  #distinct(columns: readonly string[], context: FilterContext): Rows {
    const { rows } = this.#combinations(columns, context);
    const blank = { values: new Map(columns.map((column) => [column, null] as const)) };
    const isThere = rows.some((row) => rowKey(row) === rowKey(blank));
    const needed = !isThere && hasBlankRow(this.#model, context, tableOf(columns[0] ?? ''));
    return { columns, rows: needed ? [...rows, blank] : rows };
  }

  /** The scope inside CALCULATE: the row becomes a filter, modifiers take filters away, then the new ones apply. */
  #calculated(args: readonly Dax[], scope: Scope): Scope {
    const filters: ColumnFilter[] = [];
    let { context } = transitioned(scope);
    for (const arg of args) {
      if (arg.kind === 'call' && arg.name === 'REMOVEFILTERS') {
        const [table] = arg.args;
        context = withoutTable(context, table?.kind === 'name' ? table.name : undefined);
      } else filters.push(this.#filterOf(arg, scope));
    }
    return { ...scope, context: withFilters(context, filters), rows: [] };
  }

  #filterOf(arg: Dax, scope: Scope): ColumnFilter {
    if (arg.kind === 'call') {
      const { columns, rows } = this.#rows(arg, scope);
      return { columns, keys: new Set(rows.map(rowKey)) };
    }
    const columns = [...new Set(columnsIn(arg))];
    const all = this.#distinct(columns, { filters: [], rows: new Map() });
    const kept = all.rows.filter((row) => truth(this.#scalar(arg, { ...scope, rows: [...scope.rows, row] })));
    return { columns, keys: new Set(kept.map(rowKey)) };
  }
}

function scopeOfAll(): Scope {
  const context = { filters: [], rows: new Map() };
  return { context, outer: context, groups: [], rows: [], variables: new Map() };
}

/** Row contexts become filters: of a row of the model's table, or of the values of columns. */
function transitioned(scope: Scope): Scope {
  let { context } = scope;
  for (const { source, values } of scope.rows) {
    if (source !== undefined) context = withRow(context, source.table, source.row);
    else if ([...values.keys()].every((column) => !column.startsWith('[')))
      context = withFilters(
        context,
        [...values].map(([column, value]) => ({ columns: [column], keys: new Set([keyOf([value])]) })),
      );
  }
  return { ...scope, context, rows: [] };
}

function rowKey({ values }: Row): string {
  return keyOf([...values.values()]);
}

function listed(values: readonly Scalar[]): Rows {
  return { columns: ['[Value]'], rows: values.map((value) => ({ values: new Map([['[Value]', value]]) })) };
}

function columnName(dax: Dax): string {
  if (dax.kind !== 'column' || dax.table === undefined)
    throw new Error('No column stands where one belongs.');
  return `${dax.table}[${dax.name}]`;
}

function columnsIn(dax: Dax): readonly string[] {
  if (dax.kind === 'operation') return [...columnsIn(dax.left), ...columnsIn(dax.right)];
  if (dax.kind === 'call') return dax.args.flatMap(columnsIn);
  return dax.kind === 'column' && dax.table !== undefined ? [`${dax.table}[${dax.name}]`] : [];
}

function truth(value: Scalar): boolean {
  return value !== null && value !== false && value !== 0;
}

function total(values: readonly Scalar[]): Scalar {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0);
}

function most(values: readonly Scalar[], wins: (a: Scalar & {}, b: Scalar & {}) => boolean): Scalar {
  let found: Scalar = null;
  for (const value of values) if (value !== null && (found === null || wins(value, found))) found = value;
  return found;
}

/** Blank counts as zero, as no text or as false; `==` alone tells it from them. */
function operated(operator: string, a: Scalar, b: Scalar): Scalar {
  if (operator === '==') return a === b;
  if (operator === '&&' || operator === '||') return truth(b);
  if (operator === '&') return `${a ?? ''}${b ?? ''}`;
  const text = typeof a === 'string' || typeof b === 'string';
  const [left, right] = text ? [a ?? '', b ?? ''] : [Number(a ?? 0), Number(b ?? 0)];
  switch (operator) {
    case '=':
      return left === right;
    case '<>':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
  if (a === null && (b === null || operator === '*')) return null;
  switch (operator) {
    case '+':
      return Number(left) + Number(right);
    case '-':
      return Number(left) - Number(right);
    default:
      return b === null
        ? null
        : operator === '*'
          ? Number(left) * Number(right)
          : Number(left) / Number(right);
  }
}
