/**
 * Lines of TMDL, Microsoft's text form of a semantic model: indented with tabs, a line of properties for each object.
 * https://learn.microsoft.com/analysis-services/tmdl/tmdl-overview
 */
export type Lines = readonly string[];

/** Returns a name as TMDL and DAX spell it: quoted unless it is one plain word. */
export function quoted(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

/** Returns the description of the object that follows. */
export function described(description: string): Lines {
  return description.split('\n').map((line) => `/// ${line}`);
}

/** Returns lines one step further in. Blank lines stay blank. */
export function indented(lines: Lines, steps = 1): Lines {
  return lines.map((line) => (line === '' ? '' : `${'\t'.repeat(steps)}${line}`));
}

/** Returns `head = expression`. An expression of several lines stands two steps further in, as Power BI writes it. */
export function assigned(head: string, expression: string): Lines {
  const lines = expression.split('\n');
  return lines.length === 1 ? [`${head} = ${expression}`] : [`${head} =`, ...indented(lines, 2)];
}

/** Returns blocks one after another, with an empty line between them. */
export function separated(blocks: readonly Lines[]): Lines {
  return blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

/** Returns the text of a file. Microsoft's serializer ends each with a blank line: so Power BI Desktop changes nothing. */
export function textOf(lines: Lines): string {
  return `${lines.join('\n')}\n\n`;
}
