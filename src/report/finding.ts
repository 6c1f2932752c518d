/** Something that needs attention, or is good to know. */
export interface Finding {
  readonly level: 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** What only helps to search the log. */
  readonly ids?: string;
}

/** A runner shows ten warnings of a step: what has no place there stands in one line that counts it. */
const MOST_LINES = 3;

/** Returns a finding that needs attention. */
export function warning(title: string, message: string): Finding {
  return { level: 'warning', title, message };
}

/** Returns a finding that is good to know. */
export function notice(title: string, message: string): Finding {
  return { level: 'notice', title, message };
}

/** Returns the first of some lines as one sentence, which counts the others. */
export function firstLines(lines: readonly string[]): string {
  const more = lines.length > MOST_LINES ? `; and ${lines.length - MOST_LINES} more` : '';
  return `${lines.slice(0, MOST_LINES).join('; ')}${more}.`;
}
