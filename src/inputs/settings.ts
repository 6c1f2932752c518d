import { readCertificate } from '../entra/certificate.ts';
import { CLOUD_NAMES, CLOUDS, type Cloud } from '../entra/clouds.ts';
import type { Credential } from '../entra/token.ts';
import type { DataKeyChoice } from '../launches/data-keys.ts';
import type { InventoryChoice } from './app-inventory.ts';
import { readCredential } from './credential.ts';
import { type DataLakeAddress, readDataLake } from './data-lake.ts';
import type { DeliveryChoice } from './deliveries.ts';
import { duration } from './duration.ts';
import { type CoveredTime, readImportCovers, readImports } from './imports.ts';
import { artifactName, branchName, reallyInsideWorkspace, type WorkspacePath } from './places.ts';
import { type PublishTargets, readPublish } from './publish.ts';
import { type Environment, type Field, InputReader, InvalidInput } from './reader.ts';
import { guid, oneOf, someOf, wholeNumber, yamlBoolean } from './rules.ts';
import { readAddresses } from './service-urls.ts';
import { cacheKey, operations, readUsers, sendableToken, timeZone } from './values.ts';
import { readWindow, type WindowChoice } from './window.ts';

export type {
  Credential,
  DataLakeAddress,
  DeliveryChoice,
  InventoryChoice,
  PublishTargets,
  WindowChoice,
  WorkspacePath,
};
export type SnapshotFormat = 'csv' | 'parquet';

/** Launches, and what deletes apps and proves that they are there again. */
const OPERATIONS =
  'LaunchPowerApp, DeletePowerApp, AdminDeletePowerApp, AdminDeleteApp, AdminRestoreDeletedApp, PromotePowerAppVersion';

/** What the workflow author asked for, checked; frozen at every depth. Durations are in milliseconds. */
export interface Settings {
  readonly command: 'sync' | 'import' | 'check';
  /** Lower-case GUID. */
  readonly tenantId: string;
  /** Lower-case GUID; empty with `command: import` where none is given. */
  readonly clientId: string;
  readonly credential: Credential;
  readonly cloud: Cloud;
  /** Without a trailing slash; `/api/v1.0/…` follows. */
  readonly managementApiUrl: string;
  /** Without a trailing slash; `/{tenantId}/…` follows. */
  readonly entraUrl: string;
  /** Microsoft Graph, without a trailing slash; `undefined` where it has no audit search. */
  readonly graphUrl: string | undefined;
  /** Whom the access tokens may be for, the likeliest first; `${audience}/.default` is their scope. */
  readonly audiences: readonly string[];
  /** Whom GitHub's ID token is for. */
  readonly federationAudience: string;
  /** The hosts in `service-urls` that are neither Microsoft's nor loopback. */
  readonly strangeHosts: readonly string[];
  readonly appInventory: InventoryChoice;
  readonly deliveries: DeliveryChoice;
  /** Lower-case GUID. */
  readonly publisherId: string;
  /** At least one; as spelled by the author, each once without regard to case. */
  readonly operations: readonly string[];
  readonly lookbackMs: number;
  readonly intervalMs: number;
  /** May be 0. */
  readonly overlapMs: number;
  /** `graph`: audit search reads what is older than the feed's reach, and the gaps. */
  readonly history: 'none' | 'graph';
  readonly historyReachMs: number;
  /** May be 0. */
  readonly historyWaitMs: number;
  readonly window: WindowChoice;
  /** Files, folders and globs in the workspace, with `/`; empty unless the command is `import`. */
  readonly imports: readonly string[];
  /** Launch time of which the imported files hold every launch; `undefined`: of none. */
  readonly importCovers: CoveredTime | undefined;
  readonly users: DataKeyChoice;
  /** IANA name. */
  readonly timeZone: string;
  /** At least one; csv before parquet. */
  readonly formats: readonly SnapshotFormat[];
  readonly directory: WorkspacePath;
  readonly publish: PublishTargets;
  /** `undefined` unless `publish` names it. */
  readonly dataLake: DataLakeAddress | undefined;
  readonly artifactName: string;
  /** 1 to 400; `undefined` leaves it to the repository. */
  readonly retentionDays: number | undefined;
  readonly branch: string;
  readonly branchHistory: 'keep' | 'squash';
  /** Launches older than this leave the snapshot; `undefined` keeps everything. */
  readonly keepMs: number | undefined;
  readonly appCatalog: WorkspacePath | undefined;
  readonly concurrency: number;
  readonly requestsPerMinute: number;
  /** From the start of the run until it reads nothing more. */
  readonly deadlineMs: number;
  readonly cacheKey: string;
  readonly allowPublicRepository: boolean;
  /** May be empty. */
  readonly githubToken: string;
  readonly strict: boolean;
}

