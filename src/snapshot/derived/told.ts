import type { Launch } from '../../launches/launch.ts';
import { compareText } from '../compare.ts';

/** What a launch told of a thing, such as the name of its app. `at` is the launch's instant in ms since 1970. */
export interface Told<Facts> {
  readonly facts: Facts;
  readonly at: number;
}

/** Gives what the newest launch told of each thing, by id. `read` gives `undefined` when a launch tells nothing. */
export function newestTold<Facts>(
  launches: readonly Launch[],
  read: (launch: Launch) => { readonly id: string; readonly facts: Facts } | undefined,
): ReadonlyMap<string, Told<Facts>> {
  const newest = new Map<string, Told<Facts>>();
  for (const launch of launches) {
    const found = read(launch);
    if (found === undefined) continue;
    const told = newer(newest.get(found.id), { facts: found.facts, at: launch.launchedAt });
    if (told !== undefined) newest.set(found.id, told);
  }
  return newest;
}

/** Gives the newer of two; of one instant the greater text, so that the order of arrival leaves no trace. */
export function newer<Facts>(
  a: Told<Facts> | undefined,
  b: Told<Facts> | undefined,
): Told<Facts> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.at !== b.at) return a.at < b.at ? b : a;
  return compareText(JSON.stringify(a.facts), JSON.stringify(b.facts)) < 0 ? b : a;
}

/** Gives what is stored as told; nothing without facts, or without the launch that they are from. */
export function stored<Facts>(
  facts: Facts | null | undefined,
  at: number | null | undefined,
): Told<Facts> | undefined {
  return facts === null || facts === undefined || at === null || at === undefined ? undefined : { facts, at };
}

/** Gives what launches tell of apps, environments and persons: names, and types of users. */
export function toldBy(launches: readonly Launch[]) {
  return {
    apps: newestTold(launches, ({ appId, appName }) =>
      appId === null || appName === null ? undefined : { id: appId, facts: appName },
    ),
    environments: newestTold(launches, ({ environmentId, environmentName }) =>
      environmentId === null || environmentName === null
        ? undefined
        : { id: environmentId, facts: environmentName },
    ),
    users: newestTold(launches, ({ userKey, userType: type, userName: name }) =>
      userKey === null || (type === null && name === null)
        ? undefined
        : { id: userKey, facts: { type, name } },
    ),
  };
}
