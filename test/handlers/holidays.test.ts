import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '../../src/core/card.js'
import { getBranch } from '../../src/ledger/branches.js'
import { currentBranchId } from '../../src/models/branch-scope.js'
import { cardText } from '../cards/card-text.js'
import { NOTICE_2027, NOTICES } from '../core/fixtures/holiday-notices.js'
import { at, closeLedger, inNewBranch, openLedger } from '../ledger/fixture.js'
import { buttonOf, cardOf, chatText, contentText, mean, privately, tap } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

const asSecretary = { by: '陈立', chat: 'p2p' } as const
const paste = (text: string, more: object = {}) => mean({ type: 'import_holidays', text }, { ...asSecretary, ...more })
const confirm = async (year: number, by = '陈立'): Promise<string> =>
  contentText((await mean({ type: 'confirm_holidays', year }, { by, chat: 'p2p' })).chat)
const previewOf = async (text: string): Promise<Card> => cardOf((await paste(text)).chat)
const isOff = async (date: string): Promise<boolean> => {
  const { calendar } = await getBranch(currentBranchId())
  return calendar.isKnown(date) && !calendar.isWorkday(date)
}

describe('a pasted notice', () => {
  it.each<readonly [string, string, string]>([
    [
      'a wrong weekday',
      NOTICE_2027.replace('2月13日（周六）', '2月13日（周日）'),
      '2月13日（周六）写成了周日，请核对原文',
    ],
    ['a wrong count', NOTICE_2027.replace('共7天', '共9天'), '「春节」写的是共9天，按日期算是7天，请核对原文'],
    [
      'half of it',
      NOTICE_2027.slice(0, NOTICE_2027.indexOf('五、')),
      '通知里没有端午节、中秋节、国庆节，请把全文贴过来',
    ],
    ['years ago', NOTICES[2024] as string, '现在是2026年，2024年的安排用不上'],
  ])('%s is refused in one sentence, and nothing waits', (_what, text, problem) =>
    inNewBranch(async () => {
      expect(contentText((await paste(text)).chat)).toBe(`没有导入：${problem}。请核对后把通知全文再贴一次。`)
      expect(await confirm(2027)).toContain('没有等确认的2027年安排')
    }),
  )

  it('what the package knows already is said to be the same', () =>
    inNewBranch(async () => {
      expect(cardText(await previewOf(NOTICES[2026] as string))).toContain('和现在用的2026年安排一样')
      const card = await previewOf(
        (NOTICES[2026] as string).replace('5月5日（周二）放假调休，共5天', '5日（周二）放假调休，共5天'),
      )
      expect(cardText(card)).toContain('和现在用的2026年安排一样')
    }))

  it('days of the year before are among what changes', () =>
    inNewBranch(async () => {
      const text = NOTICE_2027.replace(
        '1月1日（周五）至3日（周日）放假，共3天',
        '2026年12月31日至2027年1月3日放假调休，共4天',
      )
      await paste(NOTICE_2027)
      await confirm(2027)
      const card = cardText(await previewOf(text))
      expect(card).toContain('和现在用的有1天不同')
      expect(card).toContain('12月31日（周四）：上班 → 放假')
      expect(await isOff('2026-12-31')).toBe(false)
      await confirm(2027)
      expect(await isOff('2026-12-31')).toBe(true)
    }))

  it('a button of an earlier preview confirms nothing else than it shows', () =>
    inNewBranch(async () => {
      const early = buttonOf(await previewOf(NOTICE_2027.replace('2月13日（周六）', '2月14日（周日）')), '确认导入')
      const late = buttonOf(await previewOf(NOTICE_2027), '确认导入')
      expect((await tap(early.action, asSecretary)).notice).toMatchObject({ tone: 'warning' })
      expect(await isOff('2027-02-08')).toBe(false)
      const done = await tap(late.action, asSecretary)
      expect(done.notice).toEqual({ tone: 'success', text: '已导入' })
      expect(chatText(done)).toContain('2027年节假日 ｜ 已导入')
      expect((await tap(late.action, asSecretary)).notice?.text).toBe('之前已导入')
      expect([await isOff('2027-02-08'), await isOff('2027-02-13')]).toEqual([true, false])
    }))

  it('nobody but the secretary imports or confirms', () =>
    inNewBranch(async () => {
      const button = buttonOf(await previewOf(NOTICE_2027), '确认导入')
      expect(contentText((await paste(NOTICE_2027, { by: '王敏' })).chat)).toBe('节假日安排请书记私聊我导入。')
      expect((await tap(button.action, { by: '王敏', chat: 'p2p' })).notice).toMatchObject({ tone: 'warning' })
      expect(await confirm(2027, '王敏')).toBe('节假日安排请书记来确认。')
      expect(await isOff('2027-02-08')).toBe(false)
    }))

  it('pasted into the group it is answered in private', () =>
    inNewBranch(async () => {
      const reply = await paste(NOTICE_2027, { chat: 'group', sentAt: at('2026-12-01') })
      expect(contentText(reply.chat)).toBe('已私聊你')
      expect(Object.keys(await privately(reply))).toEqual(['陈立'])
    }))
})
