import type { Window } from './archive.ts';
import type { ListedPage } from './content-list.ts';

/** What one run has listed: a window counts once all its pages, from the first to the last, were answered. */
export class Coverage {
  readonly #lists = new Map<
    string,
    { readonly window: Window; readonly pages: Map<string, string | undefined> }
  >();

  /** Notes a page answered at `now` (UTC ms): content of the window's future cannot have been in it. */
  add({ contentType, next, page, window }: ListedPage, now: number): void {
    if (contentType !== 'Audit.General') return;
    const key = `${window.from} ${window.to}`;
    const known = this.#lists.get(key);
    if (known && page !== '') {
      known.pages.set(page, next);
      return;
    }
    const seen = { from: window.from, to: Math.min(window.to, now + 1) };
    this.#lists.set(key, { window: seen, pages: new Map([[page, next]]) });
  }

  /** Returns the parts of the window that no wholly followed list covers, in order. */
  gaps(window: Window): readonly Window[] {
    const covered = [...this.#lists.values()]
      .filter(({ pages }) => isFollowed(pages))
      .map((list) => list.window)
      .sort((a, b) => a.from - b.from);
    const gaps: Window[] = [];
    let reached = window.from;
    for (const { from, to } of covered) {
      if (from > reached) gaps.push({ from: reached, to: Math.min(from, window.to) });
      reached = Math.max(reached, to);
      if (reached >= window.to) return gaps;
    }
    return [...gaps, { from: reached, to: window.to }];
  }
}

function isFollowed(pages: ReadonlyMap<string, string | undefined>): boolean {
  let page: string | undefined = '';
  const seen = new Set<string>();
  while (page !== undefined) {
    if (!pages.has(page) || seen.has(page)) return false;
    seen.add(page);
    page = pages.get(page);
  }
  return true;
}
