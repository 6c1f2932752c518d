import { spawnSync } from 'node:child_process';
import { runChild } from '../child.ts';
import { openClients } from '../launches.ts';
import { openServices } from '../open-services.ts';
import { interleave, ratios } from '../samples.ts';
import type { Results } from '../table.ts';
import { wholeRun } from '../whole-run.ts';

const WITHOUT_ZCAT = 'there is no zcat on this machine';

/** Measures the whole run against clients that do a part of its work: 2,000 blobs of 140 KB, 1 % launches. */
export async function measureDownload(): Promise<Results> {
  const services = await openServices({ blobs: 2_000, hours: 120, recordsPerBlob: 130, launchShare: 0.01 });
  const clients = openClients(services);
  try {
    await clients.run('save');
    await clients.run('parse');
    const run = () => wholeRun({ services, expected: clients.launches() });
    const withoutZcat = spawnSync('zcat', ['--version']).error !== undefined;
    const near = await interleave(3, {
      run,
      inflate: () => clients.run('inflate'),
      parse: () => clients.run('parse'),
      bytes: () => clients.run('bytes'),
      zcat: () => (withoutZcat ? Number.NaN : zcat(clients.folder)),
    });
    await services.setLatency(50);
    const far = await interleave(3, { run, bytes: () => clients.run('bytes') });
    return new Map([
      ['bytesOnly', ratios(far.run, far.bytes)],
      ['inflate', ratios(near.run, near.inflate)],
      ['parse', ratios(near.run, near.parse)],
      ['zcat', withoutZcat ? WITHOUT_ZCAT : ratios(near.run, near.zcat)],
      ['least', withoutZcat ? WITHOUT_ZCAT : ratios(near.bytes, near.zcat)],
    ]);
  } finally {
    clients.close();
    services.close();
  }
}

/** Counts the lines with a launch, one line a blob; ms. */
async function zcat(folder: string): Promise<number> {
  const args = ['-c', 'zcat *.gz | LC_ALL=C grep -c LaunchPowerApp'];
  return (await runChild({ command: 'sh', args, cwd: folder })).ms;
}
