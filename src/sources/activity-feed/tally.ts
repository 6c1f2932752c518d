import type { BlobReading } from '../../launches/blob.ts';
import type { Launch, OtherEvent } from '../../launches/launch.ts';
import type { ContentBlob } from './content.ts';

/** What the blobs of a run held. */
export interface Tally {
  readonly launches: readonly Launch[];
  readonly events: readonly OtherEvent[];
  /** Audit records in the blobs read: launches + events + `other` + `unreadable`. */
  readonly records: number;
  readonly other: number;
  /** One line for each record that could not be read, with its blob. */
  readonly unreadable: readonly string[];
  /** Operation → records, of record types 45 and 256. */
  readonly powerAppsOperations: ReadonlyMap<string, number>;
  /** Blobs read. `created` in ms since 1970. */
  readonly read: readonly { readonly id: string; readonly created: number }[];
  /** Blobs that expired or were gone. `created` in ms since 1970. */
  readonly lost: readonly { readonly id: string; readonly created: number }[];
}

/** Adds up what blobs hold. */
export interface Accumulator {
  readonly take: (blob: ContentBlob, reading: BlobReading) => void;
  readonly lose: (blob: ContentBlob) => void;
  readonly totals: () => Tally;
}

/** Returns an empty accumulator. */
export function createAccumulator(): Accumulator {
  const launches: Launch[] = [];
  const events: OtherEvent[] = [];
  const unreadable: string[] = [];
  const powerAppsOperations = new Map<string, number>();
  const read: { id: string; created: number }[] = [];
  const lost: { id: string; created: number }[] = [];
  let [records, other] = [0, 0];
  return {
    take: ({ id, created }, reading) => {
      records += reading.records;
      other += reading.other;
      for (const launch of reading.launches) launches.push(launch);
      for (const event of reading.events) events.push(event);
      for (const line of reading.unreadable) unreadable.push(`${id}: ${line}`);
      for (const [operation, count] of reading.powerAppsOperations) {
        powerAppsOperations.set(operation, (powerAppsOperations.get(operation) ?? 0) + count);
      }
      read.push({ id, created });
    },
    lose: ({ id, created }) => {
      lost.push({ id, created });
    },
    totals: () => ({ launches, events, records, other, unreadable, powerAppsOperations, read, lost }),
  };
}
