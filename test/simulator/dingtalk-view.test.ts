import { describe, expect, it } from 'vitest'
import { markdownLinks, plainMarkdown } from '../../src/simulator/dingtalk/markdown-text.js'
import { placeMentions, showAts } from '../../src/simulator/dingtalk/mentions.js'
import { templateText, viewTemplate } from '../../src/simulator/dingtalk/template-view.js'

describe('markdown', () => {
  it.each<[string, string, string]>([
    [
      'headings, bold, italics and code',
      '## 标题\n\n**粗** *斜* _斜_ a_b_c 2 * 3 * 4 `码`',
      '标题\n粗 斜 斜 a_b_c 2 * 3 * 4 码',
    ],
    ['links and pictures', '![图](https://a.cn/1.png)\n\n见[台账](https://a.cn)', '[图片]\n见台账'],
    ['escapes', '\\*不是斜体\\* \\[不是链接\\](x) 1\\. \\\\', '*不是斜体* [不是链接](x) 1. \\'],
    ['quotes and lists', '> 引文\n\n- 一\n- 二\n1. 三', '引文\n- 一\n- 二\n1. 三'],
    ['rules and tags', '一\n\n---\n\n<a atId=1>赵阳</a>', '一\n赵阳'],
  ])('%s are read without their signs', (_name, markdown, text) => {
    expect(plainMarkdown(markdown)).toBe(text)
  })

  it('breaks a line only at two spaces on both sides, an empty line, or something that begins one', () => {
    expect(plainMarkdown('一\n二')).toBe('一 二')
    expect(plainMarkdown('一  \n二')).toBe('一 二')
    expect(plainMarkdown('一  \n  二')).toBe('一\n二')
    expect(plainMarkdown('一\n\n二')).toBe('一\n二')
    expect(plainMarkdown('### 一\n二')).toBe('一\n二')
    expect(plainMarkdown('> 一\n> 二')).toBe('一 二')
    expect(plainMarkdown('- 一\n还是一')).toBe('- 一 还是一')
  })

  it('has links for taps', () => {
    expect(markdownLinks('[**一**](dtmd://x?content=%20) ![图](https://a.cn/1.png) [二](https://a.cn)')).toEqual([
      { text: '一', url: 'dtmd://x?content=%20' },
      { text: '二', url: 'https://a.cn' },
    ])
  })
})

describe('mentions', () => {
  const people = ['陈立', '陈立国'].map((name, index) => ({ id: `u${index}`, name }))
  const bot = { id: 'bot', name: '台账助手' }

  it.each<[string, string, string[]]>([
    ['@台账助手 你好', ' 你好', ['台账助手']],
    ['@台账助手你好', ' 你好', ['台账助手']],
    ['你好 @台账助手', '你好  ', ['台账助手']],
    ['@台账助手 @陈立国和@陈立 谈心', ' @陈立国和@陈立 谈心', ['台账助手', '陈立国', '陈立']],
    ['@路人 a@b.cn', '@路人 a@b.cn', []],
  ])('of %s', (typed, text, names) => {
    const placed = placeMentions(typed, [...people, bot])
    expect([placed.text, placed.mentions.map(({ name }) => name)]).toEqual([text, names])
  })

  it('of an app need both the list and the text', () => {
    const nameOf = (id: string) => people.find((person) => person.id === id)?.name
    expect(showAts('请 @u0 看', ['u0', 'u1', 'other'], true, nameOf)).toEqual({
      text: '请 @陈立 看 @所有人',
      mentions: [
        { id: 'u0', name: '陈立' },
        { id: 'all', name: '所有人' },
      ],
    })
  })
})

describe('the template', () => {
  it('draws what is there and nothing for what it cannot read', () => {
    expect(viewTemplate({})).toEqual({ title: '', tone: 'neutral', bodies: [], buttons: [], notice: '' })
    expect(viewTemplate({ tone: 'loud', buttons: '{' }, { notice: '好' })).toMatchObject({
      tone: 'neutral',
      notice: '好',
    })
    expect(
      templateText(viewTemplate({ title: '题', body2: '**二**', buttons: '[{"text":"撤销","action":"a"}]' })),
    ).toBe('题\n二\n撤销')
  })
})
