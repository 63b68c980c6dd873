import { describe, expect, it } from 'vitest'
import { say } from './helpers.js'

const secretary = { sender_role: 'secretary' }

describe('answers to reminders, typed', () => {
  it.each([
    ['知道了', { type: 'answer_reminder', answer: 'seen' }],
    ['明天再说。', { type: 'answer_reminder', answer: 'later' }],
    ['明天再说 2026-计-003 2026-计-004', { answer: 'later', numbers: ['2026-计-003', '2026-计-004'] }],
    ['不用提醒 2026-计-003', { answer: 'off', numbers: ['2026-计-003'] }],
    ['以后别提醒我', { type: 'own_reminders', on: false }],
    ['别再提醒我了', { type: 'own_reminders', on: false }],
    ['开启提醒', { type: 'own_reminders', on: true }],
  ])('%s', (text, meaning) => {
    expect(say(text)).toMatchObject(meaning)
  })

  it.each(['明天再说谈话的事', '知道了，2026-计-003 是什么', '不用提醒谈话'])('%s is none', (text) => {
    expect(say(text)).not.toMatchObject({ type: 'answer_reminder' })
  })
})

describe('what became of a plan, typed', () => {
  it.each([
    ['已办 2026-计-003', { outcome: 'held', number: '2026-计-003' }],
    ['已谈 2026-计-003', { outcome: 'held' }],
    ['改期 2026-计-003', { outcome: 'moved' }],
    ['改期 2026-计-003 4月2日下午3点', { outcome: 'moved', date: '2026-04-02', start: '15:00' }],
    ['改期到 2026-计-003 下周三上午', { outcome: 'moved', date: '2026-03-25', period: '上午' }],
    ['/改期 2026-计-003 4月2日', { outcome: 'moved', date: '2026-04-02' }],
    ['取消计划 2026-计-003', { outcome: 'cancelled' }],
    ['取消 2026-计-003，因为大家都出差。', { outcome: 'cancelled', reason: '大家都出差' }],
  ])('%s', (text, meaning) => {
    expect(say(text, secretary)).toMatchObject({ type: 'settle_plan', ...meaning })
  })

  it('改期 to what is no day to come asks for one', () => {
    for (const words of ['昨天', '哈哈', '再说吧'])
      expect(say(`改期 2026-计-003 ${words}`)).toMatchObject({
        error: 'unclear',
        question: expect.stringContaining('哪一天'),
      })
  })

  it('is not for a guest, and 撤销 stays 撤销', () => {
    for (const text of ['改期 2026-计-003 4月2日', '取消计划 2026-计-003 不办了'])
      expect(say(text, { sender_role: 'guest' })).toMatchObject({ error: 'not_permitted' })
    expect(say('撤销 2026-计-003')).toMatchObject({ type: 'undo' })
  })
})

describe('whom a plan reminds', () => {
  it.each([
    ['下周四下午2点主题党日，提醒大家', true],
    ['下周四下午2点主题党日，到时候通知大家', true],
    ['下周四下午2点主题党日，提醒我', undefined],
    ['下周四下午2点主题党日，到时候提醒一下', undefined],
  ])('%s', (text, all) => {
    const meaning = say(text, secretary)
    expect(meaning).toMatchObject({ type: 'plan', remind: true })
    expect((meaning as { remind_all?: true }).remind_all).toBe(all)
  })
})
