/**
 * Writes dist/, THIRD-PARTY-NOTICES.txt and the compiled AssemblyScript of src/. With --check it writes nothing and fails
 * when what it would write differs from what is there; then it does not check types, which `npm run check` does beside it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundle } from './bundle.mjs';
import { notices } from './notices.mjs';
import { root } from './setup.mjs';
import { rememberBuild } from './stale.mjs';
import { wasmModules } from './wasm.mjs';

const dist = join(root, 'dist');

try {
  const expected = await expectedFiles();
  if (process.argv.includes('--check')) check(expected);
  else write(expected);
  rememberBuild();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** Bytes by path, relative to the repository and with forward slashes. */
async function expectedFiles() {
  const compiled = await wasmModules();
  // The bundle is made of the modules that stand in src/: without --check those are the new ones.
  if (!process.argv.includes('--check')) {
    for (const [path, bytes] of compiled) writeFileSync(join(root, path), bytes);
  }
  const { files, packages } = await bundle({ checksTypes: !process.argv.includes('--check') });
  const inDist = [...files].map(([name, bytes]) => [`dist/${name}`, bytes]);
  return new Map([...compiled, ...inDist, ['THIRD-PARTY-NOTICES.txt', Buffer.from(notices(packages))]]);
}

function write(expected) {
  rmSync(dist, { recursive: true, force: true });
  for (const [path, bytes] of expected) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
  const size = [...expected.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  console.log(`Wrote ${expected.size} files, ${(size / 1e6).toFixed(2)} MB.`);
}

function check(expected) {
  const wrong = [];
  for (const [path, bytes] of expected) {
    const file = join(root, path);
    if (!existsSync(file)) wrong.push(`${path} is missing`);
    else if (!readFileSync(file).equals(bytes)) wrong.push(`${path} differs`);
  }
  const present = existsSync(dist) ? readdirSync(dist, { recursive: true, withFileTypes: true }) : [];
  for (const entry of present.filter((found) => found.isFile())) {
    const path = join(entry.parentPath, entry.name)
      .slice(root.length + 1)
      .replaceAll('\\', '/');
    if (!expected.has(path)) wrong.push(`${path} belongs to no build`);
  }
  if (wrong.length > 0) throw new Error(`Not what the sources give:\n- ${wrong.join('\n- ')}`);
}
