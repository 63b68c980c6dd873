import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanMeaning } from '../../src/core/meaning.js'
import type { BranchView } from '../../src/core/views.js'
import { getBranch } from '../../src/ledger/branches.js'
import { dueOwnReminders } from '../../src/ledger/own-reminders.js'
import { choose, setReminders } from '../../src/ledger/reminder-choices.js'
import { currentBranchId } from '../../src/models/branch-scope.js'
import { Member } from '../../src/models/member.js'
import { ReminderRow } from '../../src/models/reminder-row.js'
import { at, closeLedger, inNewBranch, memberNamed, openLedger, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const theme = (over: Partial<PlanMeaning> = {}): PlanMeaning => ({
  type: 'plan',
  kind: 'theme_day',
  date: '2026-03-26',
  start: '14:00',
  ...over,
})
const talk = (over: Partial<PlanMeaning> = {}): PlanMeaning => ({ ...theme(over), kind: 'talk', partner: '赵阳' })

/** Everybody of the sample roster who has an account. */
const REACHABLE = ['陈立', '王敏', '李淑贤', '周海明', '赵阳', '孙小雨']
const EVE = at('2026-03-25', '16:30')

/** Who is told at a moment, with how much; told things are noted as the sweep does. */
async function told(
  moment: number,
  options?: Parameters<typeof dueOwnReminders>[2],
  over: Partial<BranchView> = {},
): Promise<Record<string, number>> {
  const branch = { ...(await getBranch(currentBranchId())), ...over }
  const due = await dueOwnReminders(branch, moment, options)
  for (const { row } of due.flatMap(({ notices }) => notices))
    await ReminderRow.create([{ ...row, branchId: branch.id, at: moment, outboxIds: [], schemaVersion: 1 }])
  return Object.fromEntries(due.map(({ member, notices }) => [member.name, notices.length]))
}
const stateFrom = (name: string, on: string, standing: 'leave' | 'left') =>
  Member.updateOne(
    { name },
    { $push: { history: { on, standing, status: 'full' } }, ...(standing === 'left' && { $set: { leftOn: on } }) },
  )
const all = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 1]))

describe('who is reminded', () => {
  it.each<[string, PlanMeaning, string[]]>([
    ['提醒我: its author', theme({ remind: true }), ['陈立']],
    ['nothing said: nobody', theme(), []],
    ['提醒大家: everybody who has an account', theme({ remind: true, remind_all: true }), REACHABLE],
    [
      'those named in it',
      theme({ remind: true, remind_all: true, attendees: ['赵阳', '孙小雨'] }),
      ['陈立', '赵阳', '孙小雨'],
    ],
    ['the lecturer, always', theme({ kind: 'training', lecturer: '王敏' }), ['王敏']],
    ['a visitor who lectures has no account', theme({ kind: 'training', lecturer: '党校张教授' }), []],
    ['the two of a talk, always', talk(), ['陈立', '赵阳']],
    ['two others of whom the secretary planned it', talk({ talker: '王敏' }), ['王敏', '赵阳']],
    ['大家 of a talk are its two', talk({ remind: true, remind_all: true }), ['陈立', '赵阳']],
  ])('%s', async (_name, plan, names) => {
    await inNewBranch(async () => {
      await say(plan)
      expect(await told(EVE)).toEqual(all(names))
      expect(await told(EVE)).toEqual({})
    })
  })

  it('of a talk with a deadline only he who is to arrange it', async () => {
    await inNewBranch(async () => {
      await say(talk({ date: undefined, start: undefined, due_to: '2026-03-31' }))
      expect(await told(at('2026-03-30', '08:30'))).toEqual({ 陈立: 1 })
    })
  })

  it('not who is away on that day, has left, or wants none', async () => {
    await inNewBranch(async () => {
      await say(theme({ remind: true, remind_all: true }))
      await stateFrom('王敏', '2026-03-26', 'leave')
      await stateFrom('李淑贤', '2026-03-20', 'left')
      await setReminders((await memberNamed('赵阳')).id, false)
      expect(await told(EVE)).toEqual(all(['陈立', '周海明', '孙小雨']))
      await setReminders((await memberNamed('赵阳')).id, true)
      expect(await told(EVE)).toEqual(all(['赵阳']))
    })
  })

  it('不用提醒 holds for that plan alone, 明天再说 for its day', async () => {
    await inNewBranch(async () => {
      const { id } = await say(theme({ remind: true }))
      await say(theme({ kind: 'meeting', remind: true }))
      const { id: chen } = await memberNamed('陈立')
      await choose(id, chen, { off: true }, EVE)
      expect(await told(EVE)).toEqual({ 陈立: 1 })
      await choose(id, chen, { off: false, againOn: '2026-03-26', planDate: '2026-03-26' }, EVE)
      expect(await told(EVE)).toEqual({})
      expect(await told(at('2026-03-26', '08:30'))).toEqual({ 陈立: 1 })
    })
  })
})

