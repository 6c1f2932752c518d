import type { Random } from '../../../simulator/tenant/random.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../../src/instants.ts';
import type { Launch } from '../../../src/launches/launch.ts';
import type { ModelBlob } from './tenant.ts';

/** Makes the content of a model tenant from chance alone: few apps and users, so that twins and repeats meet. */
export class ContentMaker {
  readonly #random: Random;
  readonly #made: Launch[] = [];
  readonly #latestMs: number;
  #blobs = 0;

  /** No launch is delivered later than so many ms after it took place. */
  constructor(random: Random, latestMs = Number.POSITIVE_INFINITY) {
    this.#random = random;
    this.#latestMs = latestMs;
  }

  /** Makes a blob created at `created` that the listing shows up to `delayMs` later. */
  blob(created: number, delayMs: number): ModelBlob {
    const random = this.#random;
    this.#blobs += 1;
    const shared = random.chance(0.05);
    return {
      id: `blob-${this.#blobs}`,
      created,
      visible: random.chance(0.3) ? created + random.whole(0, delayMs) : created,
      expires: created + random.pick([7 * DAY_MS, 7 * DAY_MS, 20 * DAY_MS, 12 * HOUR_MS]),
      launches: Array.from({ length: shared ? 0 : random.whole(0, 4) }, () => this.#launch(created)),
      other: random.whole(0, 3),
      unreadable: random.chance(0.1) ? 1 : 0,
    };
  }

  /** A launch: new, up to 7 days late, delivered again, or one of 256 delivered as 45 too. */
  #launch(created: number): Launch {
    const random = this.#random;
    const kind = random.next();
    const made = this.#made.filter(
      ({ launchedAt }) =>
        this.#latestMs === Number.POSITIVE_INFINITY ||
        (launchedAt <= created && created - launchedAt <= this.#latestMs),
    );
    if (kind < 0.2 && made.length > 0) return random.pick(made);
    if (kind < 0.4 && made.length > 0) {
      const twin = random.pick(made);
      const recordType = twin.recordType === 45 ? 256 : 45;
      return this.#keep({ ...twin, eventId: random.guid(), recordType });
    }
    const late = random.whole(0, kind > 0.8 ? Math.min(7 * DAY_MS, this.#latestMs) : HOUR_MS);
    const at = Math.floor((created - late) / SECOND_MS) * SECOND_MS;
    return this.#keep({
      eventId: random.guid(),
      launchedAt: at,
      appId: `app-${random.whole(1, 3)}`,
      environmentId: 'environment-1',
      userKey: random.chance(0.1) ? null : `user-${random.whole(1, 3)}`,
      succeeded: true,
      recordType: random.pick([45, 256]),
      appName: null,
      environmentName: null,
      userType: null,
      userName: null,
    });
  }

  #keep(launch: Launch): Launch {
    this.#made.push(launch);
    return launch;
  }
}
