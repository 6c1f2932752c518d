const VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] as const;

/** The first Node.js whose agents take `proxyEnv`. */
const SINCE = [24, 5] as const;

/**
 * Returns what to tell when the environment names a proxy that the agents of this Node.js do not use; `undefined` when they
 * do, or when none is named. `nodeVersion` as `process.version` has it.
 * @see https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support
 */
export function proxyWarningOf(environment: NodeJS.ProcessEnv, nodeVersion: string): string | undefined {
  const variable = VARIABLES.find((name) => (environment[name] ?? '') !== '');
  const [, major = '0', minor = '0'] = /^v(\d+)\.(\d+)/.exec(nodeVersion) ?? [];
  const isOlder = Number(major) < SINCE[0] || (Number(major) === SINCE[0] && Number(minor) < SINCE[1]);
  if (variable === undefined || !isOlder) return undefined;
  return `${variable} is set, but Node.js ${nodeVersion} of this runner does not use it for requests to Entra ID, the activity feed and GitHub's REST API: they go out without a proxy. Update the runner to version 2.328 or newer.`;
}