describe('办了吗', () => {
  const MORNING = at('2026-03-27', '09:30')

  it('is asked of the organiser once; of a talk, of the one who talks', async () => {
    await inNewBranch(async () => {
      await say(theme(), { by: '赵阳' })
      await say(talk({ talker: '王敏', partner: '孙小雨' }))
      await told(EVE)
      expect(await told(at('2026-03-27', '09:29'))).toEqual({})
      expect(await told(MORNING)).toEqual({ 赵阳: 1, 王敏: 1 })
      expect(await told(at('2026-03-30', '09:30'))).toEqual({})
    })
  })

  it('is asked of the secretary when the organiser is away, has left, or has no account', async () => {
    await inNewBranch(async () => {
      await say(theme(), { by: '李响' })
      await say(theme({ kind: 'meeting' }), { by: '王敏' })
      await say(theme({ kind: 'activity' }), { by: '赵阳' })
      await stateFrom('王敏', '2026-03-27', 'left')
      await stateFrom('赵阳', '2026-03-27', 'leave')
      expect(await told(MORNING)).toEqual({ 陈立: 3 })
    })
  })

  it('is asked of the deputy in the secretary’s place, but for a talk, of which a deputy may not know', async () => {
    await inNewBranch(async () => {
      await say(theme(), { by: '李响' })
      await say(talk({ talker: '李响', partner: '孙小雨' }))
      const [chen, zhou] = [await memberNamed('陈立'), await memberNamed('周海明')]
      const term = { secretaryId: chen.id, memberId: zhou.id, from: '2026-03-20', to: '2026-04-10' }
      expect(await told(MORNING, {}, { deputies: [term] })).toEqual({ 周海明: 1 })
      expect(await told(at('2026-03-30', '09:30'))).toEqual({ 陈立: 1 })
    })
  })

  it('is not asked of who wants no reminders, nor of anybody in his place', async () => {
    await inNewBranch(async () => {
      await say(theme(), { by: '赵阳' })
      await setReminders((await memberNamed('赵阳')).id, false)
      expect(await told(MORNING)).toEqual({})
    })
  })
})

it('with every call counting: one message a person and day, and none for 办了吗 alone', async () => {
  await inNewBranch(async () => {
    await say(theme({ date: '2026-03-18', start: '16:00' }), { by: '王敏' })
    // Due in the morning of the 19th, and in its afternoon.
    await say({ ...theme({ remind: true, due_to: '2026-03-20' }), date: undefined, start: undefined })
    await say({ ...theme({ remind: true, date: '2026-03-20', kind: 'meeting' }) })
    expect(await told(at('2026-03-19', '08:30'), { ahead: true })).toEqual({ 陈立: 2 })
    expect(await told(at('2026-03-19', '16:30'), { ahead: true })).toEqual({})
    expect(await told(at('2026-03-19', '16:30'))).toEqual({ 王敏: 1 })
  })
})
