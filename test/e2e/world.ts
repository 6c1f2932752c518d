import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ActionOptions, type ActionRun, runAction } from '../../simulator/runner/run-action.ts';
import { type Runner, type RunnerOptions, startRunner } from '../../simulator/runner/runner.ts';
import type { TenantOptions } from '../../simulator/tenant/options.ts';
import { startTenant, type Tenant } from '../../simulator/tenant/tenant.ts';
import { compileCache } from '../compile-cache.ts';
import { DEVICES, findLeaks, type Needle, shownBy, storedIn, usersOf } from './leaks.ts';
import { playAction } from './play-action.ts';
import { VirtualClock } from './played-host.ts';

/** The file that a runner starts. */
export const ENTRY = fileURLToPath(new URL('../../dist/index.js', import.meta.url));

/** The data key, unless a test gives another. */
export const DATA_KEY = '0123456789abcdeffedcba98765432100f1e2d3c4b5a69788796a5b4c3d2e1f0';

/** Another one. */
export const OTHER_DATA_KEY = DATA_KEY.replaceAll('0', '7');

/** Inputs of the step by name. `undefined` takes one of the defaults of `sync` away. */
export type Inputs = Readonly<Record<string, string | undefined>>;

/** A tenant, a runner, and the action between them. */
export interface World {
  readonly tenant: Tenant;
  readonly runner: Runner;
  /**
   * Runs the action as a scheduled run does: run 1, 2, 3 … on the default branch. `publish` is `none` unless given.
   * A run gets a fresh checkout; with `publish: none` all runs share one, because the folder is then the only store.
   * Plays `src/` inside of this process, on virtual time, unless the world was opened with `built: true`.
   * Throws when the run shows a secret, a token, an assertion or a user, or leaves a file in RUNNER_TEMP or a secret in the
   * environment that children inherit.
   */
  sync(inputs?: Inputs, options?: RunOptions): Promise<ActionRun>;
  /** What tenant and runner hold against the action: empty when it behaved. */
  judgeSays(): readonly string[];
  /** Throws when a secret, a token or an assertion stands in what the runs left behind, or a user outside the tables. */
  close(): Promise<void>;
}

/** What can be chosen about a run besides its inputs. */
export interface RunOptions extends Partial<Omit<ActionOptions, 'entry' | 'inputs'>> {
  /** Whether this run is one of `dist/index.js`; as the world was opened, unless given. */
  readonly built?: boolean;
}

/** Starts a tenant and a runner. The tenant's clock stands at 2026-11-22T06:00:00Z unless `tenant.now` says otherwise. */
export async function openWorld(
  options: {
    readonly tenant?: TenantOptions;
    readonly runner?: RunnerOptions;
    /** Runs `dist/index.js` in a process of its own, as a runner does. */
    readonly built?: boolean;
  } = {},
): Promise<World> {
  const tenant = await startTenant({ audience: 'https://manage.office.com', ...options.tenant });
  // The services of a played run are on its time.
  let clock = new VirtualClock(tenant.now());
  let aheadMs = tenant.now() - Date.now();
  const now = (): Date => new Date(options.built === true ? Date.now() + aheadMs : clock.now());
  const runner = await startRunner({ now, ...options.runner });
  let shared: Promise<string> | undefined;
  const sharedCheckout = (): Promise<string> => {
    shared ??= runner.checkout();
    return shared;
  };
  let runs = 0;
  const defaults: Inputs = {
    'tenant-id': tenant.tenantId,
    'client-id': tenant.clientId,
    'client-secret': 'simulated-secret',
    'service-urls': ['management-api', 'entra', 'graph', 'power-platform', 'power-apps', 'bap', 'power-bi']
      .map((name) => `${name}=${tenant.origin}`)
      .join('\n'),
    'data-key': DATA_KEY,
    publish: 'none',
  };
  let namesUsers = false;
  const secrets = new Set<string>([runner.token]);
  const secretNeedles = (): readonly Needle[] => {
    const tokens = [...tenant.issuedTokens, ...runner.idTokens, ...tenant.assertions].map(
      ({ token }) => token,
    );
    return [...secrets, ...tokens]
      .filter((text) => text.length >= 6)
      .map((text) => ({ what: 'secret', text }));
  };
  const personNeedles = [...usersOf(tenant.world), ...DEVICES].filter(({ text }) => text.length >= 6);
  return {
    tenant,
    runner,
    async sync(given = {}, changed = {}) {
      runs += 1;
      const all = { ...defaults, ...given };
      const inputs = Object.fromEntries(
        Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      );
      const workspace =
        changed.workspace ?? (await (all.publish === 'none' ? sharedCheckout() : runner.checkout()));
      for (const name of SECRET_INPUTS) if (inputs[name] !== undefined) secrets.add(inputs[name]);
      if (inputs.users === 'name') namesUsers = true;
      const step = { runId: runs, ...changed, entry: ENTRY, inputs, workspace };
      clock = new VirtualClock(tenant.now());
      aheadMs = tenant.now() - Date.now();
      const run =
        (changed.built ?? options.built) === true
          ? await runAction(runner, {
              ...step,
              now: new Date(tenant.now()),
              env: { ...compileCache(), ...changed.env },
            })
          : await playAction(runner, { ...step, clock });
      refuseLeaks(await findLeaks(shownBy(run), [...secretNeedles(), ...personNeedles]));
      if (run.exitCode !== null) await refuseLeftovers(run);
      return run;
    },
    judgeSays: () => [...tenant.judge.complaints, ...runner.complaints],
    async close() {
      const stored = await storedIn(runner);
      const outside = stored.filter(({ kind }) => kind !== 'snapshot' && !(namesUsers && kind === 'owners'));
      const leaks = [
        await findLeaks(stored, secretNeedles()),
        await findLeaks(outside, personNeedles),
      ].flat();
      await Promise.all([tenant.close(), runner.close()]);
      refuseLeaks(leaks);
    },
  };
}

const SECRET_INPUTS = ['client-secret', 'client-certificate', 'data-key'];

function refuseLeaks(leaks: readonly string[]): void {
  if (leaks.length > 0) throw new Error(`The action leaks: ${leaks.join('; ')}`);
}

/** What the toolkit leaves of a cache entry: a list with the path of the file that it holds. */
const LIST_OF_THE_TOOLKIT = /^[\da-f-]{36}(?:[\\/]manifest\.txt)?$/;

async function refuseLeftovers({ temporary }: ActionRun): Promise<void> {
  const files = await readdir(temporary, { recursive: true });
  const ours = files.filter((file) => !LIST_OF_THE_TOOLKIT.test(file));
  if (ours.length > 0) throw new Error(`The action leaves ${ours.join(', ')} in RUNNER_TEMP`);
}
