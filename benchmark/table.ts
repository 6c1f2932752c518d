import type { Goal, Measured } from './row.ts';
import { median } from './samples.ts';

/** Returns what was measured as a Markdown table, in the order of the rows' numbers. */
export function table(results: readonly (readonly [Goal, Measured])[]): string {
  const head = ['Measure', 'Goal', 'Median', 'Min–max', 'Rounds', 'Beside', ''];
  const rows = [...results]
    .sort(([a], [b]) => a.row - b.row)
    .map(([goal, measured]) => cellsOf(goal, measured));
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...all.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function cellsOf({ row, name, bound, goal, unit }: Goal, { samples, beside }: Measured): readonly string[] {
  const start = [`${row} ${name}`, `${bound} ${goal}${unit}`];
  if (typeof samples === 'string') return [...start, '', '', '', beside, `skipped: ${samples}`];
  const middle = median(samples);
  const isMet = bound === 'at most' ? middle <= goal : middle >= goal;
  const spread = `${number(Math.min(...samples))}–${number(Math.max(...samples))}`;
  return [...start, number(middle) + unit, spread, `${samples.length}`, beside, isMet ? 'ok' : 'miss'];
}

function number(value: number): string {
  return value >= 20 ? value.toFixed(0) : value.toFixed(value < 1 ? 3 : 2);
}

/**
 * Returns a document with `text` between the comments that mark the last table of a command.
 * @throws {Error} when the document has no such place.
 */
export function withTable(document: string, command: string, text: string): string {
  const [begin, end] = [`<!-- ${command} -->`, `<!-- end of ${command} -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The document has no place for the table of ${command}`);
  return `${document.slice(0, from + begin.length)}\n${text}\n${document.slice(to)}`;
}
