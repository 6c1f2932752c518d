import { check } from './commands/check.ts';
import { importFiles } from './commands/import.ts';
import type { Run, StartingRun } from './commands/run.ts';
import { sync } from './commands/sync.ts';
import { createDeliveries } from './deliveries/create-deliveries.ts';
import {
  GRAPH_API,
  POWER_APPS_API,
  POWER_PLATFORM_API,
  STORAGE_API,
  STORAGE_AUDIENCE,
} from './entra/claims.ts';
import { CLOUDS } from './entra/clouds.ts';
import { createNetwork } from './entra/network.ts';
import { createTokenSource, type SignInOptions } from './entra/token.ts';
import { adviceOf, messageOf } from './errors.ts';
import { createGitHub } from './github/api.ts';
import { createIdTokenSource } from './github/id-token.ts';
import type { Host } from './host.ts';
import { proxySecrets, proxyWarningOf, withoutProxyForLoopback } from './http/proxies.ts';
import { readRunContext } from './inputs/run-context.ts';
import { describeSettings, readSettings, type Settings, secretsOf } from './inputs/settings.ts';
import { openDataKeys } from './launches/data-keys.ts';
import { inertLog, inertText, watchSteps } from './log.ts';
import { failureSummary } from './report/failure-summary.ts';
import { strangeHostsWarning } from './report/log-lines.ts';
import { createApi } from './sources/activity-feed/api.ts';
import { createLimiter } from './sources/activity-feed/limiter.ts';
import {
  createInventoryApi,
  type InventoryApi,
  type InventoryClientOptions,
} from './sources/app-inventory/api.ts';
import { createAuditSearch, type SearchClientOptions } from './sources/audit-search/api.ts';
import { createAside, createStore } from './stores/create-store.ts';
import { type BlobOptions, createBlobs } from './stores/data-lake/blobs.ts';
import { VERSION } from './version.ts';

/** One run, from the inputs to the outputs. Takes the secrets out of `environment`. Fails the step instead of throwing. */
export async function run(environment: NodeJS.ProcessEnv, outside: Host): Promise<void> {
  const { log, failedStep } = watchSteps(inertLog(outside.log));
  const host = { ...outside, log, fail: (message: string) => outside.fail(inertText(message)) };
  log.info(`Audit Log Sync ${VERSION} on Node.js ${host.nodeVersion}`);
  const proxyWarning = proxyWarningOf(environment, host.nodeVersion);
  if (proxyWarning !== undefined) log.warning(proxyWarning, 'Proxy not used');
  try {
    // Before anything is said of them: a wrong input may be a secret.
    for (const secret of [...secretsOf(environment), ...proxySecrets(environment)]) host.mask(secret);
    Object.assign(environment, withoutProxyForLoopback(environment));
    const given = { ...environment };
    withholdFromChildren(environment);
    const settings = readSettings(given, new Date(host.clock.now()));
    for (const line of describeSettings(settings)) log.debug(line);
    const strange = strangeHostsWarning(settings.strangeHosts);
    if (strange !== undefined) log.warning(strange, 'Tokens go to another host');
    const run = await connect(settings, given, host);
    try {
      await { check, sync, import: importFiles }[settings.command](run);
    } finally {
      await run.aside.close();
      await run.store.close();
    }
  } catch (error) {
    host.fail(adviceOf(error));
    if (error instanceof Error && error.stack !== undefined) log.debug(error.stack);
    await host.writeSummary(failureSummary(error, failedStep())).catch((cause: unknown) => {
      // It may be what failed.
      log.debug(`Cannot write the job summary: ${messageOf(cause)}`);
    });
  }
}

/** What is read once, so that neither `tar` nor git nor a thread inherits it. */
const WITHHELD = /^(?:INPUT_|ACTIONS_ID_TOKEN_)/i;

function withholdFromChildren(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment).filter((each) => WITHHELD.test(each))) delete environment[name];
}

/** Open beside those for blobs: four listings, and a question to GitHub. */
const OTHER_REQUESTS = 5;

