import { FeedError } from '../../../src/errors.ts';
import { DAY_MS } from '../../../src/instants.ts';
import type { BlobReading } from '../../../src/launches/blob.ts';
import type { Launch } from '../../../src/launches/launch.ts';
import type { ContentPage, Window } from '../../../src/sources/activity-feed/content.ts';
import type { Feed } from '../../../src/sources/activity-feed/feed.ts';

/** A content blob of the model. Instants in ms since 1970. */
export interface ModelBlob {
  readonly id: string;
  readonly created: number;
  /** When the listing shows it: the service is late now and then. */
  readonly visible: number;
  readonly expires: number;
  readonly launches: readonly Launch[];
  /** Records of other operations, and records that nobody can read. */
  readonly other: number;
  readonly unreadable: number;
}

/** What fails in a run. */
export interface FeedFaults {
  /** Content time that cannot be listed. */
  readonly unlistable: readonly Window[];
  /** Whether a window that cannot be listed fails after its first page instead of before. */
  readonly lateFailure: boolean;
  /** Ids of blobs that cannot be read. */
  readonly unreadable: ReadonlySet<string>;
  readonly everythingFails: boolean;
}

export const NO_FAULTS: FeedFaults = {
  unlistable: [],
  lateFailure: false,
  unreadable: new Set(),
  everythingFails: false,
};

const REACH_MS = 7 * DAY_MS;
const PAGE = 3;

/** A tenant's content feed in memory, with a clock of its own. */
export class ModelTenant {
  now: number;
  readonly blobs: ModelBlob[] = [];
  /** Blobs that the service lost before they expired. */
  readonly gone = new Set<string>();
  /** Rules of the API that the pipeline broke. */
  readonly complaints: string[] = [];
  /** Windows that were listed to their end. */
  listed: Window[] = [];
  reads = 0;

  constructor(now: number) {
    this.now = now;
  }

  /** Whether a blob can no longer be read. */
  isOver(id: string): boolean {
    const blob = this.blobs.find((one) => one.id === id);
    return blob === undefined || this.gone.has(id) || blob.expires <= this.now;
  }

  /** Returns the feed as a run with these faults meets it. */
  feed(faults: FeedFaults): Feed {
    return {
      now: () => this.now,
      timeLeft: () => 'enough' as const,
      list: (window) => this.#list(window, faults),
      read: async ({ id }) => this.#read(id, faults),
    };
  }

  async *#list(window: Window, faults: FeedFaults): AsyncGenerator<ContentPage> {
    const { start, end } = window;
    if (start >= end || end - start > REACH_MS / 7 || start < this.now - REACH_MS) {
      this.complaints.push(`window against the rules: ${start} to ${end} at ${this.now}`);
    }
    const fails =
      faults.everythingFails || faults.unlistable.some((gap) => gap.start < end && start < gap.end);
    if (fails && !faults.lateFailure) throw refusal('AF50000', 500);
    const inside = this.blobs.filter(
      ({ created, visible }) => created >= start && created < end && visible <= this.now,
    );
    for (let at = 0; at === 0 || at < inside.length; at += PAGE) {
      // A blob at the edge of a page comes twice.
      const blobs = inside.slice(Math.max(0, at - 1), at + PAGE).map(({ id, created, expires }) => ({
        id,
        created,
        expires,
        uri: undefined,
      }));
      yield { blobs, malformed: [] };
      if (fails) throw refusal('AF50000', 500);
    }
    this.listed.push(window);
  }

  #read(id: string, faults: FeedFaults): BlobReading {
    this.reads += 1;
    if (faults.everythingFails || faults.unreadable.has(id)) throw refusal('AF429', 429);
    const blob = this.blobs.find((one) => one.id === id);
    if (blob === undefined || this.gone.has(id)) throw refusal('AF20050', 404);
    if (blob.expires <= this.now) throw refusal('AF20051', 400);
    const { launches, other, unreadable } = blob;
    return {
      records: launches.length + other + unreadable,
      launches,
      events: [],
      other,
      unreadable: Array.from({ length: unreadable }, (_, at) => `the record at byte ${at} has no Id`),
      powerAppsOperations: new Map(),
    };
  }
}

function refusal(code: string, status: number): FeedError {
  return new FeedError(`the model answered ${code}`, 'Nothing to do.', { code, status });
}
