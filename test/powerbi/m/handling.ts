import { Language } from '@microsoft/powerquery-parser';
import { asFunction, call } from './arguments.ts';
import type { Evaluate } from './functions.ts';
import type { Scope } from './scope.ts';
import { MError, record, type Value } from './values.ts';

const { NodeKind } = Language.Ast;

/** `try`: gives the value or the error as a record, or with `otherwise` the value or another. */
export function attempt(
  node: Language.Ast.TErrorHandlingExpression,
  scope: Scope,
  evaluate: Evaluate,
): Value {
  try {
    const value = evaluate(node.protectedExpression, scope);
    return node.handler === undefined ? record({ HasError: false, Value: value }) : value;
  } catch (error) {
    if (!(error instanceof MError)) throw error;
    const raised = record({ Reason: error.reason, Message: error.message });
    if (node.handler === undefined) return record({ HasError: true, Error: raised });
    if (node.handler.kind === NodeKind.OtherwiseExpression) return evaluate(node.handler.paired, scope);
    const handler = asFunction(evaluate(node.handler.paired, scope));
    return call(handler, handler.arity[0] === 0 ? [] : [raised]);
  }
}
