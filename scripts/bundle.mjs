import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runProcess } from './run-process.mjs';
import { root } from './setup.mjs';
import { exportsOf, stubProblems } from './stub-exports.mjs';
import { toolPath } from './tool-path.mjs';

/** The thread that reads blobs: a bundle of its own. */
const WORKER = 'blob-worker.js';

/**
 * Compiles src/ into build/ (scratch) and bundles it. Gives `files`, a map from file name to bytes as dist/ holds them,
 * and `packages`, the sorted folders of the packages of which code is inside. The same sources give the same bytes.
 * `checksTypes: false` is for a caller that checks the types of the whole project beside this.
 * Throws when the compiler or the bundler fails.
 */
export async function bundle({ checksTypes }) {
  const build = join(root, 'build');
  rmSync(build, { recursive: true, force: true });
  const compiler = [
    toolPath('typescript', 'tsc'),
    '-p',
    join(root, 'tsconfig.build.json'),
    '--newLine',
    'lf',
    ...(checksTypes ? [] : ['--noCheck']),
  ];
  const { code } = await runProcess(process.execPath, compiler, { cwd: root });
  if (code !== 0) throw new Error('the TypeScript compiler failed: correct what it lists above');

  // ncc's command line does not tell which modules it took; its function does.
  const { default: ncc } = await import('@vercel/ncc');
  const options = { cache: false, sourceMap: false, minify: false, license: '', quiet: true };
  const externals = {
    undici: './undici.js',
    // For a Node.js that lacks them; this one has them.
    'web-streams-polyfill/dist/ponyfill.es2018.js': 'node:stream/web',
  };
  const result = await ncc(join(build, 'index.js'), { ...options, externals });
  const worker = await ncc(join(build, 'sources', 'activity-feed', WORKER), options);
  const undici = await ncc(createRequire(import.meta.url).resolve('undici'), options);
  const asset = assetOf(readFileSync(join(build, 'sources', 'activity-feed', WORKER)), result.assets);
  const files = new Map([
    ['index.js', Buffer.from(withoutDeprecated(result.code).replaceAll(asset, WORKER))],
  ]);
  for (const [name, { source }] of Object.entries(result.assets)) files.set(name, Buffer.from(source));
  files.delete(asset);
  files.set(WORKER, Buffer.from(worker.code));
  files.set('undici.js', readFileSync(join(root, 'scripts', 'undici.mjs')));
  files.set('undici-bundle.cjs', Buffer.from(undici.code));
  for (const [name, bytes] of files) files.set(name, Buffer.from(inAscii(bytes.toString())));
  const modules = [result, worker, undici].flatMap(({ stats }) => [...stats.compilation.modules]);
  requireStubSuffices([result, worker].flatMap(({ stats }) => [...moduleFiles(stats.compilation.modules)]));
  return { files, packages: packageFolders(modules) };
}

/**
 * Gives the code without the one call of a dependency (tunnel, for a password in the proxy's address) that Node.js warns of
 * in the user's log: it warns of no code in node_modules, but of that in dist/. Throws when the call is gone.
 */
function withoutDeprecated(code) {
  const [before, after, ...more] = code.split('new Buffer(connectOptions.proxyAuth)');
  if (after === undefined || more.length > 0) {
    throw new Error(
      'tunnel no longer calls new Buffer() once: remove withoutDeprecated from scripts/bundle.mjs',
    );
  }
  return `${before}Buffer.from(connectOptions.proxyAuth)${after}`;
}

/**
 * Gives the same code in ASCII: Node.js decodes it in no time, and V8 keeps and reads one byte for each character instead of
 * two. White space stays: outside of texts it has no escape. Throws where an escape would mean something else.
 */
function inAscii(code) {
  if (/\\[^\0-\x7f]|\bString\.raw\b/.test(code)) {
    throw new Error('the bundle has a backslash before a letter outside of ASCII, or raw text: see inAscii');
  }
  return code.replaceAll(
    /(?!\s)[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** ncc carries the file of a thread as it stands, under a hash, with imports that dist/ does not have. Gives its name. */
function assetOf(bytes, assets) {
  const found = Object.entries(assets).find(([, { source }]) => Buffer.from(source).equals(bytes));
  if (found === undefined) throw new Error(`the bundle does not carry ${WORKER}`);
  return found[0];
}

/** Throws when a module uses more of undici than its stub has: it would fail in a run, and only in that which calls it. */
function requireStubSuffices(files) {
  const provided = exportsOf(readFileSync(join(root, 'scripts', 'undici.mjs'), 'utf8'));
  const sources = [...new Set(files)].filter((file) => /\.[cm]?js$/.test(file));
  const problems = sources.flatMap((file) =>
    stubProblems({ file, text: readFileSync(file, 'utf8'), name: 'undici', provided }),
  );
  if (problems.length === 0) return;
  const remedy = 'Add it to scripts/undici.mjs, or update the dependency that needs it';
  throw new Error(`The stub of undici in dist/ does not suffice. ${remedy}:\n- ${problems.join('\n- ')}`);
}

function packageFolders(modules) {
  const folders = new Set();
  for (const file of moduleFiles(modules)) {
    if (/[\\/]node_modules[\\/]/.test(file)) folders.add(packageFolder(file));
  }
  return [...folders].sort();
}

/** A module of the bundler can stand for several that it merged. */
function* moduleFiles(modules) {
  for (const module of modules) {
    const file = module.nameForCondition?.();
    if (typeof file === 'string') yield file;
    if (module.modules !== undefined) yield* moduleFiles(module.modules);
  }
}

/** The nearest folder above with a named package.json: folders inside a package can hold one that only sets `type`. */
function packageFolder(file) {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = readManifest(folder);
    if (manifest?.name !== undefined && manifest.version !== undefined) return folder;
  }
  throw new Error(`${file} belongs to no package`);
}

function readManifest(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
