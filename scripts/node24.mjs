/** Runs its arguments with Node.js 24, after installing what a fresh clone lacks: `node scripts/node24.mjs FILE …`. */
import { endLike, runProcess } from './run-process.mjs';
import { environmentOf, SetupError, setUp } from './setup.mjs';

try {
  const node = await setUp();
  endLike(await runProcess(node, process.argv.slice(2), { env: environmentOf(node) }));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
