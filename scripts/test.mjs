/**
 * `npm test`: sets a fresh clone up, then checks types, style and the committed build, and runs the tests.
 * `npm test -- test/launches` runs those tests alone, and builds dist/ first when it is stale; `npm run test:quick` runs
 * the tests that start no process of the action; `npm run check` runs the checks alone.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endLike, runProcess } from './run-process.mjs';
import { environmentOf, root, SetupError, setUp } from './setup.mjs';
import { isStale } from './stale.mjs';
import { temporaryParent } from './temporary.mjs';
import { closingLine } from './test-counts.mjs';
import { toolPath } from './tool-path.mjs';

const [first, ...others] = process.argv.slice(2);
const checksOnly = first === '--checks-only';
const quick = first === '--quick';
/** What the quick tests leave out: whole runs of the action, the simulator's own tests, browsers, and long sequences. */
const SLOW = [
  'test/e2e/**',
  'test/simulator/**',
  'test/stores/branch/**',
  'test/powerbi/queries-end-to-end.test.ts',
  'test/report/page/browser.test.ts',
  'test/report/page/interaction.test.ts',
  'test/snapshot/derived/aggregates*.test.ts',
  'test/sync/model*.test.ts',
];
const options = checksOnly || quick ? others : process.argv.slice(2);
const isWhole = options.length === 0;

try {
  const node = await setUp();
  if (!isWhole && !quick && isStale()) await build(node);
  const checked = checksOnly || (isWhole && !quick) ? await runChecks(node) : true;
  const tested = checksOnly ? true : await runTests(node);
  process.exitCode ||= checked && tested ? 0 : 1;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** What is tested is the program in dist/: one of other sources would pass or fail for nothing. */
async function build(node) {
  console.log('dist/ is not built from these sources: building it …');
  if (await run(node, [join(root, 'scripts', 'build.mjs')], {})) return;
  throw new SetupError('The build failed: correct what it lists above and run the command again.');
}

/** Runs every check, also when another fails, so that one run shows all there is to do. */
async function runChecks(node) {
  const checks = [
    {
      name: 'types',
      command: [toolPath('typescript', 'tsc'), '--noEmit'],
      remedy: 'correct the types listed above',
    },
    {
      name: 'lint and format',
      command: [toolPath('@biomejs/biome', 'biome'), 'ci', '--log-level=warn', '.'],
      remedy: 'run npx biome check --write and correct what is left',
    },
  ];
  if (isStale()) {
    checks.push({
      name: 'dist and notices',
      command: [join(root, 'scripts', 'build.mjs'), '--check'],
      remedy: 'run npm run build and commit dist/ and THIRD-PARTY-NOTICES.txt',
    });
  } else console.log('✓ dist and notices (as a build of these very sources made them)');
  // One of them keeps one core busy: beside each other they take as long as the slowest.
  const passed = await Promise.all(
    checks.map(async ({ name, command, remedy }) => {
      const started = performance.now();
      const shown = [];
      const passes = await run(node, command, { onOutput: (chunk) => shown.push(chunk) });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      // What a check says stands together, above its verdict.
      process.stdout.write(Buffer.concat(shown));
      console.log(`${passes ? '✓' : '✗'} ${name} (${seconds} s)${passes ? '' : `: ${remedy}`}`);
      return passes;
    }),
  );
  return passed.every((passes) => passes);
}

async function runTests(node) {
  const folder = mkdtempSync(join(temporaryParent(), 'audit-log-sync-'));
  try {
    const counts = join(folder, 'counts.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${counts}`];
    // Each test file is a process, and so is each action that a test starts: most load the same code.
    const cache = { NODE_COMPILE_CACHE: join(folder, 'compiled') };
    // What tests leave behind, also when they are stopped, goes with the folder.
    const temporary = { TMPDIR: folder, TEMP: folder, TMP: folder };
    const excluded = quick ? SLOW.map((pattern) => `--exclude=${pattern}`) : [];
    const command = [toolPath('vitest', 'vitest'), 'run', ...reporters, ...excluded, ...options];
    const passed = await run(node, command, { env: { ...environmentOf(node), ...cache, ...temporary } });
    console.log(closingLine(readCounts(counts), passed));
    return passed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** vitest writes no file when it could not start. */
function readCounts(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  }
}

async function run(node, command, settings) {
  const end = await runProcess(node, command, { cwd: root, env: environmentOf(node), ...settings });
  if (end.signal !== null) endLike(end);
  return end.code === 0;
}
