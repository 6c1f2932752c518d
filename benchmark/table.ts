import { GOALS, type Goal, type Measure } from './goals.ts';
import { median, type Samples } from './samples.ts';

/** What was measured; a measure that could not be has the reason in place of its samples. */
export type Results = ReadonlyMap<Measure, Samples | string>;

/** Returns the results as a Markdown table, in the order of the goals. */
export function table(results: Results): string {
  const head = ['Measure', 'Goal', 'Median', 'Min–max', 'Rounds', ''];
  const rows = Object.entries(GOALS).flatMap(([key, goal]) => {
    const result = results.get(measureOf(key));
    return result === undefined ? [] : [row(goal, result)];
  });
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...all.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function row({ name, bound, goal, unit }: Goal, result: Samples | string): readonly string[] {
  const shownName = name.replaceAll('|', '\\|');
  const shownGoal = `${bound} ${goal}${unit}`;
  if (typeof result === 'string') return [shownName, shownGoal, '', '', '', `skipped: ${result}`];
  const middle = median(result);
  const isMet = bound === 'at most' ? middle <= goal : middle >= goal;
  const spread = `${number(Math.min(...result))}–${number(Math.max(...result))}`;
  return [shownName, shownGoal, number(middle) + unit, spread, `${result.length}`, isMet ? 'ok' : 'miss'];
}

function number(value: number): string {
  return value >= 20 ? value.toFixed(0) : value.toFixed(value < 1 ? 3 : 2);
}

function measureOf(key: string): Measure {
  // The keys come from GOALS itself.
  return key as Measure;
}
