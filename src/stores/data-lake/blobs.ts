import { createHash } from 'node:crypto';
import { StoreError } from '../../errors.ts';
import { type ClientOptions, createClient } from '../../http/client.ts';
import type { HttpResponse } from '../../http/send.ts';
import type { DataLakeAddress } from '../../inputs/data-lake.ts';
import { LIMITS } from '../../limits.ts';
import { codeOf, judgeAnswer, requestFailure } from './failures.ts';

/** The version of the Blob service's protocol, which Azure, OneLake and Azurite all know. */
const API_VERSION = '2023-11-03';

/** A file as it was read. */
export interface ReadBlob {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** A file as a list names it. */
export interface ListedBlob {
  /** Below the container. */
  readonly path: string;
  /** ms since 1970. */
  readonly modifiedAt: number;
}

/** Under which condition a file is written: that it is not there, or is still the one that was read. */
export type Condition = { readonly kind: 'new' } | { readonly kind: 'unchanged'; readonly etag: string };

/** The files of a container or workspace. Paths are decoded, below the container. All functions throw a {@link StoreError}. */
export interface Blobs {
  /** Returns a file of at most `maxBytes`; `undefined` when it is not there. */
  readonly get: (path: string, maxBytes: number) => Promise<ReadBlob | undefined>;
  /** Writes a file whole. Returns `refused` when the condition does not hold, which a try before this one may have caused. */
  readonly put: (path: string, bytes: Buffer, condition?: Condition) => Promise<'written' | 'refused'>;
  /** Deletes a file; one that is not there counts as deleted. */
  readonly remove: (path: string) => Promise<void>;
  /** Returns all files below a folder. */
  readonly list: (folder: string) => Promise<readonly ListedBlob[]>;
  /** Returns the names of the folders in a folder. */
  readonly folders: (folder: string) => Promise<readonly string[]>;
}

/** What the client is made of, besides what follows from the service. */
export type BlobOptions = Omit<ClientOptions, 'origin' | 'retry' | 'judge' | 'failure'> &
  Required<Pick<ClientOptions, 'tokens'>>;

const RETRY = { tries: 5, triesWhenThrottled: 8, triesAfterTimeout: 3, longestWaitMs: 2 * 60_000 };

/** Returns the client of a data lake. Nothing is sent before the first question. */
export function createBlobs(address: DataLakeAddress, options: BlobOptions): Blobs {
  const { containerUrl, kind } = address;
  const client = createClient({
    ...options,
    origin: new URL(containerUrl).origin,
    retry: RETRY,
    judge: (response, purpose) => judgeAnswer(kind, response, purpose),
    failure: requestFailure,
  });
  const headers = (): Readonly<Record<string, string>> => ({
    'x-ms-version': API_VERSION,
    'x-ms-date': new Date(options.clock.now()).toUTCString(),
    // What comes compressed would have another length than the file.
    'accept-encoding': 'identity',
  });
  const urlOf = (path: string): string =>
    `${containerUrl}/${path.split('/').map(encodeURIComponent).join('/')}`;
  const refuse = (response: HttpResponse, purpose: string): StoreError => {
    const { error } = judgeAnswer(kind, response, purpose);
    return error instanceof StoreError ? error : requestFailure(purpose, error);
  };

  async function* pages(prefix: string, more: Readonly<Record<string, string>>): AsyncGenerator<string> {
    let marker = '';
    for (let page = 1; page <= LIMITS.lake.pages; page += 1) {
      const query = new URLSearchParams({
        ...{ restype: 'container', comp: 'list', prefix, maxresults: '5000' },
        ...more,
        ...(marker === '' ? {} : { marker }),
      });
      const purpose = `list the folder ${prefix} of the data lake`;
      const text = await client.request({
        purpose,
        method: 'GET',
        url: `${containerUrl}?${query}`,
        headers: headers(),
        maxBytes: LIMITS.lake.list,
        read: ({ body }) => body.toString('utf8'),
      });
      yield text;
      marker = unescaped(/<NextMarker>([^<]*)<\/NextMarker>/.exec(text)?.[1] ?? '');
      if (marker === '') return;
    }
    throw new StoreError(
      `Cannot list the folder ${prefix} of the data lake: the list has no end`,
      'Give data-lake-url a folder that nothing else uses.',
    );
  }

  return {
    get: async (path, maxBytes) => {
      const purpose = `read ${path} of the data lake`;
      return await client.request({
        purpose,
        method: 'GET',
        url: urlOf(path),
        headers: headers(),
        maxBytes,
        accepts: (status) => status === 200 || status === 404,
        read: (response) => {
          if (response.status === 200) return readBlob(response);
          if (NOT_THERE.includes(codeOf(response))) return undefined;
          throw refuse(response, purpose);
        },
      });
    },
    put: async (path, bytes, condition) => {
      const purpose = `write ${path} of the data lake`;
      return await client.request<'written' | 'refused'>({
        purpose,
        method: 'PUT',
        url: urlOf(path),
        headers: {
          ...headers(),
          'x-ms-blob-type': 'BlockBlob',
          'content-type': path.endsWith('.json') ? 'application/json' : 'application/octet-stream',
          'content-md5': createHash('md5').update(bytes).digest('base64'),
          ...(condition?.kind === 'new' ? { 'if-none-match': '*' } : {}),
          ...(condition?.kind === 'unchanged' ? { 'if-match': condition.etag } : {}),
        },
        body: bytes,
        maxBytes: LIMITS.error.bytes,
        accepts: (status) =>
          status === 201 || (condition !== undefined && (status === 409 || status === 412)),
        read: (response) => {
          if (response.status === 201) return 'written';
          if (response.status === 412 || EXISTS.includes(codeOf(response))) return 'refused';
          throw refuse(response, purpose);
        },
      });
    },
    remove: async (path) => {
      await client.request({
        purpose: `delete ${path} of the data lake`,
        method: 'DELETE',
        url: urlOf(path),
        headers: headers(),
        maxBytes: LIMITS.error.bytes,
        accepts: (status) => status === 202 || status === 200 || status === 404,
        read: () => undefined,
      });
    },
    list: async (folder) => {
      const found: ListedBlob[] = [];
      for await (const text of pages(`${folder}/`, {})) {
        for (const [, blob = ''] of text.matchAll(/<Blob>(.*?)<\/Blob>/gs)) {
          const path = unescaped(/<Name>([^<]*)<\/Name>/.exec(blob)?.[1] ?? '');
          if (isFolder(path, blob)) continue;
          const modified = Date.parse(/<Last-Modified>([^<]*)<\/Last-Modified>/.exec(blob)?.[1] ?? '');
          found.push({ path, modifiedAt: Number.isNaN(modified) ? options.clock.now() : modified });
        }
      }
      return found;
    },
    folders: async (folder) => {
      const found: string[] = [];
      for await (const text of pages(`${folder}/`, { delimiter: '/' })) {
        for (const [, name = ''] of text.matchAll(/<BlobPrefix>\s*<Name>([^<]*)<\/Name>/g)) {
          found.push(
            unescaped(name)
              .slice(folder.length + 1)
              .replace(/\/$/, ''),
          );
        }
      }
      return found;
    },
  };
}

/** A file that is not there, as Blob Storage, Data Lake Storage and OneLake say so; not: its container or item is missing. */
const NOT_THERE: readonly string[] = ['BlobNotFound', 'PathNotFound', 'ResourceNotFound', ''];

/** A file of that name is there. */
const EXISTS: readonly string[] = [
  'BlobAlreadyExists',
  'PathAlreadyExists',
  'ResourceAlreadyExists',
  'ConditionNotMet',
  '',
];

/** Where folders are real, they are listed as well. */
function isFolder(path: string, blob: string): boolean {
  if (/<ResourceType>directory<|<hdi_isfolder>true</i.test(blob)) return true;
  return /<Content-Length>0</.test(blob) && /(?:^|\/)(?:_delta_log|month=[^/.]+)$/.test(path);
}

function readBlob({ headers, body }: HttpResponse): ReadBlob {
  return { bytes: body, etag: headers.get('etag') ?? '' };
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&amp;', '&');
}
