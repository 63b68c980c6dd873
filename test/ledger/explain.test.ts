import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays } from '../../src/core/civil-date.js'
import type { MemberView } from '../../src/core/views.js'
import { absenceWarnings } from '../../src/ledger/absence-warnings.js'
import { adminBranch, adminEntries } from '../../src/ledger/admin-view.js'
import { amountsFor, confirmDues } from '../../src/ledger/amounts.js'
import { addRule, listRules, removeRule, setRuleNeed, switchRule } from '../../src/ledger/branch-rules.js'
import * as branches from '../../src/ledger/branches.js'
import { cardHistory, closeSnoozes, newestMonthCard, snoozeCard } from '../../src/ledger/card-history.js'
import { digestData } from '../../src/ledger/digest.js'
import { noteDigest, pendingDigest, previewDigest, previewSpan, toldThisWeek } from '../../src/ledger/digest-due.js'
import { entriesOfDigest, entriesOfNewestDigest } from '../../src/ledger/digest-replies.js'
import { sendDigestsTo } from '../../src/ledger/digest-target.js'
import { findDispute, openDispute, openDisputesOf, settleDisputes } from '../../src/ledger/disputes.js'
import {
  bumpDraft,
  closeDraft,
  findDraft,
  findDraftsOfMessage,
  findOpenDraftOf,
  saveDraft,
} from '../../src/ledger/drafts.js'
import { editEntry } from '../../src/ledger/edit-entry/index.js'
import {
  findEntriesOfMessage,
  findEntry,
  findEntryByNumber,
  findLastEntryOf,
  listEntries,
} from '../../src/ledger/entries.js'
import { attachEvidence, entriesForPicture, findEvidence, withEvidence } from '../../src/ledger/evidence.js'
import { excuse } from '../../src/ledger/excuses.js'
import { findEntriesOfSentence, findNewestEntriesOf, searchEntries } from '../../src/ledger/find-entries.js'
import { closeItem, openItems } from '../../src/ledger/items.js'
import { monthData } from '../../src/ledger/month-cards/month-data.js'
import { obligationsOf } from '../../src/ledger/obligations.js'
import { partialOfEntry } from '../../src/ledger/partial-of-entry.js'
import * as queries from '../../src/ledger/queries.js'
import { readTalkContent } from '../../src/ledger/read-talk.js'
import { confirmArticle } from '../../src/ledger/regulations.js'
import * as roster from '../../src/ledger/roster.js'
import { eraseTalkContent, rewrapTalkKeys } from '../../src/ledger/talk-keys.js'
import { voidEntry } from '../../src/ledger/void-entry.js'
import { BRANCH_MODELS } from '../../src/models/branch-models.js'
import { currentBranchId, inBranch } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { type EntryRow, LedgerEntry } from '../../src/models/ledger-entry.js'
import { ReminderRow } from '../../src/models/reminder-row.js'
import {
  at,
  closeLedger,
  GROUP,
  memberNamed,
  newBranch,
  newKey,
  openLedger,
  sampleBody,
  say,
  useKeys,
} from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

interface Asked {
  readonly collection: string
  readonly method: string
  readonly filter: Record<string, unknown>
  readonly sort?: Record<string, 1 | -1>
  readonly hint?: Record<string, 1 | -1>
}

/** A year of others' entries: among a handful of rows the planner takes any index. */
async function addOldYear(likeId: string): Promise<void> {
  const like = await LedgerEntry.findOne({ _id: likeId }).lean<EntryRow>()
  if (!like) throw new Error('not found')
  const rows = Array.from({ length: 300 }, (_, i): EntryRow => {
    const date = addDays('2025-01-01', i)
    const number = `2025-学-${i}`
    return {
      ...like,
      _id: `old-${i}`,
      number,
      date,
      enteredAt: at(date),
      author: { name: '某人', memberId: `m${i % 7}` },
    }
  })
  await LedgerEntry.insertMany(rows)
}

