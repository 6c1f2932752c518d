/**
 * How the cost of a run grows, `node scripts/node24.mjs benchmark/growth.ts`: time and peak memory of whole runs without
 * latency, the median of three each, with more blobs, more records and more launches.
 */
import type { Usage } from './child.ts';
import { openClients } from './launches.ts';
import { openServices } from './open-services.ts';
import { median } from './samples.ts';
import type { World } from './service-messages.ts';
import { wholeRun } from './whole-run.ts';

const BASE: World = { blobs: 500, hours: 120, recordsPerBlob: 80, launchShare: 0.01 };
const WORLDS: readonly World[] = [
  BASE,
  { ...BASE, blobs: 2_000 },
  { ...BASE, blobs: 8_000 },
  { ...BASE, recordsPerBlob: 320 },
  { ...BASE, recordsPerBlob: 640 },
  { ...BASE, launchShare: 0 },
  { ...BASE, launchShare: 0.05 },
  { ...BASE, launchShare: 0.2 },
  { ...BASE, launchShare: 1 },
];

console.log('| Blobs | Records a blob | Launches | Whole run | Peak memory |');
console.log('|---|---|---|---|---|');
for (const world of WORLDS) {
  const { ms, megabytes } = await cost(world);
  const { blobs, recordsPerBlob, launchShare } = world;
  const cells = [blobs, recordsPerBlob, `${launchShare * 100} %`, `${(ms / 1000).toFixed(2)} s`];
  console.log(`| ${cells.join(' | ')} | ${megabytes.toFixed(0)} MB |`);
}

/** Returns the cost of a run over the world. */
async function cost(world: World): Promise<{ readonly ms: number; readonly megabytes: number }> {
  const services = await openServices(world);
  const clients = openClients(services);
  try {
    await clients.run('parse');
    const run = { services, expected: clients.launches() };
    const usages: Usage[] = [];
    for (let round = 0; round < 3; round += 1) usages.push(await wholeRun(run));
    return {
      ms: median(usages.map(({ ms }) => ms)),
      megabytes: median(usages.map(({ peakMegabytes }) => peakMegabytes)),
    };
  } finally {
    clients.close();
    services.close();
  }
}
