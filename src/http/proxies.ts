import { ProxyError } from '../errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that name a proxy: for this action, git and the toolkit's clients. */
const NAMES = /^(?:https?|all)_proxy$/i;

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
 * Checks that the proxies of the environment can be used.
 * @throws {ProxyError} that never shows their addresses, which may hold passwords.
 */
export function requireProxies(environment: Environment): void {
  const wrong = proxiesOf(environment)
    .filter(([, address]) => !isUsable(address))
    .map(([name]) => name);
  if (wrong.length === 0) return;
  throw new ProxyError(
    `Cannot use the proxy that ${wrong.join(' and ')} names: it is not a URL`,
    'Set it to an address such as http://proxy.example:8080; write special characters of a password as %XX.',
  );
}

function proxiesOf(environment: Environment): readonly (readonly [name: string, address: string])[] {
  return Object.entries(environment).flatMap(([name, address]) =>
    NAMES.test(name) && address !== undefined && address !== '' ? [[name, address] as const] : [],
  );
}

function isUsable(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && [url.username, url.password].every((part) => decodedOrUndefined(part) !== undefined);
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
