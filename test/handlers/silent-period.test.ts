import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machineNow, toDate } from '../../src/core/clock.js'
import type { Meaning } from '../../src/core/meaning.js'
import { understand } from '../../src/language/understand.js'
import { getBranch } from '../../src/ledger/branches.js'
import { currentBranchId } from '../../src/models/branch-scope.js'
import { OutboxRow } from '../../src/models/outbox-row.js'
import { at, closeLedger, inNewBranch, openLedger } from '../ledger/fixture.js'
import { contentText, mean, privately } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

const meaningOf = (text: string, today: string): Meaning =>
  understand({ text, chat: 'p2p', senderRoles: ['secretary'], today, roster: [], botName: '台账助手' })
/** What the secretary is told in private, on Wednesday 18 March 2026 or another day. */
const tell = async (text: string, date = '2026-03-18', time = '10:00'): Promise<string> =>
  contentText((await mean(meaningOf(text, date), { by: '陈立', chat: 'p2p', sentAt: at(date, time) })).chat)
const shown = async (): Promise<string> => (await tell('保障期有哪些')).replace(/^保障期：\n/, '')

describe('保障期 by what is said', () => {
  it.each<readonly [string, readonly string[], string, string]>([
    [
      'a span',
      ['保障期 3月20日到3月28日'],
      '3月20日（周五）到3月28日（周六）我不主动发消息',
      '3月20日（周五）到3月28日（周六）',
    ],
    ['one day', ['保障期 3月20日'], '3月20日（周五）我不主动', '3月20日（周五）'],
    [
      'no end',
      ['进入保障期'],
      '3月18日（周三）到4月17日（周五）我不主动发消息，有事照常问我。没说到哪天，先按31天',
      '3月18日（周三）到4月17日（周五）',
    ],
    [
      'its end said later',
      ['进入保障期', '保障期到3月24日'],
      '3月18日（周三）到3月24日（周二）',
      '3月18日（周三）到3月24日（周二）',
    ],
    [
      'longer',
      ['保障期 3月20日到3月28日', '保障期延长到3月31日'],
      '到3月31日（周二）',
      '3月20日（周五）到3月31日（周二）',
    ],
    [
      'shorter',
      ['保障期 3月20日到3月28日', '保障期改为3月20日到3月25日'],
      '到3月25日（周三）',
      '3月20日（周五）到3月25日（周三）',
    ],
    [
      'its end changed after it began',
      ['保障期 3月10日到3月28日', '保障期改到3月30日'],
      '3月10日（周二）到3月30日（周一）',
      '3月10日（周二）到3月30日（周一）',
    ],
    [
      'its end changed to an earlier day, before it began',
      ['保障期 3月20日到3月28日', '保障期改到3月24日'],
      '3月20日（周五）到3月24日（周二）',
      '3月20日（周五）到3月24日（周二）',
    ],
    [
      'its end changed to a day before its first',
      ['保障期 3月20日到3月28日', '保障期改到3月19日'],
      '请写明起止日期',
      '3月20日（周五）到3月28日（周六）',
    ],
    [
      'the end of which one?',
      ['保障期 3月20日', '保障期 4月1日', '保障期改到4月3日'],
      '请写明起止日期',
      '3月20日（周五）\n4月1日（周三）',
    ],
    [
      'until the month’s end, the only one to come',
      ['保障期 3月20日到3月28日', '保障期到月底'],
      '3月20日（周五）到3月31日（周二）',
      '3月20日（周五）到3月31日（周二）',
    ],
    [
      'with 不要提醒',
      ['两会保障期3月20日到25日不要提醒'],
      '3月20日（周五）到3月25日（周三）我不主动发消息',
      '3月20日（周五）到3月25日（周三）',
    ],
    [
      'elsewhere',
      ['保障期 3月20日到3月28日', '保障期改为4月1日到4月3日'],
      '4月1日（周三）到4月3日（周五）',
      '4月1日（周三）到4月3日（周五）',
    ],
    [
      'more',
      ['保障期 3月20日到3月28日', '保障期 3月29日到3月31日'],
      '3月20日（周五）到3月31日（周二）',
      '3月20日（周五）到3月31日（周二）',
    ],
    [
      'two',
      ['保障期 3月20日到3月22日', '保障期 4月1日到4月3日'],
      '4月1日（周三）到4月3日（周五）',
      '3月20日（周五）到3月22日（周日）\n4月1日（周三）到4月3日（周五）',
    ],
    [
      'begun before',
      ['保障期 3月10日到3月20日'],
      '3月10日（周二）到3月20日（周五）',
      '3月10日（周二）到3月20日（周五）',
    ],
    ['ended', ['进入保障期', '保障期结束'], '到此结束', '没有设保障期。'],
    ['ended, there is none', ['保障期结束'], '现在不在保障期。', '没有设保障期。'],
    [
      'ended before it began',
      ['保障期 3月20日到3月28日', '保障期结束'],
      '要取消后面的，发「取消保障期」',
      '3月20日（周五）到3月28日（周六）',
    ],
    [
      'cancelled',
      ['保障期 3月20日到3月28日', '取消保障期'],
      '3月20日（周五）到3月28日（周六）的保障期已取消',
      '没有设保障期。',
    ],
    ['cancelled, there is none', ['取消保障期'], '没有设这样的保障期', '没有设保障期。'],
    [
      'which one?',
      ['保障期 3月20日', '保障期 4月1日', '取消保障期'],
      '有几段保障期：\n3月20日（周五）\n4月1日（周三）\n请写明取消哪段，如：取消3月20日的保障期',
      '3月20日（周五）\n4月1日（周三）',
    ],
    [
      'that one',
      ['保障期 3月20日', '保障期 4月1日', '取消4月1日的保障期'],
      '4月1日（周三）的保障期已取消',
      '3月20日（周五）',
    ],
    ['too long', ['保障期 3月20日到12月28日'], '一次最长92天', '没有设保障期。'],
    [
      'too long with what it replaces',
      ['保障期 3月20日', '保障期改为3月20日到12月28日'],
      '一次最长92天',
      '3月20日（周五）',
    ],
    ['over', ['保障期 3月1日到3月10日'], '那几天已经过了', '没有设保障期。'],
  ])('%s', (_what, texts, answer, standing) =>
    inNewBranch(async () => {
      let last = ''
      for (const text of texts) last = await tell(text)
      expect(last).toContain(answer)
      expect(await shown()).toBe(standing)
    }),
  )

  it('is kept from everybody else, as if the words meant nothing', () =>
    inNewBranch(async () => {
      await tell('进入保障期')
      for (const text of ['保障期有哪些', '保障期结束', '取消保障期', '保障期 3月20日到3月28日', '设置保障期']) {
        const meaning = meaningOf(text, '2026-03-18')
        expect(await mean(meaning, { by: '王敏' })).toEqual({ wipe: true })
        const alone = await mean(meaning, { by: '王敏', chat: 'p2p' })
        expect(contentText(alone.chat)).toBe('没看懂这一句，发「帮助」看例句。')
      }
      const inGroup = await mean(meaningOf('保障期有哪些', '2026-03-18'), { by: '陈立' })
      expect(inGroup).toMatchObject({ wipe: true })
      expect(inGroup.chat).toBeUndefined()
      expect(await privately(inGroup)).toEqual({ 陈立: ['保障期：\n3月18日（周三）到4月17日（周五）'] })
    }))
})

