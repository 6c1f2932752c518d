import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type SimulatedLake, startLake } from '../../simulator/lake/lake.ts';
import { STORAGE_AUDIENCE } from '../../simulator/tenant/tenant.ts';
import { tablesOf } from '../../src/snapshot/tables.ts';
import { useWorld } from './use-world.ts';
import { DATA_KEY, type World } from './world.ts';

/** A world with a data lake. */
export interface LakeWorld {
  readonly world: World;
  readonly lake: SimulatedLake;
  /** Inputs of a run that publishes to the lake alone. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Opens a world with an empty lake, whose clock is the tenant's; both close with the test. */
export async function useLakeWorld(options?: Parameters<typeof useWorld>[0]): Promise<LakeWorld> {
  const world = await useWorld(options);
  const { tenant } = world;
  const lake = await startLake({
    now: () => tenant.now(),
    isAllowed: (authorization) => tenant.tokens.valid(authorization)?.audience === STORAGE_AUDIENCE,
  });
  onTestFinished(async () => {
    await lake.close();
    const secrets = ['simulated-secret', DATA_KEY, ...tenant.issuedTokens.map(({ token }) => token)];
    for (const [path, { bytes }] of lake.blobs) {
      if (secrets.some((secret) => bytes.includes(secret)))
        throw new Error(`${path} of the lake holds a secret`);
    }
  });
  return { world, lake, inputs: { publish: 'data-lake', 'data-lake-url': `${lake.url}/power-apps` } };
}

/** Writes the files of the lake into a folder, as a reader of local files finds them. */
export async function copyLake(lake: SimulatedLake, folder: string): Promise<void> {
  for (const [path, { bytes }] of lake.blobs) {
    const file = join(folder, ...path.split('/'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

/** The tables with users. */
export const TABLES: readonly string[] = tablesOf('pseudonym').map(({ name }) => name);
