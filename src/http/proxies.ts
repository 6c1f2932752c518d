import { ProxyError } from '../errors.ts';

type Environment = Readonly<NodeJS.ProcessEnv>;

/** The variables that name a proxy: for this action, git and the toolkit's clients. */
const NAMES = /^(?:https?|all)_proxy$/i;

/** Those that this action's own clients use. */
const OURS = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] as const;

/** To hide less than this would hide half of the log. */
const SHORTEST_SECRET = 6;

/** What `NO_PROXY` says for a host: this machine, as the different clients spell it. */
const LOOPBACK = ['localhost', '127.0.0.1', '127.0.0.0/8', '::1', '[::1]'];

/** Returns whether a URL's host name is this machine: localhost, ::1, or 127.0.0.0/8, also mapped into IPv6. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3}|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/.test(hostname);
}

/**
 * Returns the variables that keep other clients, git and the toolkit's, from sending to a proxy what is for this machine: it
 * would see tokens in clear. What is kept from the proxy anyway stays so.
 */
export function withoutProxyForLoopback(environment: Environment): Environment {
  const given = environment.no_proxy ?? environment.NO_PROXY ?? '';
  // A star means all hosts, and only where it stands alone.
  if (given.trim() === '*') return {};
  const all = [given, ...LOOPBACK].filter((host) => host !== '').join(',');
  return { no_proxy: all, NO_PROXY: all };
}

/** Returns what no log may show of the proxies that the environment names: their passwords, with users and alone. */
export function proxySecrets(environment: Environment): readonly string[] {
  return proxiesOf(environment).flatMap(([, address]) => secretsOfProxy(address));
}

/** Returns what no log may show of the address of a proxy, also of one that is no URL: a mistake is what is told of. */
export function secretsOfProxy(address: string): readonly string[] {
  const [, credentials = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(.*)@/is.exec(address) ?? [];
  // Of a password with an unescaped slash git shows what stands before it.
  const [beginning = ''] = credentials.split(/[/?#]/);
  const header = Buffer.from(decoded(credentials)).toString('base64');
  const spelled = [credentials, beginning].flatMap((text) => [
    text,
    passwordIn(text),
    decoded(passwordIn(text)),
  ]);
  return [...new Set([...spelled, header])].filter(({ length }) => length >= SHORTEST_SECRET);
}

/**
 * Returns the environment with each proxy as Node.js takes it: a bare `host:port` gets its scheme. Of what it does not
 * understand, Node.js tells the value, or goes without a proxy.
 * @throws {ProxyError} that never shows their addresses, which may hold passwords.
 */
export function withProxies(environment: Environment): Environment {
  const proxies = OURS.flatMap((name) => {
    const address = environment[name]?.trim() ?? '';
    return address === '' ? [] : [[name, usableAddress(name, address)] as const];
  });
  return { ...environment, ...Object.fromEntries(proxies) };
}

function usableAddress(name: string, address: string): string {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`);
  const why = url === null ? 'it is not a URL' : whyUnusable(url);
  if (url !== null && why === undefined) return url.href;
  throw new ProxyError(
    `Cannot use the proxy that ${name} names: ${why}`,
    'Give it as http://HOST:PORT; in a user name or password write each special character as % and two hex digits.',
  );
}

function whyUnusable({ protocol, username, password }: URL): string | undefined {
  if (!/^https?:$/.test(protocol)) return `${protocol.slice(0, -1)} is not http or https`;
  const isDecodable = decodedOrUndefined(username + password) !== undefined;
  return isDecodable ? undefined : 'its password is not percent-encoded';
}

/** The first Node.js whose agents take `proxyEnv`. */
const SINCE = [24, 5] as const;

/**
 * Returns what to tell when the environment names a proxy that the agents of this Node.js do not use; `undefined` when they
 * do, or when none is named. `nodeVersion` as `process.version` has it.
 * @see https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support
 */
export function proxyWarningOf(environment: Environment, nodeVersion: string): string | undefined {
  const variable = OURS.find((name) => (environment[name] ?? '') !== '');
  const [, major = '0', minor = '0'] = /^v(\d+)\.(\d+)/.exec(nodeVersion) ?? [];
  const isOlder = Number(major) < SINCE[0] || (Number(major) === SINCE[0] && Number(minor) < SINCE[1]);
  if (variable === undefined || !isOlder) return undefined;
  return `${variable} is set, but Node.js ${nodeVersion} of this runner does not use it for requests to Entra ID, the activity feed and GitHub's REST API: they go out without a proxy. Update the runner to version 2.328 or newer.`;
}

function proxiesOf(environment: Environment): readonly (readonly [name: string, address: string])[] {
  return Object.entries(environment).flatMap(([name, address]) =>
    NAMES.test(name) && address !== undefined && address !== '' ? [[name, address] as const] : [],
  );
}

function passwordIn(credentials: string): string {
  return credentials.replace(/^[^:]*:?/, '');
}

function decoded(text: string): string {
  return decodedOrUndefined(text) ?? text;
}

function decodedOrUndefined(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
