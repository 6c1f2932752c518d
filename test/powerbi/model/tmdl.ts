import { LineCursor } from './line-cursor.ts';
import { GRAMMAR, type ObjectRule, ROOTS, type ValueRule } from './tmdl-grammar.ts';

/** An object of a TMDL file. `line` counts from 1. */
export interface TmdlObject {
  readonly type: string;
  readonly name: string;
  readonly line: number;
  readonly description: string;
  readonly expression: string | undefined;
  readonly properties: ReadonlyMap<string, string>;
  readonly children: readonly TmdlObject[];
}

const OBJECT = /^(\w+)(?: ((?:table|role) )?('(?:[^']|'')+'|[\w-]+))?( =(?: (.*))?)?$/;
const PROPERTY = /^\w+(?:: (\S.*))?$/;

/**
 * Reads a TMDL file strictly.
 * @throws {Error} with the line, at the first thing that the grammar does not have.
 */
export function readTmdl(text: string): readonly TmdlObject[] {
  const lines = new LineCursor(text);
  const objects: TmdlObject[] = [];
  while (lines.skipBlank()) objects.push(readObject(lines, 0, ROOTS));
  return objects;
}

/** Returns a name without its quotes. */
export function plain(name: string): string {
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

function readObject(lines: LineCursor, depth: number, allowed: readonly string[]): TmdlObject {
  const description = readDescription(lines, depth);
  lines.requireDepth(depth);
  const { line } = lines;
  const [, type = '', kind, name, equals, rest] =
    OBJECT.exec(lines.text) ?? lines.fail('neither object nor property');
  const rule = GRAMMAR[type];
  if (rule === undefined || !allowed.includes(type)) return lines.fail('unknown here');
  if (description !== '' && !rule.describable) lines.fail('takes no description');
  if (rule.named !== (name !== undefined)) lines.fail('a name is missing or too much');
  if ((kind !== undefined) !== (type === 'ref')) lines.fail('ref names a table or a role');
  if (rule.expression === 'required' && equals === undefined) lines.fail('= is missing');
  if (rule.expression === 'never' && equals !== undefined) lines.fail('takes no expression');
  const expression = equals === undefined ? undefined : lines.readExpression(rest, depth);
  if (equals === undefined) lines.next();
  const inside = readInside(lines, rule, depth + 1);
  return { type, name: plain(name ?? ''), line, description, expression, ...inside };
}

function readDescription(lines: LineCursor, depth: number): string {
  const description: string[] = [];
  for (; lines.depth === depth && lines.text.startsWith('///'); lines.next()) {
    description.push(lines.text.slice(3).trim());
  }
  return description.join('\n');
}

function readInside(
  lines: LineCursor,
  rule: ObjectRule,
  depth: number,
): Pick<TmdlObject, 'properties' | 'children'> {
  const properties = new Map<string, string>();
  const children: TmdlObject[] = [];
  while (lines.skipBlank() && lines.depth >= depth) {
    lines.requireDepth(depth);
    const key = /^\w+/.exec(lines.text)?.[0] ?? '';
    const wanted = Object.hasOwn(rule.properties, key) ? rule.properties[key] : undefined;
    if (wanted === undefined) children.push(readObject(lines, depth, rule.children));
    else if (children.length > 0) lines.fail('a property after children');
    else if (properties.has(key)) lines.fail('twice');
    else properties.set(key, readValue(lines, key, wanted, depth));
  }
  return { properties, children };
}

function readValue(lines: LineCursor, key: string, wanted: ValueRule, depth: number): string {
  if (wanted === 'expression') {
    const rest = lines.text.slice(key.length);
    if (!/^ =( |$)/.test(rest)) lines.fail('= is missing');
    return lines.readExpression(rest.slice(2), depth);
  }
  const [, value] = PROPERTY.exec(lines.text) ?? lines.fail('not a property');
  if ((wanted === 'flag') !== (value === undefined)) lines.fail('a value is missing or too much');
  if (typeof wanted !== 'string' && !wanted.includes(value ?? '')) {
    lines.fail(`not one of ${wanted.join(', ')}`);
  }
  lines.next();
  return value ?? 'true';
}
