import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Entry, ZipFile } from 'yauzl';
import { ContentError, messageOf } from '../../errors.ts';
import type { GitHub } from '../../github/api.ts';
import { LIMITS } from '../../limits.ts';

/** Which artifact; `digest` is `sha256:` and hex, where GitHub tells it. */
export interface DownloadedArtifact {
  readonly id: number;
  readonly digest: string | undefined;
}

/**
 * Downloads an artifact and unpacks it into a new folder in `temporary`, which the caller removes; returns that folder. An archive that is cut short,
 * damaged or not the one of the digest is downloaded again.
 * @throws {StoreError} when that does not help.
 */
export async function downloadArtifact(
  github: GitHub,
  { id, digest }: DownloadedArtifact,
  temporary: string,
): Promise<string> {
  await mkdir(temporary, { recursive: true });
  const own = await mkdtemp(path.join(temporary, 'snapshot-'));
  const [zip, folder] = [path.join(own, 'artifact.zip'), path.join(own, 'files')];
  try {
    await github.download(`/actions/artifacts/${id}/zip`, {
      maxBytes: LIMITS.archive.bytes,
      sink: () => createWriteStream(zip),
      check: async () => {
        await requireDigest(zip, digest);
        await rm(folder, { recursive: true, force: true });
        await unpack(zip, folder);
      },
    });
    await rm(zip, { force: true });
    return folder;
  } catch (error) {
    await rm(own, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

async function requireDigest(file: string, digest: string | undefined): Promise<void> {
  if (digest === undefined) return;
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  if (`sha256:${hash.digest('hex')}` === digest) return;
  throw new ContentError('its digest does not match the one that GitHub reports', 'It is downloaded again.');
}

/** @throws {ContentError} when the archive is damaged, too large, or names a file outside of the folder. */
async function unpack(zip: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { openPromise } = await import('yauzl');
  try {
    // It refuses names that are absolute or lead upward, and entries of another size than they say.
    const archive = await openPromise(zip, { lazyEntries: true, autoClose: false });
    try {
      if (archive.entryCount > LIMITS.archive.files) throw new Error(`it has ${archive.entryCount} files`);
      let bytes = 0;
      for await (const entry of archive.eachEntry()) {
        bytes += entry.uncompressedSize;
        if (bytes > LIMITS.archive.unpackedBytes)
          throw new Error(`its files have more than ${LIMITS.archive.unpackedBytes} bytes`);
        if (!entry.fileName.endsWith('/')) await unpackEntry(archive, entry, folder);
      }
    } finally {
      archive.close();
    }
  } catch (cause) {
    throw new ContentError(`cannot unpack its archive: ${messageOf(cause)}`, 'It is downloaded again.', {
      cause,
    });
  }
}

async function unpackEntry(archive: ZipFile, entry: Entry, folder: string): Promise<void> {
  const file = path.join(folder, ...entry.fileName.split('/'));
  await mkdir(path.dirname(file), { recursive: true });
  await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(file, { flags: 'wx' }));
}
