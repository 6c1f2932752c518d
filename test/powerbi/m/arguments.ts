import {
  kindOf,
  type Lazy,
  type MBinary,
  MError,
  type MFunction,
  type MList,
  type MRecord,
  type MTable,
  type MType,
  type Value,
} from './values.ts';

/** What M says to a value of another type. */
export function wrongType(value: Value | undefined, wanted: string): MError {
  const kind = value === undefined ? 'nothing' : kindOf(value);
  return new MError('Expression.Error', `We cannot convert a value of type ${kind} to type ${wanted}.`);
}

export function asText(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  throw wrongType(value, 'Text');
}

export function asNumber(value: Value | undefined): number {
  if (typeof value === 'number') return value;
  throw wrongType(value, 'Number');
}

export function asLogical(value: Value | undefined): boolean {
  if (typeof value === 'boolean') return value;
  throw wrongType(value, 'Logical');
}

export function asBinary(value: Value | undefined): MBinary {
  if (typeof value === 'object' && value?.kind === 'binary') return value;
  throw wrongType(value, 'Binary');
}

export function asList(value: Value | undefined): MList {
  if (typeof value === 'object' && value?.kind === 'list') return value;
  throw wrongType(value, 'List');
}

export function asRecord(value: Value | undefined): MRecord {
  if (typeof value === 'object' && value?.kind === 'record') return value;
  throw wrongType(value, 'Record');
}

export function asTable(value: Value | undefined): MTable {
  if (typeof value === 'object' && value?.kind === 'table') return value;
  throw wrongType(value, 'Table');
}

export function asFunction(value: Value | undefined): MFunction {
  if (typeof value === 'object' && value?.kind === 'function') return value;
  throw wrongType(value, 'Function');
}

export function asType(value: Value | undefined): MType {
  if (typeof value === 'object' && value?.kind === 'type') return value;
  throw wrongType(value, 'Type');
}

/** Returns all values of a list. */
export function valuesOf(value: Value | undefined): readonly Value[] {
  return [...asList(value).items].map((item) => item.get());
}

export function textsOf(value: Value | undefined): readonly string[] {
  return valuesOf(value).map(asText);
}

/** Returns the one text, or all texts of a list. */
export function oneOrMoreTexts(value: Value | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : textsOf(value);
}

/** Returns a field, `undefined` when the record has none of the name. */
export function fieldOf(from: MRecord, name: string): Value | undefined {
  return from.fields.get(name)?.get();
}

/**
 * Calls a function of M.
 * @throws {MError} when it takes more or fewer arguments.
 */
export function call(target: MFunction, args: readonly Value[]): Value {
  const [least, most] = target.arity;
  if (args.length < least || args.length > most) {
    const takes = least === most ? `${least}` : `${least} to ${most}`;
    throw new MError('Expression.Error', `${args.length} arguments for a function that takes ${takes}.`);
  }
  return target.call(args);
}

/** Returns a row as a record. */
export function rowRecord(table: MTable, row: readonly Lazy[]): MRecord {
  return {
    kind: 'record',
    fields: new Map(table.columns.flatMap((name, i) => (row[i] === undefined ? [] : [[name, row[i]]]))),
  };
}
