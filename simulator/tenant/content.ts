import { createHash } from 'node:crypto';
import { Archive } from './archive.ts';
import {
  Blob,
  type BlobTransport,
  type Compressed,
  type ContentEntry,
  contentEntry,
  recordsWriter,
} from './blob.ts';
import type { BlobLayout } from './blob-text.ts';
import type { TenantClock } from './clock.ts';
import { type ExpectedRecords, expectedRecordsOf, type Place } from './expected-records.ts';
import { type GenerateOptions, generate } from './generate.ts';
import type { JsonObject, Meaning } from './meaning.ts';
import type { Random } from './random.ts';
import type { AuditRecord } from './record.ts';
import type { World } from './world.ts';

/** When a blob is made available (default: now) and expires (default: from the content lifetime), and how it travels. */
export interface BlobOptions extends BlobTransport {
  readonly created?: Date;
  readonly expires?: Date;
}

/** A blob of records, and how its text is laid out. */
export interface NewBlob extends BlobOptions, BlobLayout {
  readonly records: readonly AuditRecord[];
}

/** Most compressed blobs that are kept for other tenants of this process: some tens of megabytes. */
const MOST_KEPT = 4_000;

const kept = new Map<string, Compressed>();

/** Returns what the blobs of that name share. Many tests begin with the same content, and to write it takes most of a request. */
function keptFor(name: string): Compressed {
  const known = kept.get(name);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const fresh = { gzip: undefined };
  kept.set(name, fresh);
  return fresh;
}

/** The tenant's content: what was added to it, and the records expected of a client. */
export class Content {
  readonly archive = new Archive();
  readonly #world: World;
  readonly #random: Random;
  readonly #clock: TenantClock;
  readonly #place: { readonly feedRoot: string; readonly lifetimeMs: number };
  #expectedRecords: ExpectedRecords | undefined;
  #worldText: string | undefined;

  constructor(
    world: World,
    random: Random,
    clock: TenantClock,
    place: { readonly feedRoot: string; readonly lifetimeMs: number },
  ) {
    this.#world = world;
    this.#random = random;
    this.#clock = clock;
    this.#place = place;
  }

  /** Adds a blob of records; returns its list entry. */
  addBlob(blob: NewBlob, compressed?: Compressed): ContentEntry {
    const meanings = blob.records.map(({ meaning }) => meaning);
    return this.#add(
      this.#entry(blob),
      meanings,
      blob,
      recordsWriter(blob.records, blob, this.#random.fork()),
      compressed,
    );
  }

  /** Adds a blob served byte for byte as recorded; the caller says what its records mean. */
  addRecorded(bytes: Uint8Array, options: BlobOptions, meanings: readonly Meaning[] = []): ContentEntry {
    return this.#add(this.#entry(options), meanings, options, () => Buffer.from(bytes));
  }

  /** Adds list entries served unchanged; where `bodyOf` returns undefined for an id, its content does not exist. */
  addListing(
    entries: readonly ContentEntry[],
    bodyOf: (contentId: string) => Uint8Array | undefined = () => undefined,
  ): void {
    for (const entry of entries) {
      const body = bodyOf(entry.contentId);
      this.#add(entry, [], {}, body && (() => Buffer.from(body)));
    }
  }

  /** Adds blobs made from chance; returns their list entries. */
  generate(options: GenerateOptions): readonly ContentEntry[] {
    // The same world and the same chance give the same bytes.
    this.#worldText ??= JSON.stringify(this.#world);
    const name = JSON.stringify([this.#worldText, this.#random.state, options]);
    const digest = createHash('sha256').update(name).digest('base64');
    const drafts = generate(this.#world, this.#random, options);
    return Array.from(drafts, ({ created, records }, index) =>
      this.addBlob({ ...options.layout, created: new Date(created), records }, keptFor(`${digest} ${index}`)),
    );
  }

  /** Compresses every blob now, so that a measurement does not pay for it. */
  async prepare(): Promise<void> {
    const blobs = this.archive.all();
    for (let first = 0; first < blobs.length; first += 8) {
      await Promise.all(blobs.slice(first, first + 8).map((blob) => blob.gzip()));
    }
  }

  /** Returns every audit record as its JSON says it, repeats too: what an export of the tenant's log is made of. */
  auditRecords(): readonly JsonObject[] {
    return this.archive.all().flatMap((blob): JsonObject[] => JSON.parse(blob.plain().toString('utf8')));
  }

  /** What a client that read every blob would hold. */
  get expectedRecords(): ExpectedRecords {
    this.#expectedRecords ??= expectedRecordsOf(this.archive.all());
    return this.#expectedRecords;
  }

  /** Returns what a client that read just these blobs would hold. */
  expectedRecordsOf(isRead: (blob: Place) => boolean): ExpectedRecords {
    const places = this.archive.all().filter(({ entry }) =>
      isRead({
        contentId: entry.contentId,
        created: entry.contentCreated,
        expires: entry.contentExpiration,
      }),
    );
    return expectedRecordsOf(places);
  }

  #entry({ created, expires }: BlobOptions): ContentEntry {
    const { feedRoot, lifetimeMs } = this.#place;
    const entry = contentEntry(feedRoot, created?.getTime() ?? this.#clock.now(), lifetimeMs, this.#random);
    return expires === undefined ? entry : { ...entry, contentExpiration: expires.toISOString() };
  }

  #add(
    entry: ContentEntry,
    meanings: readonly Meaning[],
    transport: BlobTransport,
    write: (() => Buffer) | undefined,
    compressed?: Compressed,
  ): ContentEntry {
    this.archive.add(new Blob(entry, meanings, transport, write, compressed));
    this.#expectedRecords = undefined;
    return entry;
  }
}
