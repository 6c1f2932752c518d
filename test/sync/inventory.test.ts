import { expect, test } from 'vitest';
import { HOUR_MS, isoInstant } from '../../src/instants.ts';
import { type Manifest, signManifest } from '../../src/snapshot/manifest.ts';
import { isInventoryDue } from '../../src/sync/inventory.ts';
import { manifestOf } from '../snapshot/fixtures.ts';

const NOW = Date.UTC(2026, 10, 22, 6);
const KEY = new Uint8Array(32).fill(7);

function taken(hoursAgo: number, key?: Uint8Array): Manifest {
  const inventory = {
    taken_at: isoInstant(NOW - hoursAgo * HOUR_MS),
    ...{ apps: 1, environments: 1, unread: [] },
  };
  return signManifest({ ...manifestOf([]), inventory }, key);
}

test.each<[string, Manifest | undefined, Uint8Array | undefined, boolean]>([
  ['without a snapshot', undefined, undefined, true],
  ['when there was none yet', manifestOf([]), undefined, true],
  ['20 hours after the last', taken(20), undefined, true],
  ['less than 20 hours after the last', taken(19.9), undefined, false],
  ['when the last is of a time to come', taken(-1), undefined, true],
  ['signed with this key', taken(1, KEY), KEY, false],
  ['not signed with this key', taken(1), KEY, true],
])('an inventory is due: %s', (_, published, manifestKey, isDue) => {
  expect(isInventoryDue(published, { now: NOW, manifestKey })).toBe(isDue);
});
