import type { Usage } from '../child.ts';
import { openClients } from '../launches.ts';
import { openServices } from '../open-services.ts';
import { type Group, ratio } from '../row.ts';
import { interleave, type Samples } from '../samples.ts';
import { wholeRun } from '../whole-run.ts';

/** The whole run against clients that do a part of its work: 2,000 blobs of 140 KB, 1 % launches. */
export const download: Group<'far' | 'processor' | 'parse'> = {
  name: 'download',
  isFull: false,
  goals: {
    far: {
      row: 1,
      name: 'whole run / bytes-only client, 50 ms latency, 32 at once',
      bound: 'at most',
      goal: 1.2,
      unit: '',
    },
    processor: {
      row: 2,
      name: 'processor time of a whole run / of a bytes-only client, 0 ms',
      bound: 'at most',
      goal: 1.6,
      unit: '',
    },
    parse: {
      row: 3,
      name: 'whole run / download, inflate and parse all, 0 ms',
      bound: 'at most',
      goal: 0.55,
      unit: '',
    },
  },
  measure: async () => {
    const services = await openServices({ blobs: 2_000, hours: 120, recordsPerBlob: 130, launchShare: 0.01 });
    const clients = openClients(services);
    try {
      await clients.run('parse');
      const expected = clients.launches();
      const run = () => wholeRun({ services, expected });
      const bytes = () => clients.run('bytes');
      const near = await interleave(3, { run, bytes, parse: () => clients.run('parse') });
      await services.setLatency(50);
      const far = await interleave(3, { run, bytes });
      return {
        far: ratio(far.run.map(msOf), far.bytes.map(msOf), ' ms'),
        processor: ratio(processorMs(near.run), processorMs(near.bytes), ' ms'),
        parse: ratio(near.run.map(msOf), near.parse.map(msOf), ' ms'),
      };
    } finally {
      clients.close();
      services.close();
    }
  },
};

function msOf({ ms }: Usage): number {
  return ms;
}

function processorMs(usages: readonly Usage[]): Samples {
  return usages.map((usage) => usage.processorMs);
}
