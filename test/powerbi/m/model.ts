import { asFunction, call } from './arguments.ts';
import { evaluate } from './evaluate.ts';
import { BINARY } from './library/binary.ts';
import { BINARY_FORMAT } from './library/binary-format.ts';
import { documents } from './library/documents.ts';
import { LIST } from './library/list.ts';
import type { ParquetFiles } from './library/parquet.ts';
import { type Sources, sources } from './library/sources.ts';
import { TABLE } from './library/table.ts';
import { TEXT } from './library/text.ts';
import { TIME } from './library/time.ts';
import { VALUES } from './library/values.ts';
import { parseM } from './parse.ts';
import { Scope } from './scope.ts';
import { known, type Lazy, lazy, type Value } from './values.ts';

/**
 * Opens shared expressions of M that may refer to each other, over the library and the sources of a test, and gives
 * what computes one by name.
 */
export async function openModel(
  expressions: ReadonlyMap<string, string>,
  given: Sources,
  parquet: ParquetFiles,
): Promise<(name: string) => Value> {
  const names = new Map<string, Lazy>();
  const scope = new Scope(names, new Scope(libraryNames(given, parquet)));
  for (const [name, m] of expressions) {
    const expression = await parseM(m);
    names.set(
      name,
      lazy(() => evaluate(expression, scope.hiding(name))),
    );
  }
  return (name) => scope.find(name, true).get();
}

/** Calls what an expression gives as a function. */
export function invoke(value: Value, ...args: readonly Value[]): Value {
  return call(asFunction(value), args);
}

function libraryNames(given: Sources, parquet: ParquetFiles): ReadonlyMap<string, Lazy> {
  const all = [TEXT, LIST, TABLE, TIME, BINARY, BINARY_FORMAT, VALUES, documents(parquet), sources(given)];
  return new Map(
    all.flatMap((part) => Object.entries(part).map(([name, value]) => [name, known(value)] as const)),
  );
}
