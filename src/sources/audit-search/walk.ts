import type { Launch } from '../../launches/launch.ts';
import { createKeySet } from '../../snapshot/key-set.ts';
import type { AuditSearch } from './api.ts';
import type { RowReader } from './row.ts';
import type { ResultTally } from './tally.ts';

/** The launches that feed or snapshot have of the time of a query. */
export interface KnownLaunches {
  /** How many of them the log must still have. */
  readonly expected: number;
  readonly has: (eventId: string) => boolean;
  /** Whether the snapshot has this launch, field by field. */
  readonly hasSame: (launch: Launch) => boolean;
}

/** What a walk works with. */
export interface WalkOptions {
  readonly known: KnownLaunches;
  readonly tally: ResultTally;
  /** More rows end it. */
  readonly mostRows: number;
  /** Rows at which a result is full. */
  readonly fullResult?: number;
}

/** What the walks over a query's result showed. */
export type Walked =
  | {
      /** Two walks brought the same rows. */
      readonly kind: 'agreed';
      /** Rows of operations that are kept. */
      readonly rows: number;
      /** Rows of launches that feed or snapshot have. */
      readonly knownRows: number;
    }
  /** So many rows that two walks could hardly agree: the walk was not ended. */
  | { readonly kind: 'too-many' }
  /** As many rows as the service gives at most, and no sign of more. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'differing' };

/** Results of more rows are walked only when their time cannot be halved. */
export const MOST_ROWS = 100_000;
/** The service gives so many rows of one query, and says nothing. */
const FULL_RESULT = 1_000_000;
const MOST_WALKS = 4;

/**
 * Walks over a result until two walks bring the same rows: completed queries have been seen to differ from walk to walk. Every
 * row that any walk brings goes to the tally, once.
 * @throws {SearchError} when a page cannot be read; what was read before is in the tally.
 */
export async function walkResult(
  search: AuditSearch,
  id: string,
  reader: RowReader,
  { known, tally, mostRows, fullResult = FULL_RESULT }: WalkOptions,
): Promise<Walked> {
  const seen = createKeySet();
  const digests = new Set<string>();
  let [keptRows, knownRows] = [0, 0];
  for (let walks = 0; walks < MOST_WALKS; walks += 1) {
    const keys = createKeySet();
    let rows = 0;
    for await (const page of search.pages(id, reader)) {
      for (const row of page.rows) {
        rows += 1;
        keys.add(row.key);
        if (!seen.add(row.key)) continue;
        if (row.read.kind === 'launch' || row.read.kind === 'event') keptRows += 1;
        if (known.has(row.key)) knownRows += 1;
        tally.take(row, known);
      }
      if (keys.size() > mostRows) return { kind: 'too-many' };
      if (page.isLast && rows === fullResult) return { kind: 'cut' };
    }
    const digest = keys.digest();
    if (digests.has(digest)) return { kind: 'agreed', rows: keptRows, knownRows };
    digests.add(digest);
  }
  return { kind: 'differing' };
}
