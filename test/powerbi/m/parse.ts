import { DefaultSettings, type Language, TaskUtils } from '@microsoft/powerquery-parser';

/** An expression of M as Microsoft's parser understands it. */
export type Expression = Language.Ast.TNode;

const parsed = new Map<string, Promise<Expression>>();

/**
 * Parses M; the same text once.
 * @throws {Error} with the place when the text is not M.
 */
export function parseM(text: string): Promise<Expression> {
  const expression = parsed.get(text) ?? parse(text);
  parsed.set(text, expression);
  return expression;
}

async function parse(text: string): Promise<Expression> {
  const task = await TaskUtils.tryLexParse(DefaultSettings, text);
  if (TaskUtils.isError(task)) throw new Error(`This is not M: ${task.error.message}`);
  if (TaskUtils.isParseStageOk(task)) return task.ast;
  throw new Error('The parser stopped before it was done.');
}
