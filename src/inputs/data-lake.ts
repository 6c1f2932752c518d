import { isLoopback } from '../http/proxies.ts';
import { type Field, type InputReader, InvalidInput } from './reader.ts';

/** Where the Delta tables and the state lie. Paths are decoded, without a slash at either end. */
export interface DataLakeAddress {
  readonly kind: 'storage' | 'onelake';
  /** Of the container or the workspace, encoded, without a trailing slash: `https://ACCOUNT.blob.core.windows.net/CONTAINER`. */
  readonly containerUrl: string;
  /** The folder of the tables, below the container; may be empty. */
  readonly tables: string;
  /** The folder of the state, below the container. */
  readonly state: string;
  /** As people know it: host and path. */
  readonly label: string;
}

const REMEDY =
  'Give https://ACCOUNT.blob.core.windows.net/CONTAINER/PATH, or https://onelake.dfs.fabric.microsoft.com/WORKSPACE/ITEM/Tables, or with a schema …/Tables/SCHEMA';

const STORAGE =
  /^[a-z0-9-]+\.(?:z\d+\.)?(?:blob|dfs)\.(?:core\.windows\.net|core\.usgovcloudapi\.net|core\.chinacloudapi\.cn|storage\.azure\.net)$/;
const ONELAKE = /^(?:[a-z0-9-]+-)?onelake\.(?:blob|dfs)\.fabric\.microsoft\.com$/;

/** Reads `data-lake-url`, which `publish: data-lake` needs; `undefined` when it is not given. */
export function readDataLake(
  reader: InputReader,
  isNamed: Field<boolean>,
): Field<DataLakeAddress | undefined> {
  const address = reader.optional('data-lake-url', dataLakeAddress);
  return reader.check('data-lake-url', () => {
    const [found, named] = [address(), isNamed()];
    if (named && found === undefined)
      throw new InvalidInput('is required with publish: data-lake', REMEDY, null);
    if (!named && found !== undefined) {
      throw new InvalidInput('is given, but publish does not name data-lake', 'Add data-lake to publish');
    }
    return found;
  });
}

/**
 * Reads the address of a folder in Azure Data Lake Storage, Blob Storage or OneLake. A token that can write to storage goes
 * there: only hosts of Microsoft, and loopback for an emulator.
 */
export function dataLakeAddress(text: string): DataLakeAddress {
  const invalid = (problem: string, remedy = REMEDY): InvalidInput =>
    new InvalidInput(problem, remedy, text.replace(/[?#].*$/s, '?…').replace(/\/\/.*@/s, '//…@'));
  const url = URL.parse(text);
  if (url === null) throw invalid('is not a URL');
  if (url.username !== '' || url.password !== '' || /[?#]/.test(text)) {
    throw invalid(
      'has a query, such as a shared access signature, or names a user',
      'Give the address alone: the run signs in as the application',
    );
  }
  const segments = segmentsOf(url.pathname);
  if (segments === undefined) throw invalid('has a path that no folder can have');
  const { hostname, host, protocol, origin } = url;
  const local = isLoopback(hostname) && /^https?:$/.test(protocol);
  if (!local && protocol !== 'https:') throw invalid('does not use https');
  if (ONELAKE.test(hostname)) return oneLake(hostname, segments, invalid);
  if (!local && !STORAGE.test(hostname)) throw invalid('is not on a storage host of Microsoft');
  const [account, rest] = local ? [segments.slice(0, 1), segments.slice(1)] : [[], segments];
  const [container, ...folders] = rest;
  if (container === undefined) throw invalid('names no container');
  const tables = folders.join('/');
  return {
    kind: 'storage',
    containerUrl: `${local ? origin : `https://${blobHost(hostname)}`}/${encoded([...account, container])}`,
    tables,
    state: [...folders, '_audit_log_sync'].join('/'),
    label: `${host}/${[...account, ...rest].join('/')}`,
  };
}

function oneLake(
  hostname: string,
  [workspace, item, area, ...schema]: readonly string[],
  invalid: (problem: string, remedy?: string) => InvalidInput,
): DataLakeAddress {
  if (workspace === undefined || item === undefined) throw invalid('names no workspace and item');
  if (area !== 'Tables' || schema.length > 1) {
    throw invalid(
      'is not the folder Tables of an item, or a schema in it',
      'Give https://onelake.dfs.fabric.microsoft.com/WORKSPACE/ITEM/Tables, or with a schema …/Tables/SCHEMA: SQL endpoint and Direct Lake see no table elsewhere',
    );
  }
  return {
    kind: 'onelake',
    containerUrl: `https://${blobHost(hostname)}/${encoded([workspace])}`,
    tables: [item, 'Tables', ...schema].join('/'),
    // A folder in Tables that is no table would be shown as unidentified.
    state: [item, 'Files', 'audit-log-sync', ...schema].join('/'),
    label: `OneLake ${[workspace, item, 'Tables', ...schema].join('/')}`,
  };
}

/** Returns the names of the folders, decoded; `undefined` when one cannot be a name. */
function segmentsOf(pathname: string): readonly string[] | undefined {
  try {
    const segments = pathname
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    return segments.some((segment) => /^\.+$|[\u0000-\u001f/\\]/.test(segment)) ? undefined : segments;
  } catch {
    return undefined;
  }
}

function blobHost(hostname: string): string {
  return hostname.replace('.dfs.', '.blob.');
}

function encoded(segments: readonly string[]): string {
  return segments.map(encodeURIComponent).join('/');
}
