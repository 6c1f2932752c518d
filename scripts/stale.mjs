/**
 * Whether dist/ is built from the sources as they are: known without building when a build of just these was seen. Runs on
 * Node.js 20, as all that npm starts.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './setup.mjs';

/** Where the digest of the last build that was seen stands: gone with the packages that it was built with. */
const SEEN = join(root, 'node_modules', '.cache', 'audit-log-sync', 'build.sha256');

/** Folders and files that a build is made from, and that it makes. */
const FOLDERS = ['src', 'scripts', 'dist'];
const FILES = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'THIRD-PARTY-NOTICES.txt',
];

/** Returns whether dist/ may not be what the sources give. */
export function isStale() {
  return !existsSync(SEEN) || readFileSync(SEEN, 'utf8') !== digest();
}

/** Remembers that dist/ is what the sources give now. */
export function rememberBuild() {
  mkdirSync(dirname(SEEN), { recursive: true });
  writeFileSync(SEEN, digest());
}

function digest() {
  const hash = createHash('sha256');
  for (const path of [...FOLDERS.flatMap(filesIn), ...FILES].sort()) {
    const file = join(root, path);
    if (existsSync(file)) hash.update(`${path}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, path, name }) => join(parentPath ?? path, name).slice(root.length + 1));
}
