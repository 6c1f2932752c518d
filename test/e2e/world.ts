import { fileURLToPath } from 'node:url';
import { type ActionOptions, type ActionRun, runAction } from '../../simulator/runner/run-action.ts';
import { type Runner, type RunnerOptions, startRunner } from '../../simulator/runner/runner.ts';
import type { TenantOptions } from '../../simulator/tenant/options.ts';
import { startTenant, type Tenant } from '../../simulator/tenant/tenant.ts';

/** The file that a runner starts. */
export const ENTRY = fileURLToPath(new URL('../../dist/index.js', import.meta.url));

/** The key of the pseudonyms, unless a test gives another. */
export const PSEUDONYM_KEY = '0123456789abcdef0123456789abcdef';

/** Inputs of the step by name. `undefined` takes one of the defaults of `sync` away. */
export type Inputs = Readonly<Record<string, string | undefined>>;

/** A tenant, a runner, and the action between them. */
export interface World {
  readonly tenant: Tenant;
  readonly runner: Runner;
  /**
   * Runs `dist/index.js` as a scheduled run does: run 1, 2, 3 … on the default branch. `publish` is `none` unless given.
   * A run gets a fresh checkout; with `publish: none` all runs share one, because the folder is then the only store.
   */
  sync(inputs?: Inputs, options?: Partial<Omit<ActionOptions, 'entry' | 'inputs'>>): Promise<ActionRun>;
  /** What tenant and runner hold against the action: empty when it behaved. */
  judgeSays(): readonly string[];
  close(): Promise<void>;
}

/** Starts a tenant and a runner. The tenant's clock stands at 2026-11-22T06:00:00Z unless `tenant.now` says otherwise. */
export async function openWorld(
  options: { readonly tenant?: TenantOptions; readonly runner?: RunnerOptions } = {},
): Promise<World> {
  const tenant = await startTenant({ audience: 'https://manage.office.com', ...options.tenant });
  const runner = await startRunner(options.runner);
  const shared = await runner.checkout();
  let runs = 0;
  const defaults: Inputs = {
    'tenant-id': tenant.tenantId,
    'client-id': tenant.clientId,
    'client-secret': 'simulated-secret',
    'management-api-url': tenant.origin,
    'authority-url': tenant.origin,
    'pseudonym-key': PSEUDONYM_KEY,
    publish: 'none',
  };
  return {
    tenant,
    runner,
    async sync(given = {}, changed = {}) {
      runs += 1;
      const all = { ...defaults, ...given };
      const inputs = Object.fromEntries(
        Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      );
      const workspace = changed.workspace ?? (all.publish === 'none' ? shared : await runner.checkout());
      return await runAction(runner, { runId: runs, ...changed, entry: ENTRY, inputs, workspace });
    },
    judgeSays: () => [...tenant.judge.complaints, ...runner.complaints],
    async close() {
      await Promise.all([tenant.close(), runner.close()]);
    },
  };
}
