import type { Blob } from './blob.ts';
import type { LaunchMeaning, OperationMeaning } from './meaning.ts';
import { NOBODIES } from './world.ts';

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
  /** Lower-case; empty where the log names nobody. */
  readonly upn: string;
  readonly userType: number;
  readonly blobs: readonly Place[];
}

/** A launch that a perfect client would hold. `launchedAt` is `2026-03-02T08:14:55Z`. */
export interface TrueLaunch extends Happening {
  readonly launchedAt: string;
  readonly recordType: 45 | 256;
  /** `false` counts in no figure. */
  readonly succeeded: boolean;
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
  /** Launches that a better one with the same app, user and second stands for: one that succeeded, then one of type 256. */
  readonly twins: ReadonlyMap<string, TrueLaunch>;
  /** Every operation that succeeded on apps apart from launches; filter by `operation`. */
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
        if (!meaning.succeeded) continue;
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
  const best = new Map<string, number>();
  for (const launch of all.values()) {
    const same = sameLaunch(launch);
    best.set(same, Math.max(worth(launch), best.get(same) ?? 0));
  }
  const launches = new Map<string, TrueLaunch>();
  const twins = new Map<string, TrueLaunch>();
  for (const [id, launch] of all) {
    const isTwin = launch.upn !== '' && worth(launch) < (best.get(sameLaunch(launch)) ?? 0);
    (isTwin ? twins : launches).set(id, launch);
  }
  return { launches, twins };
}

function worth({ succeeded, recordType }: TrueLaunch): number {
  return (succeeded ? 1_000 : 0) + recordType;
}

function sameLaunch(launch: TrueLaunch): string {
  return `${launch.appId} ${launch.userObjectId ?? launch.upn} ${launch.launchedAt}`;
}

function trueLaunch(meaning: LaunchMeaning): TrueLaunch {
  const { recordType, launchedAt, succeeded } = meaning;
  return { ...happening(meaning), launchedAt: wholeSeconds(launchedAt), recordType, succeeded };
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
    upn: NOBODIES.includes(user) ? '' : user.upn.toLowerCase(),
    userType: user.userType,
    blobs: [],
  };
}

function wholeSeconds(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
