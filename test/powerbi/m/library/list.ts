import {
  asFunction,
  asList,
  asNumber,
  asRecord,
  asText,
  call,
  oneOrMoreTexts,
  textsOf,
  valuesOf,
} from '../arguments.ts';
import { compare, equal } from '../operators.ts';
import { fn, known, type Lazy, lazy, list, MError, type Value } from '../values.ts';

/** `List.*` and `Record.*`. */
export const LIST: Readonly<Record<string, Value>> = {
  'List.First': fn(1, 2, ([from, otherwise]) => first(from, otherwise)),
  'List.Last': fn(1, 2, ([from, otherwise]) => valuesOf(from).at(-1) ?? otherwise ?? null),
  'List.Count': fn(1, 1, ([from]) => valuesOf(from).length),
  'List.IsEmpty': fn(1, 1, ([from]) => first(from, NOTHING) === NOTHING),
  'List.Sum': fn(1, 1, ([from]) => sum(valuesOf(from))),
  'List.Contains': fn(2, 2, ([from, value]) => valuesOf(from).some((item) => equal(item, value ?? null))),
  'List.Select': fn(2, 2, ([from, condition]) => ({
    kind: 'list',
    items: selected(asList(from).items, (item) => call(asFunction(condition), [item]) === true),
  })),
  'List.Transform': fn(2, 2, ([from, change]) => ({
    kind: 'list',
    items: changed(asList(from).items, change),
  })),
  'List.Generate': fn(3, 3, ([initial, condition, next]) => ({
    kind: 'list',
    items: generated(() => call(asFunction(initial), []), condition, next),
  })),
  'List.Sort': fn(1, 2, ([from, criterion]) => list([...valuesOf(from)].sort(comparer(criterion)))),
  'List.Zip': fn(1, 1, ([lists]) => zipped(valuesOf(lists).map(valuesOf))),
  'Record.Field': fn(2, 2, ([from, name]) => {
    const value = asRecord(from).fields.get(asText(name));
    if (value !== undefined) return value.get();
    throw new MError('Expression.Error', `The field '${asText(name)}' of the record wasn't found.`);
  }),
  'Record.FieldOrDefault': fn(2, 3, ([from, name, otherwise = null]) => {
    const value = asRecord(from).fields.get(asText(name));
    return value === undefined ? otherwise : value.get();
  }),
  'Record.HasFields': fn(2, 2, ([from, names]) =>
    oneOrMoreTexts(names).every((name) => asRecord(from).fields.has(name)),
  ),
  'Record.FromList': fn(2, 2, ([values, names]) => fromList([...asList(values).items], textsOf(names))),
};

/** No M value is the same as this one. */
const NOTHING = list([]);

function first(from: Value | undefined, otherwise: Value | undefined): Value {
  for (const item of asList(from).items) return item.get();
  return otherwise ?? null;
}

function sum(values: readonly Value[]): number | null {
  const numbers = values.filter((value) => value !== null).map(asNumber);
  return numbers.length === 0 ? null : numbers.reduce((total, number) => total + number);
}

/** Returns items that can be run through again: a generator alone could be only once. */
function again(start: () => Iterator<Lazy>): Iterable<Lazy> {
  return { [Symbol.iterator]: start };
}

function selected(items: Iterable<Lazy>, keep: (item: Value) => boolean): Iterable<Lazy> {
  return again(function* () {
    for (const item of items) if (keep(item.get())) yield item;
  });
}

function changed(items: Iterable<Lazy>, change: Value | undefined): Iterable<Lazy> {
  // Kept, so that an item is computed once however often the list is used.
  return Array.from(items, (item) => lazy(() => call(asFunction(change), [item.get()])));
}

function generated(
  initial: () => Value,
  condition: Value | undefined,
  next: Value | undefined,
): Iterable<Lazy> {
  return again(function* () {
    let value = initial();
    while (call(asFunction(condition), [value]) === true) {
      yield known(value);
      value = call(asFunction(next), [value]);
    }
  });
}

/** By value; by a key when the criterion takes one argument; by its own order when it takes two. */
function comparer(criterion: Value | undefined): (a: Value, b: Value) => number {
  if (criterion === undefined || criterion === null) return compare;
  const given = asFunction(criterion);
  if (given.arity[0] === 2) return (a, b) => asNumber(call(given, [a, b]));
  return (a, b) => compare(call(given, [a]), call(given, [b]));
}

function zipped(lists: readonly (readonly Value[])[]): Value {
  const length = Math.max(0, ...lists.map((values) => values.length));
  return list(Array.from({ length }, (_, i) => list(lists.map((values) => values[i] ?? null))));
}

function fromList(values: readonly Lazy[], names: readonly string[]): Value {
  if (values.length !== names.length) {
    throw new MError('Expression.Error', 'The number of values and of field names differ.');
  }
  const fields = new Map<string, Lazy>();
  for (const [i, name] of names.entries()) {
    const value = values[i];
    if (fields.has(name)) throw new MError('Expression.Error', `The field '${name}' already exists.`);
    if (value !== undefined) fields.set(name, value);
  }
  return { kind: 'record', fields };
}
