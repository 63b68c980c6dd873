import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cutToBytes,
  escapeInline,
  escapeLines,
  joinLines,
  plainLine,
  plainText,
  quote,
  strong,
} from '../../../src/platforms/dingtalk/elements.js'
import { markdownLinks, plainMarkdown } from '../../../src/simulator/dingtalk/markdown-text.js'

/** Texts full of what markdown reads. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'\\*_`[]()#>!~|<-+=@: \n\t\r.&'.split(''),
        '](',
        '![x](https://a.b/c.png)',
        '[x](dtmd://dingtalkclient/sendMessage?content=x)',
        '<a href="https://x">',
        'https://evil.example',
        'www.evil.example',
        'dtmd://',
        '@所有人',
        '@all',
        '1. ',
        '- ',
        '---',
        '\u2028',
        '\u0085',
        '\u202e',
        '\ud800',
        '主题',
        '2026-学-014',
      ),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((parts) => parts.join(''))

describe('an escaped text', () => {
  it('is nothing but text', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        for (const line of escapeLines(text)) {
          expect(line).not.toMatch(/[\\*_`[\]<>#~|\n\r\u2028\u2029\u0085\u202e]/)
          expect(line).not.toMatch(/^(?:[-+=]|\s|\d{1,9}[.)](?:\s|$))|\s$/)
          expect(line).not.toMatch(/:\/\/|www\.|dtmd:|@\s*(?:所有人|all\b)/i)
          expect(line).not.toMatch(/\p{Surrogate}/u)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('reads as it did: a client sees the same characters, markup as its full-width look-alike', () => {
    const likeness = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'主题学习2026-014\\*_`[]()#>!~|.，。: '.split('')) }),
        (text) => {
          const [line = ''] = escapeLines(text)
          expect(likeness(line)).toBe(likeness(text))
          expect(likeness(plainMarkdown(line))).toBe(likeness(text))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('holds no link for a client to draw, whatever stands around it', () => {
    fc.assert(
      fc.property(nasty, nasty, (one, other) => {
        const markdown = joinLines([strong(escapeInline(one)), quote(escapeInline(other)), ...escapeLines(one + other)])
        expect(markdownLinks(markdown)).toEqual([])
        expect(plainMarkdown(markdown)).not.toContain('[图片]')
      }),
      { numRuns: 500 },
    )
  })

  it('is the same when it is escaped again', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const once = escapeInline(text)
        expect(escapeInline(once)).toBe(once)
        expect(escapeLines(escapeLines(text).join('\n'))).toEqual(escapeLines(text))
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['2026-学-014', '2026-学-014'],
    ['培训 3月17日 下午 2小时（第三章）', '培训 3月17日 下午 2小时（第三章）'],
    ['1.5小时', '1.5小时'],
    ['14:30 开始', '14:30 开始'],
    ['《论“三农”工作》', '《论“三农”工作》'],
    ['@我 撤销', '@我 撤销'],
    ['好！真好!', '好！真好!'],
  ])('leaves %s as people know it', (text, expected) => {
    expect(escapeInline(text)).toBe(expected)
  })

  it.each([
    ['[点我](https://evil.example)', '［点我］(https：//evil.example)'],
    ['![](x.png)', '!［］(x.png)'],
    ['1. 一', '1． 一'],
    ['- 一', '－ 一'],
    ['# 标题', '＃ 标题'],
    ['> 引用', '＞ 引用'],
    ['@ 所有人', '＠ 所有人'],
    ['**粗**', '＊＊粗＊＊'],
    ['WWW.evil.example', 'WWW．evil.example'],
    ['javascript:alert(1)', 'javascript：alert(1)'],
  ])('takes the meaning from %s', (text, expected) => {
    expect(escapeInline(text)).toBe(expected)
  })

  it('takes no longer for a long text', () => {
    const begun = process.hrtime.bigint()
    for (const part of ['a', '@ ', '[', ':', 'www', '\n', '1']) escapeLines(part.repeat(200_000))
    expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(5000)
  })
})

describe('lines', () => {
  it('are broken by spaces on both sides, quotes stand apart', () => {
    expect(joinLines(['a', 'b', '', quote('q'), 'c'])).toBe('a  \n  b\n\n> q\n\nc')
    expect(joinLines([])).toBe('')
    expect(plainMarkdown(joinLines(['a', 'b', quote('q'), 'c']))).toBe('a\nb\n> q\nc'.replace('> ', ''))
  })

  it('of nothing are not made bold', () => {
    expect(strong('')).toBe('')
  })
})

describe('a plain text', () => {
  it('keeps its lines, calls nobody and says nothing for anybody', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const plain = plainText(text)
        expect(plain).not.toMatch(/@\s*(?:所有人|all\b)|(?:dtmd|dingtalk):\/\/|\r|\u202e/i)
        expect(plainText(plain)).toBe(plain)
        expect(plainLine(text)).not.toMatch(/[\n\r\u2028\u2029]/)
      }),
    )
    expect(plainText('第一行\r\n第二行\n[x](y) *z*')).toBe('第一行\n第二行\n[x](y) *z*')
  })
})

describe('a text that is cut', () => {
  it('fits and ends with …', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 60 }), (text, bytes) => {
        const cut = cutToBytes(text, bytes)
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(Math.max(bytes, 3))
        expect(cut === text || cut.endsWith('…')).toBe(true)
      }),
    )
  })
})
