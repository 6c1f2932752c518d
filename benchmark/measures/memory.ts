import { type FoundLaunches, openClients } from '../launches.ts';
import { openServices, type Services } from '../open-services.ts';
import { type Group, ratio } from '../row.ts';
import { interleave } from '../samples.ts';
import { wholeRun } from '../whole-run.ts';

const HOURS = 120;

/** The peak memory of a run over 20,000 blobs, and of one over the newest tenth of them; 10 records a blob, 1 % launches. */
export const memory: Group<'growth' | 'peak'> = {
  name: 'memory',
  isFull: false,
  goals: {
    growth: {
      row: 4,
      name: 'peak memory, 20,000 blobs / 2,000 blobs',
      bound: 'at most',
      goal: 1.25,
      unit: '',
    },
    peak: { row: 4, name: 'peak memory, 20,000 blobs', bound: 'at most', goal: 220, unit: ' MB' },
  },
  measure: async () => {
    const services = await openServices({
      blobs: 20_000,
      hours: HOURS,
      recordsPerBlob: 10,
      launchShare: 0.01,
    });
    try {
      const all = await expectedSince(services, 0);
      const tenth = await expectedSince(services, services.now - (HOURS / 10) * 3_600_000);
      const inputs = { lookback: `${HOURS / 10} hours` };
      const peaks = await interleave(3, {
        all: async () => (await wholeRun({ services, expected: all })).peakMegabytes,
        tenth: async () => (await wholeRun({ services, expected: tenth, inputs })).peakMegabytes,
      });
      return {
        growth: ratio(peaks.all, peaks.tenth, ' MB'),
        peak: { samples: peaks.all, beside: '' },
      };
    } finally {
      services.close();
    }
  },
};

async function expectedSince(services: Services, since: number): Promise<FoundLaunches> {
  const clients = openClients(services, since);
  await clients.run('parse');
  const launches = clients.launches();
  clients.close();
  return launches;
}
