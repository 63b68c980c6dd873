import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getBranch } from '../../src/ledger/branches.js'
import { findEntry, listEntries } from '../../src/ledger/entries.js'
import { attachEvidence, entriesForPicture, evidenceOf, findEvidence, withEvidence } from '../../src/ledger/evidence.js'
import { closeItem, openFollowups, openItems } from '../../src/ledger/items.js'
import { matchPlan } from '../../src/ledger/match-plan.js'
import { canClose, canSeeEvidence } from '../../src/ledger/permissions.js'
import { cancelPlan, closePlanBy, movePlan, openPlans, reopenPlan } from '../../src/ledger/plans.js'
import { readTalkContent } from '../../src/ledger/read-talk.js'
import { voidEntry } from '../../src/ledger/void-entry.js'
import { currentBranchId } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { at, closeLedger, GROUP, inNewBranch, memberNamed, NOW, openLedger, refusal, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const PLANNED = at('2026-03-10')
const planThemeDay = (date = '2026-03-26', topic?: string) =>
  say({ type: 'plan', kind: 'theme_day', date, topic }, { sentAt: PLANNED })
const by = async (name = '陈立') => ({ byMemberId: (await memberNamed(name)).id, now: NOW })

describe('a plan', () => {
  it('is closed by the event that carries it out, and open again when that is voided', async () => {
    await inNewBranch(async () => {
      const plan = await planThemeDay('2026-03-18', '清明祭英烈')
      expect((await openPlans('2026-03-01', '2026-03-31')).map(({ id }) => id)).toEqual([plan.id])
      expect(await openPlans('2026-04-01')).toEqual([])
      const event = await say({ type: 'theme_day', date: '2026-03-17', attendees: 'all' })
      expect(event.closedPlan).toMatchObject({ id: plan.id, planState: 'done', doneBy: event.number })
      expect(await openPlans()).toEqual([])
      expect(await findEntry(event.id)).not.toHaveProperty('closedPlan')
      await inTransaction(async () => voidEntry(event.id, await by()))
      const [again] = await openPlans()
      expect(again).toMatchObject({ id: plan.id, planState: 'open' })
      expect(again).not.toHaveProperty('doneBy')
      expect(again?.changes?.map(({ fields }) => fields[0]?.after)).toEqual(['done', 'open'])
    })
  })

  it('stays open where nothing fits for sure', async () => {
    await inNewBranch(async () => {
      await planThemeDay('2026-03-17')
      await planThemeDay('2026-03-17')
      expect(await say({ type: 'theme_day', date: '2026-03-17' })).not.toHaveProperty('closedPlan')
      expect(await say({ type: 'training', date: '2026-03-17' })).not.toHaveProperty('closedPlan')
    })
  })

  it('moves with a sentence that says from when', async () => {
    await inNewBranch(async () => {
      const old = await planThemeDay('2026-03-26', '祭英烈')
      const next = await say({ type: 'plan', kind: 'theme_day', date: '2026-03-27', replaces: '2026-03-26' })
      expect(next.movedPlan).toMatchObject({ id: old.id, planState: 'moved', doneBy: next.number })
      expect((await openPlans()).map(({ id }) => id)).toEqual([next.id])
      const nowhere = await say({ type: 'plan', kind: 'meeting', date: '2026-03-27', replaces: '2026-03-20' })
      expect(nowhere).not.toHaveProperty('movedPlan')
    })
  })

  it('moves with its words, sealed ones too, and with its hour, which is marked', async () => {
    await inNewBranch(async () => {
      const plan = await say({
        type: 'plan',
        kind: 'talk',
        date: '2026-03-26',
        start: '14:00',
        partner: '赵阳',
        topic: '秘密',
      })
      const author = await memberNamed('陈立')
      const branch = await getBranch(currentBranchId())
      const source = { author, sentAt: NOW + 5, today: '2026-03-18', branch, chatId: GROUP }
      const { moved, entry } = await inTransaction(() => movePlan(plan.id, { date: '2026-03-30' }, source, NOW))
      expect(moved).toMatchObject({ id: plan.id, planState: 'moved', doneBy: '2026-计-002' })
      expect(entry).toMatchObject({ number: '2026-计-002', date: '2026-03-30', planState: 'open', partner: '赵阳' })
      expect(entry).toMatchObject({ start: '14:00', inferred: ['start'] })
      expect(await readTalkContent(entry.id, await memberNamed('赵阳'), NOW)).toEqual({ topic: '秘密' })
      const again = inTransaction(() => movePlan(plan.id, { date: '2026-04-01' }, source, NOW))
      expect(await refusal(again)).toBe('plan_closed')
      expect(await refusal(inTransaction(() => movePlan(entry.id, {}, source, NOW)))).toBe('missing_field')
      const never = inTransaction(() => movePlan(entry.id, { date: '2026-02-30' }, source, NOW))
      expect(await refusal(never)).toBe('bad_date')
    })
  })

  it('is cancelled, opened again and closed by hand', async () => {
    await inNewBranch(async () => {
      const plan = await planThemeDay()
      const cancelled = await inTransaction(async () => cancelPlan(plan.id, await by()))
      expect(cancelled.planState).toBe('cancelled')
      expect(await refusal(inTransaction(async () => cancelPlan(plan.id, await by())))).toBe('plan_closed')
      await inTransaction(async () => reopenPlan(plan.id, await by()))
      const event = await say({ type: 'theme_day', date: '2026-03-02' })
      const done = await inTransaction(async () => closePlanBy(plan.id, event.id, await by()))
      expect(done).toMatchObject({ planState: 'done', doneById: event.id, doneBy: event.number })
      expect(await refusal(inTransaction(async () => closePlanBy(plan.id, 'nothing', await by())))).toBe('plan_closed')
      expect(await refusal(inTransaction(async () => reopenPlan('nothing', await by())))).toBe('no_entry')
    })
  })

  it('of a talk is closed by a talk of the two, never by a 提醒谈话', async () => {
    await inNewBranch(async () => {
      const plan = await say({ type: 'plan', kind: 'talk', date: '2026-03-18', partner: '赵阳' }, { sentAt: PLANNED })
      const talk = { type: 'talk', date: '2026-03-17', talker: '$sender' } as const
      const reminder = await say({ ...talk, kind: '提醒谈话', partner: '赵阳' })
      expect(reminder).not.toHaveProperty('closedPlan')
      const other = await say({ ...talk, kind: '谈心谈话', partner: '王敏' })
      expect(other).not.toHaveProperty('closedPlan')
      expect((await say({ ...talk, kind: '谈心谈话', partner: '赵阳' })).closedPlan?.id).toBe(plan.id)
    })
  })
})

describe('which plan an event carries out', () => {
  const author = { name: '陈立', memberId: 'm0' }
  const plan = (change: Record<string, unknown> = {}) => ({
    kind: 'plan' as const,
    subkind: 'training',
    date: '2026-03-20',
    plannedOn: '2026-03-10',
    author,
    ...change,
  })
  const event = (change: Record<string, unknown> = {}) => ({ kind: 'training' as const, date: '2026-03-20', ...change })
  const table: readonly [string, Record<string, unknown>, Record<string, unknown>, boolean][] = [
    ['the same day', {}, {}, true],
    ['three days later', { date: '2026-03-23' }, {}, true],
    ['four days later', { date: '2026-03-24' }, {}, false],
    ['the same topic later', { date: '2026-04-10', topic: '学习党章。' }, { topic: '党章学习' }, false],
    ['the same topic in other marks', { date: '2026-04-10', topic: '《党章》' }, { topic: '党章' }, true],
    ['the same topic a season later', { date: '2026-06-10', topic: '党章' }, { topic: '党章' }, false],
    ['another topic the day after', { date: '2026-03-21', topic: '党章' }, { topic: '消防' }, false],
    ['another topic on the very day', { topic: '党章' }, { topic: '消防' }, true],
    ['before anybody planned', { date: '2026-03-18' }, { plannedOn: '2026-03-19' }, false],
    ['before a deadline', { date: '2026-03-12' }, { dueTo: '2026-03-31', date: '2026-03-31' }, true],
    ['long after a deadline', { date: '2026-04-12' }, { dueTo: '2026-03-31', date: '2026-03-31' }, false],
    ['another kind', {}, { subkind: 'meeting' }, false],
  ]
  it.each(table)('%s', (_, eventChange, planChange, fits) => {
    const one = plan(planChange)
    expect(matchPlan(event(eventChange), [one])).toBe(fits ? one : undefined)
  })

  it('is the surer of two', () => {
    const [sure, near] = [plan({ topic: '党章' }), plan({ date: '2026-03-21' })]
    expect(matchPlan(event({ topic: '党章' }), [near, sure])).toBe(sure)
    expect(matchPlan(event({ topic: '消防' }), [near, plan({ date: '2026-03-19' })])).toBeUndefined()
  })
})

describe('open items', () => {
  it('are listed soonest due first and closed with a day', async () => {
    await inNewBranch(async () => {
      const slip = { type: 'qualitySlip', date: '2026-03-10', department: '前厅部' } as const
      const open = await say({ ...slip, kind: '提醒整改单', due_to: '2026-03-15' })
      await say({ ...slip, kind: '奖励单' })
      await say({ ...slip, kind: '服务质量处罚单', closed_on: '2026-03-12' })
      const problem = await say({
        type: 'problem',
        source: '班子指出',
        problem: '甲',
        date: '2026-03-10',
        owner: '赵阳',
      })
      const plan = await say({ type: 'plan', kind: 'training', date: '2026-03-26' })
      const kinds = ['qualitySlip', 'problem', 'plan', 'followup'] as const
      const list = async () =>
        (await openItems(kinds, '2026-03-18', await memberNamed('陈立'))).map(
          ({ item, entry, overdue }) => `${item} ${entry.number} ${overdue}`,
        )
      expect(await list()).toEqual([
        `qualitySlip ${open.number} true`,
        `plan ${plan.number} false`,
        `problem ${problem.number} false`,
      ])
      const close = (id: string, date: string) => inTransaction(async () => closeItem(id, date, await by()))
      const closed = await close(open.id, '2026-03-16')
      expect(closed).toMatchObject({ alreadyClosed: false, entry: { closedOn: '2026-03-16' } })
      expect(closed.entry.changes?.[0]?.fields).toEqual([{ field: 'closed_on', after: '2026-03-16' }])
      expect((await close(open.id, '2026-03-17')).entry.closedOn).toBe('2026-03-16')
      expect(await list()).toHaveLength(2)
      expect(await refusal(close(problem.id, '2026-03-19'))).toBe('future_date')
      expect(await refusal(close(problem.id, '2026-03-09'))).toBe('bad_date')
      expect(await refusal(close(problem.id, 'soon'))).toBe('bad_date')
      expect(await refusal(close(plan.id, '2026-03-18'))).toBe('not_closable')
      expect(await refusal(close('nothing', '2026-03-18'))).toBe('no_entry')
      expect(canClose(await memberNamed('赵阳'), problem)).toBe(true)
      expect(canClose(await memberNamed('孙小雨'), problem)).toBe(false)
    })
  })

  it('of talks are those of the two, and planned talks those of who may know', async () => {
    await inNewBranch(async () => {
      const talk = { type: 'talk', kind: '谈心谈话', date: '2026-03-10', talker: '$sender' } as const
      const due = await say(
        { ...talk, partner: '赵阳', followup: { what: '再谈', due_to: '2026-03-31' } },
        { by: '王敏' },
      )
      const whenever = await say({ ...talk, partner: '王敏', followup: { what: '再谈' } }, { by: '赵阳' })
      await say({ ...talk, partner: '孙小雨' }, { by: '赵阳' })
      await say({ type: 'plan', kind: 'talk', date: '2026-03-30', partner: '赵阳' }, { by: '王敏' })
      const zhao = await memberNamed('赵阳')
      expect((await openFollowups(zhao)).map(({ id }) => id)).toEqual([due.id, whenever.id])
      expect(await openFollowups(await memberNamed('陈立'))).toEqual([])
      const kinds = ['plan', 'followup'] as const
      expect(await openItems(kinds, '2026-03-18')).toEqual([])
      expect(await openItems(kinds, '2026-03-18', zhao)).toHaveLength(3)
      expect(await openItems(kinds, '2026-03-18', await memberNamed('周海明'))).toEqual([])
      expect(canClose(zhao, due)).toBe(true)
      expect(canClose(await memberNamed('陈立'), due)).toBe(false)
      await inTransaction(async () => closeItem(due.id, '2026-03-18', await by('赵阳')))
      expect((await openFollowups(zhao)).map(({ id }) => id)).toEqual([whenever.id])
    })
  })
})

describe('evidence', () => {
  const file = (sha256: string) => ({
    name: '合影.jpg',
    mediaType: 'image/jpeg',
    bytes: 1234,
    sha256,
    storageKey: `b/${sha256}`,
  })

  it('is attached once, however often the picture comes', async () => {
    await inNewBranch(async () => {
      const entry = await say({ type: 'theme_day', date: '2026-03-17' })
      const zhao = await memberNamed('赵阳')
      const attach = (sha: string) => inTransaction(() => attachEvidence(entry.id, file(sha), zhao, NOW))
      const results = await Promise.all([attach('aa'), attach('aa'), attach('bb')])
      expect(results.filter(({ alreadyThere }) => !alreadyThere)).toHaveLength(2)
      const evidence = await evidenceOf(entry.id)
      expect(evidence.map(({ hash }) => hash).sort()).toEqual(['aa', 'bb'])
      expect(evidence[0]).toMatchObject({ name: '合影.jpg', mediaType: 'image/jpeg', bytes: 1234, addedBy: '赵阳' })
      const found = await findEvidence(evidence[0]?.id ?? '')
      expect(found).toMatchObject({ entryId: entry.id, storageKey: `b/${evidence[0]?.hash}` })
      const [shown, bare] = await withEvidence([entry, await say({ type: 'training', date: '2026-03-17' })])
      expect(shown?.evidence).toEqual(evidence)
      expect(bare).not.toHaveProperty('evidence')
      expect(await refusal(inTransaction(() => attachEvidence('nothing', file('cc'), zhao, NOW)))).toBe('no_entry')
      await inTransaction(async () => voidEntry(entry.id, await by()))
      expect(await refusal(attach('dd'))).toBe('voided')
    })
  })

  it('may belong to what its author told in the ten minutes before, and to nothing sealed', async () => {
    await inNewBranch(async () => {
      const sentAt = at('2026-03-18', '10:00')
      const first = await say({ type: 'theme_day' }, { sentAt, by: '赵阳' })
      const second = await say({ type: 'training' }, { sentAt: sentAt + 60_000, by: '赵阳' })
      await say({ type: 'training' }, { sentAt: sentAt + 60_000, by: '王敏' })
      await say({ type: 'talk', kind: '谈心谈话', talker: '$sender', partner: '王敏' }, { sentAt, by: '赵阳' })
      const { id } = await memberNamed('赵阳')
      const fitting = async (minutes: number) =>
        (await entriesForPicture(id, sentAt + minutes * 60_000)).map((entry) => entry.id)
      expect(await fitting(5)).toEqual([second.id, first.id])
      expect(await fitting(10)).toEqual([second.id, first.id])
      expect(await fitting(11)).toEqual([second.id])
      expect(await fitting(-1)).toEqual([])
      expect(await listEntries()).toHaveLength(4)
    })
  })

  it('of payments and talks is not for everybody', async () => {
    await inNewBranch(async () => {
      const dues = await say({ type: 'dues', items: [{ name: '$sender', amount: 5 }] }, { by: '赵阳' })
      const talk = await say({ type: 'talk', kind: '谈心谈话', talker: '$sender', partner: '王敏' }, { by: '赵阳' })
      const study = await say({ type: 'training' })
      const seers = async (entry: typeof dues) => {
        const names: string[] = []
        for (const name of ['陈立', '王敏', '李淑贤', '周海明', '赵阳']) {
          if (canSeeEvidence(await memberNamed(name), entry)) names.push(name)
        }
        return names
      }
      expect(await seers(dues)).toEqual(['陈立', '李淑贤', '赵阳'])
      expect(await seers(talk)).toEqual(['王敏', '赵阳'])
      expect(await seers(study)).toHaveLength(5)
    })
  })
})