/** Rules, excuses and warnings. */
async function useRules(): Promise<void> {
  const by = { by: await memberNamed('陈立'), now: at('2026-03-18') }
  await inTransaction(() => switchRule('home-activity-quarter', 'off', by))
  await inTransaction(() => addRule('政治学习', 'month', 1, by))
  await inTransaction(() => setRuleNeed('talks-quarter', 2, by))
  await inTransaction(() => removeRule('own-政治学习', by))
  await inTransaction(() => excuse('theme-day-month', '2026-03', '防汛值守', by.by, by.now))
  await listRules('2026-03-18')
  await obligationsOf('2026-03-18')
  await absenceWarnings('2026-03-18')
  await confirmArticle('theme-day-month', '第十六条', by.now)
}

/** The whole public ledger once, on one branch among several. */
async function useEverything(): Promise<void> {
  const body = sampleBody()
  const { id } = await branches.saveBranch(body, at('2026-03-02'))
  await branches.saveBranch({ ...body, members: body.members.slice(0, 6) }, at('2026-03-03'))
  await branches.findBranchByChat('feishu', body.chatId)
  await branches.findBranchesOfUser('feishu', 'ou_zhao')
  await branches.findChosenBranch([], 'ou_zhao', at('2026-03-02'))
  await branches.listBranches()
  await branches.setChatClosed(id, false, at('2026-03-02'))
  await adminBranch(id)
  await inBranch(id, async () => {
    await roster.listMembers('2026-03-01')
    await roster.findMemberByUserId('ou_zhao')
    const gone = await memberNamed('李响')
    await roster.findMember(gone.id)
    await branches.saveBranch(body, at('2026-03-04'))
    await roster.bindAccount(gone.id, 'ou_xiang')
    await roster.choosePrivateBranch(gone.id, at('2026-03-04'))
    const study = await say({ type: 'training', date: '2026-03-17', attendees: 'all' })
    await addOldYear(study.id)
    const talk = { type: 'talk', kind: '谈心谈话', date: '2026-03-17', talker: '$sender', partner: '赵阳' } as const
    const heart = await say({ ...talk, topic: '…' })
    await branches.findBranchIdOfEntry(heart.id)
    await readTalkContent(heart.id, await memberNamed('赵阳'), at('2026-03-18'))
    useKeys([newKey('k2')])
    expect(await rewrapTalkKeys()).toEqual({ rewrapped: 1, stuck: 0 })
    await eraseTalkContent(heart.id, heart.authorId, at('2026-03-18'))
    await findEntry(study.id)
    await findEntryByNumber(study.number)
    await findLastEntryOf(study.authorId, GROUP, at('2026-03-19'))
    await findEntriesOfMessage(study.authorId, study.enteredAt)
    await listEntries()
    await listEntries({ kind: 'training', from: '2026-03-01', to: '2026-03-31' })
    await listEntries({ from: '2026-03-01', includeVoided: true })
    await adminEntries({ kind: 'meeting' })
    const secretary = await memberNamed('陈立')
    await monthData('2026-03', '2026-03-25', { reader: secretary, isFirst: true })
    await useCards(secretary)
    await digestData('2026-03-16', '2026-03-20')
    await useDigests()
    await useNewKinds()
    await useRules()
    await inTransaction(() => voidEntry(study.id, { byMemberId: 'm', now: at('2026-03-19') }))
    const draft = { authorId: 'm', chatId: GROUP, private: false, partial: { type: 'training' } } as const
    const { id: draftId } = await saveDraft(draft, at('2026-03-18'))
    await findDraft(draftId)
    await findOpenDraftOf('m', { id: GROUP, type: 'group' }, at('2026-03-19'))
    await branches.findBranchIdOfDraft(draftId)
    await bumpDraft(draftId, { type: 'training' }, {})
    await closeDraft(draftId)
  })
}

