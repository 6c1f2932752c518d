import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Entry, ZipFile } from 'yauzl';
import { ContentError, messageOf, StoreError } from '../../errors.ts';
import type { GitHub } from '../../github/api.ts';
import { LIMITS } from '../../limits.ts';

/** Which artifact; `digest` is `sha256:` and hex, where GitHub tells it. */
export interface DownloadedArtifact {
  readonly id: number;
  readonly digest: string | undefined;
}

/** Returns which files are unpacked beside the manifest with this text, each with the most bytes that it may have. */
export type FilesOf = (manifest: string) => ReadonlyMap<string, number>;

/**
 * Downloads an artifact and unpacks its manifest, and of the rest what `filesOf` names, into a new folder in `temporary`, which
 * the caller removes; returns that folder. Every job can upload an archive that would fill the disk. One that is cut short,
 * damaged or not the one of the digest is downloaded again.
 * @throws {StoreError} when that does not help.
 */
export async function downloadArtifact(
  github: GitHub,
  { id, digest }: DownloadedArtifact,
  temporary: string,
  filesOf: FilesOf,
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
        await unpack(zip, folder, filesOf).catch((cause: unknown) => {
          const what = `cannot unpack its archive: ${messageOf(cause)}`;
          // What has the right digest is what was uploaded: it would come again as it is.
          if (digest !== undefined) throw new StoreError(what, 'Delete it.', { cause });
          throw new ContentError(what, 'It is downloaded again.', { cause });
        });
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

const MANIFEST = 'manifest.json';

/** @throws {Error} when the archive is damaged, a file in it is too large, or one leads out of the folder. */
async function unpack(zip: string, folder: string, filesOf: FilesOf): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { openPromise } = await import('yauzl');
  // It refuses names that are absolute or lead upward, and entries of another size than they say.
  const archive = await openPromise(zip, { lazyEntries: true, autoClose: false });
  try {
    if (archive.entryCount > LIMITS.archive.files) throw new Error(`it has ${archive.entryCount} files`);
    const entries = new Map<string, Entry>();
    for await (const entry of archive.eachEntry()) entries.set(entry.fileName, entry);
    const unpackOne = async (name: string, mostBytes: number): Promise<void> => {
      const entry = entries.get(name);
      if (entry === undefined) return;
      if (entry.uncompressedSize > mostBytes) throw new Error(`${name} has more than ${mostBytes} bytes`);
      await unpackEntry(archive, entry, folder);
    };
    if (!entries.has(MANIFEST)) return;
    await unpackOne(MANIFEST, LIMITS.manifest.bytes);
    const files = filesOf(await readFile(path.join(folder, MANIFEST), 'utf8'));
    for (const [name, mostBytes] of files) await unpackOne(name, mostBytes);
  } finally {
    archive.close();
  }
}

async function unpackEntry(archive: ZipFile, entry: Entry, folder: string): Promise<void> {
  const file = path.join(folder, ...entry.fileName.split('/'));
  await mkdir(path.dirname(file), { recursive: true });
  await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(file, { flags: 'wx' }));
}
