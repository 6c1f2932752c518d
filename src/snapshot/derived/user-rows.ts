import { compareText } from '../compare.ts';
import type { UserRow } from '../dimension-tables.ts';
import { type DailyChange, firstLastSeenAfter } from './first-last-seen.ts';
import {
  type LatestAttribute,
  laterAttribute,
  storedAttribute,
  type UserAttributes,
} from './latest-attributes.ts';

/** Returns the rows of `users` after a change, in order of user key. `latest`: what the launches of this run say, by user key. */
export async function userRows(
  known: readonly UserRow[],
  change: DailyChange,
  latest: ReadonlyMap<string, LatestAttribute<UserAttributes>>,
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
      const latestOfUser = laterAttribute(storedAttribute(known, before?.named_at), latest.get(userKey));
      return {
        user_key: userKey,
        user_name: latestOfUser?.value.name ?? null,
        user_type: latestOfUser?.value.type ?? null,
        first_launch_at: first,
        last_launch_at: last,
        named_at: latestOfUser?.at ?? null,
      };
    });
}
