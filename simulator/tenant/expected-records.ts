import type { Blob } from './blob.ts';
import type { LaunchMeaning, OperationMeaning } from './meaning.ts';

/** Where a record stands. Instants are ISO 8601 UTC with milliseconds. */
export interface Place {
  readonly contentId: string;
  readonly created: string;
  readonly expires: string;
}

interface Happening {
  /** Lower-case. */
  readonly eventId: string;
  readonly appId: string;
  readonly appName: string;
  /** Lower-case: a GUID or `default-<tenant GUID>`. */
  readonly environmentId: string;
  readonly environmentName: string;
  readonly userObjectId: string | null;
  /** Lower-case. */
  readonly upn: string;
  readonly userType: number;
  readonly blobs: readonly Place[];
}

/** A launch that a perfect client would hold. `launchedAt` is `2026-03-02T08:14:55Z`. */
export interface TrueLaunch extends Happening {
  readonly launchedAt: string;
  readonly recordType: 45 | 256;
}

/** A Power Apps operation that is not a launch. `occurredAt` is `2026-03-02T08:14:55Z`. */
export interface TrueOperation extends Happening {
  readonly occurredAt: string;
  readonly operation: string;
}

/** Records of one blob by meaning; `launches` counts every launch record, repeats and twins too. */
export interface BlobCounts {
  readonly records: number;
  readonly launches: number;
  readonly operations: number;
  readonly unreadable: number;
}

/** What a perfect client holds after reading these blobs. Keys are lower-case event ids, or content ids. */
export interface ExpectedRecords {
  readonly launches: ReadonlyMap<string, TrueLaunch>;
  /** Launches of type 45 that a launch of type 256 with the same app, user and second stands for. */
  readonly twins: ReadonlyMap<string, TrueLaunch>;
  /** Every operation the log holds on apps apart from launches; filter by `operation`. */
  readonly operations: ReadonlyMap<string, TrueOperation>;
  readonly counts: ReadonlyMap<string, BlobCounts>;
}

/** Computes the expected records from what the makers of the records know, never from their bytes. */
export function expectedRecordsOf(blobs: Iterable<Blob>): ExpectedRecords {
  const launches = new Map<string, TrueLaunch & { blobs: Place[] }>();
  const operations = new Map<string, TrueOperation & { blobs: Place[] }>();
  const counts = new Map<string, BlobCounts>();
  for (const blob of blobs) {
    const { contentId, contentCreated: created, contentExpiration: expires } = blob.entry;
    const place = { contentId, created, expires };
    const tally = { records: blob.meanings.length, launches: 0, operations: 0, unreadable: 0 };
    for (const meaning of blob.meanings) {
      if (meaning.kind === 'launch') {
        tally.launches += 1;
        const known = launches.get(meaning.eventId);
        if (known) known.blobs.push(place);
        else launches.set(meaning.eventId, { ...trueLaunch(meaning), blobs: [place] });
      } else if (meaning.kind === 'operation') {
        tally.operations += 1;
        const known = operations.get(meaning.eventId);
        if (known) known.blobs.push(place);
        else operations.set(meaning.eventId, { ...trueOperation(meaning), blobs: [place] });
      } else if (meaning.kind === 'unreadable') tally.unreadable += 1;
    }
    counts.set(contentId, tally);
  }
  return { ...splitTwins(launches), operations, counts };
}

function splitTwins(all: ReadonlyMap<string, TrueLaunch>): Pick<ExpectedRecords, 'launches' | 'twins'> {
  const current = new Set<string>();
  for (const launch of all.values()) if (launch.recordType === 256) current.add(sameLaunch(launch));
  const launches = new Map<string, TrueLaunch>();
  const twins = new Map<string, TrueLaunch>();
  for (const [id, launch] of all) {
    const isTwin = launch.recordType === 45 && current.has(sameLaunch(launch));
    (isTwin ? twins : launches).set(id, launch);
  }
  return { launches, twins };
}

function sameLaunch(launch: TrueLaunch): string {
  return `${launch.appId} ${launch.userObjectId ?? launch.upn} ${launch.launchedAt}`;
}

function trueLaunch(meaning: LaunchMeaning): TrueLaunch {
  const { recordType, launchedAt } = meaning;
  return { ...happening(meaning), launchedAt: wholeSeconds(launchedAt), recordType };
}

function trueOperation(meaning: OperationMeaning): TrueOperation {
  const { operation, occurredAt } = meaning;
  return { ...happening(meaning), occurredAt: wholeSeconds(occurredAt), operation };
}

function happening({ eventId, app, user }: LaunchMeaning | OperationMeaning): Happening {
  return {
    eventId: eventId.toLowerCase(),
    appId: app.id.toLowerCase(),
    appName: app.name,
    environmentId: app.environment.id.toLowerCase(),
    environmentName: app.environment.name,
    userObjectId: user.objectId?.toLowerCase() ?? null,
    upn: user.upn.toLowerCase(),
    userType: user.userType,
    blobs: [],
  };
}

function wholeSeconds(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
