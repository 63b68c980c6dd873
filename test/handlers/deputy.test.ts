import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeputyMeaning } from '../../src/core/meaning.js'
import { monthData } from '../../src/ledger/month-cards/month-data.js'
import { setNeverPair } from '../../src/ledger/talk-pairs/never-pairs.js'
import { pairOf } from '../../src/ledger/talk-pairs/pairs.js'
import { currentBranchId } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { at, closeLedger, inNewBranch, memberNamed, NOW, openLedger } from '../ledger/fixture.js'
import { contentText, mean, privately, type Speaker, tap } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

const SECRETARY: Speaker = { by: '陈立', chat: 'p2p' }
const say = (said: Omit<DeputyMeaning, 'type'>, speaker: Speaker = SECRETARY) =>
  mean({ type: 'deputy', ...said }, speaker)
const told = async (said: Omit<DeputyMeaning, 'type'>, speaker: Speaker = SECRETARY) =>
  contentText((await say(said, speaker)).chat)
const TERM = { ask: 'set', name: '赵阳', from: '2026-03-18', to: '2026-03-20' } as const

describe('naming a deputy', () => {
  it('tells both, the deputy what he gets and until when', () =>
    inNewBranch(async () => {
      const reply = await say(TERM)
      expect(contentText(reply.chat)).toMatch(/^好的，3月18日（周三）到3月20日（周五）提醒卡片发给赵阳/)
      expect(contentText(reply.chat)).toContain('3月21日（周六）起自动回到你这里')
      const { 赵阳: line, ...others } = await privately(reply)
      expect(line?.join()).toMatch(
        /陈立请你在3月18日（周三）到3月20日（周五）代理.*谈话内容不会发给你.*3月20日（周五）后自动结束/,
      )
      expect(others).toEqual({})
      expect(await told({ ask: 'show' })).toBe('赵阳代理，3月18日（周三）到3月20日（周五）')
      expect(await told({ ask: 'show' }, { by: '赵阳', chat: 'p2p' })).toMatch(/^你代理书记接收提醒/)
      expect(await told({ ask: 'show' }, { by: '王敏', chat: 'p2p' })).toBe('代理由书记安排，有事直接问书记。')
    }))

  it('typed in the group is answered in private', () =>
    inNewBranch(async () => {
      const reply = await say(TERM, { by: '陈立' })
      expect(contentText(reply.chat)).toBe('已私聊你')
      expect(Object.keys(await privately(reply)).toSorted()).toEqual(['赵阳', '陈立'].toSorted())
    }))

  it.each<readonly [string, Partial<DeputyMeaning>, string]>([
    ['himself', { name: '陈立' }, '代理要另一位党员'],
    ['nobody', { name: '吴刚' }, '名册里没有'],
    ['without an account', { name: '李响' }, '还没有绑定账号'],
    ['over', { from: '2026-03-01', to: '2026-03-10' }, '已经过了'],
    ['too long', { from: '2026-03-18', to: '2026-12-01' }, '请办交接'],
  ])('refuses: %s', (_what, change, answer) =>
    inNewBranch(async () => {
      expect(await told({ ...TERM, ...change })).toContain(answer)
      expect(await told({ ask: 'show' })).toContain('没有安排代理')
    }),
  )

  it('ended early tells the deputy; an end said later is the end', () =>
    inNewBranch(async () => {
      await say(TERM)
      await say({ ask: 'set', name: '赵阳', to: '2026-03-24' })
      expect(await told({ ask: 'show' })).toBe('赵阳代理，3月18日（周三）到3月24日（周二）')
      const reply = await say({ ask: 'end' })
      expect(await privately(reply)).toEqual({ 赵阳: ['人事部党支部：代理到此结束，之后的提醒卡片回到书记。谢谢你。'] })
      expect(await told({ ask: 'end' })).toBe('现在没有安排代理。')
    }))
})

