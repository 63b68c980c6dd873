import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { toDate } from '../../src/core/clock.js'
import { connectMongo, disconnectMongo } from '../../src/models/connect.js'
import type { Migration } from '../../src/models/migrations/list.js'
import { MIGRATIONS } from '../../src/models/migrations/list.js'
import { MigrationRow } from '../../src/models/migrations/migration-row.js'
import { runMigrations } from '../../src/models/migrations/run-migrations.js'
import { testDatabase } from '../helpers/database.js'

beforeAll(() => connectMongo(testDatabase().mongoUri))
beforeEach(() => MigrationRow.deleteMany({}))
afterAll(disconnectMongo)

it('runs each migration once, in order, by one process at a time', async () => {
  const log: string[] = []
  let running = 0
  const step = (name: string): Migration => ({
    name,
    run: async () => {
      expect(++running).toBe(1)
      await sleep(40)
      log.push(name)
      running--
    },
  })
  const migrations = [step('a'), step('b'), step('c')]
  const results = await Promise.all([1, 2, 3, 4].map(() => runMigrations({ migrations })))
  expect(log).toEqual(['a', 'b', 'c'])
  expect(results.flat()).toEqual(['a', 'b', 'c'])
  expect(await runMigrations({ migrations: [...migrations, step('d')] })).toEqual(['d'])
})

it('the real list has names of its own and runs', async () => {
  expect(new Set(MIGRATIONS.map(({ name }) => name)).size).toBe(MIGRATIONS.length)
  expect(await runMigrations()).toEqual(MIGRATIONS.map(({ name }) => name))
  expect(await runMigrations()).toEqual([])
})

it('takes over from a process that was killed, not from one at work', async () => {
  await MigrationRow.create({ _id: 'lease', owner: 'killed', until: toDate(Date.now() + 400) })
  const started = Date.now()
  expect(await runMigrations({ migrations: [{ name: 'a', run: async () => {} }] })).toEqual(['a'])
  expect(Date.now() - started).toBeGreaterThanOrEqual(350)
})

it('keeps its lease while a migration takes longer than it', async () => {
  let runs = 0
  const migrations = [
    {
      name: 'slow',
      run: async () => {
        runs++
        await sleep(900)
      },
    },
  ]
  await Promise.all([1, 2].map(() => runMigrations({ migrations, leaseMs: 300 })))
  expect(runs).toBe(1)
})

it('a failed migration is told, is not marked as done, and leaves the lease free', async () => {
  const fail = { name: 'a', run: () => Promise.reject(new Error('broken')) }
  await expect(runMigrations({ migrations: [fail] })).rejects.toThrow('broken')
  expect(await runMigrations({ migrations: [{ name: 'a', run: async () => {} }] })).toEqual(['a'])
})
