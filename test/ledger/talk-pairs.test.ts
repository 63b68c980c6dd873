import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordMeaning } from '../../src/core/meaning.js'
import type { PairMap, TalkMap } from '../../src/core/talk-views.js'
import { switchRule } from '../../src/ledger/branch-rules.js'
import { getBranch } from '../../src/ledger/branches.js'
import { editEntry } from '../../src/ledger/edit-entry/index.js'
import { findEntry } from '../../src/ledger/entries.js'
import { carryOutHandover, confirmHandover, proposeHandover } from '../../src/ledger/handovers.js'
import { canSee, canVoid, isOneOfTheTwo, theTwoOf } from '../../src/ledger/permissions.js'
import { movePlan } from '../../src/ledger/plans.js'
import { quarterData, quarterPicture } from '../../src/ledger/quarter-data.js'
import { readTalkContent } from '../../src/ledger/read-talk.js'
import { leaveRoster, setState } from '../../src/ledger/roster-changes.js'
import { listNeverPairs, neverPairKeys, setNeverPair } from '../../src/ledger/talk-pairs/never-pairs.js'
import { pairKey, pairOf } from '../../src/ledger/talk-pairs/pairs.js'
import { talkSuggestion } from '../../src/ledger/talk-pairs/talk-books.js'
import { voidEntry } from '../../src/ledger/void-entry.js'
import { yearData } from '../../src/ledger/year-data.js'
import { currentBranchId } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { at, closeLedger, inNewBranch, memberNamed, NOW, openLedger, refusal, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const FOUR = {
  members: [
    { name: '陈立', platformUserId: 'ou_chen', role: 'secretary' },
    { name: '王敏', platformUserId: 'ou_wang', role: 'organization' },
    { name: '周海明', platformUserId: 'ou_zhou', role: 'dues' },
    { name: '赵阳', role: 'ledger', since: '2026-02-01' },
  ],
}
const secretary = () => memberNamed('陈立')
/** The year's picture and suggestion, as its reader gets them. */
const suggestion = async (today = '2026-03-18', reader = '陈立') =>
  talkSuggestion('2026', today, await memberNamed(reader))
const inFour = (fn: () => Promise<unknown>) => inNewBranch(fn, FOUR)

const talk = (partner: string, change: Record<string, unknown> = {}): RecordMeaning =>
  ({ type: 'talk', kind: '谈心谈话', date: '2026-03-10', talker: '$sender', partner, ...change }) as RecordMeaning

const statesOf = (map: TalkMap): Record<string, string> =>
  Object.fromEntries((map as PairMap).cells.map(({ one, other, state }) => [`${one.name}${other.name}`, state]))

/** Ids of two members, as a pair. */
async function pair(one: string, other: string) {
  return pairOf(await memberNamed(one), await memberNamed(other))
}

describe('the year’s talks by pair', () => {
  it('count 谈心 and 廉政谈话 of the year, whoever of the two began, and no 提醒谈话', async () => {
    await inFour(async () => {
      await say(talk('王敏'))
      await say(talk('王敏', { kind: '廉政谈话' }), { by: '赵阳' })
      await say(talk('周海明', { kind: '提醒谈话' }))
      await say(talk('赵阳', { date: '2025-12-30' }))
      const { map, next } = await suggestion()
      expect(map).toMatchObject({ mode: 'pairs', done: 2, total: 6 })
      expect(statesOf(map)).toMatchObject({
        陈立王敏: 'talked',
        王敏赵阳: 'talked',
        陈立周海明: 'open',
        陈立赵阳: 'open',
      })
      // These never talked; 陈立 and 赵阳 did in December.
      expect([next?.one.name, next?.other.name, next?.last]).toEqual(['陈立', '周海明', undefined])
    })
  })

  it('of 集体谈心 count for each of the partners with the one who talks', async () => {
    await inFour(async () => {
      for (const partner of ['王敏', '周海明', '赵阳']) await say(talk(partner))
      const { map } = await suggestion()
      expect(map.done).toBe(3)
      expect(statesOf(map)).toMatchObject({ 周海明王敏: 'open', 陈立王敏: 'talked', 陈立赵阳: 'talked' })
    })
  })

  it('are those of who is there on the day: on leave, seconded or gone is not due, and comes back', async () => {
    await inFour(async () => {
      const by = await memberNamed('陈立')
      await inTransaction(async () => {
        await setState((await memberNamed('周海明')).id, 'seconded', { on: '2026-03-01', by, now: NOW })
      })
      expect((await suggestion()).map).toMatchObject({
        total: 3,
        names: ['陈立', '王敏', '赵阳'],
      })
      expect((await suggestion('2026-02-15')).map).toMatchObject({ total: 6 })
      // Before 赵阳 came there were three.
      expect((await suggestion('2026-01-15')).map).toMatchObject({
        total: 3,
        names: ['陈立', '周海明', '王敏'],
      })
      await inTransaction(async () => {
        await leaveRoster((await memberNamed('赵阳')).id, { on: '2026-03-10', by, now: NOW })
      })
      expect((await suggestion()).map).toMatchObject({ total: 1, names: ['陈立', '王敏'] })
    })
  })

  it('lose a talk that was taken back', async () => {
    await inFour(async () => {
      const entry = await say(talk('王敏'))
      expect((await suggestion()).map.done).toBe(1)
      await inTransaction(() => voidEntry(entry.id, { byMemberId: entry.authorId, now: NOW }))
      expect((await suggestion()).map.done).toBe(0)
    })
  })
})

describe('pairs that are left out', () => {
  it('are not suggested, still missing, and come back', async () => {
    await inFour(async () => {
      const by = { byMemberId: (await memberNamed('陈立')).id, now: NOW }
      const two = await pair('周海明', '王敏')
      const set = (on: boolean) => inTransaction(() => setNeverPair(two, on, by))
      expect([await set(true), await set(true)]).toEqual([true, false])
      expect(
        (await listNeverPairs(await secretary())).map(({ one, other }) => [one.name, other.name].toSorted()),
      ).toEqual([['周海明', '王敏']])
      const { map, next } = await suggestion()
      expect(map).toMatchObject({ done: 0, total: 6 })
      expect(statesOf(map)).toMatchObject({ 周海明王敏: 'never' })
      expect(next && pairKey(next.one.id, next.other.id)).not.toBe(pairKey(two.one.id, two.other.id))
      // Who stands in for the secretary is told nothing of it, and is not led to the two either.
      expect(statesOf((await quarterPicture('2026-Q1', '2026-03-18', await memberNamed('王敏'))).map)).toMatchObject({
        周海明王敏: 'open',
      })
      expect(await listNeverPairs(await memberNamed('王敏'))).toEqual([])
      expect([await set(false), await set(false)]).toEqual([true, false])
      expect(statesOf((await suggestion()).map)).toMatchObject({ 周海明王敏: 'open' })
      expect(await set(true)).toBe(true)
    })
  })

  it('are one secretary’s: his successor reads of none, is not steered by them, and may say his own', async () => {
    await inFour(async () => {
      const [from, to] = [await memberNamed('陈立'), await memberNamed('王敏')]
      const two = await pair('陈立', '周海明')
      const leftOut = (on: boolean, { id }: { id: string }) =>
        inTransaction(() => setNeverPair(two, on, { byMemberId: id, now: NOW }))
      await leftOut(true, from)
      expect((await suggestion()).next).not.toMatchObject({ one: { name: '陈立' }, other: { name: '周海明' } })
      const {
        id,
        fromId = '',
        toId,
      } = await inTransaction(async () => {
        const proposal = { fromId: from.id, toId: to.id, on: '2026-03-18' }
        return (await proposeHandover(proposal, NOW)).handover
      })
      for (const one of [fromId, toId]) await inTransaction(() => confirmHandover(id, one, '2026-03-18'))
      await inTransaction(() => carryOutHandover('2026-03-18', NOW))
      const { map } = await suggestion('2026-03-18', '王敏')
      expect(Object.values(statesOf(map))).not.toContain('never')
      expect(await listNeverPairs(await memberNamed('王敏'))).toEqual([])
      expect([...(await neverPairKeys())]).toEqual([])
      expect(await leftOut(false, to)).toBe(false)
      expect([await leftOut(true, to), await leftOut(true, to)]).toEqual([true, false])
      expect(Object.values(statesOf((await suggestion('2026-03-18', '王敏')).map))).toContain('never')
    })
  })

  it('are of one branch', async () => {
    await inFour(async () => {
      const two = await pair('陈立', '王敏')
      await inTransaction(() => setNeverPair(two, true, { byMemberId: two.one.id, now: NOW }))
    })
    await inFour(async () => expect(await listNeverPairs(await secretary())).toEqual([]))
  })
})

describe('a talk planned between two others', () => {
  const plan: RecordMeaning = {
    type: 'plan',
    kind: 'talk',
    date: '2026-03-25',
    talker: '王敏',
    partner: '周海明',
    topic: '岗位调整',
  }

  it('is theirs: they may see, read and take it back, nobody suggests them, and their talk carries it out', async () => {
    await inFour(async () => {
      const planned = await say(plan)
      expect(planned.title).toContain('王敏—周海明')
      const [chen, wang, zhou, zhao] = await Promise.all(['陈立', '王敏', '周海明', '赵阳'].map(memberNamed))
      if (!chen || !wang || !zhou || !zhao) throw new Error('nobody there')
      expect(theTwoOf(planned)).toEqual([wang.id, zhou.id])
      expect([chen, wang, zhou, zhao].map((one) => isOneOfTheTwo(one, planned))).toEqual([false, true, true, false])
      expect([chen, wang, zhou, zhao].map((one) => canSee(one, planned))).toEqual([true, true, true, false])
      expect([chen, wang, zhou, zhao].map((one) => canVoid(one, planned))).toEqual([true, true, true, false])
      expect(await readTalkContent(planned.id, wang, NOW)).toMatchObject({ topic: '岗位调整' })
      expect(await refusal(readTalkContent(planned.id, chen, NOW))).toBe('not_permitted')
      const { map } = await suggestion()
      expect(statesOf(map)).toMatchObject({ 周海明王敏: 'planned' })
      // A talk of its planner with one of them is another one.
      await say(talk('周海明', { date: '2026-03-25' }), { sentAt: at('2026-03-25') })
      expect(await findEntry(planned.id)).toMatchObject({ planState: 'open' })
      const held = await say(talk('王敏', { date: '2026-03-25' }), { by: '周海明', sentAt: at('2026-03-25') })
      expect(held.closedPlan?.id).toBe(planned.id)
    })
  })

  it('is on the map of who may know of it: not of who stands in for the secretary, unless it is his or he planned it', async () => {
    await inFour(async () => {
      await say(plan)
      const seenBy = async (name: string) =>
        statesOf((await quarterPicture('2026-Q1', '2026-03-18', await memberNamed(name))).map)
      for (const name of ['陈立', '王敏']) expect(await seenBy(name)).toMatchObject({ 周海明王敏: 'planned' })
      expect(Object.values(await seenBy('赵阳'))).not.toContain('planned')
      await say({ ...plan, talker: '陈立', partner: '王敏' } as RecordMeaning, { by: '赵阳' })
      expect(Object.values(await seenBy('赵阳')).filter((state) => state === 'planned')).toHaveLength(1)
    })
  })

  it('is his own where he names himself, and never with one person alone', async () => {
    await inFour(async () => {
      const planned = await say({ ...plan, talker: '陈立' } as RecordMeaning)
      expect(planned.talkerId).toBeUndefined()
      expect(planned.title).toContain('陈立—周海明')
      expect(await refusal(say({ ...plan, talker: '周海明' } as RecordMeaning))).toBe('self_talk')
    })
  })

  it('can be given to another one, and moved with both of them', async () => {
    await inFour(async () => {
      const planned = await say(plan)
      const by = { byMemberId: (await memberNamed('陈立')).id, now: NOW }
      const edit = (talker: string) => inTransaction(() => editEntry(planned.id, { set: { talker } }, by))
      const { entry, changed } = await edit('赵阳')
      expect(entry.title).toContain('赵阳—周海明')
      expect(changed.fields).toEqual([{ field: 'talker', before: '王敏', after: '赵阳' }])
      expect(await refusal(edit('周海明'))).toBe('self_talk')
      const branch = await getBranch(currentBranchId())
      const source = { author: await memberNamed('陈立'), sentAt: NOW, today: '2026-03-18', branch, chatId: 'p2p' }
      const moved = await inTransaction(() => movePlan(planned.id, { date: '2026-03-27' }, source, NOW))
      expect(theTwoOf(moved.entry)).toEqual([(await memberNamed('赵阳')).id, (await memberNamed('周海明')).id])
    })
  })

  it('whose day has passed may be suggested again', async () => {
    await inFour(async () => {
      await say(plan)
      expect(statesOf((await suggestion('2026-03-26')).map)).toMatchObject({ 周海明王敏: 'open' })
    })
  })
})

describe('what the quarter’s card is made from', () => {
  it('is the promise, the map, a pair and the quarter’s other duties', async () => {
    await inFour(async () => {
      await say(talk('王敏'))
      const data = await quarterData('2026-Q1', '2026-03-02', await secretary())
      expect(data).toMatchObject({ quarter: '2026-Q1', promise: { need: 3, have: 1 }, map: { done: 1, total: 6 } })
      expect(data?.others.map(({ label }) => label)).toEqual(
        expect.arrayContaining(['党员大会', '思想状况分析', '工会小家活动']),
      )
      expect(data?.next?.isOneOfSeveral).toBe(true)
      const first = data?.next
      const shown = first && pairKey(first.one.id, first.other.id)
      const second = (await quarterPicture('2026-Q1', '2026-03-02', await secretary(), shown)).next
      expect(second && pairKey(second.one.id, second.other.id)).not.toBe(shown)
    })
  })

  it('is nothing once everything is there', async () => {
    await inFour(async () => {
      const people = ['陈立', '王敏', '周海明', '赵阳']
      for (const [i, by] of people.entries()) for (const other of people.slice(i + 1)) await say(talk(other), { by })
      expect(await quarterData('2026-Q1', '2026-03-18', await secretary())).toBeDefined()
      await say({ type: 'meeting', kind: '党员大会', date: '2026-03-02', topic: '一季度工作', attendees: 'all' })
      await say({ type: 'analysis', period: '2026-Q1', topic: '总体平稳' })
      await say({ type: 'activity', kind: '工会小家活动', date: '2026-03-06', topic: '插花', attendees: 'all' })
      expect(await quarterData('2026-Q1', '2026-03-18', await secretary())).toBeUndefined()
      expect((await quarterPicture('2026-Q1', '2026-03-18', await secretary())).map.done).toBe(6)
    })
  })
})

describe('rules that are switched off', () => {
  const off = async (...rules: string[]) => {
    const change = { by: await secretary(), now: NOW }
    for (const rule of rules) await inTransaction(() => switchRule(rule, 'off', change))
  }

  it('the coverage: bring no quarter’s card, no basis, and no suggestion on the year’s', async () => {
    await inFour(async () => {
      await say({ type: 'meeting', kind: '党员大会', date: '2026-03-02', topic: '一季度工作', attendees: 'all' })
      await say({ type: 'analysis', period: '2026-Q1', topic: '总体平稳' })
      await say({ type: 'activity', kind: '工会小家活动', date: '2026-03-06', topic: '插花', attendees: 'all' })
      for (const partner of ['王敏', '周海明', '赵阳']) await say(talk(partner))
      const data = async () => quarterData('2026-Q1', '2026-03-18', await secretary())
      expect(await data()).toMatchObject({ isCoverageDue: true })
      expect((await yearData('2026', '2026-11-02', await secretary()))?.next).toBeDefined()
      await off('talk-pairs-year')
      expect(await data()).toBeUndefined()
      expect((await yearData('2026', '2026-11-02', await secretary()))?.next).toBeUndefined()
      // Whoever asks for the picture has it all the same.
      expect(await quarterPicture('2026-Q1', '2026-03-18', await secretary())).toMatchObject({
        isCoverageDue: false,
        map: { done: 3, total: 6 },
      })
    })
  })

  it('the promise as well: the card of what else is missing leads to no talk', async () => {
    await inFour(async () => {
      await off('talk-pairs-year', 'talks-quarter')
      const data = await quarterData('2026-Q1', '2026-03-18', await secretary())
      expect(data?.others.length).toBeGreaterThan(0)
      expect([data?.map, data?.next, data?.promise]).toEqual([undefined, undefined, undefined])
    })
  })

  it('those of hours: name only whom the other one asks', async () => {
    const hours = async (...rules: string[]) => {
      let told: unknown
      await inFour(async () => {
        await off(...rules)
        const data = await yearData('2026', '2026-11-02', await secretary())
        told = data?.hours.map(({ name, target }) => `${name} ${target}`)
      })
      return told
    }
    expect(await hours()).toEqual(['周海明 32', '王敏 32', '赵阳 32', '陈立 56'])
    expect(await hours('credit-hours-year')).toEqual(['陈立 56'])
    expect(await hours('leader-hours-year')).toEqual(['周海明 32', '王敏 32', '赵阳 32', '陈立 32'])
    expect(await hours('credit-hours-year', 'leader-hours-year')).toEqual([])
  })
})

describe('what the year’s card is made from', () => {
  it('says nobody’s hours to who stands in for the secretary', async () => {
    await inFour(async () => {
      const data = await yearData('2026', '2026-11-02', await memberNamed('王敏'))
      expect(data?.obligations.length).toBeGreaterThan(0)
      expect(data?.hours).toEqual([])
    })
  })

  it('counts pairs in a small branch and people in one of thirty', async () => {
    const unitIn = async (pairsUpTo: number): Promise<string | undefined> => {
      let unit: string | undefined
      await inNewBranch(
        async () => {
          const data = await yearData('2026', '2026-11-02', await secretary())
          unit = data?.obligations.find(({ rule }) => rule === 'talk-pairs-year')?.unit
        },
        { ...FOUR, settings: { talkPairsUpTo: pairsUpTo } },
      )
      return unit
    }
    expect([await unitIn(7), await unitIn(3)]).toEqual(['对', '人'])
  })

  it('is every yearly duty with its reason and end, who lacks hours by name, and what January asks for', async () => {
    await inFour(async () => {
      await say({
        type: 'training',
        form: '集中学习',
        date: '2026-03-10',
        minutes: 600,
        topic: '党章',
        attendees: ['赵阳'],
      })
      const data = await yearData('2026', '2026-11-02', await secretary())
      const labels = data?.obligations.map(({ label }) => label) ?? []
      expect(labels).toEqual(
        expect.arrayContaining(['组织生活会', '民主评议党员', '谈心谈话覆盖', '年度学时', '党委书记党课']),
      )
      expect(data?.obligations.every(({ because, window }) => because !== '' && window.to.startsWith('2026-'))).toBe(
        true,
      )
      expect(data?.hours.map(({ name }) => name)).toEqual(['周海明', '王敏', '赵阳', '陈立'])
      expect(data?.hours.find(({ name }) => name === '赵阳')).toEqual({ name: '赵阳', target: 32, missing: 22 })
      expect(data?.upcoming.map(({ label }) => label)).toEqual(expect.arrayContaining(['工作手册上报', '党费基数核定']))
    })
  })
})