const SECRET_INPUTS = new Set(['client-secret', 'client-certificate', 'data-key', 'github-token']);
const WHERE_TENANT_ID =
  'Copy "Directory (tenant) ID" from the overview of the app registration in the Entra admin center; a domain name does not work';
const WHERE_CLIENT_ID =
  'Copy "Application (client) ID" from the overview of the app registration in the Entra admin center';

/**
 * Reads the inputs of the step (`INPUT_*`), `GITHUB_WORKSPACE` and `GITHUB_SERVER_URL`; an empty input is not given and takes its default.
 * `now` bounds `start-time` and `end-time`. Throws an InputError that lists every problem.
 */
export function readSettings(environment: Environment, now: Date): Settings {
  const reader = new InputReader(environment, SECRET_INPUTS);
  const tenantId = reader.required('tenant-id', WHERE_TENANT_ID, guid(WHERE_TENANT_ID));
  const command = reader.withDefault('command', 'sync', oneOf(['sync', 'import', 'check']));
  const zone = reader.withDefault('time-zone', 'UTC', timeZone);
  const cloud = reader.withDefault('cloud', 'commercial', oneOf(CLOUD_NAMES));
  const publisherId = reader.optional('publisher-id', guid('Leave it out to use tenant-id'));
  const workspace = reader.check('GITHUB_WORKSPACE', () => {
    const folder = environment.GITHUB_WORKSPACE ?? '';
    if (folder === '')
      throw new InvalidInput('is not set', 'Run this action as a step of a workflow, which sets it');
    return folder;
  });
  const place = (text: string): WorkspacePath => reallyInsideWorkspace(workspace(), text);
  const publish = readPublish(reader, environment.GITHUB_SERVER_URL);
  const formats = reader.withDefault('formats', 'csv, parquet', someOf(['csv', 'parquet']));
  const settings: Settings = reader.finish({
    command,
    tenantId,
    clientId: readClientId(reader, command),
    credential: readCredential(reader),
    cloud,
    ...readAddresses(reader, cloud),
    publisherId: () => publisherId() ?? tenantId(),
    operations: reader.withDefault('operations', OPERATIONS, operations),
    lookbackMs: reader.withDefault('lookback', '7 days', duration('7 days')),
    intervalMs: reader.withDefault('interval', '1 day', duration('1 day')),
    overlapMs: reader.withDefault('overlap', '2 hours', duration('2 hours', 'allowed')),
    history: reader.check('history', () => {
      const history = oneOf(['none', 'graph'])(reader.given('history') ?? 'none');
      if (history === 'graph' && CLOUDS[cloud()].graphUrl === undefined) {
        throw new InvalidInput(
          `cannot be graph in the cloud ${cloud()}`,
          'Leave history out: Microsoft Graph has no audit search in this cloud',
        );
      }
      return history;
    }),
    historyReachMs: reader.withDefault('history-reach', '180 days', duration('180 days')),
    historyWaitMs: reader.withDefault('history-wait', '10 minutes', duration('10 minutes', 'allowed')),
    window: readWindow(reader, now),
    imports: readImports(reader, command),
    importCovers: readImportCovers(reader, zone, now),
    users: readUsers(reader),
    timeZone: zone,
    formats: reader.check('formats', () => {
      if (publish().dataLake && !formats().includes('parquet')) {
        throw new InvalidInput('leaves out parquet, which publish: data-lake needs', 'Add parquet');
      }
      return formats();
    }),
    directory: reader.withDefault('directory', 'app-launches', place),
    publish,
    dataLake: readDataLake(reader, () => publish().dataLake),
    artifactName: reader.withDefault('artifact-name', 'app-launches', artifactName),
    retentionDays: reader.optional('retention-days', wholeNumber(1, 400)),
    branch: reader.withDefault('branch', 'app-launches', branchName),
    branchHistory: reader.withDefault('branch-history', 'keep', oneOf(['keep', 'squash'])),
    keepMs: reader.optional('keep', duration('13 months')),
    appCatalog: reader.optional('app-catalog', place),
    concurrency: reader.withDefault('concurrency', '8', wholeNumber(1, 64)),
    requestsPerMinute: reader.withDefault('requests-per-minute', '1800', wholeNumber(1, 60_000)),
    deadlineMs: reader.withDefault('deadline', '45 minutes', duration('45 minutes')),
    cacheKey: reader.withDefault('cache-key', 'audit-log-sync', cacheKey),
    allowPublicRepository: reader.withDefault('allow-public-repository', 'false', yamlBoolean),
    githubToken: reader.withDefault('github-token', '', sendableToken),
    strict: reader.withDefault('strict', 'false', yamlBoolean),
  });
  return frozen(settings);
}

