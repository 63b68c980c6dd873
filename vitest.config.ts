import { defineConfig } from 'vitest/config'

/** Folders of tests that need no engine: they start at once, and `npm run check` can run them in passing. */
const pure = ['rules', 'language', 'core', 'cards', 'config', 'simulator', 'contracts/borders', 'year/pure'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
)

/** Stories of people, and what every border must keep to: once on each platform and transport (test/helpers/stage.ts). */
const stories = ['test/flows/*.test.ts', 'test/contracts/*.test.ts']
const stages = ['feishu', 'feishu-socket', 'dingtalk', 'dingtalk-cards']

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
          exclude: [...pure, ...stories],
          globalSetup: 'test/setup/services.ts',
        },
      },
      ...stages.map((stage) => ({
        test: {
          ...shared,
          name: `stories on ${stage}`,
          include: stories,
          env: { PLAY_ON: stage },
          globalSetup: 'test/setup/services.ts',
        },
      })),
    ],
  },
})
