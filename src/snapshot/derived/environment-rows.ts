import type { AppCatalog } from '../app-catalog.ts';
import { compareText } from '../compare.ts';
import type { AppRow, EnvironmentRow } from '../dimension-tables.ts';
import { ALWAYS } from '../rows-by-day.ts';
import type { DailyChange } from './reach.ts';
import { newer, type Told } from './told.ts';
import { walkDays } from './walk-days.ts';

/** What `environments` is made from. */
export interface EnvironmentSources {
  readonly known: readonly EnvironmentRow[];
  readonly change: DailyChange;
  /** What the launches of this run told. */
  readonly names: ReadonlyMap<string, Told<string>>;
  readonly catalog: AppCatalog;
  /** `apps` after the change. */
  readonly apps: readonly AppRow[];
}

/** Gives the rows of `environments` after a change, in order of environment id. */
export async function environmentRows(sources: EnvironmentSources): Promise<readonly EnvironmentRow[]> {
  const { known, change, apps, catalog } = sources;
  const old = new Map(known.map((row) => [row.environment_id, row]));
  const after = idsOf(change.after);
  const certain = new Set([...after, ...apps.flatMap(({ environment_id }) => environment_id ?? [])]);
  const left = idsOf(change.before);
  const doubtful = new Set([...old.keys()].filter((id) => !certain.has(id) && left.has(id)));
  const others = [...old.keys()].filter((id) => !certain.has(id) && !left.has(id));
  const ids = new Set([...certain, ...others, ...(await stillLaunched(doubtful, change))]);
  const listed = catalogNames(apps, catalog);
  return [...ids].sort(compareText).map((id) => {
    const told = nameOf(old.get(id), sources.names.get(id));
    return {
      environment_id: id,
      environment_name: told?.facts ?? listed.get(id) ?? null,
      named_at: told?.at ?? null,
    };
  });
}

function idsOf(rows: DailyChange['before']): ReadonlySet<string> {
  return new Set(rows.flatMap(({ environment_id }) => environment_id ?? []));
}

async function stillLaunched(
  ids: ReadonlySet<string>,
  { history }: DailyChange,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (ids.size === 0) return found;
  for await (const rows of walkDays(history, ALWAYS, 'backward')) {
    for (const id of idsOf(rows)) if (ids.has(id)) found.add(id);
    if (found.size === ids.size) break;
  }
  return found;
}

function nameOf(row: EnvironmentRow | undefined, told: Told<string> | undefined): Told<string> | undefined {
  if (row === undefined || row.named_at === null || row.environment_name === null) return told;
  const stored = { facts: row.environment_name, at: row.named_at };
  return told === undefined ? stored : newer(stored, told);
}

/** Of several names that the catalog gives an environment the smallest counts. */
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
