import { randomBytes } from 'node:crypto'
import mongoose from 'mongoose'
import { civilDateAt, epochOf } from '../../src/core/civil-date.js'
import type { RecordMeaning } from '../../src/core/meaning.js'
import { createVault, type FieldKey } from '../../src/core/seal.js'
import type { MemberView } from '../../src/core/views.js'
import { type BranchInput, branchInputSchema, getBranch, saveBranch } from '../../src/ledger/branches.js'
import { configureDraftVault } from '../../src/ledger/drafts.js'
import { toNewEntry } from '../../src/ledger/new-entry/index.js'
import { recordEntry } from '../../src/ledger/record-entry.js'
import { listEverybody } from '../../src/ledger/roster.js'
import { configureTalkVault } from '../../src/ledger/talk-vault.js'
import { currentBranchId, inBranch } from '../../src/models/branch-scope.js'
import { buildIndexes, connectMongo, disconnectMongo } from '../../src/models/connect.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { runMigrations } from '../../src/models/migrations/run-migrations.js'
import { testDatabase } from '../helpers/database.js'

export const ZONE = 'Asia/Shanghai'
export const GROUP = 'oc_group'
/** Civil epoch ms of a moment in the sample branch's zone. */
export const at = (date: string, time = '10:00'): number => epochOf(date, time, ZONE)
/** The demo's first moment: a Wednesday. */
export const NOW = at('2026-03-18')

export const newKey = (id: string): FieldKey => ({ id, bytes: randomBytes(32) })

/** Connects to an empty database of the test's own, with every index built and fresh keys. */
export async function openLedger(): Promise<void> {
  await connectMongo(testDatabase().mongoUri)
  await runMigrations()
  await buildIndexes()
  useKeys([])
}

const firstKey = newKey('k1')

/** Field keys from now on. The first key stays at the end: other tests' talks are wrapped with it. */
export function useKeys(keys: readonly FieldKey[]): void {
  configureTalkVault(createVault([...keys, firstKey], 'talk'))
  configureDraftVault(createVault([...keys, firstKey], 'draft'))
}

export async function closeLedger(): Promise<void> {
  await mongoose.connection.dropDatabase()
  await disconnectMongo()
}

let chats = 0

/** The sample roster of language/roster.json, as a POST body for a chat of its own. */
export function sampleBody(change: Record<string, unknown> = {}): BranchInput {
  return branchInputSchema.parse({
    name: '人事部党支部',
    platform: 'feishu',
    chatId: `oc_${++chats}`,
    members: [
      { name: '陈立', platformUserId: 'ou_chen', role: 'secretary' },
      { name: '王敏', platformUserId: 'ou_wang', role: 'organization' },
      { name: '李淑贤', platformUserId: 'ou_lishu', role: 'dues' },
      { name: '周海明', platformUserId: 'ou_zhou', role: 'ledger' },
      { name: '赵阳', platformUserId: 'ou_zhao', role: 'member' },
      { name: '孙小雨', platformUserId: 'ou_sun', role: 'member', status: 'probationary' },
      { name: '李响', role: 'member' },
    ],
    ...change,
  })
}

/** A fresh sample branch; returns its id. */
export async function newBranch(change: Record<string, unknown> = {}, now = NOW): Promise<string> {
  return (await saveBranch(sampleBody(change), now)).id
}

/** Runs a test in a fresh branch's scope. */
export async function inNewBranch<T>(fn: (branchId: string) => Promise<T>, change: Record<string, unknown> = {}) {
  const id = await newBranch(change)
  return await inBranch(id, () => fn(id))
}

export async function memberNamed(name: string): Promise<MemberView> {
  const member = (await listEverybody()).find((one) => one.name === name)
  if (!member) throw new Error(`no member ${name}`)
  return member
}

interface Saying {
  readonly by?: string
  readonly sentAt?: number
  readonly chatId?: string
}

/** What a handler does with an understood sentence: spell it out and record it in one transaction. */
export async function say(meaning: RecordMeaning, { by = '陈立', sentAt = NOW, chatId = GROUP }: Saying = {}) {
  return await inTransaction(async () => {
    const branch = await getBranch(currentBranchId())
    const author = await memberNamed(by)
    const today = civilDateAt(sentAt, branch.timezone)
    return await recordEntry(await toNewEntry(meaning, { author, sentAt, today, branch, chatId }), sentAt)
  })
}

/** The code of the UserError that a call ends in. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  return await promise.then(
    () => 'nothing was refused',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  )
}
