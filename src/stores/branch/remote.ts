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
  readonly debug: (line: string) => void;
}

/** How to reach the repository that holds the branch. */
export interface Remote {
  readonly url: string;
  readonly config: GitConfig;
  readonly environment: Environment;
  /** Texts that no message may show. */
  readonly secrets: readonly string[];
}

/**
 * Finds the repository of the job on its server, whatever the workspace holds a checkout of. A checkout of that very
 * repository lends its settings: with a token those of its HTTP, without one or over ssh all that it signs in with.
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
  const names = '^(remote\\.origin\\.url|core\\.sshcommand|http\\..*|credential\\..*)$';
  const ask = ['config', '--local', '--includes', '--null', '--get-regexp', names];
  const { stdout } = await settings.runGit(checkout, ['-C', settings.workspace, ...ask]);
  const stored = parseConfig(stdout.toString('utf8'));
  // As it is written: what the machine puts in its place concerns git alone.
  const origin = stored.findLast(([key]) => key === ORIGIN)?.[1] ?? '';
  const address = `${settings.serverUrl.replace(/\/+$/, '')}/${settings.repository}.git`;
  const isOwn = isSameRepository(origin, address);
  if (!isOwn && origin !== '') {
    settings.debug(`The checkout is of another repository: the data branch is in ${settings.repository}`);
  }
  const config = isOwn ? stored.filter(([key]) => key !== ORIGIN) : [];
  const proxies = config.filter(([key]) => /^http\.(?:.+\.)?proxy$/i.test(key));
  const ofProxies = proxies.flatMap(([, proxy]) => secretsOfProxy(proxy));
  for (const secret of ofProxies) settings.mask(secret);
  const remote =
    settings.token === '' || (isOwn && !/^https?:/i.test(origin))
      ? asCheckedOut(isOwn ? origin : address, config, settings)
      : withToken(address, config, settings);
  return { ...remote, secrets: [...remote.secrets, ...ofProxies, ...proxySecrets(settings.environment)] };
}

const ORIGIN = 'remote.origin.url';

function withToken(url: string, config: GitConfig, settings: RemoteSettings): Remote {
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
    secrets: [settings.token, header],
  };
}

function asCheckedOut(url: string, config: GitConfig, settings: RemoteSettings): Remote {
  const headers = config.filter(([key]) => /\.extraheader$/i.test(key)).map(([, value]) => value);
  const secrets = [...secretsIn(url), ...headers].filter((text) => text !== '');
  for (const secret of secrets) settings.mask(secret);
  return {
    url,
    config,
    environment: {},
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

/** Returns whether an address, over HTTP or ssh, is of the repository that `address` is of over HTTP. */
function isSameRepository(origin: string, address: string): boolean {
  const { hostname, pathname } = new URL(address);
  const [, host = '', path = ''] =
    /^(?:https?|ssh):\/\/(?:[^/@]*@)?([^/:]+)(?::\d+)?\/(.+)$/i.exec(origin) ??
    /^(?:[^/@:]*@)?([^/:]+):(?!\/\/)(.+)$/.exec(origin) ??
    [];
  const isHost = [hostname, `ssh.${hostname}`].includes(host.toLowerCase());
  return isHost && plainPath(path) === plainPath(pathname);
}

/** GitHub takes names in any case, with and without the ending. */
function plainPath(path: string): string {
  return path
    .toLowerCase()
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/, '');
}