describe('a deputy’s buttons', () => {
  const ACTIONS = async () => {
    const branchId = currentBranchId()
    const [one, other] = [(await memberNamed('王敏')).id, (await memberNamed('周海明')).id]
    return [
      { v: 1, name: 'record-missing', branchId, rule: 'training-month', period: '2026-03' },
      { v: 1, name: 'plan-duty', branchId, rule: 'theme-day-month', period: '2026-03' },
      { v: 1, name: 'excuse-missing', branchId, period: '2026-03' },
      { v: 1, name: 'explain-reminder', branchId, period: '2026-03' },
      { v: 1, name: 'snooze-card', branchId, card: 'gap', period: '2026-03' },
      { v: 1, name: 'plan-talk', branchId, one, other },
      { v: 1, name: 'record-talk', branchId, one, other },
      { v: 1, name: 'next-pair', branchId, period: '2026-Q1', one, other },
    ] as const
  }

  it('work on his days and not after', () =>
    inNewBranch(async () => {
      await say(TERM)
      for (const action of await ACTIONS()) {
        const during = await tap(action, { by: '赵阳', chat: 'p2p', sentAt: NOW })
        expect([action.name, during.notice?.tone]).not.toEqual([action.name, 'warning'])
        for (const [by, day] of [
          ['赵阳', '2026-03-21'],
          ['王敏', '2026-03-18'],
        ] as const) {
          const refused = await tap(action, { by, chat: 'p2p', sentAt: at(day) })
          expect([action.name, refused.notice?.tone]).toEqual([action.name, 'warning'])
        }
        // On leave he is still the secretary.
        expect((await tap(action, { ...SECRETARY, sentAt: NOW })).notice?.tone).not.toBe('warning')
      }
    }))

  it('lead to no form that he may not send: dues and analyses are recorded by who keeps them', () =>
    inNewBranch(async () => {
      await say(TERM)
      const othersFor = async (name: string): Promise<string[]> => {
        const { duties } = await monthData('2026-03', '2026-03-25', { reader: await memberNamed(name) })
        return duties.flatMap(({ rule, isOthers }) => (isOthers ? [rule] : []))
      }
      expect(await othersFor('陈立')).toEqual([])
      expect(await othersFor('赵阳')).toEqual(['dues-month', 'analysis-quarter'])
      expect(await othersFor('李淑贤')).toEqual(['analysis-quarter'])
      const form = async (rule: string, period: string, by: string) =>
        tap({ v: 1, name: 'record-missing', branchId: currentBranchId(), rule, period }, { by, chat: 'p2p' })
      for (const [rule, period] of [
        ['dues-month', '2026-03'],
        ['analysis-quarter', '2026-Q1'],
      ] as const) {
        const refused = await form(rule, period, '赵阳')
        expect([refused.chat, refused.notice?.text]).toEqual([undefined, expect.stringContaining('书记来记')])
        expect((await form(rule, period, '陈立')).chat).toBeDefined()
      }
    }))

  it('what is the secretary’s alone stays his: pairs that are left out, rules, the roster’s offices', () =>
    inNewBranch(async () => {
      await say(TERM)
      const pair = pairOf(await memberNamed('王敏'), await memberNamed('周海明'))
      await inTransaction(() => setNeverPair(pair, true, { byMemberId: 'x', now: NOW }))
      const deputy: Speaker = { by: '赵阳', chat: 'p2p' }
      const ask = async (meaning: Parameters<typeof mean>[0]) => contentText((await mean(meaning, deputy)).chat)
      expect(await ask({ type: 'talk_pairs', ask: 'never_list' })).toBe('这件事由书记来定，请私聊书记')
      expect(await ask({ type: 'talk_pairs', ask: 'map' })).not.toMatch(/不安排|跳过/)
      expect(await ask({ type: 'rules', ask: 'show' })).toContain('由书记来')
      expect(await ask({ type: 'roster', change: 'role', name: '王敏', value: 'ledger' })).toContain('由书记来改')
      expect(await ask({ type: 'silent_period', ask: 'show' })).toContain('没看懂')
    }))
})
