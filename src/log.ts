/** Where a run tells what it does. Nothing that is given to it may hold a secret or a user's name. */
export interface Log {
  /** Tells what only somebody who looks for a fault wants to read: shown with RUNNER_DEBUG=1. */
  readonly debug: (message: string) => void;
  readonly info: (message: string) => void;
  readonly notice: (message: string, title: string) => void;
  readonly warning: (message: string, title: string) => void;
  readonly error: (message: string, title: string) => void;
  /** Runs `work`, and shows what it tells as a group that can be folded. */
  readonly group: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/** Runs one step of a run in a group of its own, and tells the one line that `line` makes of its result. */
export async function step<T>(
  log: Log,
  name: string,
  work: () => Promise<T>,
  line: (result: T) => string,
): Promise<T> {
  return await log.group(name, async () => {
    const result = await work();
    log.info(line(result));
    return result;
  });
}

/** Returns the log, and what tells the name of the step that failed; `undefined` when none did. */
export function watchSteps(log: Log): { readonly log: Log; readonly failedStep: () => string | undefined } {
  let failed: string | undefined;
  const group: Log['group'] = async (name, work) => {
    try {
      return await log.group(name, work);
    } catch (error) {
      failed = name;
      throw error;
    }
  };
  return { log: { ...log, group }, failedStep: () => failed };
}

/** Longest text that is shown, in characters. */
const LONGEST = 8_000;
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * Returns a log that shows what a service said and does nothing else: no command of the runner, which obeys `::command::` at
 * the start of a line and `##[command]` anywhere in one, no color or movement of a terminal, and no text without end.
 */
export function inertLog(log: Log): Log {
  return {
    debug: (message) => log.debug(inertLine(message)),
    info: (message) => log.info(inertLine(message)),
    notice: (message, title) => log.notice(inertText(message), inertLine(title)),
    warning: (message, title) => log.warning(inertText(message), inertLine(title)),
    error: (message, title) => log.error(inertText(message), inertLine(title)),
    group: (name, work) => log.group(inertLine(name), work),
  };
}

/** Returns a text as `inertLog` shows that of an annotation: it may have more than one line. */
export function inertText(text: string): string {
  const visible = text.replaceAll(INVISIBLE, ' ');
  const short = visible.length > LONGEST ? `${visible.slice(0, LONGEST - 1)}…` : visible;
  return short.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: ');
}

/**
 * Returns what may be written to the log in place of a piece of output. One that is a command, and nothing more, stays: so
 * @actions/core writes them. The toolkit writes texts of its services, such as the key of a cache entry, as they are.
 */
export function inertOutput<T>(piece: T): T | string {
  if (typeof piece !== 'string') return piece;
  const [, text = '', end = ''] = /^(.*?)(\r?\n)?$/s.exec(piece) ?? [];
  const isCommand = text.startsWith('::') && !/[\r\n]/.test(text);
  return isCommand ? piece : `${inertLine(text)}${end}`;
}

function inertLine(text: string): string {
  return inertText(text.replaceAll(/[\r\n]+/g, ' '));
}
