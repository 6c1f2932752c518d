import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Its source maps also point to sources that it does not ship: no warning about each.
  logLevel: 'error',
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The package imports JSON without the attribute that Node.js asks for.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
