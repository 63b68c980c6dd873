import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionReply } from '../../../src/platforms/feishu/action-reply.js'
import { escapeText, renderText } from '../../../src/platforms/feishu/render-text.js'

describe('text messages', () => {
  it.each([
    ['<at user_id="all">所有人</at>', '＜at user_id="all">所有人＜/at>'],
    ['< AT user_id="all">', '＜ AT user_id="all">'],
    ['<b>粗</b>', '＜b>粗＜/b>'],
    ['[点我](https://evil.example)', '[点我］(https://evil.example)'],
    ['1<2 且 3>2，[记录]（可选）', '1<2 且 3>2，[记录]（可选）'],
    ['第一行\n第二行', '第一行\n第二行'],
  ])('%j becomes %j', (text, expected) => {
    expect(escapeText(text)).toBe(expected)
    expect(JSON.parse(renderText(text))).toEqual({ text: expected })
  })

  it('never contain a tag or a link, and never lose a character', () => {
    const pieces = fc.constantFrom('<', '<<', '/', 'at', 'AT', ' ', '\n', '[', ']', '(', ')', '>', 'x', '张')
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
        (text) => {
          const escaped = escapeText(text)
          expect(escaped).not.toMatch(/<\s*\/?\s*[a-z]/i)
          expect(escaped).not.toContain('](')
          expect(escaped.replaceAll('＜', '<').replaceAll('］', ']')).toBe(text)
        },
      ),
    )
  })
})

describe('the answer to a tap', () => {
  it('is empty or a toast', () => {
    expect(actionReply(undefined)).toEqual({})
    for (const tone of ['info', 'success', 'warning', 'error'] as const)
      expect(actionReply({ tone, text: '已撤销' })).toEqual({ toast: { type: tone, content: '已撤销' } })
  })
})