/** An import signs in to nothing. A command that is wrong asks for no id. */
function readClientId(reader: InputReader, command: Field<Settings['command']>): Field<string> {
  const clientId = reader.optional('client-id', guid(WHERE_CLIENT_ID));
  return reader.check('client-id', () => {
    const given = clientId();
    if (given === undefined && command() !== 'import') throw new InvalidInput('is required', WHERE_CLIENT_ID);
    return given ?? '';
  });
}

/** Returns lines that show the settings, for debug lines: everything but secrets. */
export function describeSettings(settings: Settings): readonly string[] {
  const { credential, users, githubToken, ...shown } = settings;
  const known = {
    ...shown,
    credential: credential.kind,
    users: users.mode,
    dataKey: users.dataKey === undefined ? 'none' : 'given',
    githubToken: githubToken === '' ? 'none' : 'given',
  };
  return Object.entries(known).map(([name, value]) => `Setting ${name}: ${JSON.stringify(value)}`);
}

/**
 * Returns every secret that the inputs hold, right or wrong, so that it can be masked before anything is said: as given, and
 * each line; a PEM also in the forms that it is rebuilt to. A line of a few characters is left out: its mask would riddle the
 * log.
 */
export function secretsOf(environment: Environment): readonly string[] {
  const reader = new InputReader(environment, SECRET_INPUTS);
  const given = [...SECRET_INPUTS].flatMap((input) => reader.given(input) ?? []);
  const pem = reader.given('client-certificate');
  const rebuilt = pem === undefined ? [] : formsOfPem(pem);
  const lines = [...given, ...rebuilt].flatMap((text) => text.split(/\r?\n/)).filter(isLongData);
  return [...new Set([...given, ...rebuilt, ...lines])];
}

function isLongData(line: string): boolean {
  return line.length >= 8 && !line.startsWith('-----');
}

/** On its way into a secret a PEM loses line breaks, or gets blanks or `\n` for them, or is kept in base64. */
function formsOfPem(pem: string): readonly string[] {
  const words = pem.split(/\s+|\\n/).join('\n');
  const bytes = Buffer.from(pem);
  // Whole groups alone: so it also hides the base64 of what has a line end more.
  const base64 = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
  try {
    const { privateKey, chain } = readCertificate(pem);
    return [words, base64, privateKey, privateKey.replaceAll(/-----.*-----|\n/g, ''), chain];
  } catch {
    return [words, base64];
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
