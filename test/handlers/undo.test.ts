import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TalkMeaning, TrainingMeaning } from '../../src/core/meaning.js'
import type { Reply } from '../../src/core/reply.js'
import { findEntryByNumber } from '../../src/ledger/entries.js'
import { closeLedger, inNewBranch, NOW, openLedger } from '../ledger/fixture.js'
import { buttonOf, cardOf, chatText, contentText, mean, privately, tap } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

const study: TrainingMeaning = {
  type: 'training',
  form: '集中学习',
  date: '2026-03-17',
  topic: '党章',
  attendees: 'all',
}
const talk: TalkMeaning = { type: 'talk', kind: '谈心谈话', date: '2026-03-17', talker: '$sender', partner: '孙小雨' }
const last = { type: 'undo', target: 'last' } as const
const later = NOW + 60_000
const isVoided = async (number: string): Promise<boolean | undefined> => (await findEntryByNumber(number))?.voided
const updatedGroupCard = (reply: Reply): string => {
  const update = reply.updates?.find((one) => 'cardFor' in one)
  return update && 'cardFor' in update ? contentText({ type: 'card', card: update.cardFor(true) }) : ''
}

describe('typed undo', () => {
  it('voids the author’s newest entry in this chat and updates its receipt', () =>
    inNewBranch(async () => {
      await mean(study)
      await mean({ ...study, topic: '别人的' }, { by: '王敏', sentAt: NOW + 1 })
      const reply = await mean(last, { sentAt: later })
      expect(contentText(reply.chat)).toBe('已撤销 2026-学-001 集中学习 · 党章')
      expect(updatedGroupCard(reply)).toContain('已撤销（赵阳，3月18日 10:01）')
      expect(await isVoided('2026-学-001')).toBe(true)
      expect(await isVoided('2026-学-002')).toBe(false)
    }))

  it('gives up the form that came after it instead, wherever the form stands, and then reaches the entry', () =>
    inNewBranch(async () => {
      await mean(study)
      for (const partner of [undefined, '孙小雨'] as const) {
        const partial = partner === undefined ? { type: 'training' as const } : { type: 'talk' as const, partner }
        await mean({ type: 'question', question: '是哪一天？', fields: ['date'], partial }, { sentAt: NOW + 1 })
        const reply = await mean(last, { sentAt: later })
        expect(contentText(reply.chat)).toBe('刚才那条还没记，已放弃。要撤销以前记的，请带编号：撤销 2026-学-001')
        expect(reply.updates).toMatchObject([{ card: { title: expect.stringContaining('已放弃') } }])
        expect(await isVoided('2026-学-001')).toBe(false)
      }
      expect(contentText((await mean(last, { sentAt: later })).chat)).toContain('已撤销 2026-学-001')
    }))

  it('takes the entry where it came after the form, and where the form is another’s or of another chat', () =>
    inNewBranch(async () => {
      const asked = {
        type: 'question',
        question: '是哪一天？',
        fields: ['date'],
        partial: { type: 'training' },
      } as const
      await mean({ ...asked, fields: ['date'] })
      await mean(study, { sentAt: NOW + 1 })
      await mean({ ...asked, fields: ['date'] }, { by: '王敏', sentAt: NOW + 2 })
      await mean({ ...asked, fields: ['date'] }, { chat: 'p2p', sentAt: NOW + 2 })
      expect(contentText((await mean(last, { sentAt: later })).chat)).toContain('已撤销 2026-学-001')
    }))

  it('asks for a number where there is nothing before it', () =>
    inNewBranch(async () => {
      await mean(study, { sentAt: later })
      const reply = await mean(last, { sentAt: NOW })
      expect(contentText(reply.chat)).toContain('撤销 2026-学-014')
      expect(await isVoided('2026-学-001')).toBe(false)
    }))

  it('lets the secretary void another’s entry, tells its author, and refuses a plain member', () =>
    inNewBranch(async () => {
      await mean(study)
      const undo = { type: 'undo', target: { number: '2026-学-001' } } as const
      expect(contentText((await mean(undo, { by: '李淑贤', sentAt: later })).chat)).toContain('由赵阳记录')
      expect(await isVoided('2026-学-001')).toBe(false)
      const reply = await mean(undo, { by: '陈立', sentAt: later })
      expect((await privately(reply)).赵阳).toEqual(['陈立撤销了你记的 2026-学-001 集中学习 · 党章'])
      expect(await isVoided('2026-学-001')).toBe(true)
    }))

  it('says so when it was voided before', () =>
    inNewBranch(async () => {
      await mean(study)
      const undo = { type: 'undo', target: { number: '2026-学-001' } } as const
      await mean(undo, { sentAt: later })
      const again = await mean(undo, { sentAt: later })
      expect(contentText(again.chat)).toBe(
        '2026-学-001 之前已撤销，没有重复撤销；要撤销别的请带编号，如：撤销 2026-学-014',
      )
      expect(again.direct).toEqual([])
    }))

  it('knows no number that isn’t there', () =>
    inNewBranch(async () => {
      const reply = await mean({ type: 'undo', target: { number: '2026-学-099' } })
      expect(contentText(reply.chat)).toContain('没有找到编号 2026-学-099')
    }))

  it('never reveals a talk’s pair in the group', () =>
    inNewBranch(async () => {
      await mean(talk, { by: '陈立' })
      const reply = await mean(last, { by: '陈立', sentAt: later })
      expect(contentText(reply.chat)).toBe('已撤销，其余已私聊你')
      const said = await privately(reply)
      expect(said.陈立).toEqual(['已撤销 2026-谈-001 谈心谈话 陈立—孙小雨'])
      expect(said.孙小雨).toEqual(['陈立撤销了与你3月17日的谈心谈话记录'])
    }))

  it('keeps a reminder talk unknown to others', () =>
    inNewBranch(async () => {
      await mean({ ...talk, kind: '提醒谈话' }, { by: '陈立' })
      const reply = await mean({ type: 'undo', target: { number: '2026-提-001' } }, { by: '王敏' })
      expect(contentText(reply.chat)).toContain('没有找到编号')
      expect(await isVoided('2026-提-001')).toBe(false)
    }))

  it('keeps the other entries on a receipt of several', () =>
    inNewBranch(async () => {
      await mean({ records: [study, { ...study, date: '2026-03-10', topic: '准则' }] })
      const reply = await mean({ type: 'undo', target: { number: '2026-学-002' } }, { sentAt: later })
      const card = updatedGroupCard(reply)
      expect(card).toContain('已记1条')
      expect(card).toContain('集中学习 · 党章')
      expect(card).toContain('[撤销 2026-学-001]')
    }))
})

