import { compareText } from '../compare.ts';
import type { UserRow } from '../dimension-tables.ts';
import { type DailyChange, firstLastSeenAfter } from './first-last-seen.ts';
import { type LatestAttribute, newer, stored } from './latest-attributes.ts';

/** What a launch tells of a user. The name only where users are kept by name. */
export interface UserFacts {
  readonly type: string | null;
  readonly name: string | null;
}

/** Returns the rows of `users` after a change, in order of user key. `latest`: what the launches of this run say. */
export async function userRows(
  known: readonly UserRow[],
  change: DailyChange,
  latest: ReadonlyMap<string, LatestAttribute<UserFacts>>,
): Promise<readonly UserRow[]> {
  const old = new Map(known.map((row) => [row.user_key, row]));
  const before = known.map(
    (row) => [row.user_key, { first: row.first_launch_at, last: row.last_launch_at }] as const,
  );
  const seen = await firstLastSeenAfter(new Map(before), change, ({ user_key }) => user_key);
  return [...seen]
    .sort(([a], [b]) => compareText(a, b))
    .map(([userKey, { first, last }]) => {
      const before = old.get(userKey);
      const known = before && { type: before.user_type, name: before.user_name ?? null };
      const facts = newer(stored(known, before?.named_at), latest.get(userKey));
      return {
        user_key: userKey,
        user_name: facts?.facts.name ?? null,
        user_type: facts?.facts.type ?? null,
        first_launch_at: first,
        last_launch_at: last,
        named_at: facts?.at ?? null,
      };
    });
}
