/** An expression of DAX, as far as the model uses it. */
export type Dax =
  | { readonly kind: 'value'; readonly value: number | string }
  | { readonly kind: 'column'; readonly table: string | undefined; readonly name: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Dax[] }
  | { readonly kind: 'list'; readonly items: readonly Dax[] }
  | { readonly kind: 'operation'; readonly operator: string; readonly left: Dax; readonly right: Dax }
  | { readonly kind: 'let'; readonly variables: readonly (readonly [string, Dax])[]; readonly result: Dax };

const TOKEN =
  /\s*(?:(?<text>"(?:[^"]|"")*")|(?<quoted>'(?:[^']|'')+')|(?<column>\[[^\]]+\])|(?<word>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d+)?)|(?<mark>&&|\|\||==|<=|>=|<>|[-+*/&=<>,(){}]))/y;

const PRECEDENCE: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['=', '==', '<', '>', '<=', '>=', '<>', 'IN'],
  ['&'],
  ['+', '-'],
  ['*', '/'],
];

/** Reads an expression of DAX. Throws at the first thing that is none. */
export function parseDax(text: string): Dax {
  const tokens = tokensOf(text);
  let at = 0;
  const result = expression();
  if (at < tokens.length) throw new Error(`Cannot read DAX at "${tokens[at]}".`);
  return result;

  function expression(): Dax {
    if (tokens[at] !== 'VAR') return operation(0);
    const variables: (readonly [string, Dax])[] = [];
    while (tokens[at] === 'VAR') {
      const name = tokens[at + 1] ?? '';
      at += 2;
      take('=');
      variables.push([name, expression()]);
    }
    take('RETURN');
    return { kind: 'let', variables, result: expression() };
  }

  function operation(level: number): Dax {
    const operators = PRECEDENCE[level];
    if (operators === undefined) return primary();
    let left = operation(level + 1);
    while (operators.includes(tokens[at] ?? '')) {
      const operator = tokens[at] ?? '';
      at += 1;
      left = { kind: 'operation', operator, left, right: operation(level + 1) };
    }
    return left;
  }

  function primary(): Dax {
    const token = tokens[at] ?? '';
    at += 1;
    if (token === '(') return closing(expression(), ')');
    if (token === '{') return { kind: 'list', items: list('}') };
    if (token.startsWith('"')) return { kind: 'value', value: token.slice(1, -1).replaceAll('""', '"') };
    if (/^\d/.test(token)) return { kind: 'value', value: Number(token) };
    if (token.startsWith('[')) return { kind: 'column', table: undefined, name: token.slice(1, -1) };
    if (token === 'NOT') return { kind: 'call', name: 'NOT', args: [primary()] };
    const name = token.startsWith("'") ? token.slice(1, -1).replaceAll("''", "'") : token;
    const next = tokens[at] ?? '';
    if (next.startsWith('[')) {
      at += 1;
      return { kind: 'column', table: name, name: next.slice(1, -1) };
    }
    if (next !== '(' || token.startsWith("'")) return { kind: 'name', name };
    at += 1;
    return { kind: 'call', name, args: list(')') };
  }

  function list(end: string): readonly Dax[] {
    const items: Dax[] = [];
    while (tokens[at] !== end) {
      items.push(expression());
      if (tokens[at] !== end) take(',');
    }
    at += 1;
    return items;
  }

  function closing(inner: Dax, end: string): Dax {
    take(end);
    return inner;
  }

  function take(token: string): void {
    if (tokens[at] !== token) throw new Error(`Cannot read DAX: "${tokens[at]}" in place of "${token}".`);
    at += 1;
  }
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null) throw new Error(`Cannot read DAX from "${text.slice(at, at + 20)}".`);
    tokens.push(found[0].trim());
    at = TOKEN.lastIndex;
  }
  return tokens;
}
