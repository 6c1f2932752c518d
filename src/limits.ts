const KIB = 2 ** 10;
const MIB = 2 ** 20;

/**
 * The most that is taken of each kind of answer, whoever gives it: bytes as they come and inflated unless a name says
 * otherwise. Far above all that was ever seen; together they keep a run below 300 MB of memory. JSON values are counted,
 * because a byte can make fifty of memory.
 */
export const LIMITS = {
  /** Entra ID: a token has some thousand bytes. */
  token: { bytes: MIB },
  /** GitHub's ID token. */
  idToken: { bytes: 256 * KIB },
  /** GitHub's REST API: 100 artifacts have 100 KB. */
  github: { bytes: 2 * MIB },
  /** An error says its code at the beginning. */
  error: { bytes: 64 * KIB },
  json: { values: 200_000 },
  /** The feed's lists: some hundred blobs a page, of 300 bytes each. A chain of pages without end is a fault. */
  list: { bytes: 8 * MIB, pages: 10_000, blobs: 500_000 },
  /**
   * Content blobs have some hundred records of a few KB, the largest some MB in all. `waitingBytes`: no other blob is asked for
   * while bodies of more wait to be read. `unreadable`: more records that cannot be read are no audit records.
   */
  blob: {
    bytes: 16 * MIB,
    inflatedBytes: 64 * MIB,
    waitingBytes: 16 * MIB,
    records: 200_000,
    recordBytes: MIB,
    unreadable: 10_000,
    operations: 1_000,
  },
  /** Audit search: a page has 500 records of a few KB, as the service likes more. A result without end is a fault. */
  search: { bytes: 16 * MIB, inflatedBytes: 32 * MIB, values: 1_000_000, pages: 10_000, queries: 5_000 },
  /** Ids of content blobs have some hundred characters. They go into the manifest. */
  contentIdLength: 1_000,
  /** Bodies that are larger come one at a time. */
  largeBody: { bytes: MIB },
  /** Lists of apps: 250 rows a page, of up to some ten KB each. A chain of pages without end is a fault. */
  inventory: {
    ...{ bytes: 32 * MIB, pages: 1_000, environments: 20_000, apps: 200_000 },
    /** Rows of all apps. The table is one file, and must stay one that the next run reads: see `dataFile`. */
    tableBytes: 40 * MIB,
  },
  /** Deliveries that a manifest names: so many inputs, and some that are no longer given. */
  deliveries: 50,
  /** Power BI and Dataverse: a page has 5,000 short rows. A list without end is a fault. */
  delivery: { bytes: 16 * MIB, pages: 1_000 },
  /** The manifest of 30 years has about 1 MB. */
  manifest: { bytes: 8 * MIB, values: 400_000 },
  /** Data package, README and page of a snapshot. */
  document: { bytes: 32 * MIB },
  /** The longest text of a record, in UTF-16 units: far more than any name has. */
  textLength: 16_384,
  /**
   * A file is written with 48 MB at most, but for tables of one file, which are smaller. What it holds is the manifest's to
   * say: never more is read. `lineLength`: four of the longest texts, each character of them a quote.
   */
  dataFile: { bytes: 50 * MIB, rows: 5_000_000, lineLength: 160 * KIB },
  /** Data files that are read only to be checked: so many bytes of them at a time, or one. */
  verifiedAtOnce: { bytes: 32 * MIB },
  /**
   * The data lake: a commit names some hundred files of some hundred bytes each, a checkpoint all of a table. A page of a
   * list has 5,000 names. `commits`: more after the newest checkpoint are read by no run.
   */
  lake: {
    commit: 32 * MIB,
    checkpoint: 64 * MIB,
    list: 16 * MIB,
    pages: 1_000,
    commits: 20_000,
    actions: 500_000,
  },
  /** A file that a run has made stays in memory until it is published; a larger one is put aside. */
  fileInMemory: { bytes: MIB },
  /** A line for each of 100,000 apps takes less. */
  catalog: { bytes: 32 * MIB, apps: 200_000, lineLength: 16_384 },
  /**
   * Exports are read as a stream, of any size. A row has one record; `headBytes` hold the header. `listed`: damaged rows that are
   * named by their lines, the others are counted.
   */
  export: { rowBytes: 16 * MIB, headBytes: 64 * KIB, chunkBytes: 256 * KIB, listed: 1_000 },
  /** Lists of GitHub, 100 artifacts a page; a trusted one stands on the first, unless others uploaded hundreds since. */
  artifactPages: 100,
  /** An archive goes to the disk, never into memory; a snapshot of 30 years has fewer files. Its manifest says what is unpacked. */
  archive: { bytes: 4 * 2 ** 30, files: 100_000 },
  /** A data set above this takes long to upload and download as an artifact: the run names other places. */
  artifactAdvice: { bytes: 200_000_000 },
  /** What git says, other than the files that are read: the names of 100,000 files. */
  git: { bytes: 16 * MIB },
} as const;

/** Returns whether a JSON text may hold more values. Each but the first follows a comma, a colon or a bracket; those in texts are counted, too. */
export function mayHoldMoreValues(json: string, most: number): boolean {
  if (json.length <= most) return false;
  let found = 0;
  for (let at = 0; at < json.length; at += 1) {
    const unit = json.charCodeAt(at);
    if ((unit === 0x2c || unit === 0x3a || unit === 0x5b || unit === 0x7b) && ++found > most) return true;
  }
  return false;
}
