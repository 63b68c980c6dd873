import { describe, expect, it } from 'vitest'
import { understand } from '../../src/language/understand.js'

const say = (text: string, chat: 'group' | 'p2p' = 'p2p') =>
  understand({
    text: chat === 'group' ? `@台账助手 ${text}` : text,
    chat,
    senderRoles: ['secretary'],
    sender: '陈立',
    today: '2026-03-18',
    roster: ['陈立', '王敏', '赵阳'].map((name) => ({ name, aliases: [], status: 'full' as const })),
    botName: '台账助手',
  })

describe('why a reminder came', () => {
  it.each(['为什么提醒', '为什么', '为什么？', '为啥', '为什么提醒我这个', '为什么要提醒我', '为什么会提醒这个呢？'])(
    '%s',
    (text) => {
      for (const chat of ['group', 'p2p'] as const) expect(say(text, chat)).toEqual({ type: 'explain_reminder' })
    },
  )

  it('of a month', () => {
    expect(say('为什么提醒 2026-02')).toEqual({ type: 'explain_reminder', month: '2026-02' })
  })

  it.each(['为什么不记', '为什么提醒王敏', '为什么没有记上昨天的学习'])('%s asks something else', (text) => {
    expect(say(text)).not.toMatchObject({ type: 'explain_reminder' })
  })
})
