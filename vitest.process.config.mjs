import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/process/**/*.test.ts'],
    globalSetup: ['test/process/globalSetup.ts'],
    environment: 'node',
    // What was compiled stays for the next run, by its content.
    experimental: { fsModuleCache: true },
    // Real processes on a small machine: one file after the other, so that times mean something.
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
