import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createDataBranch } from '../../src/stores/branch/branch.ts';
import { runGit } from '../../src/stores/branch/git.ts';
import { runChild } from '../child.ts';
import { makeLaunches, makeSnapshot } from '../history.ts';
import { openClients } from '../launches.ts';
import { openServices, type Services } from '../open-services.ts';
import { type Group, type Measured, ratio } from '../row.ts';
import { interleave } from '../samples.ts';
import { INPUTS, wholeRun } from '../whole-run.ts';

const DAY = 86_400_000;

/** A run that adds 3 days of 50 launches to a data branch with 3,000 such days, and with 30. */
export const history: Group<'ratio'> = {
  name: 'history',
  isFull: false,
  goals: {
    ratio: {
      row: 12,
      name: 'run that adds 3 days to 3,000 days / to 30 days of a data branch, 50 launches a day',
      bound: 'at most',
      goal: 1.2,
      unit: '',
    },
  },
  measure: async () => ({ ratio: await measureHistory() }),
};

async function measureHistory(): Promise<Measured> {
  const services = await openServices({ blobs: 72, hours: 72, recordsPerBlob: 42, launchShare: 0.05 });
  const clients = openClients(services);
  try {
    await clients.run('parse');
    const expected = clients.launches();
    const [short, long] = [await publishHistory(services, 30), await publishHistory(services, 3_000)];
    const add = async ({ branch, commit }: Published): Promise<number> => {
      const git = ['--git-dir', services.remote, 'update-ref', `refs/heads/${branch}`, commit];
      await runChild({ command: 'git', args: git });
      return (await wholeRun({ services, expected, inputs: { publish: 'branch', branch } })).ms;
    };
    const times = await interleave(5, { long: () => add(long), short: () => add(short) });
    return ratio(times.long, times.short, ' ms');
  } finally {
    clients.close();
    services.close();
  }
}

interface Published {
  readonly branch: string;
  readonly commit: string;
}

/** Makes a data branch with a history that ends where the tenant's content begins. */
async function publishHistory(services: Services, days: number): Promise<Published> {
  const { tenantId, workspace, temporary } = services;
  // Content may hold launches of up to an hour and a half before it.
  const until = services.now - 3 * DAY;
  const launches = makeLaunches({ days, launchesPerDay: 50, until: until - DAY }, days);
  const snapshot = await makeSnapshot(launches, { tenantId, key: INPUTS['data-key'], until });
  const branch = `history-${days}`;
  const folder = join(temporary, branch);
  mkdirSync(folder);
  const store = await createDataBranch({
    workspace,
    temporary: folder,
    branch,
    history: 'keep',
    signingKey: Promise.resolve(undefined),
    serverUrl: 'https://github.com',
    repository: 'contoso/app-launches',
    token: '',
    environment: process.env,
    mask: () => undefined,
    debug: () => undefined,
    runGit,
    sleep: async () => undefined,
  });
  const publication = await store.publish(undefined, snapshot);
  await store.close();
  if (publication.kind === 'raced') throw new Error('Nobody else publishes here');
  return { branch, commit: publication.commit };
}
