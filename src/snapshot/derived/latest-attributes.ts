import type { Launch, OtherEvent } from '../../launches/launch.ts';
import { compareText } from '../compare.ts';

/** An attribute of an app, an environment or a user as a record carries it. `at`: instant of the record, ms since 1970. */
export interface LatestAttribute<Value> {
  readonly value: Value;
  readonly at: number;
}

/** Returns the attribute of the newest record that carries one, by id. `read` returns `undefined` for one without. */
function latestBy<From extends Launch | OtherEvent, Value>(
  records: readonly From[],
  read: (record: From) => { readonly id: string; readonly value: Value } | undefined,
): ReadonlyMap<string, LatestAttribute<Value>> {
  const newest = new Map<string, LatestAttribute<Value>>();
  for (const record of records) {
    const found = read(record);
    if (found === undefined) continue;
    const latest = laterAttribute(newest.get(found.id), { value: found.value, at: instantOf(record) });
    if (latest !== undefined) newest.set(found.id, latest);
  }
  return newest;
}

/** Returns the later of two; of one instant the greater text, so that the order of arrival leaves no trace. */
export function laterAttribute<Value>(
  a: LatestAttribute<Value> | undefined,
  b: LatestAttribute<Value> | undefined,
): LatestAttribute<Value> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.at !== b.at) return a.at < b.at ? b : a;
  return compareText(JSON.stringify(a.value), JSON.stringify(b.value)) < 0 ? b : a;
}

/** Returns the attribute that a row stores; `undefined` without a value, or without the launch that it is from. */
export function storedAttribute<Value>(
  value: Value | null | undefined,
  at: number | null | undefined,
): LatestAttribute<Value> | undefined {
  return value === null || value === undefined || at === null || at === undefined ? undefined : { value, at };
}

/** The latest names of apps and environments, and types and names of users, by id. */
export interface LatestAttributes {
  readonly apps: ReadonlyMap<string, LatestAttribute<string>>;
  readonly environments: ReadonlyMap<string, LatestAttribute<string>>;
  readonly users: ReadonlyMap<string, LatestAttribute<UserAttributes>>;
}

/** What a launch says about a user. The name is kept only with `users: name`. */
export interface UserAttributes {
  readonly type: string | null;
  readonly name: string | null;
}

/** Returns the later of the attributes of each id. */
export function laterAttributes(a: LatestAttributes, b: LatestAttributes | undefined): LatestAttributes {
  if (b === undefined) return a;
  return {
    apps: laterById(a.apps, b.apps),
    environments: laterById(a.environments, b.environments),
    users: laterById(a.users, b.users),
  };
}

function laterById<Value>(
  a: ReadonlyMap<string, LatestAttribute<Value>>,
  b: ReadonlyMap<string, LatestAttribute<Value>>,
): ReadonlyMap<string, LatestAttribute<Value>> {
  const later = [...b].flatMap(([id, attribute]) => {
    const latest = laterAttribute(a.get(id), attribute);
    return latest === undefined ? [] : [[id, latest] as const];
  });
  return new Map([...a, ...later]);
}

function instantOf(record: Launch | OtherEvent): number {
  return 'launchedAt' in record ? record.launchedAt : record.occurredAt;
}

/**
 * Returns the latest names of apps and environments that records carry, and types and names of users that launches carry
 * which succeeded, by id: who only failed is no user.
 */
export function latestAttributes(
  launches: readonly Launch[],
  events: readonly OtherEvent[],
): LatestAttributes {
  const records = [...launches, ...events];
  const succeeded = launches.filter((launch) => launch.succeeded);
  return {
    apps: latestBy(records, ({ appId, appName }) =>
      appId === null || appName === null ? undefined : { id: appId, value: appName },
    ),
    environments: latestBy(records, ({ environmentId, environmentName }) =>
      environmentId === null || environmentName === null
        ? undefined
        : { id: environmentId, value: environmentName },
    ),
    users: latestBy(succeeded, ({ userKey, userType: type, userName: name }) =>
      userKey === null || (type === null && name === null)
        ? undefined
        : { id: userKey, value: { type, name } },
    ),
  };
}
