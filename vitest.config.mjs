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
    // Without a number one core stays idle, which on a small machine is half of it.
    maxWorkers: '100%',
    isolate: false,
  },
});
