import { asType } from '../arguments.ts';
import { compare } from '../operators.ts';
import { isCompatible } from '../types.ts';
import { fn, record, typeNamed, type Value } from '../values.ts';

/** `Value.*`, `Type.*` and `Error.*`. */
export const VALUES: Readonly<Record<string, Value>> = {
  'Int64.Type': typeNamed('Int64.Type'),
  'Type.Is': fn(2, 2, ([first, second]) => isCompatible(asType(first), asType(second))),
  'Value.Compare': fn(2, 2, ([a = null, b = null]) => compare(a, b)),
  'Error.Record': fn(2, 3, ([reason = null, message = null]) => record({ Reason: reason, Message: message })),
};
