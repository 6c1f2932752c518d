import { recordsWriter } from '../../simulator/tenant/blob.ts';
import { generate } from '../../simulator/tenant/generate.ts';
import { defaultTenantId } from '../../simulator/tenant/options.ts';
import { Random } from '../../simulator/tenant/random.ts';
import { makeWorld } from '../../simulator/tenant/world.ts';
import { readBlob } from '../../src/launches/blob.ts';
import { openIdentity } from '../../src/launches/identity.ts';
import { type Goal, type Group, type Measured, ratio, WrongAnswer } from '../row.ts';
import { interleave, timed } from '../samples.ts';

const RULES = {
  operations: new Map([['launchpowerapp', 'LaunchPowerApp']]),
  latest: Date.parse('2026-12-01T00:00:00Z'),
};
const BLOBS = 100;
/** A pass takes a tenth of a second at most: more rounds cost little, and the first ones still compile. */
const ROUNDS = 15;
const HOUR = 3_600_000;

/** Extraction in this process: inflated bytes in, launches out, against parsing everything. */
export const extraction: Group<'one' | 'five' | 'all'> = {
  name: 'extraction',
  isFull: false,
  goals: { one: goalOf('1 %', 4), five: goalOf('5 %', 4), all: goalOf('100 %', 0.95) },
  measure: async () => ({
    one: await speedUp(0.01),
    five: await speedUp(0.05),
    all: await speedUp(1),
  }),
};

function goalOf(share: string, goal: number): Goal {
  return {
    row: 11,
    name: `JSON.parse of all / extraction, ${share} launches`,
    bound: 'at least',
    goal,
    unit: '',
  };
}

/** Returns how many times as long as extraction it takes to parse all records and to compare their operation. */
async function speedUp(launchShare: number): Promise<Measured> {
  const blobs = makeBlobs(launchShare);
  const identity = openIdentity(
    { mode: 'pseudonym', key: Buffer.alloc(32, 'k'), keyId: 'id' },
    defaultTenantId,
  );
  const extracted = (): readonly string[] =>
    blobs.flatMap((bytes) => readBlob(bytes, RULES, identity).launches.map(({ eventId }) => eventId));
  const parsed = (): readonly string[] => blobs.flatMap(parseAll);
  const [ours, plain] = [extracted(), parsed()];
  if (ours.length !== plain.length || ours.some((id, index) => id !== plain[index])) {
    throw new WrongAnswer(`Extraction found ${ours.length} launches, JSON.parse ${plain.length}`);
  }
  const times = await interleave(ROUNDS, { parsed: () => timed(parsed), extracted: () => timed(extracted) });
  return ratio(times.parsed, times.extracted, ' ms');
}

function parseAll(bytes: Buffer): readonly string[] {
  const records: { readonly Operation: string; readonly Id: string }[] = JSON.parse(bytes.toString());
  return records
    .filter(({ Operation }) => Operation.toLowerCase() === 'launchpowerapp')
    .map(({ Id }) => Id.replace(/[{}]/g, '').toLowerCase());
}

/** Blobs of 80 records each, about 14 MB in all. */
function makeBlobs(launchShare: number): readonly Buffer[] {
  const random = new Random(1);
  const world = makeWorld(defaultTenantId, random, {});
  const from = new Date('2026-11-15T00:00:00Z');
  const to = new Date(from.getTime() + BLOBS * HOUR);
  const drafts = generate(world, random, {
    from,
    to,
    blobsPerHour: 1,
    recordsPerBlob: 80,
    launchShare,
    operationShare: 0,
  });
  return Array.from(drafts, ({ records }) => recordsWriter(records, {}, 1)());
}