describe('a notice on its way', () => {
  const HOUR = 3_600_000
  async function pending(purpose: 'notice' | 'answer'): Promise<string> {
    const _id = `${currentBranchId()}-${purpose}`
    const later = toDate(machineNow() + 5 * HOUR)
    const quiet = purpose === 'notice' ? { openUntil: later, reopensAt: toDate(later.getTime() + HOUR) } : {}
    await OutboxRow.create([
      {
        _id,
        platform: 'feishu',
        appId: 'a',
        branchId: currentBranchId(),
        purpose,
        op: 'send',
        inGroup: true,
        entryIds: [],
        state: 'pending',
        createdAt: later,
        notBefore: later,
        attempts: 1,
        schemaVersion: 2,
        ...quiet,
      },
    ])
    return _id
  }
  const hoursAhead = (date: Date | undefined): number =>
    Math.round(((date?.getTime() ?? Number.NaN) - machineNow()) / HOUR) + 0

  it('waits out a 保障期 that is set meanwhile, and no longer when it is ended', () =>
    inNewBranch(async () => {
      const id = await pending('notice')
      const answer = await pending('answer')
      await tell('保障期到3月19日')
      const held = await OutboxRow.findOne({ _id: id }).lean()
      // Until Friday, 20 March, 08:00; it is Wednesday, 10:00.
      expect([hoursAhead(held?.openUntil), hoursAhead(held?.reopensAt)]).toEqual([0, 46])
      await tell('保障期结束')
      const freed = await OutboxRow.findOne({ _id: id }).lean()
      expect([hoursAhead(freed?.openUntil), hoursAhead(freed?.reopensAt), hoursAhead(freed?.notBefore)]).toEqual([
        11, 22, 0,
      ])
      expect((await OutboxRow.findOne({ _id: answer }).lean())?.openUntil).toBeUndefined()
    }))

  it('ended before dawn or on a rest day it waits for the next open morning', () =>
    inNewBranch(async () => {
      const id = await pending('notice')
      await tell('保障期到3月30日')
      await tell('保障期结束', '2026-03-19', '06:00')
      expect(hoursAhead((await OutboxRow.findOne({ _id: id }).lean())?.reopensAt)).toBe(2)
      await tell('保障期到3月30日', '2026-03-20')
      await tell('保障期结束', '2026-03-21', '09:00')
      expect(hoursAhead((await OutboxRow.findOne({ _id: id }).lean())?.reopensAt)).toBe(47)
      expect((await getBranch(currentBranchId())).silentPeriods.every(({ to }) => to < '2026-03-21')).toBe(true)
    }))
})