describe('a tap on 撤销', () => {
  it('voids once, and updates the very card that was tapped', () =>
    inNewBranch(async () => {
      const { action } = buttonOf(cardOf((await mean(study)).chat), '撤销')
      const reply = await tap(action, { sentAt: later, messageId: 'om_receipt' })
      expect(reply.notice).toEqual({ tone: 'success', text: '已撤销 2026-学-001' })
      expect(reply.updates?.[0]).toMatchObject({ messageId: 'om_receipt', card: { title: '已撤销｜集中学习 · 党章' } })
      const again = await tap(action, { sentAt: later + 1 })
      expect(again.notice).toEqual({ tone: 'info', text: '这条之前已撤销' })
    }))

  it('is judged by who taps, not by the card', () =>
    inNewBranch(async () => {
      const { action } = buttonOf(cardOf((await mean(study)).chat), '撤销')
      expect((await tap(action, { by: '李淑贤' })).notice?.tone).toBe('warning')
      expect((await tap(action, { by: '路人' })).notice?.text).toContain('不在这个支部')
      expect((await tap({ ...action, entryId: 'x' } as never)).notice?.text).toBe('没有找到这条记录')
      expect(await isVoided('2026-学-001')).toBe(false)
    }))

  it('tells the group nothing of the pair when the partner undoes a talk', () =>
    inNewBranch(async () => {
      const said = await mean(talk, { by: '陈立', chat: 'p2p' })
      const { action } = buttonOf(cardOf(said.chat), '撤销')
      const reply = await tap(action, { by: '孙小雨', chat: 'p2p', sentAt: later })
      expect((await privately(reply)).陈立).toEqual(['孙小雨撤销了与你3月17日的谈心谈话记录'])
      expect(chatText(reply, false)).toContain('已撤销｜谈心谈话 陈立—孙小雨')
    }))
})
