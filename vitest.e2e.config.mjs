import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/globalSetup.ts'],
    environment: 'node',
    // What was compiled stays for the next run, by its content.
    experimental: { fsModuleCache: true },
    // Windows of a real editor: one after the other on a small machine, with time to come up.
    pool: 'forks',
    fileParallelism: false,
    silent: 'passed-only',
    testTimeout: 240_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    // A window on a busy build machine may lose a click; vitest reports what it tried again.
    retry: process.env.CI === undefined ? 0 : 1,
  },
});
