import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { TenantClock } from '../../simulator/tenant/clock.ts';
import { Content } from '../../simulator/tenant/content.ts';
import { Random } from '../../simulator/tenant/random.ts';
import { makeWorld } from '../../simulator/tenant/world.ts';

const NOW = new Date('2026-11-22T06:00:00Z');

/** The blobs of two days, from other days, schemas or worlds where asked for; compressed, and as they are. */
async function blobsOf({ seed = 1, users = 9, schema = 'mixed' as 'mixed' | 'both', days = 1, times = 1 }) {
  const world = makeWorld('11111111-2222-4333-8444-555555555555', new Random(seed), { users });
  const place = { feedRoot: 'https://feed.example.test', lifetimeMs: 7 * 86_400_000 };
  const content = new Content(world, new Random(seed), new TenantClock(NOW), place);
  const from = new Date(NOW.getTime() - days * 86_400_000);
  for (let left = times; left > 0; left -= 1) {
    content.generate({ from, to: NOW, blobsPerHour: 0.25, recordsPerBlob: 12, schema });
  }
  const blobs = content.archive.all();
  return await Promise.all(blobs.map(async (blob) => ({ plain: blob.plain(), gzip: await blob.gzip() })));
}

test('what tenants of one process share of their content is the content of each of them', async () => {
  const seen = new Set<Buffer>();
  for (const choice of [
    {},
    { seed: 2 },
    { users: 8 },
    { schema: 'both' as const },
    { days: 2 },
    { times: 2 },
  ]) {
    const blobs = await blobsOf(choice);
    for (const { plain, gzip } of blobs) expect(gunzipSync(gzip).equals(plain)).toBe(true);
    const again = await blobsOf(choice);
    expect(again.map(({ gzip }) => gzip)).toEqual(blobs.map(({ gzip }) => gzip));
    expect(again.map(({ plain }) => plain)).toEqual(blobs.map(({ plain }) => plain));
    expect(again.every(({ gzip }, at) => gzip === blobs[at]?.gzip)).toBe(true);
    for (const { gzip } of blobs) seen.add(gzip);
  }
  // The second content of one tenant follows another chance than the first, which is shared.
  expect(seen.size).toBe(6 + 6 + 6 + 6 + 12 + 6);
});
