/** A value of M. Text, numbers, logicals and null are those of JavaScript. */
export type Value =
  | null
  | boolean
  | number
  | string
  | MDate
  | MDateTime
  | MDateTimeZone
  | MBinary
  | MList
  | MRecord
  | MTable
  | MFunction
  | MType;

/** What is computed when it is first asked for: the members of `let`, records, lists and rows. */
export interface Lazy {
  readonly get: () => Value;
}

/** `day` is `YYYY-MM-DD`. */
export interface MDate {
  readonly kind: 'date';
  readonly day: string;
}

/** `clock` is what the clock shows, in ms as if it were UTC. */
export interface MDateTime {
  readonly kind: 'datetime';
  readonly clock: number;
}

/** `instant` in ms since 1970 UTC, `offset` of its zone in minutes. */
export interface MDateTimeZone {
  readonly kind: 'datetimezone';
  readonly instant: number;
  readonly offset: number;
}

/** `buffered` is false while the bytes still stream in from a source. `meta` is what the source says about them. */
export interface MBinary {
  readonly kind: 'binary';
  readonly bytes: Uint8Array;
  readonly buffered: boolean;
  readonly meta?: MRecord;
}

/** A list; `items` can be run through again and again, and computes no more items than are asked for. */
export interface MList {
  readonly kind: 'list';
  readonly items: Iterable<Lazy>;
}

export interface MRecord {
  readonly kind: 'record';
  readonly fields: ReadonlyMap<string, Lazy>;
}

/** `types` has a type for each column, `rows` a cell for each. */
export interface MTable {
  readonly kind: 'table';
  readonly columns: readonly string[];
  readonly types: readonly MType[];
  readonly rows: readonly (readonly Lazy[])[];
}

export interface MFunction {
  readonly kind: 'function';
  /** Fewest and most arguments. */
  readonly arity: readonly [least: number, most: number];
  readonly call: (args: readonly Value[]) => Value;
  /** What a binary format reads; only formats have it. */
  readonly format?: Format;
}

/** Reads a value at `at` and gives the place behind it. */
export type Format = (bytes: Uint8Array, at: number, littleEndian: boolean) => { value: Value; next: number };

/** A primitive type; `name` is `Int64.Type` for the one number type with a name of its own. */
export interface MType {
  readonly kind: 'type';
  readonly name: string;
  readonly nullable: boolean;
}

/** An error that M raises and `try` catches. */
export class MError extends Error {
  override readonly name = 'MError';
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Returns an item that computes its value once. A value that asks for itself is an error, as in M. */
export function lazy(compute: () => Value): Lazy {
  let state: 'new' | 'busy' | { readonly value: Value } = 'new';
  return {
    get: () => {
      if (typeof state === 'object') return state.value;
      if (state === 'busy') throw new MError('Expression.Error', 'A cyclic reference was encountered.');
      state = 'busy';
      try {
        const value = compute();
        state = { value };
        return value;
      } finally {
        if (state === 'busy') state = 'new';
      }
    },
  };
}

/** Returns an item whose value is known. */
export function known(value: Value): Lazy {
  return { get: () => value };
}

export function list(values: readonly Value[]): MList {
  return { kind: 'list', items: values.map(known) };
}

export function record(fields: Readonly<Record<string, Value>>): MRecord {
  return {
    kind: 'record',
    fields: new Map(Object.entries(fields).map(([name, value]) => [name, known(value)])),
  };
}

export function typeNamed(name: string, nullable = false): MType {
  return { kind: 'type', name, nullable };
}

/** Returns a library function. */
export function fn(least: number, most: number, call: (args: readonly Value[]) => Value): MFunction {
  return { kind: 'function', arity: [least, most], call };
}

/** Returns the name of the primitive type of a value. */
export function kindOf(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'logical';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'text';
  return value.kind;
}
