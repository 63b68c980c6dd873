import { defineConfig } from 'vitest/config'

/** Folders of tests that need no engine: they start at once, and `npm run check` can run them in passing. */
const pure = ['rules', 'language', 'core', 'cards', 'config', 'simulator', 'contracts/borders', 'year/pure'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
)

/** Stories of people, and what every border must keep to: once on each platform and transport (test/helpers/stage.ts). */
const stories = ['test/flows/*.test.ts', 'test/contracts/*.test.ts']
/**
 * A bot that hears Feishu over its long connection shows and is told the same as one with a webhook: beside the contracts,
 * one story of each way in (message, tap, form, a talk, a picture, membership) is enough there.
 */
const waysIn = ['first-sentence', 'undo', 'ask-back', 'talk', 'evidence', 'first-five-minutes']
/**
 * What is understood, counted and said is the same whether DingTalk shows it as a message or on our card: these are told
 * once there. How every card looks on the template is a contract of its own (test/contracts/borders/rendering.test.ts).
 */
const sameWords = [
  'agenda',
  'asked-sums',
  'asked-together',
  'closing-by-words',
  'edit-by-number',
  'help',
  'kind-gatherings',
  'kind-money',
  'kind-people',
  'kind-plan',
  'kind-quality',
  'plan-progress',
  'roster-commands',
  'rules',
  'talk-occasions',
  'undo-in-words',
  'votes',
]
const stages: Readonly<Record<string, readonly string[]>> = {
  feishu: stories,
  'feishu-socket': ['test/contracts/*.test.ts', ...waysIn.map((name) => `test/flows/${name}.test.ts`)],
  dingtalk: stories,
  'dingtalk-cards': stories,
}

const shared = { environment: 'node', pool: 'forks', testTimeout: 30_000, hookTimeout: 120_000 } as const

export default defineConfig({
  test: {
    // Of two shared cores, which carry mongod and redis as well, two workers left a third idle: a story mostly waits for
    // what a platform makes everybody wait for.
    maxWorkers: 3,
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
      ...Object.entries(stages).map(([stage, include]) => ({
        test: {
          ...shared,
          name: `stories on ${stage}`,
          // A story starts a bot and a database of its own; loading the same program anew for each took a sixth of the time.
          isolate: false,
          include: [...include],
          exclude: stage === 'dingtalk-cards' ? sameWords.map((name) => `test/flows/${name}.test.ts`) : [],
          env: { PLAY_ON: stage },
          globalSetup: 'test/setup/services.ts',
        },
      })),
    ],
  },
})