/** What the sweep, the preview and a reply to a digest ask. */
async function useDigests(): Promise<void> {
  const branch = await branches.getBranch(currentBranchId())
  const pending = await pendingDigest(branch, '2026-03-16', '2026-03-20')
  if (!pending) throw new Error('nothing to say')
  await inTransaction(() => noteDigest(branch, pending, '2026-03-16', at('2026-03-20')))
  await toldThisWeek(branch, '2026-03-20')
  await previewDigest(branch, '2026-03-21', '2026-03-20')
  await previewSpan(branch, 'quarter', '2026-03-20')
  await entriesOfDigest(branch.id, 'row')
  await entriesOfNewestDigest(branch.id)
  await inTransaction(async () => sendDigestsTo('secretary', await memberNamed('陈立'), at('2026-03-20')))
}

/** Which cards are due, and 三天后再看. */
async function useCards(secretary: MemberView): Promise<void> {
  const branch = await branches.getBranch(currentBranchId())
  const now = at('2026-03-25')
  expect(await newestMonthCard(branch, now)).toBeUndefined()
  const gap = { card: 'gap', period: '2026-03' } as const
  expect(await snoozeCard(gap, branch, secretary, now)).toBe('never-came')
  await ReminderRow.create([{ _id: 'gap', branchId: branch.id, ...gap, at: now, outboxIds: ['1'], schemaVersion: 1 }])
  const again = await snoozeCard(gap, branch, secretary, now)
  if (typeof again === 'string') throw new Error(again)
  expect((await cardHistory(branch, now)).snoozed).toEqual([{ ...gap, ...again }])
  await closeSnoozes([{ ...gap, ...again }])
  expect((await cardHistory(branch, now)).snoozed).toEqual([])
}

/** Plans, money, what is open, evidence, corrections and questions. */
async function useNewKinds(): Promise<void> {
  const zhao = await memberNamed('赵阳')
  const by = { byMemberId: zhao.id, now: at('2026-03-18') }
  const plan = await say({ type: 'plan', kind: 'theme_day', date: '2026-03-18' }, { sentAt: at('2026-03-10') })
  const event = await say({ type: 'theme_day', date: '2026-03-18', attendees: 'all' })
  expect(event.closedPlan?.id).toBe(plan.id)
  const dues = await say({ type: 'dues', items: [{ name: '$sender', amount: 5 }] }, { by: '赵阳' })
  await amountsFor(dues.id, zhao)
  await inTransaction(() => confirmDues(dues.id, by))
  const slip = await say({ type: 'qualitySlip', kind: '提醒整改单', date: '2026-03-17' })
  await openItems(['qualitySlip', 'problem', 'plan', 'followup'], '2026-03-18', zhao)
  await inTransaction(() => closeItem(slip.id, '2026-03-18', by))
  const file = { name: 'a.jpg', mediaType: 'image/jpeg', bytes: 1, sha256: 'aa', storageKey: 'a' }
  const { evidence } = await inTransaction(() => attachEvidence(event.id, file, zhao, at('2026-03-18')))
  await findEvidence(evidence.id)
  await withEvidence([event, slip])
  await entriesForPicture(event.authorId, at('2026-03-18'))
  await inTransaction(() => editEntry(event.id, { set: { date: '2026-02-17' } }, by))
  await inTransaction(() => voidEntry(event.id, by))
  await queries.countsBy({ from: '2026-01-01', to: '2026-12-31' })
  await queries.duesSum('2026-03')
  await queries.workPlanOf('2026-03')
  await queries.trainingPlanOf('2026')
  await queries.readingPlansOf('2026')
  await queries.projectDaysOf('标准化')
  await queries.creditHoursMissing(undefined, '2026', '2026-03-18')
  await queries.talksMissing('2026-Q1', '2026-03-18')
  await queries.gaps('2026-03', '2026-03-18')
  await findEntriesOfSentence('om_1')
  await findNewestEntriesOf(zhao.id, GROUP, at('2026-03-18'), 3)
  await searchEntries({ type: 'training', date: '2026-03-17' })
  await partialOfEntry(dues.id, zhao, at('2026-03-18'))
  await findDraftsOfMessage('om_1')
  await branches.findBranchIdOfMessage('om_1')
  const dispute = await openDispute({ entryId: slip.id, memberId: zhao.id, text: '…' }, at('2026-03-18'))
  await settleDisputes(await openDisputesOf(slip.id), 'kept', by)
  await findDispute(dispute.id)
}

