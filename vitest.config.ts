import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Its source maps also point to sources that it does not ship: no warning about each.
  logLevel: 'error',
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // A process for each file loads the same code 130 times; no test leaves anything behind for the next.
    isolate: false,
    // One more than a small machine has cores: tests of the whole action wait for pauses and time-outs a fifth of the time.
    maxWorkers: 3,
    // Far over what any of them takes, for a machine that others use too.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The package imports JSON without the attribute that Node.js asks for.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
