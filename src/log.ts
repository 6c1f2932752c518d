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
