/** A value of a JSON file. */
export type Json = string | number | boolean | readonly Json[] | JsonObject;

/** An object of a JSON file. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A list of plain texts as `JSON.stringify` lays it out. */
const LIST_OF_TEXTS = /\[\n(?:\s+"[^"\n]*",?\n)+\s*\]/g;

/** Returns the text of a JSON file as the project's formatter leaves it: a list of texts stands on one line. */
export function formatJson(value: JsonObject): string {
  const text = JSON.stringify(value, undefined, 2);
  return `${text.replace(
    LIST_OF_TEXTS,
    (list) =>
      `[${list
        .slice(1, -1)
        .trim()
        .replace(/\s*\n\s*/g, ' ')}]`,
  )}\n`;
}
