import type { ModelColumn } from './types.ts';

/** What a label is made of: a text that may be missing or shared, and a key that tells rows apart. */
export interface Label {
  readonly table: string;
  readonly name: string;
  readonly text: string;
  readonly key: string;
  readonly description: string;
}

/** Returns a calculated column that is one text for each row, so that visuals never add two rows up. */
export function labelOf({ table, name, text, key, description }: Label): ModelColumn {
  const dax = `VAR _text = ${table}[${text}]
VAR _shared =
    COUNTROWS ( FILTER ( ALLNOBLANKROW ( ${table}[${text}], ${table}[${key}] ), ${table}[${text}] = _text ) ) > 1
RETURN
    IF (
        ISBLANK ( _text ) || _shared,
        COALESCE ( _text, "(no name)" ) & " (" & LEFT ( ${table}[${key}], 8 ) & ")",
        _text
    )`;
  return { name, type: 'string', description, hidden: false, source: { kind: 'calculated', dax } };
}
