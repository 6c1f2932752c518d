import { Language } from '@microsoft/powerquery-parser';
import { fieldOfValue, itemAt, project } from './access.ts';
import { asFunction, asLogical, asRecord, asText, call, fieldOf } from './arguments.ts';
import { closure, functionValue } from './functions.ts';
import { attempt } from './handling.ts';
import { literalValue, plainName } from './literals.ts';
import { combine, decide, equal, relate } from './operators.ts';
import type { Expression } from './parse.ts';
import { Scope } from './scope.ts';
import { isOfType, typeOf } from './types.ts';
import { type Lazy, lazy, MError, type Value } from './values.ts';

const { NodeKind } = Language.Ast;

/**
 * Computes an expression as the M specification says: members of `let`, records and lists when they are asked for,
 * arguments of functions at once.
 * @see https://learn.microsoft.com/powerquery-m/power-query-m-language-specification
 * @throws {MError} what the expression raises.
 */
export function evaluate(node: Expression, scope: Scope): Value {
  switch (node.kind) {
    case NodeKind.LiteralExpression:
      return literalValue(node);
    case NodeKind.IdentifierExpression:
      return scope.find(plainName(node.identifier.literal), node.inclusiveConstant !== undefined).get();
    case NodeKind.ParenthesizedExpression:
      return evaluate(node.content, scope);
    case NodeKind.LetExpression: {
      const pairs = node.variableList.elements.map(({ node: pair }) => pair);
      return evaluate(node.expression, membersScope(pairs, scope));
    }
    case NodeKind.RecordExpression: {
      const pairs = node.content.elements.map(({ node: pair }) => pair);
      const fields = membersScope(pairs, scope);
      return { kind: 'record', fields: new Map(pairs.map(({ key }) => nameAndValue(key.literal, fields))) };
    }
    case NodeKind.ListExpression:
      return {
        kind: 'list',
        items: node.content.elements.map(({ node: item }) => lazy(() => evaluate(item, scope))),
      };
    case NodeKind.IfExpression:
      return asLogical(evaluate(node.condition, scope))
        ? evaluate(node.trueExpression, scope)
        : evaluate(node.falseExpression, scope);
    case NodeKind.EachExpression:
      return closure(['_'], 1, (args) => evaluate(node.paired, new Scope(args, scope)));
    case NodeKind.FunctionExpression:
      return functionValue(node, scope, evaluate);
    case NodeKind.RecursivePrimaryExpression:
      return node.recursiveExpressions.elements.reduce<Value>(
        (value, step) => follow(value, step, scope),
        evaluate(node.head, scope),
      );
    case NodeKind.FieldSelector:
    case NodeKind.FieldProjection:
      // Without something in front it is a field of what `each` goes through.
      return follow(scope.find('_', false).get(), node, scope);
    case NodeKind.ArithmeticExpression:
      return combine(
        node.operatorConstant.constantKind,
        evaluate(node.left, scope),
        evaluate(node.right, scope),
      );
    case NodeKind.EqualityExpression: {
      const same = equal(evaluate(node.left, scope), evaluate(node.right, scope));
      return node.operatorConstant.constantKind === '=' ? same : !same;
    }
    case NodeKind.RelationalExpression:
      return relate(
        node.operatorConstant.constantKind,
        evaluate(node.left, scope),
        evaluate(node.right, scope),
      );
    case NodeKind.LogicalExpression:
      return decide(node.operatorConstant.constantKind, evaluate(node.left, scope), () =>
        evaluate(node.right, scope),
      );
    case NodeKind.UnaryExpression:
      return node.operators.elements.reduceRight<Value>(
        (value, { constantKind }) => unary(constantKind, value),
        evaluate(node.typeExpression, scope),
      );
    case NodeKind.IsExpression:
      return isOfType(evaluate(node.left, scope), typeOf(node.right));
    case NodeKind.TypePrimaryType:
      return typeOf(node.paired);
    case NodeKind.MetadataExpression:
      // Nobody asks for the metadata of a parameter.
      return evaluate(node.left, scope);
    case NodeKind.ErrorRaisingExpression: {
      const raised = asRecord(evaluate(node.paired, scope));
      throw new MError(asText(fieldOf(raised, 'Reason')), asText(fieldOf(raised, 'Message')));
    }
    case NodeKind.ErrorHandlingExpression:
      return attempt(node, scope, evaluate);
    default:
      throw new Error(`The evaluator does not know expressions of kind ${node.kind}.`);
  }
}

interface Pair {
  readonly key: { readonly literal: string };
  readonly value: Expression;
}

/** Members see each other, and themselves only as `@name`. */
function membersScope(pairs: readonly Pair[], outer: Scope): Scope {
  const names = new Map<string, Lazy>();
  const scope = new Scope(names, outer);
  for (const { key, value } of pairs) {
    const name = plainName(key.literal);
    names.set(
      name,
      lazy(() => evaluate(value, scope.hiding(name))),
    );
  }
  return scope;
}

function nameAndValue(key: string, scope: Scope): readonly [string, Lazy] {
  const name = plainName(key);
  return [name, scope.find(name, true)];
}

function follow(value: Value, step: Expression, scope: Scope): Value {
  switch (step.kind) {
    case NodeKind.InvokeExpression: {
      const args = step.content.elements.map(({ node }) => evaluate(node, scope));
      return call(asFunction(value), args);
    }
    case NodeKind.FieldSelector:
      return fieldOfValue(value, plainName(step.content.literal), step.optionalConstant !== undefined);
    case NodeKind.FieldProjection:
      return project(
        value,
        step.content.elements.map(({ node }) => plainName(node.content.literal)),
      );
    case NodeKind.ItemAccessExpression:
      return itemAt(value, evaluate(step.content, scope), step.optionalConstant !== undefined);
    default:
      throw new Error(`The evaluator does not know ${step.kind} here.`);
  }
}

function unary(operator: string, value: Value): Value {
  if (value === null) return null;
  if (operator === 'not') return !asLogical(value);
  return combine('*', operator === '-' ? -1 : 1, value);
}
