import { afterAll, beforeAll, expect, it } from 'vitest'
import { nameDeputy } from '../../src/ledger/deputies.js'
import { inBranch } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { type Bot, ROSTER, startBot } from '../helpers/bot.js'
import { at as epochAt, memberNamed, say } from '../ledger/fixture.js'

const at = (date: string, time = '09:10'): string => `${date}T${time}:00+08:00`
const WARNING = '李响：连续3个月没有党费记录'

let bot: Bot
beforeAll(async () => {
  bot = await startBot({ startAt: at('2026-03-02', '08:00') })
})
afterAll(() => bot.stop())

/** The titles of what somebody was sent that says it. */
const toldTo = (name: '陈立' | '赵阳'): string[] =>
  bot.simulator
    .replies(bot.simulator.privateChatId(bot.branch.person[name]))
    .filter(({ text }) => text.includes(WARNING))
    .map(({ text }) => text.slice(0, 4))

it('three months without dues are told the secretary once, though he was away when the first card came', async () => {
  const { admin, branch, simulator } = bot
  for (const month of ['2026-04', '2026-05', '2026-06']) {
    const items = ROSTER.filter(({ name }) => name !== '李响').map(({ name }) => ({ name, amount: 5 }))
    const sentAt = epochAt(`${month}-20`)
    await inBranch(branch.id, () => say({ type: 'dues', month, items, date: `${month}-20` }, { sentAt }))
  }
  await inBranch(branch.id, async () => {
    const [secretary, deputy] = [await memberNamed('陈立'), await memberNamed('赵阳')]
    const term = { secretaryId: secretary.id, memberId: deputy.id, from: '2026-06-30', to: '2026-07-03' }
    await inTransaction(() => nameDeputy(term, '2026-06-30', epochAt('2026-06-30')))
  })
  expect(await admin.sweep('reminders', at('2026-07-01'))).toMatchObject({ failed: 0 })
  expect(simulator.replies(simulator.privateChatId(branch.person.赵阳)).at(-1)?.text).toMatch(/^7月计划/)
  expect([toldTo('赵阳'), toldTo('陈立')]).toEqual([[], []])
  for (const [date, told] of [
    ['2026-07-15', ['7月过半']],
    ['2026-07-27', ['7月过半']],
    ['2026-08-03', ['7月过半']],
  ] as const) {
    expect(await admin.sweep('reminders', at(date))).toMatchObject({ failed: 0 })
    expect(toldTo('陈立')).toEqual(told)
  }
})
