import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stretchOnce } from '../../simulator/pseudonyms.ts';
import { openDataKeys } from '../../src/launches/data-keys.ts';
import { createDataBranch } from '../../src/stores/branch/branch.ts';
import { runGit } from '../../src/stores/branch/git.ts';
import type { BranchSnapshot } from '../../src/stores/branch/snapshot.ts';
import { runChild } from '../child.ts';
import { makeLaunchesInParts, makeSnapshot } from '../history.ts';
import { openClients } from '../launches.ts';
import { openServices, type Services } from '../open-services.ts';
import { type Group, type Measured, ratio } from '../row.ts';
import { interleave } from '../samples.ts';
import { INPUTS, wholeRun } from '../whole-run.ts';

const DAY = 86_400_000;

/** A run that adds days to a long and to a short history on a data branch. Days without `daysAdded` are of the histories. */
interface Histories {
  readonly long: number;
  readonly short: number;
  readonly launchesPerDay: number;
  readonly daysAdded: number;
  /** Makes the launches of the days added: `launchShare` is of 1. */
  readonly content: { readonly blobs: number; readonly recordsPerBlob: number; readonly launchShare: number };
  readonly rounds: number;
}

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
  measure: async () => ({
    ratio: await measureHistories({
      ...{ long: 3_000, short: 30, launchesPerDay: 50, daysAdded: 3, rounds: 5 },
      content: { blobs: 72, recordsPerBlob: 42, launchShare: 0.05 },
    }),
  }),
};

/** A run that adds a day of 4,000 launches to a data branch with 3 years of such days, and with 30 days. */
export const years: Group<'ratio'> = {
  name: 'years',
  isFull: true,
  goals: {
    ratio: {
      row: 7,
      name: 'run that adds a day to 3 years / to 30 days, 4,000 launches a day, branch',
      bound: 'at most',
      goal: 1.1,
      unit: '',
    },
  },
  measure: async () => ({
    ratio: await measureHistories({
      ...{ long: 1_095, short: 30, launchesPerDay: 4_000, daysAdded: 1, rounds: 5 },
      content: { blobs: 100, recordsPerBlob: 80, launchShare: 0.5 },
    }),
  }),
};

async function measureHistories(histories: Histories): Promise<Measured> {
  const { content, daysAdded, rounds } = histories;
  const services = await openServices({ ...content, hours: daysAdded * 24 });
  const clients = openClients(services);
  try {
    await clients.run('parse');
    const expected = clients.launches();
    const [short, long] = [
      await publishHistory(services, histories.short, histories),
      await publishHistory(services, histories.long, histories),
    ];
    const add = async ({ branch, commit }: Published): Promise<number> => {
      const git = ['--git-dir', services.remote, 'update-ref', `refs/heads/${branch}`, commit];
      await runChild({ command: 'git', args: git });
      return (await wholeRun({ services, expected, inputs: { publish: 'branch', branch } })).ms;
    };
    const times = await interleave(rounds, { long: () => add(long), short: () => add(short) });
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
async function publishHistory(
  services: Services,
  days: number,
  { launchesPerDay, daysAdded }: Histories,
): Promise<Published> {
  const { tenantId, temporary } = services;
  // Its git knows where the repository is.
  const { variables, workspace } = await services.step(INPUTS);
  // Content may hold launches of up to an hour and a half before it.
  const until = services.now - daysAdded * DAY;
  const choice = { mode: 'pseudonym', dataKey: INPUTS['data-key'] } as const;
  const { signing } = await openDataKeys(choice, tenantId, async (...of) => stretchOnce(...of));
  const branch = `history-${days}`;
  const folder = join(temporary, branch);
  mkdirSync(folder);
  const store = await createDataBranch({
    workspace,
    temporary: folder,
    branch,
    history: 'keep',
    // A run reads every file of a branch whose last commit is not signed with its key.
    signingKey: Promise.resolve(signing?.manifest),
    serverUrl: 'https://github.com',
    repository: 'contoso/app-launches',
    token: '',
    environment: variables,
    mask: () => undefined,
    debug: () => undefined,
    runGit,
    sleep: async () => undefined,
  });
  const parts = makeLaunchesInParts(
    { days, launchesPerDay, until: until - DAY },
    days,
    Math.floor(LAUNCHES_AT_ONCE / launchesPerDay),
  );
  let base: BranchSnapshot | undefined;
  for (const launches of parts) {
    const snapshot = await makeSnapshot(launches, { tenantId, key: INPUTS['data-key'], until, base });
    const { kind } = await store.publish(base, snapshot);
    if (kind === 'raced') throw new Error('Nobody else publishes here');
    base = await store.previous();
  }
  await store.close();
  if (base === undefined) throw new Error('A history of launches made no branch');
  return { branch, commit: base.commit };
}

/** A month or two of a large tenant: all of three years would not fit into memory. */
const LAUNCHES_AT_ONCE = 160_000;
