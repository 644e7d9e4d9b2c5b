import { defineConfig } from 'vitest/config';

/** The webviews' pages, each alone in a plain browser. */
export default defineConfig({
  test: {
    include: ['test/pages/**/*.test.ts'],
    environment: 'node',
    // What was compiled stays for the next run, by its content.
    experimental: { fsModuleCache: true },
    pool: 'forks',
    // One browser at a time: other tests run beside these.
    fileParallelism: false,
    silent: 'passed-only',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
