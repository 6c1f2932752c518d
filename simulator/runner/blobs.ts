import { createHmac } from 'node:crypto';
import { bytes, type HttpRequest, type Reply } from './http.ts';

/** The two containers of the blob storage. */
export type Container = 'caches' | 'artifacts';

/** A stored blob; `name` is the file name that a download suggests. */
export interface Blob {
  readonly container: Container;
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** Returns the failing answer of this write (`upload`) or read (`content`) of a blob, if one is planned. */
export type BlobFault = (
  container: Container,
  step: 'upload' | 'content',
  bytes: Buffer,
) => Reply | undefined;

interface Upload {
  readonly blocks: Map<string, Buffer>;
  blob: Blob;
}

/**
 * Blob storage behind signed addresses, the part of Azure Blob Storage that @actions/cache and @actions/artifact
 * use: PUT in one shot, PUT of blocks and of the block list, GET. An address opens reading or writing, not both.
 */
export class Blobs {
  readonly #secret: Buffer;
  readonly #complain: (text: string) => void;
  readonly #fault: BlobFault;
  readonly #uploads = new Map<string, Upload>();
  #origin = '';

  constructor(secret: Buffer, complain: (text: string) => void, fault: BlobFault) {
    this.#secret = secret;
    this.#complain = complain;
    this.#fault = fault;
  }

  /** Sets the origin of signed addresses, once the server listens. */
  listenAt(origin: string): void {
    this.#origin = origin;
  }

  /** Makes an empty blob and returns its path. */
  create(container: Container, name: string, content: Buffer = Buffer.alloc(0)): string {
    // The Azure client takes account, container and blob from the path when the host is an address.
    const path = `/blobs/${container}/${this.#uploads.size + 1}`;
    const contentType = 'application/octet-stream';
    this.#uploads.set(path, { blocks: new Map(), blob: { container, name, contentType, content } });
    return path;
  }

  /** Returns the blob at a path. Throws when there is none. */
  read(path: string): Blob {
    return this.#find(path).blob;
  }

  /** Replaces the content of a blob. */
  write(path: string, content: Buffer, contentType: string): void {
    const upload = this.#find(path);
    upload.blob = { ...upload.blob, content, contentType };
  }

  /** Returns an address that reads (`r`) or writes (`w`) one blob without any other credential. */
  signedUrl(path: string, permission: 'r' | 'w'): string {
    return `${this.#origin}${path}?sv=2026-02-06&sr=b&sp=${permission}&sig=${encodeURIComponent(this.#sign(path, permission))}`;
  }

  /** Serves `/blobs/...`. */
  route(request: HttpRequest): Reply | undefined {
    const upload = this.#uploads.get(request.path);
    if (!request.path.startsWith('/blobs/')) return undefined;
    if (request.headers.authorization !== undefined) {
      this.#complain(`Authorization header sent to a signed address: ${request.method} ${request.path}`);
    }
    const permission = request.method === 'PUT' ? 'w' : 'r';
    // The Azure client may drop the padding of the signature when it writes the query again.
    const signature = (request.query.get('sig') ?? '').replace(/=+$/, '');
    if (signature !== this.#sign(request.path, permission).replace(/=+$/, '') || upload === undefined) {
      return bytes(403, Buffer.from('<Error><Code>AuthenticationFailed</Code></Error>'));
    }
    return request.method === 'PUT' ? this.#put(request, upload) : this.#get(upload);
  }

  #get({ blob }: Upload): Reply {
    return this.#fault(blob.container, 'content', blob.content) ?? download(blob);
  }

  #put(request: HttpRequest, upload: Upload): Reply {
    const fault = this.#fault(upload.blob.container, 'upload', request.body);
    if (fault !== undefined) return fault;
    const contentType = header(request, 'x-ms-blob-content-type') ?? upload.blob.contentType;
    if (request.query.get('comp') === 'block') {
      upload.blocks.set(request.query.get('blockid') ?? '', request.body);
    } else if (request.query.get('comp') === 'blocklist') {
      const ids = [...request.body.toString('utf8').matchAll(/<Latest>([^<]*)<\/Latest>/g)].map(
        ([, id = '']) => id,
      );
      const blocks = ids.map((id) => upload.blocks.get(id));
      if (blocks.includes(undefined))
        return bytes(400, Buffer.from('<Error><Code>InvalidBlockList</Code></Error>'));
      this.write(request.path, Buffer.concat(blocks.filter((block) => block !== undefined)), contentType);
    } else {
      this.write(request.path, request.body, contentType);
    }
    return bytes(201, Buffer.alloc(0), { etag: '"1"', 'x-ms-request-server-encrypted': 'true' });
  }

  #find(path: string): Upload {
    const upload = this.#uploads.get(path);
    if (upload === undefined) throw new Error(`There is no blob ${path}.`);
    return upload;
  }

  #sign(path: string, permission: string): string {
    return createHmac('sha256', this.#secret).update(`${permission} ${path}`).digest('base64');
  }
}

function download(blob: Blob): Reply {
  return bytes(200, blob.content, {
    'content-type': blob.contentType,
    'content-disposition': `attachment; filename="${blob.name}"`,
  });
}

function header(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
