import type { BlobLayout } from './blob-text.ts';
import { DAY, HOUR, MINUTE, SECOND } from './clock.ts';
import { launchRecord, oddStyles } from './launch-record.ts';
import type { LaunchMeaning } from './meaning.ts';
import { noiseRecord } from './noise-record.ts';
import { operationRecord } from './other-records.ts';
import type { Random } from './random.ts';
import type { AuditRecord } from './record.ts';
import type { World } from './world.ts';

/** What to generate: content made available in [from, to). Shares are of 1. */
export interface GenerateOptions {
  readonly from: Date;
  readonly to: Date;
  readonly blobsPerHour: number;
  readonly recordsPerBlob: number;
  /** Launches among the records; default 0.2. */
  readonly launchShare?: number;
  /** Other Power Apps operations (DeletePowerApp first of all) among the records; default 0.01. */
  readonly operationShare?: number;
  /** `both`: each launch as 256 and, under another id, as 45. Default 256. */
  readonly schema?: 256 | 45 | 'mixed' | 'both';
  /** Launches that failed; default 0. */
  readonly failedShare?: number;
  /** Launches that happened one to six days before their blob was made available; default 0.02. */
  readonly lateShare?: number;
  /** Records delivered again in a later blob; default 0.02. */
  readonly duplicateShare?: number;
  /** Launches written oddly (casing, escapes); default 0.05. */
  readonly oddShare?: number;
  /** Blobs made available in the same millisecond as the one before; default 0.05. */
  readonly sameInstantShare?: number;
  /** `office`: few launches at night and at weekends (UTC), for figures that look like a company's. */
  readonly rhythm?: 'flat' | 'office';
  readonly layout?: BlobLayout;
}

/** A blob to be added: when it was made available (UTC ms) and its records. */
export interface DraftBlob {
  readonly created: number;
  readonly records: readonly AuditRecord[];
}

const operations = [
  ...['DeletePowerApp', 'PublishPowerApp', 'PowerAppPermissionEdited', 'UpdatePowerApp'],
  ...['AdminDeletePowerApp', 'AdminDeleteApp', 'PromotePowerAppVersion', 'AdminRestoreDeletedApp'],
];

/** Makes blobs from chance alone, in order of availability. */
export function* generate(world: World, random: Random, options: GenerateOptions): Generator<DraftBlob> {
  const { from, to, blobsPerHour, recordsPerBlob, duplicateShare = 0.02, sameInstantShare = 0.05 } = options;
  const step = HOUR / blobsPerHour;
  const count = Math.round((to.getTime() - from.getTime()) / step);
  let carried: AuditRecord[] = [];
  let created = from.getTime();
  for (let index = 0; index < count; index += 1) {
    const ownInstant = Math.floor(from.getTime() + step * (index + random.next()));
    if (index === 0 || !random.chance(sameInstantShare)) created = ownInstant;
    const records = carried;
    carried = [];
    for (let left = recordsPerBlob - records.length; left > 0; left -= 1) {
      for (const record of makeRecords(world, created, random, options)) {
        // The twin of a launch may come in the next blob, as may a repeat of anything.
        const late =
          record.meaning.kind === 'launch' && record.meaning.recordType === 45 && random.chance(0.3);
        (late ? carried : records).push(record);
        if (random.chance(duplicateShare)) carried.push(record);
      }
    }
    yield { created, records: random.shuffle(index === count - 1 ? [...records, ...carried] : records) };
  }
}

function makeRecords(world: World, created: number, random: Random, options: GenerateOptions): AuditRecord[] {
  const { launchShare = 0.2, operationShare = 0.01, lateShare = 0.02 } = options;
  const delay =
    random.whole(5 * MINUTE, 90 * MINUTE) + (random.chance(lateShare) ? random.whole(DAY, 6 * DAY) : 0);
  const at = Math.floor((created - delay) / SECOND) * SECOND;
  const kind = random.next();
  if (kind < launchShare * rhythmAt(at, options.rhythm)) return makeLaunch(world, at, random, options);
  if (kind > 1 - operationShare) {
    const app = random.pick(world.apps);
    const user = random.pick(world.users);
    const operation = random.pickSkewed(operations);
    const eventId = random.guid();
    return [
      operationRecord(
        { kind: 'operation', operation, eventId, occurredAt: at, app, user, succeeded: true },
        world.tenantId,
      ),
    ];
  }
  return [noiseRecord(world, at)];
}

function makeLaunch(world: World, at: number, random: Random, options: GenerateOptions): AuditRecord[] {
  const { oddShare = 0.05, failedShare = 0, schema = 256 } = options;
  const launch: LaunchMeaning = {
    kind: 'launch',
    eventId: random.guid(),
    launchedAt: at,
    app: random.pickSkewed(world.apps),
    user: random.pickSkewed(world.users),
    succeeded: !random.chance(failedShare),
    recordType: schema === 45 || (schema === 'mixed' && random.chance(0.5)) ? 45 : 256,
  };
  const style = random.chance(oddShare) ? random.pick(oddStyles) : 'plain';
  const own = launchRecord(launch, world.tenantId, style);
  if (schema !== 'both') return [own];
  return [own, launchRecord({ ...launch, eventId: random.guid(), recordType: 45 }, world.tenantId)];
}

function rhythmAt(instant: number, rhythm: GenerateOptions['rhythm']): number {
  if (rhythm !== 'office') return 1;
  const date = new Date(instant);
  if (date.getUTCDay() === 0 || date.getUTCDay() === 6) return 0.08;
  const fromNoon = Math.abs(date.getUTCHours() + date.getUTCMinutes() / 60 - 12);
  return fromNoon < 5 ? 1 : 0.05 + 0.6 * Math.max(0, 1 - (fromNoon - 5) / 2);
}
