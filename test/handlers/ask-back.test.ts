import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorMeaning, QuestionMeaning } from '../../src/core/meaning.js'
import type { CardUpdate, Reply } from '../../src/core/reply.js'
import { listEntries } from '../../src/ledger/entries.js'
import { closeLedger, inNewBranch, openLedger } from '../ledger/fixture.js'
import { buttonOf, cardOf, chatText, contentText, formValues, mean, privately, tap, told } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

const missingTopic: ErrorMeaning = {
  error: 'missing_field',
  fields: ['topic'],
  partial: {
    type: 'training',
    form: '集中学习',
    date: '2026-03-17',
    minutes: 120,
    attendees: 'all',
    inferred: ['form'],
  },
}
const missingPartner: ErrorMeaning = {
  error: 'missing_field',
  fields: ['partner'],
  partial: { type: 'talk', kind: '谈心谈话', talker: '$sender', date: '2026-03-17', topic: '转正' },
}
const updatedCard = (reply: Reply) => {
  const update = reply.updates?.find((one): one is Extract<CardUpdate, { messageId: string }> => 'messageId' in one)
  if (!update) throw new Error('no update')
  return update.card
}

describe('asking back', () => {
  it('records from the form of the group and turns it into the receipt', () =>
    inNewBranch(async () => {
      const asked = await mean(missingTopic)
      const card = cardOf(asked.chat)
      expect(asked.draftId).toBeDefined()
      expect(await listEntries()).toEqual([])
      const done = await tap(buttonOf(card, '记下').action, {}, { ...formValues(card), topic: '党章' })
      expect(done.notice).toEqual({ tone: 'success', text: '已记 2026-学-001' })
      expect(
        contentText({ type: 'card', card: updatedCard(done) })
          .split('\n')
          .slice(0, 2),
      ).toEqual(['已记｜集中学习 · 党章', '3月17日（周二） · 2小时 · 应到7 实到7 · 形式：集中学习「默认」'])
      const again = await tap(buttonOf(card, '记下').action, {}, { ...formValues(card), topic: '党章' })
      expect(again.notice?.text).toBe('这张表已处理过：已记 2026-学-001')
      expect(await listEntries()).toHaveLength(1)
    }))

  it('asks in few fields: what was neither said nor asked is left out, and can’t be slipped in', () =>
    inNewBranch(async () => {
      const card = cardOf((await mean(missingTopic)).chat)
      const names = Object.keys(formValues(card))
      expect(names).not.toContain('place')
      expect(names.length).toBeLessThanOrEqual(7)
      await tap(buttonOf(card, '记下').action, {}, { ...formValues(card), topic: '党章', place: '别处' })
      expect((await listEntries())[0]?.place).toBeUndefined()
    }))

  it('shows a refused form again with errors beside the fields and what was typed', () =>
    inNewBranch(async () => {
      const counted = {
        ...missingTopic,
        partial: { ...missingTopic.partial, expected: 7, actual: 7 },
      } as typeof missingTopic
      const card = cardOf((await mean(counted)).chat)
      const bad = { ...formValues(card), date: '2026-03-19', duration: '好久', lecturer: '陈立' }
      const refused = await tap(buttonOf(card, '记下').action, {}, bad)
      expect(refused.notice?.tone).toBe('warning')
      const next = updatedCard(refused)
      expect(formValues(next)).toMatchObject({ duration: '好久', lecturer: '陈立' })
      expect(chatText(refused)).toMatch(/请填写主题[\s\S]*这一天还没到[\s\S]*请写成“2小时”/)
      expect(await listEntries()).toEqual([])
      expect((await tap(buttonOf(card, '记下').action, {}, bad)).notice?.text).toContain('已更新')
      const good = { ...bad, topic: '党章', date: '2026-03-17 +0800', duration: '一个半小时' }
      expect((await tap(buttonOf(next, '记下').action, {}, good)).notice?.tone).toBe('success')
      expect(await listEntries()).toMatchObject([{ date: '2026-03-17', minutes: 90, expected: 7, actual: 7 }])
    }))

  it('lets only the author answer', () =>
    inNewBranch(async () => {
      const card = cardOf((await mean(missingTopic)).chat)
      const other = { by: '陈立' }
      const values = { ...formValues(card), topic: '党章' }
      expect((await tap(buttonOf(card, '记下').action, other, values)).notice?.text).toBe('这张表由发起的人来填')
      expect((await tap(buttonOf(card, '不记了').action, other)).notice?.tone).toBe('warning')
      expect(await listEntries()).toEqual([])
    }))

  it('is dropped by 不记了', () =>
    inNewBranch(async () => {
      const card = cardOf((await mean(missingTopic)).chat)
      const dropped = await tap(buttonOf(card, '不记了').action)
      expect(updatedCard(dropped).title).toBe('已放弃｜培训')
      expect((await tap(buttonOf(card, '记下').action, {}, formValues(card))).notice?.tone).toBe('info')
      expect(await listEntries()).toEqual([])
    }))

  it('refuses in a form what it refuses in a message', () =>
    inNewBranch(async () => {
      const card = cardOf((await mean(missingTopic)).chat)
      const secret = { ...formValues(card), topic: '省委书记行程安排' }
      const refused = await tap(buttonOf(card, '记下').action, {}, secret)
      expect(refused).toMatchObject({ notice: { text: '涉密、工作秘密、领导行程请勿发给我' }, wipe: true })
      expect(chatText(refused)).not.toContain('省委书记')
      expect(await listEntries()).toEqual([])
    }))

  it('asks about a talk in private, also when it was typed in the group', () =>
    inNewBranch(async () => {
      const asked = await mean(missingPartner, { by: '陈立' })
      expect(chatText(asked).trim()).toBe('这条还没记，要补的已私聊你')
      const card = cardOf(asked.direct?.[0]?.content)
      expect(formValues(card)).toMatchObject({ topic: '转正', talker: '陈立' })
      const values = { ...formValues(card), partner: '孙小雨' }
      const done = await tap(buttonOf(card, '记下').action, { by: '陈立', chat: 'p2p' }, values)
      expect(done.notice).toEqual({ tone: 'success', text: '已记' })
      expect(contentText({ type: 'card', card: updatedCard(done) })).toContain('内容：转正')
      expect((await privately(done)).孙小雨).toEqual([told('陈立记了与你3月17日的谈心谈话')])
    }))

  it('offers the candidates of an ambiguous name in private', () =>
    inNewBranch(async () => {
      const asked = await mean(
        {
          error: 'ambiguous_person',
          name: '小李',
          candidates: ['李淑贤', '李响'],
          partial: { type: 'training', date: '2026-03-17', topic: '党章', absent: [{ name: '王敏' }] },
        },
        { by: '赵阳' },
      )
      expect(chatText(asked)).not.toMatch(/李淑贤|王敏/)
      expect((await privately(asked)).赵阳?.[0]).toContain('「小李」是哪一位：李淑贤、李响？')
    }))

  it('shows votes that can’t be in the form, to be put right there', () =>
    inNewBranch(async () => {
      const partial = {
        type: 'meeting',
        kind: '党员大会',
        date: '2026-03-17',
        topic: '转正',
        votes: { for: 9 },
      } as const
      const asked = await mean({ error: 'count_mismatch', field: 'votes', expected: 6, actual: 9, partial })
      expect(chatText(asked)).toContain('有表决权的6人，票数合计9票')
      const card = cardOf(asked.chat)
      expect(formValues(card)).toMatchObject({ votes: '赞成9' })
      await tap(buttonOf(card, '记下').action, {}, { ...formValues(card), votes: '赞成5 反对0 弃权1' })
      expect(await listEntries()).toMatchObject([{ votes: { for: 5, against: 0, abstain: 1 } }])
    }))

  it('keeps in the group what the form has no field for', () =>
    inNewBranch(async () => {
      const question: QuestionMeaning = {
        type: 'question',
        question: '是2小时吗？',
        fields: ['minutes'],
        partial: { type: 'training', date: '2026-03-17', topic: '党章', absent: [{ name: '孙小雨', reason: '发烧' }] },
      }
      const asked = await mean(question)
      expect(chatText(asked)).toContain('是2小时吗？')
      expect(chatText(asked)).not.toMatch(/孙小雨|发烧/)
      const card = cardOf(asked.chat)
      await tap(buttonOf(card, '记下').action, {}, { ...formValues(card), duration: '2小时' })
      expect(await listEntries()).toMatchObject([
        { minutes: 120, actual: 6, absent: [{ name: '孙小雨', reason: '发烧' }] },
      ])
    }))

  it('believes no value that the form did not offer', () =>
    inNewBranch(async () => {
      const card = cardOf((await mean({ ...missingTopic, fields: ['topic'] }, { chat: 'p2p' })).chat)
      const forged = {
        ...formValues(card),
        topic: '<at id=all></at>=HYPERLINK("x")',
        form: '打卡',
        attendees: ['查无此人'],
        absent: ['李响'],
      }
      const refused = await tap(buttonOf(card, '记下').action, { chat: 'p2p' }, forged)
      expect(chatText(refused, false)).toMatch(/请重新选/)
      expect(chatText(refused, false)).toMatch(/请从名单里选/)
      expect(await listEntries()).toEqual([])
    }))
})

