import type { AppCatalog } from '../app-catalog.ts';
import type { ListedEnvironment } from '../app-inventory.ts';
import { compareText } from '../compare.ts';
import type { AppRow, EnvironmentRow } from '../dimension-tables.ts';
import { ALL_DATES } from '../partitioned-table.ts';
import type { DailyChange } from './first-last-seen.ts';
import { type LatestAttribute, laterAttribute, storedAttribute } from './latest-attributes.ts';
import type { NamedIds } from './named-ids.ts';
import { searchPartitions } from './search-partitions.ts';

/** What an inventory tells of an environment. */
export type Place = Pick<ListedEnvironment, 'id' | 'name' | 'type' | 'region'>;

/** What `environments` derives from. */
export interface EnvironmentSources {
  readonly known: readonly EnvironmentRow[];
  readonly change: DailyChange;
  /** The latest names that the records of this run carry, by environment id. */
  readonly names: ReadonlyMap<string, LatestAttribute<string>>;
  readonly named: NamedIds;
  readonly catalog: AppCatalog;
  /** Environments of the inventory of this run, or of another snapshot's. */
  readonly places: readonly Place[];
  /** `apps` before and after the change. */
  readonly knownApps: readonly AppRow[];
  readonly apps: readonly AppRow[];
}

/** Returns the rows of `environments` after a change, in order of environment id. */
export async function environmentRows(sources: EnvironmentSources): Promise<readonly EnvironmentRow[]> {
  const { known, knownApps, change, apps, catalog, named } = sources;
  const old = new Map(known.map((row) => [row.environment_id, row]));
  const places = new Map(sources.places.map((place) => [place.id, place]));
  const inventoried = known.filter(isFromInventory).map(({ environment_id }) => environment_id);
  const certain = new Set([...named.after, ...idsOf(apps), ...places.keys(), ...inventoried]);
  // An environment of an app may be from an earlier catalog only; any other has launches or events.
  const mayHaveLeft = new Set([...named.before, ...idsOf(knownApps)]);
  const doubtful = new Set([...old.keys()].filter((id) => !certain.has(id) && mayHaveLeft.has(id)));
  const others = [...old.keys()].filter((id) => !certain.has(id) && !mayHaveLeft.has(id));
  const stillLaunched = await searchPartitions(
    change.table,
    ALL_DATES,
    'backward',
    doubtful,
    (rows) => new Map([...idsOf(rows)].map((id) => [id, true])),
  );
  const notLaunched = new Set([...doubtful].filter((id) => !stillLaunched.has(id)));
  const stillNamed = await named.stillNamed(notLaunched);
  const ids = new Set([...certain, ...others, ...stillLaunched.keys(), ...stillNamed]);
  const listed = catalogNames(apps, catalog);
  return [...ids].sort(compareText).map((id) => {
    const before = old.get(id);
    const latest = laterAttribute(
      storedAttribute(before?.environment_name, before?.named_at),
      sources.names.get(id),
    );
    const place = places.get(id);
    const earlierName = before && isFromInventory(before) ? before.environment_name : null;
    return {
      environment_id: id,
      environment_name: latest?.value ?? place?.name ?? earlierName ?? listed.get(id) ?? null,
      environment_type: place?.type ?? before?.environment_type ?? null,
      region: place?.region ?? before?.region ?? null,
      named_at: latest?.at ?? null,
    };
  });
}

/** Only an inventory tells type and region; none lacks both. */
function isFromInventory({ environment_type, region }: EnvironmentRow): boolean {
  return environment_type !== null || region !== null;
}

function idsOf(rows: readonly { readonly environment_id: string | null }[]): ReadonlySet<string> {
  return new Set(rows.flatMap(({ environment_id }) => environment_id ?? []));
}

/** Of several names that the catalog has for an environment, the smallest wins. */
function catalogNames(apps: readonly AppRow[], catalog: AppCatalog): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { app_id, environment_id } of apps) {
    const name = catalog.get(app_id)?.environmentName ?? null;
    if (environment_id === null || name === null) continue;
    const other = names.get(environment_id);
    if (other === undefined || compareText(name, other) < 0) names.set(environment_id, name);
  }
  return names;
}
