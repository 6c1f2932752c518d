import { wrongType } from './arguments.ts';
import { kindOf, MError, type Value } from './values.ts';

/** Whether two values are the same: `=` of M, where null equals null and lists and records are compared by content. */
export function equal(a: Value, b: Value): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (a.kind === 'list' && b.kind === 'list') {
    const [left, right] = [[...a.items], [...b.items]];
    return (
      left.length === right.length && left.every((item, i) => equal(item.get(), right[i]?.get() ?? null))
    );
  }
  if (a.kind === 'record' && b.kind === 'record') {
    return (
      a.fields.size === b.fields.size &&
      [...a.fields].every(([name, field]) => {
        const other = b.fields.get(name);
        return other !== undefined && equal(field.get(), other.get());
      })
    );
  }
  const [left, right] = [ordinal(a), ordinal(b)];
  if (left !== undefined && right !== undefined) return kindOf(a) === kindOf(b) && left === right;
  if (kindOf(a) !== kindOf(b)) return false;
  throw new Error(`The evaluator does not compare values of type ${kindOf(a)}.`);
}

/** Returns a number below, at or above 0; a null is lower than all. */
export function compare(a: Value, b: Value): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  const [left, right] = [ordinal(a), ordinal(b)];
  if (left === undefined || right === undefined || kindOf(a) !== kindOf(b)) throw wrongOperator('<', a, b);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Applies a comparison; null when a side is null. */
export function relate(operator: string, a: Value, b: Value): boolean | null {
  if (a === null || b === null) return null;
  if (kindOf(a) !== kindOf(b)) throw wrongOperator(operator, a, b);
  const order = compare(a, b);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      throw new Error(`The evaluator does not know the operator ${operator}.`);
  }
}

/** Applies `+ - * /` or `&`; null when a side is null, except for lists, records and tables. */
export function combine(operator: string, a: Value, b: Value): Value {
  if (a === null || b === null) return null;
  if (operator === '&') {
    if (typeof a === 'string' && typeof b === 'string') return a + b;
    if (typeof a === 'object' && typeof b === 'object') {
      if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', items: [...a.items, ...b.items] };
      if (a.kind === 'record' && b.kind === 'record') {
        return { kind: 'record', fields: new Map([...a.fields, ...b.fields]) };
      }
    }
    throw wrongOperator(operator, a, b);
  }
  if (typeof a !== 'number' || typeof b !== 'number') throw wrongOperator(operator, a, b);
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      throw new Error(`The evaluator does not know the operator ${operator}.`);
  }
}

/** Applies `and` or `or` with three values; the right side is computed only when it matters. */
export function decide(operator: string, left: Value, right: () => Value): boolean | null {
  const decisive = operator === 'or';
  const a = logical(left);
  if (a === decisive) return a;
  const b = logical(right());
  return b === decisive || a !== null ? b : null;
}

function logical(value: Value): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  throw wrongType(value, 'Logical');
}

/** What a value is ordered by within its type. */
function ordinal(value: Value): number | string | undefined {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return Number(value);
  if (value?.kind === 'date') return value.day;
  if (value?.kind === 'datetime') return value.clock;
  return value?.kind === 'datetimezone' ? value.instant : undefined;
}

function wrongOperator(operator: string, a: Value, b: Value): MError {
  return new MError(
    'Expression.Error',
    `We cannot apply operator ${operator} to types ${kindOf(a)} and ${kindOf(b)}.`,
  );
}
