import { SearchError } from '../../../src/errors.ts';
import { DAY_MS } from '../../../src/instants.ts';
import type { Launch } from '../../../src/launches/launch.ts';
import type { AuditSearch, QueryState, RecordPage } from '../../../src/sources/audit-search/api.ts';
import type { ModelTenant } from './tenant.ts';

/** Thrown where a run is killed. */
export class Killed extends Error {}

/** How audit search answers a run. */
export interface SearchFaults {
  readonly isDown: boolean;
  /** Queries submitted now succeed with nothing. */
  readonly isSilent: boolean;
  /** Polls before a query ends. */
  readonly polls: number;
  readonly ends: 'succeeded' | 'failed';
  /** Rows of a result at most; it says so. */
  readonly mostRows: number;
  /** Walks that differ: of each result the first so many. */
  readonly unstableWalks: number;
  /** The answers to so many queries that are submitted are lost. */
  readonly lostAnswers: number;
  /** The run is killed at its nth request, from 1 on, before or after the service acts. */
  readonly killAt?: { readonly request: number; readonly isAfter: boolean } | undefined;
}

/** Audit search as it should be. */
export const WELL: SearchFaults = {
  isDown: false,
  isSilent: false,
  polls: 2,
  ends: 'succeeded',
  mostRows: 1_000,
  unstableWalks: 0,
  lostAnswers: 0,
};

interface ModelQuery {
  readonly id: string;
  readonly name: string;
  readonly launches: readonly Launch[];
  polls: number;
  walks: number;
}

const PAGE = 15;

/** Audit search in memory, over all launches of a tenant's content. */
export class ModelSearch {
  readonly queries = new Map<string, ModelQuery>();
  /** Names of all queries that were ever submitted. */
  readonly submitted: string[] = [];
  /** Rules that the pipeline broke. */
  readonly complaints: string[] = [];
  /** Requests of the newest run. */
  requests = 0;
  readonly #tenant: ModelTenant;

  constructor(tenant: ModelTenant) {
    this.#tenant = tenant;
  }

  /** Returns the search as a run with these faults meets it. */
  open(faults: SearchFaults): AuditSearch {
    let { lostAnswers } = faults;
    this.requests = 0;
    const ask = <T>(act: () => T): T => {
      this.requests += 1;
      const isKilled = faults.killAt?.request === this.requests;
      if (isKilled && !faults.killAt?.isAfter) throw new Killed('killed before a request');
      if (faults.isDown)
        throw new SearchError('the model is down', 'Nothing to do.', { code: '', status: 503 });
      const value = act();
      if (isKilled) throw new Killed('killed after a request');
      return value;
    };
    return {
      now: () => this.#tenant.now,
      timeLeft: () => 'enough',
      list: async (prefix) =>
        ask(() =>
          [...this.queries.values()]
            .filter(({ name }) => name.startsWith(prefix))
            .map(({ id, name }) => ({ id, name })),
        ),
      create: async ({ name, from, to }) => {
        const id = ask(() => this.#create(name, from - 1_000, to, faults));
        lostAnswers -= 1;
        if (lostAnswers >= 0) {
          throw new SearchError('the answer is lost', 'Nothing to do.', { code: '', status: 0 });
        }
        return id;
      },
      poll: async (id) => ask(() => this.#poll(id, faults)),
      pages: (id) => this.#pages(id, faults, ask),
      remove: async (id) => ask(() => void this.queries.delete(id)),
    };
  }

  #create(name: string, from: number, to: number, { isSilent }: SearchFaults): string {
    const plain = (text: string): string => text.replace(/ at \S+$/, '');
    if ([...this.queries.values()].some((query) => plain(query.name) === plain(name))) {
      this.complaints.push(`${name} was submitted twice`);
    }
    if (to > this.#tenant.now - 2 * DAY_MS) this.complaints.push(`${name} reaches into the last 48 hours`);
    const found = new Map<string, Launch>();
    for (const { visible, launches } of this.#tenant.blobs) {
      if (isSilent || visible > this.#tenant.now) continue;
      for (const launch of launches) {
        const { launchedAt: at } = launch;
        if (at >= from && at < to && at > this.#tenant.now - 180 * DAY_MS) found.set(launch.eventId, launch);
      }
    }
    const id = `query-${this.submitted.length}`;
    this.submitted.push(name);
    this.queries.set(id, { id, name, launches: [...found.values()], polls: 0, walks: 0 });
    return id;
  }

  #poll(id: string, { polls, ends, mostRows }: SearchFaults): QueryState {
    const query = this.queries.get(id);
    if (query === undefined) return { kind: 'gone' };
    query.polls += 1;
    if (query.polls < polls) return { kind: 'running' };
    if (ends === 'failed') return { kind: 'failed' };
    return { kind: 'succeeded', isCut: query.launches.length > mostRows, rows: null };
  }

  async *#pages(
    id: string,
    { unstableWalks, mostRows }: SearchFaults,
    ask: <T>(act: () => T) => T,
  ): AsyncGenerator<RecordPage> {
    const query = this.queries.get(id);
    if (query === undefined) throw new Error(`records of ${id}, which is gone`);
    query.walks += 1;
    const isWhole = query.walks > unstableWalks;
    const all = query.launches.slice(0, mostRows);
    // Each walk lacks another row: walks that lack the same one cannot be told from whole ones.
    const launches = isWhole ? all : all.filter((_, index) => index !== query.walks % (all.length + 1));
    for (let at = 0; at === 0 || at < launches.length; at += PAGE) {
      const rows = ask(() =>
        launches.slice(Math.max(0, at - 1), at + PAGE).map((launch) => ({
          key: launch.eventId,
          at: launch.launchedAt,
          read: { kind: 'launch' as const, launch },
        })),
      );
      yield { rows, isLast: at + PAGE >= launches.length };
    }
  }
}
