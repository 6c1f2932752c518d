import { Random } from '../../simulator/tenant/random.ts';
import type { Identity } from '../../src/launches/identity.ts';
import type { Launch } from '../../src/launches/launch.ts';
import { PEOPLE, SAMPLE_APPS, type SampleApp } from './estate.ts';

/** First instant of the sample: midnight of a Wednesday, UTC. */
export const FIRST = Date.parse('2026-07-15T00:00:00Z');
/** Days of the sample: enough for the rule of 90 idle days. */
export const DAYS = 130;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Returns the launches of the sample, the same each time. */
export function sampleLaunches(identity: Identity): readonly Launch[] {
  const random = new Random(2026);
  const launches: Launch[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    const weekday = new Date(FIRST + day * DAY_MS).getUTCDay();
    const visits =
      weekday === 0 || weekday === 6 ? random.whole(0, 3) : random.whole(12, 18) + Math.floor(day / 15);
    const apps = SAMPLE_APPS.filter(({ from, until }) => from <= day && day <= until);
    const people = PEOPLE.slice(0, 52 + Math.floor(day / 4));
    for (let visit = 0; visit < visits; visit += 1) {
      const app = random.pickSkewed(apps.slice(0, random.whole(1, apps.length)));
      const user = random.chance(0.01) ? undefined : random.pickSkewed(people);
      // Early and late enough that a day of Berlin begins in another day of UTC.
      let instant = FIRST + day * DAY_MS + random.whole(4 * 60, 23 * 60 + 30) * MINUTE_MS;
      do {
        launches.push(launch(random, identity, { app, user, instant }));
        instant += random.whole(2, 50) * MINUTE_MS;
      } while (random.chance(0.35));
    }
  }
  return launches;
}

interface Visit {
  readonly app: SampleApp;
  readonly user: string | undefined;
  readonly instant: number;
}

function launch(random: Random, identity: Identity, { app, user, instant }: Visit): Launch {
  const known = !random.chance(0.005);
  return {
    eventId: random.guid(),
    launchedAt: instant,
    appId: known ? app.id : null,
    environmentId: known ? app.environment.id : null,
    userKey: identity.userKey({ objectId: user, userName: undefined }),
    succeeded: true,
    recordType: 256,
    appName: known ? app.name : null,
    environmentName: known ? app.environment.name : null,
    userType: 'Regular',
    userName: null,
  };
}
