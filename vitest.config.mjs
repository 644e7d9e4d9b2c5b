import { defineConfig } from 'vitest/config';

/** `npm run check` is for every minute: unit tests, and of those not the ones that take seconds. */
const quick = process.env.MARGINALIA_SLOW_TESTS === undefined;

/** What runs in Node without other processes: everything but what has a configuration or a runner of its own. */
export default defineConfig({
  test: {
    include: quick ? ['test/unit/**/*.test.ts'] : ['test/**/*.test.ts'],
    exclude: [
      'test/process/**',
      'test/host/**',
      'test/e2e/**',
      'test/pages/**',
      ...(quick ? ['test/**/*.slow.test.ts'] : []),
    ],
    environment: 'node',
    pool: 'threads',
    // The quick ones run beside the checks, each worker loading all modules anew; the others have the machine to themselves.
    maxWorkers: quick ? 1 : '100%',
    isolate: false,
    // Against a hang, not a measure of speed: a test of seconds takes ten times that on a busy machine.
    // What was compiled stays for the next run, by its content.
    experimental: { fsModuleCache: true },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
