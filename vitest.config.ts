import { defineConfig } from 'vitest/config'

/** End-to-end tests have a set-up of their own: they need the built interface and a record to copy. */
export default defineConfig({
  test: {
    // Most tests wait for processes and sockets; one worker a core keeps both cores busy.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'parts',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**'],
          // Real processes on a busy machine take their time; no test asserts speed.
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
