import { launchRecord } from '../tenant/launch-record.ts';
import type { JsonObject, LaunchMeaning } from '../tenant/meaning.ts';
import type { Tenant } from '../tenant/tenant.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Content that a step of the demo makes available: its list entries' instants (UTC ms), and a sentence about it. */
export interface Appeared {
  readonly instants: readonly number[];
  readonly description: string;
}

/** The window that the re-sync by hand reads: one day of content time, UTC. */
export interface ResyncWindow {
  readonly start: Date;
  readonly end: Date;
}

/** What may be in a blob besides launches is left to chance; the same for both generated steps. */
const MIXTURE = {
  blobsPerHour: 4,
  recordsPerBlob: 30,
  launchShare: 0.1,
  schema: 'both',
  lateShare: 0.1,
  duplicateShare: 0.05,
} as const;

/** Makes the content of the demo, step by step, on the tenant's own clock. */
export class DemoContent {
  readonly #tenant: Tenant;
  #repeated: readonly LaunchMeaning[] = [];

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  /** Makes three days of content up to now, and six months that the feed no longer lists. */
  firstDays(): Appeared {
    const now = this.#tenant.now();
    this.#tenant.generate({
      ...{ from: new Date(now - 179 * DAY), to: new Date(now - 8 * DAY) },
      ...{ blobsPerHour: 1 / 12, recordsPerBlob: 3, launchShare: 0.9, lateShare: 0 },
    });
    const instants = this.#generate(now - 3 * DAY, now);
    this.#repeated = Array.from({ length: 5 }, () =>
      this.#tenant.makeLaunch({ launchedAt: new Date(now - 5 * HOUR) }),
    );
    instants.push(this.#add(this.#repeated, now - 4 * HOUR));
    return {
      instants,
      description:
        'three days of all workloads; each launch stands in the old and in the new record schema. Audit search finds half a year of launches more',
    };
  }

  /** Makes the content of two hours later: new launches, five launches delivered a second time, and five that are two days late. */
  twoHoursLater(): Appeared {
    const from = this.#tenant.now();
    this.#tenant.advance(2 * HOUR);
    const now = this.#tenant.now();
    const instants = this.#generate(from, now);
    const late = this.#launches(5, now - 2 * DAY);
    instants.push(this.#add([...this.#repeated, ...late], now - HOUR));
    return {
      instants,
      description: 'two hours more; 5 launches of run 1 are delivered again, 5 are two days late',
    };
  }

  /** Makes a blob that turns up at a content time read long ago, which only a re-sync lists again. */
  turnedUpLate(): Appeared & { readonly window: ResyncWindow } {
    const now = this.#tenant.now();
    const instants = [this.#add(this.#launches(12, now - 31 * HOUR), now - 30 * HOUR)];
    const window = { start: new Date(now - 42 * HOUR), end: new Date(now - 18 * HOUR) };
    return { instants, window, description: '12 launches at a content time that run 1 has read already' };
  }

  /** Makes content that neither feed nor search has any more, and returns the records of it and of the newest days. */
  longAgo(): readonly JsonObject[] {
    const now = this.#tenant.now();
    this.#tenant.generate({
      ...{ from: new Date(now - 230 * DAY), to: new Date(now - 190 * DAY) },
      ...{ blobsPerHour: 1 / 12, recordsPerBlob: 4, launchShare: 0.8, lateShare: 0 },
    });
    return this.#tenant.auditRecords().filter(({ CreationTime: time }) => {
      const age = now - Date.parse(`${String(time).replace('Z', '')}Z`);
      return age > 185 * DAY || age < 2 * DAY;
    });
  }

  #generate(from: number, to: number): number[] {
    const entries = this.#tenant.generate({ ...MIXTURE, from: new Date(from), to: new Date(to) });
    return entries.map(({ contentCreated }) => Date.parse(contentCreated));
  }

  #launches(count: number, at: number): readonly LaunchMeaning[] {
    return Array.from({ length: count }, (_, index) =>
      this.#tenant.makeLaunch({ launchedAt: new Date(at + index * 60_000) }),
    );
  }

  #add(launches: readonly LaunchMeaning[], created: number): number {
    const records = launches.map((launch) => launchRecord(launch, this.#tenant.tenantId));
    return Date.parse(this.#tenant.addBlob({ created: new Date(created), records }).contentCreated);
  }
}
