import type { Blob } from './blob.ts';

/** A window of content time: `from` inclusive, `to` exclusive, UTC ms. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Where a page ends: the last blob's instant (UTC ms) and its place among all blobs. */
export interface Cursor {
  readonly created: number;
  readonly order: number;
}

/** A page of a list: its blobs, and the cursor after which the next page goes on (undefined: the last page). */
export interface Page {
  readonly blobs: readonly Blob[];
  readonly next: Cursor | undefined;
}

interface Shelved {
  readonly blob: Blob;
  readonly order: number;
}

/** Every blob of the tenant, in order of availability. */
export class Archive {
  readonly #byId = new Map<string, Blob>();
  #shelf: Shelved[] = [];
  #sorted = true;

  /** Adds a blob; blobs of the same instant keep the order in which they were added. */
  add(blob: Blob): void {
    this.#byId.set(blob.id, blob);
    this.#shelf.push({ blob, order: this.#shelf.length });
    this.#sorted = false;
  }

  get(contentId: string): Blob | undefined {
    return this.#byId.get(contentId);
  }

  /** Returns all blobs, in order of availability. */
  all(): readonly Blob[] {
    return this.#inOrder().map(({ blob }) => blob);
  }

  /** Returns up to `size` blobs of a content type within the window, after the cursor. */
  page(contentType: string, window: Window, after: Cursor | undefined, size: number): Page {
    const shelf = this.#inOrder();
    const found: Shelved[] = [];
    for (let index = firstFrom(shelf, after?.created ?? window.from); index < shelf.length; index += 1) {
      const shelved = shelf[index];
      if (shelved === undefined || shelved.blob.created >= window.to) break;
      if (shelved.blob.entry.contentType !== contentType) continue;
      if (after !== undefined && shelved.blob.created === after.created && shelved.order <= after.order)
        continue;
      if (found.length === size) {
        const last = found.at(-1);
        const next = last && { created: last.blob.created, order: last.order };
        return { blobs: found.map(({ blob }) => blob), next };
      }
      found.push(shelved);
    }
    return { blobs: found.map(({ blob }) => blob), next: undefined };
  }

  #inOrder(): readonly Shelved[] {
    if (!this.#sorted) {
      this.#shelf = this.#shelf.toSorted((a, b) => a.blob.created - b.blob.created || a.order - b.order);
      this.#sorted = true;
    }
    return this.#shelf;
  }
}

function firstFrom(shelf: readonly Shelved[], instant: number): number {
  let low = 0;
  let high = shelf.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((shelf[middle]?.blob.created ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
