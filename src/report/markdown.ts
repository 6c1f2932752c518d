// Marks that change the direction of text, or cannot be seen.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const LONGEST_NAME = 80;

// What GitHub Markdown, HTML or a table would act upon: also mentions, references, emoji names, formulas and bare links.
const ACTIVE = /[\\`*_[\]<>&|~#@$!{}]|(?<!\d):|:(?!\d)|(?<=www)\./gi;

/**
 * Returns text that people wrote, such as a name of an app, as Markdown that shows it and does nothing else: every
 * character with a meaning becomes an entity, line breaks and invisible marks a blank. More than `longest` characters
 * are cut.
 */
export function escapeMarkdown(text: string, longest = LONGEST_NAME): string {
  const visible = text.toWellFormed().replace(INVISIBLE, ' ').trim();
  const characters = [...visible];
  const short = characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : visible;
  return short.replace(ACTIVE, (character) => `&#${character.charCodeAt(0)};`);
}

/** Returns a Markdown table. Cells are Markdown already. The columns with these headers hold numbers. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: readonly string[] = [],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rules = header.map((name) => (numbers.includes(name) ? '---:' : '---'));
  return [line(header), line(rules), ...rows.map(line)].join('\n');
}

/** Returns a Markdown link to an address, which is encoded; without one, the text alone. */
export function link(text: string, url: string | undefined): string {
  return url === undefined ? escapeMarkdown(text) : `[${escapeMarkdown(text)}](${url})`;
}