describe('closing card', () => {
  const recordMissing = (rule: string, period: string) =>
    ({ v: 1, name: 'record-missing', branchId: 'b', rule, period }) as const

  it('opens a form for the missing duty, for the secretary only', () =>
    inNewBranch(async () => {
      const secretary = { by: '陈立', chat: 'p2p' } as const
      const reply = await tap(recordMissing('theme-day-month', '2026-03'), secretary)
      const card = cardOf(reply.chat)
      expect(contentText(reply.chat)).toContain('补记主题党日')
      const values = { ...formValues(card), date: '2026-03-05', topic: '参观', attendees: [] }
      await tap(buttonOf(card, '记下').action, secretary, values)
      expect(await listEntries()).toMatchObject([{ kind: 'themeDay', date: '2026-03-05', late: true }])
      expect((await tap(recordMissing('theme-day-month', '2026-03'), secretary)).notice?.text).toBe(
        '主题党日已经有记录了',
      )
      expect((await tap(recordMissing('theme-day-month', '2026-03'), { by: '赵阳' })).notice?.tone).toBe('warning')
      expect((await tap(recordMissing('no-such-rule', '2026-03'), secretary)).notice?.text).toBe('这张卡片已过期')
    }))

  it('explains why it came', () =>
    inNewBranch(async () => {
      const action = { v: 1, name: 'explain-reminder', branchId: 'b', period: '2026-03' } as const
      const reply = await tap(action, { by: '陈立', chat: 'p2p' })
      expect(contentText(reply.chat)).toContain('依据：《中国共产党支部工作条例（试行）》')
    }))
})
