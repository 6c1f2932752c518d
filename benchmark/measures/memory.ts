import { type FoundLaunches, openClients } from '../launches.ts';
import { openServices, type Services } from '../open-services.ts';
import { interleave, ratios } from '../samples.ts';
import type { Results } from '../table.ts';
import { peakMemory } from '../whole-run.ts';

const HOURS = 120;

/** Measures the peak memory of a run over 20,000 blobs, and of one over the newest tenth of them; 10 records a blob, 1 % launches. */
export async function measureMemory(): Promise<Results> {
  const services = await openServices({ blobs: 20_000, hours: HOURS, recordsPerBlob: 10, launchShare: 0.01 });
  try {
    const all = await expectedSince(services, 0);
    const tenth = await expectedSince(services, services.now - (HOURS / 10) * 3_600_000);
    const peaks = await interleave(3, {
      all: () => peakMemory({ services, expected: all }),
      tenth: () => peakMemory({ services, expected: tenth, inputs: { lookback: `${HOURS / 10} hours` } }),
    });
    return new Map([
      ['memoryGrowth', ratios(peaks.all, peaks.tenth)],
      ['memory', peaks.all],
    ]);
  } finally {
    services.close();
  }
}

async function expectedSince(services: Services, since: number): Promise<FoundLaunches> {
  const clients = openClients(services, since);
  await clients.run('parse');
  const launches = clients.launches();
  clients.close();
  return launches;
}
