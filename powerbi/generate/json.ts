/** A value of a JSON file. */
export type Json = string | number | boolean | readonly Json[] | JsonObject;

/** An object of a JSON file. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A list of plain texts as `JSON.stringify` lays it out, with what stands before and behind it in its lines. */
const LIST_OF_TEXTS = /^(.*)\[\n((?:\s+"[^"\n]*",?\n)+)\s*\](,?)$/gm;
const LINE_WIDTH = 110;

/** Returns the text of a JSON file as the project's formatter leaves it: a list of texts stands on one line if it fits. */
export function formatJson(value: JsonObject): string {
  const text = JSON.stringify(value, undefined, 2);
  return `${text.replace(LIST_OF_TEXTS, (list, before: string, items: string, after: string) => {
    const line = `${before}[${items.trim().replace(/\s*\n\s*/g, ' ')}]${after}`;
    return line.length > LINE_WIDTH ? list : line;
  })}\n`;
}
