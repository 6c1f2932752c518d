/**
 * What a fresh clone lacks, installed once: the packages of package-lock.json, and Node.js 24 where the machine's own
 * Node.js is older. Plain JavaScript without dependencies, because it runs before there are any, on Node.js 20.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const toolchain = join(root, '.ci', 'toolchain');
const simulator = join(root, 'simulator');

/** Thrown when this machine cannot be set up; the message says what to do. */
export class SetupError extends Error {}

/**
 * The folders with a lock file of their own, and what installing each takes on the disk, in MB. The demo needs Node.js 24
 * and the few packages of the simulator; building, checking and testing take all.
 */
export const INSTALLED_MB = { all: 610, simulator: 12, toolchain: 190 };

/**
 * Installs what is missing, packages and Node.js 24 side by side, and returns the path of a Node.js 24 or newer. `packages`
 * is `all`, or `simulator` for the demo alone. Throws SetupError.
 */
export async function setUp(packages = 'all') {
  const [node] = await Promise.all([findNode24(), installPackages(packages)]);
  return node;
}

/** Installs packages when they are missing or older than their lock file. */
async function installPackages(packages) {
  // All packages are more than the simulator's.
  if (isCurrent(root) || (packages === 'simulator' && isCurrent(simulator))) return;
  const folder = packages === 'simulator' ? simulator : root;
  const what = packages === 'simulator' ? 'the packages of the simulator' : 'all packages';
  console.log(`Installing ${what} (${INSTALLED_MB[packages]} MB on the disk) …`);
  await npmCi(folder);
}

function isCurrent(folder) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  return (
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs
  );
}

/** The path of a Node.js 24 or newer: the running one, or the one of .ci/toolchain, installed when it is missing. */
async function findNode24() {
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  const { optionalDependencies } = JSON.parse(readFileSync(join(toolchain, 'package.json'), 'utf8'));
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const version = optionalDependencies[name];
  if (version === undefined)
    throw new SetupError(installNode24(`there is no package of it for ${system} ${process.arch}`));
  const folder = join(toolchain, 'node_modules', name);
  const node = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!isInstalled(folder, version)) {
    console.log(`Installing Node.js 24 (${INSTALLED_MB.toolchain} MB on the disk) …`);
    await npmCi(toolchain);
  }
  // Asking the binary also finds the systems that it cannot start on, such as Linux without glibc.
  if (spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim() !== `v${version}`) {
    throw new SetupError(installNode24(`the package ${name} does not start here`));
  }
  return node;
}

/** The environment for children of `node`: the folder of `node` comes first on the search path. */
export function environmentOf(node) {
  const path = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [path]: [dirname(node), process.env[path] ?? ''].join(delimiter) };
}

function isInstalled(folder, version) {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version;
}

function installNode24(reason) {
  return `This project runs on Node.js 24, the running one is ${process.version}, and ${reason}: install Node.js 24 from https://nodejs.org and run the command again.`;
}

/** No install scripts run: none of the packages needs one. Dev and optional packages come whatever the user's settings. */
async function npmCi(folder) {
  const options = ['ci', '--prefix', folder, '--ignore-scripts', '--include=dev', '--include=optional'];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const status = await npm([...options, ...quiet], folder);
  if (status !== 0) {
    throw new SetupError(
      `npm ci failed in ${folder}: see its message above, check the network and run the command again.`,
    );
  }
}

/** Returns the exit code. Started by npm, the same npm is used; otherwise the one on the search path. */
function npm(options, folder) {
  const settings = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] };
  const running = process.env.npm_execpath;
  return new Promise((resolve) => {
    const child =
      running !== undefined && basename(running).startsWith('npm')
        ? spawn(process.execPath, [running, ...options], settings)
        : onSearchPath(options, settings);
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** On Windows npm is a command file, which only a shell starts. */
function onSearchPath(options, settings) {
  if (process.platform !== 'win32') return spawn('npm', options, settings);
  const line = ['npm.cmd', ...options.map((option) => `"${option}"`)].join(' ');
  return spawn(line, { ...settings, shell: true });
}
