import { SnapshotError, StoreError } from '../../errors.ts';
import type { NewSnapshot, PublishedSnapshot } from '../../snapshot/change.ts';
import type { SnapshotFile } from '../../snapshot/manifest.ts';
import { readVerified } from '../../snapshot/verify.ts';
import { type HeadRules, mergeHeads } from '../../sync/heads.ts';
import { NOTHING_DELETED } from '../artifact/older.ts';
import { writeChanged } from '../folder/directory.ts';
import type { SnapshotFolder } from '../folder/folder.ts';
import type { FoundSnapshot, SnapshotStore } from '../store.ts';
import { type Lake, tableFolder } from './lake.ts';
import { type LakeView, readLake, writtenAnew } from './read-lake.ts';
import { writeLake } from './write-lake.ts';

/** Returns the store whose only copy is the data lake; the folder gets the files that a run writes. */
export function lakeStore(directory: SnapshotFolder, lake: Lake): SnapshotStore {
  const tables = openTables(lake);
  return {
    previous: async () => {
      const snapshot = await tables.read();
      return snapshot && found(snapshot);
    },
    publish: async (base, change) => {
      if ((await tables.write(base, change)) === 'raced') return 'raced';
      await writeChanged(directory, base, change);
      return {};
    },
    ineligibleReason: async () => undefined,
    ensureMaterialized: async ({ reference }) => reference,
    dryRunPublish: () => probe(lake),
    deleteOlder: async () => NOTHING_DELETED,
    close: async () => undefined,
  };
}

/**
 * Returns a store with the data lake beside it, which gets what the store has published. What the lake has more, because the
 * store is new or lost, is merged into the snapshot first.
 */
export function besideLake(
  store: SnapshotStore,
  lake: Lake | undefined,
  rules: () => Promise<HeadRules>,
): SnapshotStore {
  if (lake === undefined) return store;
  const tables = openTables(lake);
  return {
    ...store,
    previous: async () => {
      const [own, beside] = await Promise.all([store.previous(), tables.read()]);
      if (beside === undefined) return own && { ...own, isUnpublished: true };
      if (own === undefined) return found(await writtenAnew(lake, beside));
      const isSame = own.manifest.snapshot_id === beside.manifest.snapshot_id && !beside.isUnpublished;
      return isSame ? own : await mergeHeads(own, [beside], await rules());
    },
    publish: async (base, change) => {
      const reference = await store.publish(base, change);
      if (reference === 'raced') return reference;
      if ((await tables.write(base, change)) === 'raced') {
        throw new StoreError(
          `Cannot publish to the data lake ${lake.address.label}: another run published there meanwhile`,
          'The other store has the snapshot already; the next run makes the data lake hold it too.',
        );
      }
      return reference;
    },
    dryRunPublish: async (base) => `${await store.dryRunPublish(base)}; ${await probe(lake)}`,
  };
}

/** Returns what reads and writes the tables of a lake; `write` replaces what was read last. */
export function openTables(lake: Lake) {
  let view: LakeView | undefined;
  return {
    read: async (): Promise<PublishedSnapshot | undefined> => {
      view = await readLake(lake);
      if (view.snapshot === undefined) await requireNoSchemas(lake);
      return view.snapshot;
    },
    write: async (base: PublishedSnapshot | undefined, change: NewSnapshot) => {
      view ??= await readLake(lake);
      const read = async (file: SnapshotFile): Promise<Uint8Array> => {
        const own = change.files.get(file.path);
        if (own !== undefined) return own.read();
        const [stored] = base === undefined ? [] : await readVerified(base, [file.path]);
        if (stored === undefined) {
          throw new SnapshotError(
            `Cannot copy ${file.path} of the published snapshot to the data lake: it is missing or has other bytes than the manifest says`,
            'Restore it from an earlier commit or artifact of the snapshot, then run the workflow again.',
          );
        }
        return stored;
      };
      return await writeLake(lake, view, { manifest: change.manifest, read });
    },
  };
}

function found(snapshot: PublishedSnapshot): FoundSnapshot {
  return { ...snapshot, reference: {}, foreign: [], isForeign: false, unreadArtifacts: [] };
}

/** Writes and deletes a small file, and looks for what would keep Fabric from seeing the tables. */
async function probe(lake: Lake): Promise<string> {
  const { address, blobs } = lake;
  const path = `${address.state}/check-${lake.uuid()}`;
  await blobs.put(path, Buffer.from('A check of Audit Log Sync. It may be deleted.\n'), { kind: 'new' });
  await blobs.remove(path);
  await requireNoSchemas(lake);
  return `a file in ${address.label} can be written and deleted`;
}

/** In a lakehouse with schemas, tables straight in `Tables` are no tables to SQL. */
async function requireNoSchemas(lake: Lake): Promise<void> {
  const { kind, tables } = lake.address;
  if (kind !== 'onelake' || !tables.endsWith('/Tables')) return;
  const folders = await lake.blobs.folders(tables);
  if (!folders.includes('dbo')) return;
  const listed = await lake.blobs.folders(tableFolder(lake, { name: 'dbo' }));
  if (listed.includes('_delta_log')) return;
  throw new StoreError(
    `The lakehouse of ${lake.address.label} has schemas, and its SQL endpoint sees no table straight in Tables`,
    'Add a schema to data-lake-url, such as …/Tables/dbo.',
  );
}