/** Makes the clients of all services that a run asks. Nothing is sent before a command asks. */
async function connect(settings: Settings, environment: NodeJS.ProcessEnv, host: Host): Promise<StartingRun> {
  const { clock, random, log, mask, loadArtifactClient, runGit, uuid } = host;
  const context = readRunContext(environment);
  const outside = {
    clock,
    random,
    debug: log.debug,
    send: host.createSend(settings.concurrency + OTHER_REQUESTS),
  };
  const { apiUrl, repository } = context;
  const github = createGitHub({ ...outside, apiUrl, repository, token: settings.githubToken });
  const signIn = {
    network: createNetwork({ ...outside, origin: new URL(settings.entraUrl).origin }),
    idToken: createIdTokenSource({ ...outside, environment }),
    mask,
    now: clock.now,
  };
  const tokens = createTokenSource({ ...signIn, signIn: settings });
  const { managementApiUrl: baseUrl, tenantId, publisherId } = settings;
  const deadline = host.startDeadline(settings.deadlineMs);
  const limiter = createLimiter(settings.requestsPerMinute, clock);
  const feed = createApi({ baseUrl, tenantId, publisherId }, { ...outside, tokens, limiter, deadline });
  const inventory = connectInventory(settings, { ...outside, deadline }, signIn);
  const search = connectSearch(settings, { ...outside, deadline }, signIn);
  const deliveries = createDeliveries(settings.deliveries, {
    ...{ ...outside, deadline, startDeadline: host.startDeadline },
    tokensFor: (service, audience) =>
      createTokenSource({ ...signIn, signIn: { ...settings, audiences: [audience] }, service }),
  });
  const keys = openDataKeys(settings.users, tenantId, host.stretchKey);
  const manifestKey = keys.then(({ signing }) => signing?.manifest);
  // What fails before anybody waits for the keys must not leave theirs unhandled.
  manifestKey.catch(() => undefined);
  const blobs = connectBlobs(settings, outside, signIn);
  const users = settings.users.mode;
  const lake = blobs && {
    ...blobs,
    ...{ users, manifestKey, clock, uuid, debug: log.debug, warn: log.warning },
  };
  const store = await createStore(settings, context, {
    manifestKey,
    lake,
    clock,
    debug: log.debug,
    github,
    loadArtifactClient,
    runGit,
    uuid,
    mask,
    environment,
  });
  const aside = createAside(context, { uuid, clock });
  return { settings, context, host, github, tokens, feed, search, inventory, deliveries, store, aside, keys };
}

/** Requests a minute: 300 environments in half of one. A service that finds it too much says so, and is asked less. */
const INVENTORY_REQUESTS_PER_MINUTE = 600;

/** Makes the client of the inventory, with tokens of its own; `undefined` when none is asked for. */
function connectInventory(
  settings: Settings,
  outside: Omit<InventoryClientOptions, 'tokens' | 'limiter'>,
  signIn: Omit<SignInOptions, 'signIn' | 'service'>,
): InventoryApi | undefined {
  const { appInventory: choice } = settings;
  if (choice.mode === 'none') return undefined;
  const service = choice.mode === 'admin' ? POWER_APPS_API : POWER_PLATFORM_API;
  const tokens = createTokenSource({
    ...signIn,
    signIn: { ...settings, audiences: [choice.audience] },
    service,
  });
  const limiter = createLimiter(INVENTORY_REQUESTS_PER_MINUTE, outside.clock);
  return createInventoryApi(choice, { ...outside, tokens, limiter });
}

/** Makes the client of audit search, with tokens of its own; `undefined` without history. */
function connectSearch(
  settings: Settings,
  outside: Omit<SearchClientOptions, 'tokens'>,
  signIn: Omit<SignInOptions, 'signIn' | 'service'>,
): Run['search'] {
  const { history, cloud, graphUrl } = settings;
  const audience = CLOUDS[cloud].graphUrl;
  if (history === 'none' || graphUrl === undefined || audience === undefined) return undefined;
  const tokens = createTokenSource({
    ...signIn,
    signIn: { ...settings, audiences: [audience] },
    service: GRAPH_API,
  });
  return { tokens, queries: createAuditSearch(graphUrl, { ...outside, tokens }) };
}

/** Makes the client of the data lake, with tokens of its own; `undefined` when `publish` does not name it. */
function connectBlobs(
  settings: Settings,
  outside: Omit<BlobOptions, 'tokens'>,
  signIn: Omit<SignInOptions, 'signIn' | 'service'>,
) {
  const { dataLake: address } = settings;
  if (address === undefined) return undefined;
  const tokens = createTokenSource({
    ...signIn,
    signIn: { ...settings, audiences: [STORAGE_AUDIENCE] },
    service: STORAGE_API,
  });
  return { address, blobs: createBlobs(address, { ...outside, tokens }) };
}
