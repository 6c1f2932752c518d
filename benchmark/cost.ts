/**
 * What a month takes of a repository, `node scripts/node24.mjs benchmark/cost.ts`: 30 days of runs every six hours, played in
 * this process. The branch is measured as git packs it.
 */
import { execFileSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { openWorld } from '../test/e2e/world.ts';

const HOUR_MS = 3_600_000;
const RUNS_A_DAY = 4;
const DAYS = 30;
const BLOBS_PER_HOUR = 10;
const SIZES = [
  { launchesADay: 100, users: 60, apps: 12 },
  { launchesADay: 1_000, users: 400, apps: 60 },
] as const;

console.log('| Launches a day | Data set | Artifact | Branch, squash | Branch, keep |');
console.log('|---|---|---|---|---|');
for (const size of SIZES) console.log(`| ${(await cost(size)).join(' | ')} |`);

/** Returns the cells of a row, in megabytes after 30 days. */
async function cost({ launchesADay, users, apps }: (typeof SIZES)[number]): Promise<readonly string[]> {
  const kept = await played('keep');
  const squashed = await played('squash');
  return [
    launchesADay.toLocaleString('en-US'),
    ...[kept.snapshot, kept.artifact, squashed.branch, kept.branch].map(megabytes),
  ];

  async function played(history: 'keep' | 'squash') {
    const world = await openWorld({ tenant: { seed: 7, world: { users, apps } } });
    try {
      for (let run = 0; run < DAYS * RUNS_A_DAY; run += 1) {
        const from = new Date(world.tenant.now());
        world.tenant.advance((24 / RUNS_A_DAY) * HOUR_MS);
        world.tenant.generate({
          from,
          to: new Date(world.tenant.now()),
          blobsPerHour: BLOBS_PER_HOUR,
          recordsPerBlob: Math.max(1, Math.round(launchesADay / 24 / BLOBS_PER_HOUR)),
          launchShare: 1,
          operationShare: 0,
        });
        await world.sync({ publish: 'branch', 'branch-history': history });
      }
      const { remote } = world.runner;
      execFileSync('git', ['-C', remote, 'reflog', 'expire', '--expire=now', '--all']);
      execFileSync('git', ['-C', remote, 'gc', '--quiet', '--prune=now']);
      const files = [...(await world.runner.readBranch('app-launches')).values()];
      return {
        snapshot: files.reduce((sum, file) => sum + file.length, 0),
        // As GitHub's toolkit packs it.
        artifact: files.reduce((sum, file) => sum + deflateRawSync(file).length, 0),
        branch: await bytesOf(join(remote, 'objects')),
      };
    } finally {
      await world.close();
    }
  }
}

async function bytesOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(entries.map(async (entry) => await stat(join(folder, entry))));
  return sizes.reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
