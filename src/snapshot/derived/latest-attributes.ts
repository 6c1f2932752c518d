import type { Launch } from '../../launches/launch.ts';
import { compareText } from '../compare.ts';

/** What a launch says of a thing, such as the name of its app. `at` is the launch's instant in ms since 1970. */
export interface LatestAttribute<Facts> {
  readonly facts: Facts;
  readonly at: number;
}

/** Returns what the newest launch says of each thing, by id. `read` gives `undefined` when a launch says nothing. */
export function latestBy<Facts>(
  launches: readonly Launch[],
  read: (launch: Launch) => { readonly id: string; readonly facts: Facts } | undefined,
): ReadonlyMap<string, LatestAttribute<Facts>> {
  const newest = new Map<string, LatestAttribute<Facts>>();
  for (const launch of launches) {
    const found = read(launch);
    if (found === undefined) continue;
    const latest = newer(newest.get(found.id), { facts: found.facts, at: launch.launchedAt });
    if (latest !== undefined) newest.set(found.id, latest);
  }
  return newest;
}

/** Returns the newer of two; of one instant the greater text, so that the order of arrival leaves no trace. */
export function newer<Facts>(
  a: LatestAttribute<Facts> | undefined,
  b: LatestAttribute<Facts> | undefined,
): LatestAttribute<Facts> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.at !== b.at) return a.at < b.at ? b : a;
  return compareText(JSON.stringify(a.facts), JSON.stringify(b.facts)) < 0 ? b : a;
}

/** Returns a stored attribute as it was; nothing without facts, or without the launch that they are from. */
export function stored<Facts>(
  facts: Facts | null | undefined,
  at: number | null | undefined,
): LatestAttribute<Facts> | undefined {
  return facts === null || facts === undefined || at === null || at === undefined ? undefined : { facts, at };
}

/** Returns what launches tell of apps, environments and users: names, and types of users. */
export function latestAttributes(launches: readonly Launch[]) {
  return {
    apps: latestBy(launches, ({ appId, appName }) =>
      appId === null || appName === null ? undefined : { id: appId, facts: appName },
    ),
    environments: latestBy(launches, ({ environmentId, environmentName }) =>
      environmentId === null || environmentName === null
        ? undefined
        : { id: environmentId, facts: environmentName },
    ),
    users: latestBy(launches, ({ userKey, userType: type, userName: name }) =>
      userKey === null || (type === null && name === null)
        ? undefined
        : { id: userKey, facts: { type, name } },
    ),
  };
}
