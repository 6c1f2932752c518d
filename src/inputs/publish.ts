import { isLoopback } from '../http/proxies.ts';
import { type Field, type InputReader, InvalidInput } from './reader.ts';
import { someOf } from './rules.ts';

/** Where the snapshot is published besides `directory`. */
export interface PublishTargets {
  readonly artifact: boolean;
  readonly branch: boolean;
  readonly dataLake: boolean;
}

/**
 * Reads `publish`: artifact, branch, data-lake, several of them (both: artifact and branch), or none. `serverUrl` is that of GitHub: an Enterprise
 * Server takes no artifact of the version that this action writes.
 */
export function readPublish(reader: InputReader, serverUrl: string | undefined): Field<PublishTargets> {
  return reader.withDefault('publish', 'artifact', (text) => {
    const targets = publishTargets(text);
    const server = enterpriseServer(serverUrl);
    if (targets.artifact && server !== undefined) {
      throw new InvalidInput(
        `cannot be artifact on GitHub Enterprise Server (${server})`,
        'Use publish: branch',
      );
    }
    return targets;
  });
}

function publishTargets(text: string): PublishTargets {
  const words = someOf(['artifact', 'branch', 'data-lake', 'both', 'none'])(text);
  if (words.includes('none') && words.length > 1) {
    throw new InvalidInput('names none together with another target', 'Use none alone, or leave it out');
  }
  const both = words.includes('both');
  return {
    artifact: both || words.includes('artifact'),
    branch: both || words.includes('branch'),
    dataLake: words.includes('data-lake'),
  };
}

/** The host of an Enterprise Server; `undefined` for an address that is not one. */
function enterpriseServer(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  const isHosted = hostname === 'github.com' || hostname.endsWith('.ghe.com');
  return isHosted || isLoopback(hostname) || hostname.endsWith('.localhost') ? undefined : hostname;
}
