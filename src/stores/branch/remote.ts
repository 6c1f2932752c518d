import { dirname, resolve } from 'node:path';
import { proxySecrets, secretsOfProxy } from '../../http/proxies.ts';
import { type Environment, type GitConfig, gitEnvironment, type RunGit } from './git.ts';

/** What is known of the job before its remote is. */
export interface RemoteSettings {
  /** Folder of the checkout; it may be empty or missing. */
  readonly workspace: string;
  /** Folder for temporary files: RUNNER_TEMP. */
  readonly temporary: string;
  /** `https://github.com`, without a path. */
  readonly serverUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Empty: whatever the checkout signs in with. */
  readonly token: string;
  readonly environment: Environment;
  readonly runGit: RunGit;
  /** Takes every secret that git will be told, before git is told. */
  readonly mask: (value: string) => void;
}

/** How to reach the repository that holds the branch. */
export interface Remote {
  readonly url: string;
  readonly config: GitConfig;
  readonly environment: Environment;
  /** The remote is a folder of this machine. */
  readonly isFolder: boolean;
  /** Texts that no message may show. */
  readonly secrets: readonly string[];
}

/**
 * Finds the remote: `origin` of the checkout, otherwise the repository of the job on its server.
 * The token goes to the server's own scheme, host and port only. Every other remote is reached as the checkout
 * reaches it: with its ssh command, its HTTP settings and its credential helpers.
 * @throws {StoreError} when there is no git to run.
 */
export async function findRemote(settings: RemoteSettings): Promise<Remote> {
  const checkout = {
    cwd: settings.temporary,
    // Only settings are read there, so it does not matter who owns the folder (in a container: another user).
    environment: gitEnvironment(settings.environment, [['safe.directory', '*']], {
      GIT_CEILING_DIRECTORIES: dirname(resolve(settings.workspace)),
    }),
  };
  const origin = await settings.runGit(checkout, ['-C', settings.workspace, 'remote', 'get-url', 'origin']);
  const listed = await settings.runGit(checkout, [
    '-C',
    settings.workspace,
    'config',
    '--local',
    '--includes',
    '--null',
    '--get-regexp',
    '^(core\\.sshcommand|http\\..*|credential\\..*)$',
  ]);
  const found = origin.code === 0 ? origin.stdout.toString('utf8').replace(/\r?\n$/, '') : '';
  const url = found === '' ? `${settings.serverUrl.replace(/\/+$/, '')}/${settings.repository}.git` : found;
  const config = parseConfig(listed.stdout.toString('utf8'));
  const proxies = config.filter(([key]) => /^http\.(?:.+\.)?proxy$/i.test(key));
  const ofProxies = proxies.flatMap(([, address]) => secretsOfProxy(address));
  for (const secret of ofProxies) settings.mask(secret);
  const remote =
    settings.token !== '' && isOnServer(url, settings.serverUrl)
      ? withToken(url, config, settings)
      : asCheckedOut(url, config, settings);
  return { ...remote, secrets: [...remote.secrets, ...ofProxies, ...proxySecrets(settings.environment)] };
}

function withToken(address: string, config: GitConfig, settings: RemoteSettings): Remote {
  const parsed = new URL(address);
  // A name in the address would make git send a second Authorization header, which GitHub answers with 400.
  parsed.username = '';
  parsed.password = '';
  const url = parsed.href;
  const header = Buffer.from(`x-access-token:${settings.token}`, 'utf8').toString('base64');
  settings.mask(header);
  return {
    url,
    config: [
      ...config.filter(([key]) => /^http\./i.test(key) && !/\.extraheader$/i.test(key)),
      ['credential.helper', ''],
      // The whole address, because the most specific setting wins over any that the machine has.
      [`http.${url}.extraheader`, ''],
      [`http.${url}.extraheader`, `AUTHORIZATION: basic ${header}`],
      // git would go on sending the header to wherever it was redirected.
      [`http.${url}.followRedirects`, 'false'],
    ],
    environment: { GIT_ASKPASS: '' },
    isFolder: false,
    secrets: [settings.token, header],
  };
}

function asCheckedOut(address: string, config: GitConfig, settings: RemoteSettings): Remote {
  const headers = config.filter(([key]) => /\.extraheader$/i.test(key)).map(([, value]) => value);
  const secrets = [...secretsIn(address), ...headers].filter((text) => text !== '');
  for (const secret of secrets) settings.mask(secret);
  const isFile = /^file:\/\//i.test(address);
  const isPath = /^[a-z]:[\\/]/i.test(address) || !/^[^/\\]*:/.test(address);
  return {
    url: isPath ? resolve(settings.workspace, address) : address,
    config,
    environment: {},
    isFolder: isPath || isFile,
    secrets: settings.token === '' ? secrets : [settings.token, ...secrets],
  };
}

/** Returns the password in an address, and a user name that may be a token, each as written and as it is meant. */
function secretsIn(address: string): readonly string[] {
  const [, scheme, user, password] = /^([a-z][a-z0-9+.-]*):\/\/([^/@:]*)(?::([^/@]*))?@/i.exec(address) ?? [];
  const isToken = /^https?$/i.test(scheme ?? '') && !['', 'git', 'x-access-token'].includes(user ?? '');
  return [isToken ? user : undefined, password].flatMap((text) =>
    text === undefined ? [] : [...new Set([text, decoded(text)])],
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads what `git config --null` lists: `key`, a line break, the value, NUL; a key alone means true. */
function parseConfig(listed: string): GitConfig {
  return listed
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const end = entry.indexOf('\n');
      return end === -1 ? [entry, 'true'] : [entry.slice(0, end), entry.slice(end + 1)];
    });
}

function isOnServer(address: string, serverUrl: string): boolean {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return false;
  return new URL(address).origin === new URL(serverUrl).origin;
}
