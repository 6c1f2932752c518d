import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { SnapshotError } from '../errors.ts';
import { isTimeZone } from '../instants.ts';
import { LIMITS, mayHoldMoreValues } from '../limits.ts';

/** Version of the snapshot's format; readers accept the same major number. */
export const SCHEMA_VERSION = '1.0.0';

/** The name in `generator` of every manifest. */
export const GENERATOR = 'audit-log-sync';

/** Texts of a manifest go into the log, the summary, the report and the tables: whoever can write it chooses them. */
const text = (most: number) => z.string().max(most).refine(isWellFormed, 'is no Unicode text');
const name = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);
const instant = z.iso.datetime();
const date = z.iso.date();

const gapSchema = z.object({
  from: instant,
  to: instant,
  /** Those of blobs hold an id. */
  reason: text(2 * LIMITS.contentIdLength),
  /** `pending`: what is missing may still be read; left out of a gap that is open. */
  status: z.enum(['open', 'pending']).optional(),
});
const unreadSchema = z.object({
  id: text(LIMITS.contentIdLength).min(1),
  created: instant,
  expires: instant,
  tries: z.int().nonnegative(),
});
const readSchema = z.record(z.string().regex(/^[0-9a-f]{16}$/), instant);

const spanSchema = z.object({ from: instant, to: instant });
const readTimeSchema = z.object({ source: z.string(), from: instant, to: instant });
const operationsSchema = z.array(z.string().min(1)).min(1);
const querySchema = spanSchema.extend({
  operations: operationsSchema,
  /** `null`: to be submitted, or submitted again after it failed. */
  query_id: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .nullable(),
  submitted_at: instant.nullable(),
  tries: z.int().nonnegative(),
});
const searchSchema = z.object({
  walked: z.array(spanSchema),
  beyond: z.array(spanSchema),
  events: z.array(spanSchema.extend({ operations: operationsSchema })),
  oldest: instant.nullable(),
  submitted: z.array(instant),
});

const inventorySchema = z.object({
  taken_at: instant,
  apps: z.int().nonnegative(),
  environments: z.int().nonnegative(),
  unread: z.array(z.object({ environment_id: text(256), reason: text(1_000) })),
});

const deliverySchema = z.object({
  /** Calendar days with launches that were published and, as far as the snapshot knows, not delivered; ascending. */
  pending_dates: z.array(date),
  /** First calendar day whose launches are delivered; left out when all are. */
  from: date.optional(),
});

const fileSchema = z.object({
  table: name,
  format: z.enum(['csv', 'parquet']),
  path: z.string().regex(/^(csv|parquet)(\/[a-z0-9_=-][a-z0-9_=.-]*)+$/),
  rows: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  date_from: date.nullable(),
  date_to: date.nullable(),
  sealed: z.boolean(),
});

function isWellFormed(value: string): boolean {
  return value.isWellFormed();
}