/** What a query asks only of the few rows that its index has already found, or that a partial index holds alone. */
const CHECKED_AFTERWARDS = new Set(['branchId', 'voided', 'closed', 'revision', 'erasedAt', 'open'])

interface Plan {
  readonly stage?: string
  readonly indexBounds?: Readonly<Record<string, readonly string[]>>
}

/** Every stage of a plan, the outermost first. */
function stagesOf(plan: unknown): Plan[] {
  if (Array.isArray(plan)) return plan.flatMap(stagesOf)
  if (typeof plan !== 'object' || plan === null) return []
  const inner = Object.entries(plan).flatMap(([key, value]) => (key === 'indexBounds' ? [] : stagesOf(value)))
  return 'stage' in plan ? [plan as Plan, ...inner] : inner
}

const isOpen = (bounds: readonly string[]): boolean => bounds[0]?.includes('MinKey') ?? true

/** The fields by which the plan's index is entered; those behind one that is walked from end to end narrow nothing. */
function boundFields(stages: readonly Plan[]): string[] {
  return stages.flatMap(({ stage, indexBounds = {} }) => {
    if (stage === 'IDHACK') return ['_id']
    const fields = Object.entries(indexBounds)
    const open = fields.findIndex(([, bounds]) => isOpen(bounds))
    return (open === -1 ? fields : fields.slice(0, open)).map(([field]) => field)
  })
}

it('every query the ledger makes is answered from an index', async () => {
  for (let i = 0; i < 3; i++) await newBranch()
  const asked: Asked[] = []
  const known = new Set<string>(BRANCH_MODELS.map((model) => model.collection.name))
  mongoose.set('debug', (collection: string, method: string, filter: unknown, ...rest: unknown[]) => {
    if (!known.has(collection) || method.startsWith('insert') || method === 'createIndex') return
    // find(filter, options); updateOne and findOneAndUpdate(filter, update, options)
    const options = rest.at(-1) as { sort?: Record<string, 1 | -1>; hint?: Record<string, 1 | -1> } | undefined
    const { sort, hint } = options ?? {}
    asked.push({ collection, method, filter: filter as Record<string, unknown>, sort, hint })
  })
  await useEverything()
  mongoose.set('debug', false)

  const seen = new Set(asked.map(({ collection, method }) => `${collection}.${method}`))
  // The list is only worth something when it caught what the ledger is known to do.
  for (const one of [
    'partyBranches.find',
    'members.findOne',
    'ledgerEntries.findOneAndUpdate',
    'talkContents.updateOne',
  ])
    expect(seen).toContain(one)
  expect(asked.length).toBeGreaterThan(60)
  for (const { collection, method, filter, sort, hint } of asked) {
    const cursor = mongoose.connection.collection(collection).find(filter, hint && { hint })
    const plan = (await (sort ? cursor.sort(sort) : cursor).explain('queryPlanner')) as {
      queryPlanner: { winningPlan: unknown }
    }
    const stages = stagesOf(plan.queryPlanner.winningPlan)
    const names = stages.map(({ stage }) => stage)
    const line = `${collection}.${method} ${JSON.stringify(filter)} ${JSON.stringify(sort)}: ${names.join(' < ')}`
    expect(
      names.some((stage) => stage === 'IXSCAN' || stage === 'IDHACK'),
      line,
    ).toBe(true)
    expect(names, line).not.toContain('COLLSCAN')
    expect(names, line).not.toContain('SORT')
    const bound = boundFields(stages)
    const wanted = '_id' in filter ? ['_id'] : Object.keys(filter).filter((field) => !CHECKED_AFTERWARDS.has(field))
    for (const field of wanted) expect(bound, line).toContain(field)
    if (wanted.length === 0 && 'branchId' in filter) expect(bound, line).toContain('branchId')
  }
})
