import { describe, expect, it } from 'vitest'
import { say } from './helpers.js'

const ask = (text: string, chat: 'group' | 'p2p' = 'p2p') =>
  say(chat === 'group' ? `@台账助手 ${text}` : text, { chat, sender_role: 'secretary' })

describe('why a reminder came', () => {
  it.each(['为什么提醒', '为什么', '为什么？', '为啥', '为什么提醒我这个', '为什么要提醒我', '为什么会提醒这个呢？'])(
    '%s',
    (text) => {
      for (const chat of ['group', 'p2p'] as const) expect(ask(text, chat)).toEqual({ type: 'explain_reminder' })
    },
  )

  it('of a month', () => {
    expect(say('为什么提醒 2026-02')).toEqual({ type: 'explain_reminder', month: '2026-02' })
  })

  it.each(['为什么不记', '为什么提醒王敏', '为什么没有记上昨天的学习'])('%s asks something else', (text) => {
    expect(ask(text)).not.toMatchObject({ type: 'explain_reminder' })
  })
})
