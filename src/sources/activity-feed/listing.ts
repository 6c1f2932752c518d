import { FeedError, SignInError } from '../../errors.ts';
import { AUDITING_OFF } from './api-error.ts';
import type { ContentPage, MalformedEntry, Window } from './content.ts';
import type { Feed } from './feed.ts';

/** A window that could not be listed to its end, and why. */
export interface UnlistedWindow {
  readonly window: Window;
  readonly error: FeedError;
}

/** Content time to list: `windows` tile it. */
export interface ListingPlan extends Window {
  readonly windows: readonly Window[];
}

/** The content of a plan, listed window by window. */
export interface Listing {
  /**
   * Returns the pages of all windows in order; the next ones are asked for while one is worked on.
   * @throws {SignInError | FeedError} only when no request can succeed any more.
   */
  readonly pages: () => AsyncGenerator<ContentPage>;
  /**
   * What was listed so far: pages, their malformed entries, the time without a break from the start of the plan, and the
   * windows that failed.
   */
  readonly result: () => {
    readonly pages: number;
    readonly malformed: readonly MalformedEntry[];
    readonly listed: Window;
    readonly unlisted: readonly UnlistedWindow[];
  };
}

/** Windows whose first pages are asked for while one is worked on: many of them may be empty. */
const WINDOWS_AHEAD = 3;
/** After so many windows in a row that failed, the service is down: the rest waits for the next run. */
const FAILURES_OF_AN_OUTAGE = 3;

/** Returns the listing of a plan. */
export function createListing(feed: Feed, plan: ListingPlan): Listing {
  const unlisted: UnlistedWindow[] = [];
  const malformed: MalformedEntry[] = [];
  let [pages, failedInARow] = [0, 0];

  async function* pagesOfAll(): AsyncGenerator<ContentPage> {
    const begun = new Map<Window, AsyncGenerator<ContentPage>>();
    const begin = (window: Window): AsyncGenerator<ContentPage> => {
      const listed = begun.get(window) ?? readAhead(feed.list(window));
      begun.set(window, listed);
      return listed;
    };
    for (const [index, window] of plan.windows.entries()) {
      const last = unlisted.at(-1);
      if (last !== undefined && failedInARow >= FAILURES_OF_AN_OUTAGE) {
        unlisted.push({ window, error: last.error });
        continue;
      }
      if (failedInARow === 0) plan.windows.slice(index, index + 1 + WINDOWS_AHEAD).forEach(begin);
      try {
        for await (const page of begin(window)) {
          pages += 1;
          malformed.push(...page.malformed);
          yield page;
        }
        failedInARow = 0;
      } catch (error) {
        if (!(error instanceof FeedError) || nothingReadable(error)) throw error;
        unlisted.push({ window, error });
        failedInARow += 1;
      }
    }
  }

  return {
    pages: pagesOfAll,
    result: () => {
      const listed = { start: plan.start, end: unlisted[0]?.window.start ?? plan.end };
      return { pages, malformed, listed, unlisted };
    },
  };
}

/** Whether no request of this run can succeed any more: the sign-in, the rights, or the tenant are wrong. */
function nothingReadable(error: unknown): boolean {
  if (error instanceof SignInError) return true;
  if (!(error instanceof FeedError)) return false;
  return error.code === AUDITING_OFF || /^AF(?:10001|2001\d)$/.test(error.code);
}

/** Asks for the first value at once, and for each next one while the one before is worked on. */
function readAhead<T>(values: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = values[Symbol.asyncIterator]();
  const ask = (): Promise<IteratorResult<T>> => {
    const answer = iterator.next();
    // Whoever waits for it sees the error; until then nobody does.
    answer.catch(() => undefined);
    return answer;
  };
  let next = ask();
  return (async function* () {
    for (;;) {
      const { done, value } = await next;
      if (done === true) return;
      next = ask();
      yield value;
    }
  })();
}
