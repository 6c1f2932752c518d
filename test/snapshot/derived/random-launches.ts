import { Random } from '../../../simulator/tenant/random.ts';
import { DAY_MS, floorSecond, MINUTE_MS, SECOND_MS } from '../../../src/instants.ts';
import type { Launch } from '../../../src/launches/launch.ts';

/** How launches are made. */
export interface Plan {
  readonly seed: number;
  readonly count: number;
  /** First instant, ms since 1970. */
  readonly from: number;
  readonly days: number;
  readonly withUsers: boolean;
}

/**
 * Makes launches of few apps and users, many of them minutes after another, so that sessions run on over midnight and
 * over changes of the clock; some without app, environment, user or names, some told twice, and some in both schemas.
 */
export function randomLaunches({ seed, count, from, days, withUsers }: Plan): readonly Launch[] {
  const random = new Random(seed);
  const launches: Launch[] = [];
  while (launches.length < count) {
    const last = launches.at(-1);
    const kind = random.whole(0, 99);
    if (last !== undefined && kind < 4) launches.push(last);
    else if (last !== undefined && kind < 8) {
      const recordType = last.recordType === 45 ? 256 : 45;
      launches.push({ ...last, eventId: random.guid(), recordType, appName: null });
    } else launches.push(oneLaunch(random, from, days, withUsers, kind < 50 ? last : undefined));
  }
  return launches;
}

/** A launch at any time, or within 40 minutes of the one before. */
function oneLaunch(
  random: Random,
  from: number,
  days: number,
  withUsers: boolean,
  near: Launch | undefined,
): Launch {
  const at =
    near === undefined
      ? from + random.whole(0, days * DAY_MS - MINUTE_MS)
      : near.launchedAt + random.whole(0, 40 * MINUTE_MS);
  const app = random.whole(1, 7);
  // Some apps move between environments; some of them are named by some launches only, and some by none.
  const environment = app === 3 ? random.whole(1, 3) : (app % 2) + 1;
  const user = random.whole(1, 9);
  return {
    eventId: random.guid(),
    launchedAt: Math.min(floorSecond(at), from + days * DAY_MS - SECOND_MS),
    appId: random.chance(0.03) ? null : (near?.appId ?? `app-${app}`),
    environmentId: random.chance(0.1) ? null : `environment-${environment}`,
    userKey: !withUsers || random.chance(0.05) ? null : (near?.userKey ?? `user-${user}`),
    succeeded: random.chance(0.85),
    recordType: random.pick([45, 256]),
    appName: app === 7 || random.chance(0.3) ? null : `App ${app}.${random.whole(1, 3)}`,
    environmentName: random.chance(0.5) ? null : `Environment ${environment}.${random.whole(1, 2)}`,
    userType: random.chance(0.2) ? null : random.pick(['Regular', 'Admin', 'Guest']),
    userName: null,
  };
}
