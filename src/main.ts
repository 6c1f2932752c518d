import { check } from './commands/check.ts';
import type { Run } from './commands/run.ts';
import { sync } from './commands/sync.ts';
import { createNetwork } from './entra/network.ts';
import { createTokenSource } from './entra/token.ts';
import { adviceOf } from './errors.ts';
import { createGitHub } from './github/api.ts';
import { createIdTokenSource } from './github/id-token.ts';
import type { Host } from './host.ts';
import { proxyWarningOf } from './http/proxy-support.ts';
import { readRunContext } from './inputs/run-context.ts';
import { describeSettings, readSettings, type Settings, secretsOf } from './inputs/settings.ts';
import { openDataKeys } from './launches/data-keys.ts';
import { createApi } from './sources/activity-feed/api.ts';
import { createLimiter } from './sources/activity-feed/limiter.ts';
import { createStore } from './stores/create-store.ts';
import { VERSION } from './version.ts';

/** One run, from the inputs to the outputs. Fails the step instead of throwing. */
export async function run(environment: NodeJS.ProcessEnv, host: Host): Promise<void> {
  const { log } = host;
  log.info(`Audit Log Sync ${VERSION} on Node.js ${host.nodeVersion}`);
  const proxyWarning = proxyWarningOf(environment, host.nodeVersion);
  if (proxyWarning !== undefined) log.warning(proxyWarning, 'Proxy not used');
  try {
    const settings = readSettings(environment, new Date(host.clock.now()));
    for (const secret of secretsOf(settings)) host.mask(secret);
    for (const line of describeSettings(settings)) log.debug(line);
    const run = await connect(settings, environment, host);
    try {
      await { check, sync }[settings.command](run);
    } finally {
      await run.store.close();
    }
  } catch (error) {
    host.fail(adviceOf(error));
    if (error instanceof Error && error.stack !== undefined) log.debug(error.stack);
  }
}

/** Makes the clients of all services that a run asks. Nothing is sent before a command asks. */
async function connect(settings: Settings, environment: NodeJS.ProcessEnv, host: Host): Promise<Run> {
  const { clock, random, log, mask, loadArtifactClient, runGit } = host;
  const context = readRunContext(environment);
  const outside = { clock, random, debug: log.debug, send: host.createSend(settings.concurrency + 2) };
  const { apiUrl, repository } = context;
  const github = createGitHub({ ...outside, apiUrl, repository, token: settings.githubToken });
  const tokens = createTokenSource({
    signIn: settings,
    network: createNetwork({ ...outside, origin: new URL(settings.entraUrl).origin }),
    idToken: createIdTokenSource({ ...outside, environment }),
    mask,
    now: clock.now,
  });
  const { managementApiUrl: baseUrl, tenantId, publisherId } = settings;
  const deadline = host.startDeadline(settings.deadlineMs);
  const limiter = createLimiter(settings.requestsPerMinute, clock);
  const feed = createApi({ baseUrl, tenantId, publisherId }, { ...outside, tokens, limiter, deadline });
  const storeReady = createStore(settings, context, {
    clock,
    debug: log.debug,
    github,
    loadArtifactClient,
    runGit,
    mask,
    environment,
  });
  const keys = openDataKeys(settings.users, tenantId, host.stretchKey);
  const [store, { users, signing }] = await Promise.all([storeReady, keys]);
  return { settings, context, host, github, tokens, feed, store, users, signing };
}
