import { SnapshotError } from '../errors.ts';
import { parseInstant } from '../instants.ts';
import type { UsersSetting } from '../launches/identity.ts';
import type { Launch, OtherEvent } from '../launches/launch.ts';
import type { Batch } from './batch.ts';
import { checkFiles } from './checked-files.ts';
import { isFromInventory } from './derived/inventory-facts.ts';
import { storedAttribute } from './derived/latest-attributes.ts';
import { type AppRow, appsTable, ENVIRONMENTS, type EnvironmentRow, usersTable } from './dimension-tables.ts';
import { type EventRow, eventsTable, type LaunchRow, launchesTable } from './fact-tables.ts';
import type { Manifest, SnapshotFile } from './manifest.ts';
import { openPartitions, type PublishedFiles } from './partitions.ts';
import { readTable } from './single-table.ts';
import type { Table } from './table.ts';

/** What one snapshot holds and another may lack. */
export type OtherContent = Required<Pick<Batch, 'launches' | 'events' | 'attributes'>> &
  Pick<Batch, 'inventoried'>;

/**
 * Returns what `other` holds in files that `base` has not: files of the same path and bytes are not read.
 * @throws {SnapshotError} when a file is damaged.
 */
export async function otherContent(
  other: PublishedFiles,
  base: PublishedFiles,
  users: UsersSetting['mode'],
): Promise<OtherContent> {
  const withUsers = users !== 'none';
  const known = new Set(base.manifest.files.map(identityOf));
  const files = other.manifest.files.filter((file) => !known.has(identityOf(file)));
  const whole = checkFiles(other);
  const rowsOf = async <Row extends { readonly date: string }>(
    table: Table<Row>,
  ): Promise<readonly Row[]> => {
    const dates = files
      .filter((file) => file.table === table.name)
      .flatMap(({ date_from: from, date_to: to }) => (from === null || to === null ? [] : [{ from, to }]));
    return [...(await openPartitions(table, whole).read(dates)).values()].flat();
  };
  const differing = checkFiles({ ...other, manifest: { ...other.manifest, files } });
  const apps = await readTable(appsTable(withUsers), differing);
  const environments = await readTable(ENVIRONMENTS, differing);
  const userRows = withUsers ? await readTable(usersTable(users === 'name'), differing) : [];
  const launches = await rowsOf(launchesTable(withUsers));
  const events = await rowsOf(eventsTable(withUsers));
  const [damaged] = [whole, differing].flatMap(({ damage }) => [...damage.lost.keys()]);
  if (damaged !== undefined) {
    throw new SnapshotError(
      `Cannot read the file ${damaged} of a published snapshot: it is not the one that its manifest names`,
      'Delete the artifact that holds it, or give this run another artifact-name.',
    );
  }
  return {
    launches: launches.map(launchOf),
    events: events.map(eventOf),
    ...inventoriedIn(other.manifest, apps, environments),
    attributes: {
      apps: byId(apps, (row) => [row.app_id, row.app_name, row.named_at]),
      environments: byId(environments, (row) => [row.environment_id, row.environment_name, row.named_at]),
      users: byId(userRows, ({ user_key, user_type: type, user_name: name = null, named_at }) => [
        user_key,
        { type, name },
        named_at,
      ]),
    },
  };
}

function inventoriedIn(
  { inventory }: Manifest,
  apps: readonly AppRow[],
  environments: readonly EnvironmentRow[],
): Pick<OtherContent, 'inventoried'> {
  if (inventory === undefined) return {};
  return {
    inventoried: {
      takenAt: parseInstant(inventory.taken_at),
      // A table without users has no such column.
      apps: apps.filter(isFromInventory).map((row) => ({ ...row, owner_key: row.owner_key ?? null })),
      environments: environments.flatMap((row) =>
        row.environment_type === null && row.region === null
          ? []
          : [
              {
                id: row.environment_id,
                name: row.named_at === null ? row.environment_name : null,
                type: row.environment_type,
                region: row.region,
              },
            ],
      ),
    },
  };
}

function identityOf({ path, sha256 }: SnapshotFile): string {
  return `${sha256} ${path}`;
}

function byId<Row, Value>(
  rows: readonly Row[],
  read: (row: Row) => readonly [id: string, value: Value | null, at: number | null],
) {
  const found = rows.flatMap((row) => {
    const [id, value, at] = read(row);
    const attribute = storedAttribute(value, at);
    return attribute === undefined ? [] : [[id, attribute] as const];
  });
  return new Map(found);
}

/** Names stand in other tables. A table without users has no such column. */
function launchOf(row: LaunchRow): Launch {
  return {
    eventId: row.event_id,
    launchedAt: row.launched_at,
    appId: row.app_id,
    environmentId: row.environment_id,
    userKey: row.user_key ?? null,
    succeeded: row.succeeded !== 0,
    recordType: row.record_type,
    appName: null,
    environmentName: null,
    userType: null,
    userName: null,
  };
}

function eventOf(row: EventRow): OtherEvent {
  return {
    eventId: row.event_id,
    occurredAt: row.occurred_at,
    operation: row.operation,
    appId: row.app_id,
    environmentId: row.environment_id,
    userKey: row.user_key ?? null,
    appName: null,
    environmentName: null,
  };
}