/** A Delta table, and what of the snapshot each of its files holds: `path` as in `files`, `file` below the table's folder. */
const lakeTableSchema = z.object({
  version: z.int().nonnegative(),
  /** When removed files were last deleted. */
  cleaned_at: instant.optional(),
  files: z.array(
    z.object({
      path: text(200),
      file: text(200),
      bytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

const artifactsSchema = z.object({
  /** Ids of artifacts whose launches and state the snapshot holds, ascending. */
  merged: z.array(z.int().positive()),
  /** Ids of those that are not signed with the data key: later runs need not download them. */
  ignored: z.array(z.int().positive()),
});

const manifestSchema = z.object({
  schema_version: z.string().regex(/^\d+\.\d+\.\d+$/),
  snapshot_id: z.string().regex(/^[\w.-]{1,80}$/),
  generated_at: instant,
  generator: z.object({ name: text(100), version: text(100) }),
  /** The workflow run that published the snapshot. */
  run_id: text(100).optional(),
  tenant_id: z.guid(),
  time_zone: z.string().refine(isTimeZone, 'is no time zone'),
  watermark: instant.nullable(),
  unread: z.array(unreadSchema),
  /** Content blobs read within the overlap before the watermark: short hash of the id → when the blob was created. */
  read: readSchema,
  coverage: z.object({
    from: instant.nullable(),
    complete_until: instant.nullable(),
    gaps: z.array(gapSchema),
    /** Beginning of the content time that the feed was listed from; left out while it is `from`. */
    listed_from: instant.nullable().optional(),
    /** Launch time that a source other than the feed read whole. */
    read: z.array(readTimeSchema).optional(),
  }),
  /** Queries of audit search for launch time: in flight, to be submitted, or failed. Left out when there are none. */
  history: z.array(querySchema).optional(),
  /** What audit search has read; left out when it never searched. */
  search: searchSchema.optional(),
  /** The last inventory of which the environments could be listed; left out when there was none. */
  inventory: inventorySchema.optional(),
  /** By the name of the delivery; left out when there never was one. */
  deliveries: z
    .record(z.string().regex(/^[a-z0-9:./-]{1,200}$/), deliverySchema)
    .refine((all) => Object.keys(all).length <= LIMITS.deliveries, 'names too many deliveries')
    .optional(),
  identity: z.object({ mode: z.enum(['pseudonym', 'name', 'none']), key_id: text(100).nullable() }),
  artifacts: artifactsSchema.optional(),
  /** The Delta tables by name, in the data lake alone. */
  lake: z.record(name, lakeTableSchema).optional(),
  /** `failed`, of launches alone: rows that failed; left out when there are none. */
  tables: z.record(name, z.object({ rows: z.int().nonnegative(), failed: z.int().nonnegative().optional() })),
  files: z.array(fileSchema),
  /** HMAC-SHA256 over all of the above, 64 hex characters; left out without a data key. */
  signature: z.string().optional(),
});

/** Content time that can no longer be read; half-open, UTC instants. */
export type Gap = Readonly<z.infer<typeof gapSchema>>;

/** A query of audit search. */
export type HistoryQuery = Readonly<z.infer<typeof querySchema>>;
/** When the apps of the tenant were last listed, how many there were, and the environments that could not be read. */
export type InventoryState = Readonly<z.infer<typeof inventorySchema>>;

/** What each delivery has still to deliver, by its name. */
export type Outbox = Readonly<z.infer<z.ZodRecord<z.ZodString, typeof deliverySchema>>>;

/** A content blob that was listed and could not be read yet. */
export type UnreadBlob = Readonly<z.infer<typeof unreadSchema>>;

/** One data file of the snapshot. `rows` rows, `bytes` bytes. */
export type SnapshotFile = Readonly<z.infer<typeof fileSchema>>;

/** A Delta table as the state in the data lake remembers it. */
export type LakeTable = Readonly<z.infer<typeof lakeTableSchema>>;

/** The artifacts of its name that the run which made a snapshot looked at; only those that are still there. */
export type KnownArtifacts = Readonly<z.infer<typeof artifactsSchema>>;

/** The files of a snapshot and the state of the sync when it was made. Instants are UTC. */
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

/**
 * Reads a manifest.
 * @throws {SnapshotError} when the text is not a manifest, or is one of a newer major version.
 */
export function parseManifest(text: string): Manifest {
  const { bytes, values } = LIMITS.manifest;
  if (text.length > bytes || mayHoldMoreValues(text, values)) {
    throw new SnapshotError(
      `manifest.json of the published snapshot has more than ${bytes.toLocaleString('en-US')} characters or ${values.toLocaleString('en-US')} values`,
      RESTORE,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new SnapshotError('manifest.json of the published snapshot is not JSON', RESTORE, { cause });
  }
  const version = z.object({ schema_version: z.string() }).safeParse(value);
  if (
    version.success &&
    Number.parseInt(version.data.schema_version, 10) > Number.parseInt(SCHEMA_VERSION, 10)
  ) {
    throw new SnapshotError(
      `The published snapshot has schema version ${JSON.stringify(version.data.schema_version)}, newer than ${SCHEMA_VERSION} that this release writes`,
      'Use a newer release of the action, or another branch or artifact name.',
    );
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    throw new SnapshotError(
      `manifest.json of the published snapshot is broken: ${z.prettifyError(new z.ZodError(parsed.error.issues.slice(0, MOST_ISSUES)))}`,
      RESTORE,
    );
  }
  return parsed.data;
}

/** Returns the number of launches in a snapshot that succeeded, and of those that failed. */
export function launchCounts({ tables: { launches } }: Pick<Manifest, 'tables'>): {
  readonly succeeded: number;
  readonly failed: number;
} {
  const { rows, failed = 0 } = launches ?? { rows: 0 };
  return { succeeded: rows - failed, failed };
}

/** What is wrong with a manifest is told of so many places. */
const MOST_ISSUES = 5;

/** Returns how many bytes of a file of the snapshot are read at most. */
export function byteLimits({ files }: Manifest): (path: string) => number {
  const stated = new Map(files.map(({ path, bytes }) => [path, Math.min(bytes, LIMITS.dataFile.bytes)]));
  return (path) => stated.get(path) ?? LIMITS.document.bytes;
}

/** Returns whether a text is the manifest of one of our snapshots, of any schema version. */
export function isOurManifest(text: string): boolean {
  try {
    return ourManifestSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

const ourManifestSchema = z.object({
  schema_version: z.string(),
  snapshot_id: z.string(),
  generator: z.object({ name: z.literal(GENERATOR) }),
});

const RESTORE =
  'Restore an earlier commit or artifact of the snapshot, or choose another branch or artifact name to start over.';

/** Returns the manifest with its signature; without a key, without one. */
export function signManifest(manifest: Manifest, key: Uint8Array | undefined): Manifest {
  const { signature: _, ...unsigned } = manifest;
  return key === undefined ? unsigned : { ...unsigned, signature: signatureOf(unsigned, key) };
}

/** Returns whether a manifest has the signature that this key gives it. */
export function isSigned(manifest: Manifest, key: Uint8Array): boolean {
  const { signature = '', ...unsigned } = manifest;
  const expected = Buffer.from(signatureOf(unsigned, key));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function signatureOf(unsigned: Omit<Manifest, 'signature'>, key: Uint8Array): string {
  return createHmac('sha256', key).update(canonical(unsigned)).digest('hex');
}

/** Returns a value as JSON without blanks, keys in code-unit order: the same for the same content, however it was written. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const members = entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).sort();
  return `{${members.join(',')}}`;
}

/** Returns the manifest as text: keys as in the type, indented by two spaces, with a final line break. */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
