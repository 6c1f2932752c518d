/**
 * Runs its arguments with Node.js 24, after installing what a fresh clone lacks: `node scripts/node24.mjs FILE …`. With
 * `--simulator` first, only what the simulator needs is installed.
 */
import { endLike, runProcess } from './run-process.mjs';
import { environmentOf, SetupError, setUp } from './setup.mjs';

try {
  const given = process.argv.slice(2);
  const simulatorOnly = given[0] === '--simulator';
  const node = await setUp(simulatorOnly ? 'simulator' : 'all');
  const command = simulatorOnly ? given.slice(1) : given;
  endLike(await runProcess(node, command, { env: environmentOf(node) }));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
