import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { ruleTests } from './tests/rule-tests.ts'

/** Hundreds of processes are started: compiled code is kept from one to the next. */
const env = { NODE_COMPILE_CACHE: join(tmpdir(), 'accord-test-compiled') }

/** Patience with a busy computer: what is looked for may come late, and no test asserts speed. */
const expect = { poll: { timeout: 60_000 } }

const rules = ruleTests(import.meta.dirname)

/** End-to-end tests have a set-up of their own: they need the built interface. */
export default defineConfig({
  test: {
    // Most tests wait for processes and sockets: three workers keep two cores busy.
    maxWorkers: 3,
    projects: [
      // `npm run test:fast` runs these alone.
      {
        test: { name: 'rules', env, expect, include: rules, isolate: false, testTimeout: 300_000 },
      },
      {
        test: {
          name: 'parts',
          env,
          expect,
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', ...rules],
          globalSetup: ['tests/example-record.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'e2e',
          env,
          // A browser on a busy machine loses a key or a hover now and then. The report tells of it.
          retry: process.env.CI ? 1 : 0,
          expect,
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/example-record.ts', 'tests/e2e/global-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
