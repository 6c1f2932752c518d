import { Language } from '@microsoft/powerquery-parser';
import type { Expression } from './parse.ts';
import { kindOf, MError, type MType, typeNamed, type Value } from './values.ts';

const { NodeKind } = Language.Ast;

/** Returns the type that a node of a type expression or of a function's signature spells: a primitive one, or nullable. */
export function typeOf(node: Expression): MType {
  switch (node.kind) {
    case NodeKind.PrimitiveType:
      return typeNamed(node.primitiveTypeKind, node.primitiveTypeKind === 'any');
    case NodeKind.NullablePrimitiveType:
    case NodeKind.NullableType:
      return { ...typeOf(node.paired), nullable: true };
    default:
      throw new Error(`The evaluator does not know types of kind ${node.kind}.`);
  }
}

/** Whether a value is of a type. */
export function isOfType(value: Value, { name, nullable }: MType): boolean {
  if (value === null) return nullable || name === 'null' || name === 'any';
  if (name === 'any' || name === 'anynonnull') return true;
  return kindOf(value) === (name === 'Int64.Type' ? 'number' : name);
}

/** Whether every value of the first type is of the second: `Type.Is`. */
export function isCompatible(first: MType, second: MType): boolean {
  const names = first.name === second.name || second.name === 'any';
  return (
    (names || (first.name === 'Int64.Type' && second.name === 'number')) &&
    (second.nullable || !first.nullable)
  );
}

/**
 * Returns the value back when it is of the type.
 * @throws {MError} otherwise.
 */
export function ascribe(value: Value, type: MType): Value {
  if (isOfType(value, type)) return value;
  throw new MError(
    'Expression.Error',
    `We cannot convert a value of type ${kindOf(value)} to type ${type.nullable ? 'nullable ' : ''}${type.name}.`,
  );
}
