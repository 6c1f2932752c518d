import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';

/**
 * Unpacks a tar archive that is plain, gzip or zstd, with the system's `tar`, and returns its files by path with
 * forward slashes. Rejects when `tar` refuses the archive.
 */
export async function unpackArchive(archive: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'runner-archive-'));
  try {
    await extract(decompress(archive), folder);
    return await readFolder(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads every file below a folder, by path relative to it with forward slashes. */
export async function readFolder(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async (path) => [relative(folder, path).split(sep).join('/'), await readFile(path)] as const),
  );
  return new Map(files.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Magic numbers: RFC 1952 section 2.3.1 (gzip), RFC 8878 section 3.1.1 (zstd). */
function decompress(archive: Buffer): Buffer {
  const magic = archive.subarray(0, 4).toString('hex');
  if (magic.startsWith('1f8b')) return gunzipSync(archive);
  return magic === '28b52ffd' ? zstdDecompressSync(archive) : archive;
}

function extract(archive: Buffer, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const tar = spawn('tar', ['-xf', '-'], { cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] });
    let errors = '';
    tar.stderr.on('data', (chunk) => {
      errors += String(chunk);
    });
    tar.once('error', reject);
    // A broken pipe only says that tar ended early; its exit code says why.
    tar.stdin.on('error', () => undefined);
    tar.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`tar ended with ${code}: ${errors}`)),
    );
    tar.stdin.end(archive);
  });
}
