import type { Language } from '@microsoft/powerquery-parser';
import { plainName } from './literals.ts';
import type { Expression } from './parse.ts';
import { Scope } from './scope.ts';
import { ascribe, typeOf } from './types.ts';
import { known, type Lazy, type MFunction, type Value } from './values.ts';

/** Computes an expression in a scope. */
export type Evaluate = (node: Expression, scope: Scope) => Value;

/** Returns a function that checks its arguments and its result against the types that it names. */
export function functionValue(
  node: Language.Ast.FunctionExpression,
  scope: Scope,
  evaluate: Evaluate,
): MFunction {
  const parameters = node.parameters.content.elements.map(({ node: parameter }) => parameter);
  const names = parameters.map(({ name }) => plainName(name.literal));
  const least = parameters.filter(({ optionalConstant }) => optionalConstant === undefined).length;
  return closure(names, least, (args) => {
    for (const { name, parameterType, optionalConstant } of parameters) {
      const value = args.get(plainName(name.literal))?.get() ?? null;
      const left = value === null && optionalConstant !== undefined;
      if (parameterType !== undefined && !left) ascribe(value, typeOf(parameterType.paired));
    }
    const value = evaluate(node.expression, new Scope(args, scope));
    return node.functionReturnType === undefined
      ? value
      : ascribe(value, typeOf(node.functionReturnType.paired));
  });
}

/** Returns a function over arguments by name; an optional one that is left out is null. */
export function closure(
  names: readonly string[],
  least: number,
  body: (args: ReadonlyMap<string, Lazy>) => Value,
): MFunction {
  return {
    kind: 'function',
    arity: [least, names.length],
    call: (args) => body(new Map(names.map((name, i) => [name, known(args[i] ?? null)]))),
  };
}
