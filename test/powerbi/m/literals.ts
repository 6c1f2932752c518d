import { Language } from '@microsoft/powerquery-parser';
import type { Value } from './values.ts';

const CONTROLS: Readonly<Record<string, string>> = { tab: '\t', cr: '\r', lf: '\n', '#': '#' };

/** Returns the text of a text literal: quotes doubled, and `#(tab)`, `#(cr,lf)` or `#(FF1D)` for characters. */
export function textLiteral(literal: string): string {
  return literal
    .slice(1, -1)
    .replaceAll('""', '"')
    .replace(/#\(([^)]*)\)/g, (_, names: string) =>
      names
        .split(',')
        .map((name) => CONTROLS[name] ?? String.fromCodePoint(Number.parseInt(name, 16)))
        .join(''),
    );
}

/** Returns a name without the `#"…"` around one that is no plain word. */
export function plainName(identifier: string): string {
  return identifier.startsWith('#"') ? textLiteral(identifier.slice(1)) : identifier;
}

/** Returns the value of `null`, a logical, a number or a text. */
export function literalValue({ literal: text, literalKind }: Language.Ast.LiteralExpression): Value {
  const { LiteralKind } = Language.Ast;
  switch (literalKind) {
    case LiteralKind.Null:
      return null;
    case LiteralKind.Logical:
      return text === 'true';
    case LiteralKind.Numeric:
      return Number(text);
    default:
      return textLiteral(text);
  }
}
