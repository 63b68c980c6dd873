import { defineConfig } from 'vitest/config'

/** Folders of tests that need no engine: they start at once, and `npm run check` can run them in passing. */
const pure = ['rules', 'language', 'core', 'cards', 'config', 'simulator'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
)

const shared = { environment: 'node', pool: 'forks', testTimeout: 30_000, hookTimeout: 120_000 } as const

export default defineConfig({
  test: {
    // Two shared cores carry mongod and redis as well.
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: 'pure', include: pure } },
      {
        test: {
          ...shared,
          name: 'engines',
          include: ['test/**/*.test.ts'],
          exclude: pure,
          globalSetup: 'test/setup/services.ts',
        },
      },
    ],
  },
})
