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
    // As many as a small machine has cores: more only wait for each other.
    maxWorkers: 2,
    // Far over what any of them takes, for a machine that others use too.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The package imports JSON without the attribute that Node.js asks for.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
