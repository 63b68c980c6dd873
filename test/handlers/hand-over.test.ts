import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HandOverMeaning } from '../../src/core/meaning.js'
import { closeLedger, inNewBranch, openLedger } from '../ledger/fixture.js'
import { buttonOf, cardOf, chatText, contentText, mean, privately, type Speaker, tap } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

const FROM: Speaker = { by: '陈立', chat: 'p2p' }
const TO: Speaker = { by: '赵阳', chat: 'p2p' }
const say = (said: Omit<HandOverMeaning, 'type'>, speaker: Speaker = FROM) =>
  mean({ type: 'hand_over', ...said }, speaker)
const told = async (said: Omit<HandOverMeaning, 'type'>, speaker: Speaker = FROM) =>
  contentText((await say(said, speaker)).chat)
const PROPOSAL = { ask: 'propose', name: '赵阳', date: '2026-04-01' } as const

describe('the secretary’s office passed on, by what is said and tapped', () => {
  it('each of the two gets the two names and confirms for himself', () =>
    inNewBranch(async () => {
      const reply = await say(PROPOSAL)
      expect(contentText(reply.chat)).toMatch(/书记交接 ｜ 4月1日（周三）起[\s\S]*陈立（待确认）[\s\S]*赵阳（待确认）/)
      expect((await privately(reply)).赵阳?.join()).toContain('赵阳（待确认）')
      const { action } = buttonOf(cardOf(reply.chat), '确认交接')
      expect((await tap(action, { by: '王敏', chat: 'p2p' })).notice?.text).toBe('只有交接的两位能确认或取消')
      const first = await tap(action, { ...FROM, messageId: 'om_card' })
      expect(first.notice?.text).toBe('好的，已确认；等赵阳确认')
      expect(chatText(first, false)).toContain('陈立（已确认）')
      expect((await privately(first)).赵阳?.join()).toContain('请你也点一下')
      const second = await say({ ask: 'confirm' }, TO)
      expect(contentText(second.chat)).toContain('4月1日（周三）起生效')
      expect((await privately(second)).陈立?.join()).toContain('双方都已确认')
      expect((await tap(action, FROM)).notice?.text).toContain('4月1日')
    }))

  it('from today it holds at once; a day that nobody said is marked', () =>
    inNewBranch(async () => {
      expect(await told({ ask: 'propose', name: '赵阳' })).toContain('3月18日（周三）起「默认」')
      await say({ ask: 'confirm' })
      expect(await told({ ask: 'confirm' }, TO)).toBe('双方都已确认，交接从今天起生效')
      expect(await told({ ask: 'confirm' }, TO)).toBe('现在没有在办的书记交接。')
      expect(await told({ ask: 'list' }, TO)).toContain('交接清单（书记）')
      expect(await told(PROPOSAL, FROM)).toBe('书记交接由书记发起。')
    }))

  it('either of the two may call it off', () =>
    inNewBranch(async () => {
      await say(PROPOSAL)
      const reply = await say({ ask: 'cancel' }, TO)
      expect(contentText(reply.chat)).toContain('已取消')
      expect((await privately(reply)).陈立?.join()).toContain('赵阳取消了书记交接')
      expect(await told({ ask: 'cancel' })).toBe('现在没有在办的书记交接。')
    }))

  it.each<readonly [string, Partial<HandOverMeaning>, string]>([
    ['himself', { name: '陈立' }, '另一位党员'],
    ['nobody', { name: '吴刚' }, '名册里没有'],
    ['a probationary member', { name: '孙小雨' }, '没有被选举权'],
    ['without an account', { name: '李响' }, '还没有绑定账号'],
    ['a day gone by', { date: '2026-03-01' }, '已经过了'],
    ['too far', { date: '2026-12-01' }, '太远了'],
  ])('refuses: %s', (_what, change, answer) =>
    inNewBranch(async () => {
      expect(await told({ ...PROPOSAL, ...change })).toContain(answer)
    }),
  )

  it('交接清单 is for who has an office, of his own office alone; never in the group', () =>
    inNewBranch(async () => {
      expect(await told({ ask: 'list' }, { by: '李淑贤', chat: 'p2p' })).toMatch(/交接清单（管党费）[\s\S]*3月：7人（/)
      expect(await told({ ask: 'list' })).not.toMatch(/3月：7人（/)
      expect(await told({ ask: 'list' }, TO)).toContain('有分工的同志')
      const inGroup = await say({ ask: 'list' }, { by: '李淑贤' })
      expect(contentText(inGroup.chat)).toBe('已私聊你')
    }))
})
