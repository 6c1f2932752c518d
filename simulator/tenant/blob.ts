import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type BlobLayout, blobText } from './blob-text.ts';
import { DAY, MINUTE } from './clock.ts';
import type { Meaning } from './meaning.ts';
import { Random } from './random.ts';
import type { AuditRecord } from './record.ts';

/** One element of the content list, as it stands on the wire. */
export interface ContentEntry {
  readonly contentType: string;
  readonly contentId: string;
  readonly contentUri: string;
  readonly contentCreated: string;
  readonly contentExpiration: string;
}

/** How a blob travels. `chunked`: without Content-Length. `gzip: false`: never compressed. */
export interface BlobTransport {
  readonly chunked?: boolean;
  readonly gzip?: boolean;
}

/** The compressed bytes of a blob, once somebody asked for them: blobs of the same bytes may share it. */
export interface Compressed {
  gzip: Buffer | undefined;
}

/** A content blob: its list entry, its instants (UTC ms), what its records mean, and its bytes. */
export class Blob {
  readonly entry: ContentEntry;
  readonly created: number;
  readonly expires: number;
  readonly meanings: readonly Meaning[];
  readonly transport: BlobTransport;
  readonly #write: (() => Buffer) | undefined;
  readonly #compressed: Compressed;

  /** Without `write` the blob is listed, but its content does not exist. */
  constructor(
    entry: ContentEntry,
    meanings: readonly Meaning[],
    transport: BlobTransport,
    write: (() => Buffer) | undefined,
    compressed: Compressed = { gzip: undefined },
  ) {
    this.entry = entry;
    this.created = Date.parse(entry.contentCreated);
    this.expires = Date.parse(entry.contentExpiration);
    this.meanings = meanings;
    this.transport = transport;
    this.#write = write;
    this.#compressed = compressed;
  }

  get id(): string {
    return this.entry.contentId;
  }

  get exists(): boolean {
    return this.#write !== undefined;
  }

  /** Returns the bytes as they are; rewritten at each call, so that twenty thousand blobs fit in memory. */
  plain(): Buffer {
    return this.#write?.() ?? Buffer.alloc(0);
  }

  /** Returns the bytes compressed; kept after the first call. */
  async gzip(): Promise<Buffer> {
    this.#compressed.gzip ??= alone(await compress(this.plain(), { level: 1 }));
    return this.#compressed.gzip;
  }
}

const compress = promisify(gzip);

// zlib's chunk and Node's buffer pool would each be held whole for the few kilobytes of one blob.
function alone(bytes: Buffer): Buffer {
  const copy = Buffer.alloc(bytes.length);
  bytes.copy(copy);
  return copy;
}

/** Returns the bytes of a blob of records; the same seed gives the same bytes at each call. */
export function recordsWriter(
  records: readonly AuditRecord[],
  layout: BlobLayout,
  seed: number,
): () => Buffer {
  return () => {
    const random = new Random(seed);
    return Buffer.from(
      blobText(
        records.map(({ render }) => render(random)),
        layout,
      ),
    );
  };
}

/**
 * Returns the list entry of a blob made available at `created` (UTC ms). As the service does, the id holds the instant of
 * the first record and that of availability, and the blob expires `lifetime` ms after the first.
 */
export function contentEntry(
  feedRoot: string,
  created: number,
  lifetime: number,
  random: Random,
): ContentEntry {
  const first = created - random.whole(7 * MINUTE, 11 * MINUTE);
  const contentId = `${stamp(first, random)}$${stamp(created, random)}$audit_general$Audit_General$emea0007`;
  return {
    contentType: 'Audit.General',
    contentId,
    contentUri: `${feedRoot}/audit/${contentId}`,
    contentCreated: new Date(created).toISOString(),
    contentExpiration: new Date(first + lifetime).toISOString(),
  };
}

/** How long the documentation lets a blob live, ms. */
export const documentedLifetime = 7 * DAY;

function stamp(instant: number, random: Random): string {
  const digits = new Date(instant).toISOString().replace(/\D/g, '');
  return `${digits}${random.whole(0, 999_999).toString().padStart(6, '0')}`;
}
