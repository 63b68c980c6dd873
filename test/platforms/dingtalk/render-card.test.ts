import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, Button, Card, FormField } from '../../../src/core/card.js'
import { PlatformError } from '../../../src/core/errors.js'
import { MAX_ROBOT_BUTTONS, toRobotMessage } from '../../../src/platforms/dingtalk/messages.js'
import type { Place, RenderOptions } from '../../../src/platforms/dingtalk/place.js'
import { renderMessage, renderVariables } from '../../../src/platforms/dingtalk/render-card.js'
import { markdownLinks, plainMarkdown } from '../../../src/simulator/dingtalk/markdown-text.js'
import { actionsIn, bodyText, saidBy } from './decode.js'

const PERSON: Place = { kind: 'person', userId: 'u1' }
const GROUP: Place = { kind: 'group' }
const UNKNOWN: Place = { kind: 'unknown' }
const LINK = 'https://bot.example.org/f/eyJ2IjoxLCJwIjoiZGluZ3RhbGsifQ.c2lnbmF0dXJl'
const PLAIN: RenderOptions = { commandButtons: true }
const LINKED: RenderOptions = { commandButtons: true, linkTo: () => LINK }
const TYPED: RenderOptions = { commandButtons: false }

const undo = (text = '撤销', extra: Partial<Button> = {}): Button => ({
  text,
  action: { v: 1, name: 'undo-entry', entryId: 'e1' },
  twin: '撤销 2026-学-014',
  ...extra,
})
const withBlocks = (...blocks: Block[]): Card => ({ title: '标题', tone: 'info', blocks })
const message = (card: Card, place: Place = PERSON, options = PLAIN, max = MAX_ROBOT_BUTTONS) =>
  renderMessage(card, place, options, max).payload
const linesOf = (card: Card, place: Place = PERSON, options = PLAIN): string[] =>
  plainMarkdown(message(card, place, options).markdown)
    .split('\n')
    .slice(1)
const variables = (card: Card, place: Place = PERSON, options = PLAIN) => {
  const rendered = renderVariables(card, place, options)
  if (!rendered) throw new Error('does not fit')
  return rendered.payload
}

const fields: FormField[] = [
  { type: 'text', name: 'topic', label: '主题', required: true, value: '全会精神', placeholder: '学了什么' },
  { type: 'text', name: 'note', label: '备注', multiline: true },
  { type: 'date', name: 'date', label: '日期', value: '2026-03-17', error: '日期在将来' },
  { type: 'select', name: 'form', label: '形式', value: 'b', options: [{ value: 'b', text: '集中学习' }] },
  {
    type: 'multiselect',
    name: 'who',
    label: '参加人',
    values: ['m1', 'm2'],
    options: [
      { value: 'm1', text: '赵阳' },
      { value: 'm2', text: '陈立' },
    ],
  },
]
const submit: Button = {
  text: '记下',
  style: 'primary',
  action: { v: 1, name: 'submit-entry', draftId: 'd1', revision: 2 },
  twin: '培训 3月17日 下午 2小时 主题…',
}
const asking: Card = {
  ...withBlocks({ type: 'form', form: { name: 'entry', fields, submit } }),
  buttons: [{ text: '不记了', action: { v: 1, name: 'drop-draft', draftId: 'd1' }, twin: '不记了' }],
}

describe('blocks', () => {
  it('a picker is the sentence that names the person', () => {
    const picker = { placeholder: '选一位同志', action: undo().action, twin: '书记是 @某某' }
    const card = withBlocks({ type: 'picker', picker })
    expect(linesOf(card, GROUP)).toEqual(['选一位同志：@我 书记是 @某某'])
    expect(linesOf(card)).toEqual(['选一位同志：书记是 @某某'])
  })

  it('are lines of text', () => {
    const card = withBlocks(
      { type: 'text', text: '第一行\n第二行' },
      { type: 'text', text: '要紧', style: 'strong' },
      { type: 'text', text: '次要', style: 'muted' },
      { type: 'fields', items: [{ label: '时长', value: '2小时' }] },
      { type: 'list', items: ['甲', '乙\n丙'] },
      { type: 'divider' },
      { type: 'table', columns: ['项目', '次数'], rows: [['学习', '3'], ['谈话']] },
    )
    expect(message(card).markdown).toContain('**要紧**')
    expect(linesOf(card)).toEqual([
      '第一行',
      '第二行',
      '要紧',
      '次要',
      '时长：2小时',
      '• 甲',
      '• 乙 丙',
      '────────',
      '项目：学习　次数：3',
      '项目：谈话',
    ])
  })

  it('of a chart are bars, the longest ten wide', () => {
    const bars = [
      { label: '学习', value: 20 },
      { label: '谈话', value: 1 },
      { label: '会议', value: 0 },
      { label: '', value: -3 },
    ]
    const chart: Block = { type: 'chart', title: '次数', bars }
    expect(linesOf(withBlocks(chart))).toEqual(['次数', `学习 ${'█'.repeat(10)} 20`, '谈话 █ 1', '会议 0', '-3'])
    expect(linesOf(withBlocks({ ...chart, bars: [] }))).toEqual(['次数'])
    expect(() => message(withBlocks({ ...chart, bars: [{ label: 'x', value: Number.NaN }] }))).toThrow(PlatformError)
  })

  it('of a table with too many cells are refused', () => {
    expect(() => message(withBlocks({ type: 'table', columns: ['a'], rows: [['1', '2']] }))).toThrow(PlatformError)
  })
})

describe('a form', () => {
  it('is a page in private: its fields as they are, and a button that opens it', () => {
    const { markdown, buttons } = message(asking, PERSON, LINKED)
    expect(plainMarkdown(markdown).split('\n').slice(1)).toEqual([
      '主题（必填）：全会精神',
      '备注：—',
      '日期：2026-03-17（⚠ 日期在将来）',
      '形式：集中学习',
      '参加人：赵阳、陈立',
    ])
    expect(buttons.map(({ title }) => title)).toEqual(['填写', '不记了'])
  })

  it('is a sentence to complete where there is no page', () => {
    const { markdown } = message(asking)
    expect(markdown).toContain('请照这句补全后发给我：\n\n> 培训 3月17日 下午 2小时 主题…')
    expect(message(asking, PERSON, { commandButtons: true, linkTo: () => undefined }).markdown).toBe(markdown)
  })

  it('in a group is lost, and nobody gets a link', () => {
    const { payload, lost } = renderMessage(asking, GROUP, LINKED, 5)
    expect(lost).toEqual([expect.stringContaining('form entry')])
    expect(JSON.stringify(payload)).not.toContain('https://')
    expect(payload.markdown).not.toContain('全会精神')
  })
})

describe('buttons', () => {
  it('say their twin in private', () => {
    expect(message({ ...withBlocks(), buttons: [undo()] }).buttons.map(saidBy)).toEqual(['撤销 2026-学-014'])
  })

  it('are told as twins where they can’t be', () => {
    const card = { ...withBlocks(), buttons: [undo(), undo('查看', { twin: '看看' })] }
    expect(linesOf(card, GROUP)).toEqual(['撤销：@我 撤销 2026-学-014', '查看：@我 看看'])
    expect(linesOf(card, PERSON, TYPED)).toEqual(['回复：撤销 2026-学-014', '查看，回复：看看'])
  })

  it('never say an example with blanks for anybody', () => {
    const card = { ...withBlocks(), buttons: [undo('补记', { twin: '3月5日主题党日 主题… 全员参加' })] }
    expect(message(card).buttons).toEqual([])
    expect(linesOf(card)).toEqual(['补记，补全后发给我：3月5日主题党日 主题… 全员参加'])
  })

  it('that ask first say that they don’t here; typing is deliberate', () => {
    const card = { ...withBlocks(), buttons: [undo('撤销', { confirm: { title: '撤销？', text: '可以再记' } })] }
    expect(renderMessage(card, PERSON, PLAIN, 5).lost).toEqual(['button undo-entry: acts without asking first'])
    expect(renderMessage(card, GROUP, PLAIN, 5).lost).toEqual([])
    expect(renderVariables(card, GROUP, PLAIN)?.lost).toHaveLength(1)
  })

  it('may hold any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (twin) => {
        fc.pre(!/…|\.\.\.|某某/.test(twin))
        const wellFormed = Buffer.from(twin, 'utf8').toString('utf8')
        expect(message({ ...withBlocks(), buttons: [undo('x', { twin })] }).buttons.map(saidBy)).toEqual([wellFormed])
      }),
    )
    expect(() => message({ ...withBlocks(), buttons: [undo(' ')] })).toThrow(PlatformError)
  })
})

describe('the template', () => {
  const many = (count: number): Card => ({
    ...withBlocks(),
    buttons: Array.from({ length: count }, (_, index) =>
      undo(`撤销 2026-学-01${index}`, { twin: `撤销 2026-学-01${index}` }),
    ),
  })

  it('gets its lines in order, none of them cut', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `${index}${'行'.repeat(60)}`)
    const payload = variables(withBlocks({ type: 'text', text: lines.join('\n') }))
    expect(bodyText(payload).split('\n').filter(Boolean)).toEqual(lines)
    expect(payload.body4).not.toBe('')
  })

  it('does not fit what is too long', () => {
    const fits = (card: Card) => renderVariables(card, PERSON, PLAIN) !== undefined
    expect(fits(withBlocks({ type: 'text', text: '长'.repeat(341) }))).toBe(true)
    expect(fits(withBlocks({ type: 'text', text: '长'.repeat(342) }))).toBe(false)
    expect(fits(withBlocks({ type: 'text', text: `${'长'.repeat(300)}\n`.repeat(4) }))).toBe(true)
    expect(fits(withBlocks({ type: 'text', text: `${'长'.repeat(300)}\n`.repeat(5) }))).toBe(false)
    expect(fits({ ...withBlocks(), title: '长'.repeat(342) })).toBe(false)
    expect(fits(many(5))).toBe(true)
    expect(fits(many(20))).toBe(false)
  })

  it('tells buttons as twins rather than nothing when a card is changed', () => {
    const rendered = renderVariables(many(20), UNKNOWN, PLAIN, true)?.payload ?? {}
    const shown = actionsIn(rendered).length
    expect(shown).toBeGreaterThan(3)
    expect(bodyText(rendered).split('\n').filter(Boolean)).toHaveLength(20 - shown)
  })

  it('gets a form’s page as a button that opens it', () => {
    expect(JSON.parse(variables(asking, PERSON, LINKED).buttons ?? '')[0]).toEqual({
      text: '填写',
      style: 'primary',
      url: LINK,
    })
  })
})

describe('a message', () => {
  it('over the limit is refused, never cut', () => {
    expect(() => message(withBlocks({ type: 'text', text: '长'.repeat(3800) }))).toThrow(PlatformError)
    expect(() => message({ ...withBlocks(), title: ' \n' })).toThrow(PlatformError)
  })

  it('with more buttons than there are kinds is a mistake of ours', () => {
    const payload = message({ ...withBlocks(), buttons: Array(6).fill(undo()) }, PERSON, PLAIN, 6)
    expect(() => toRobotMessage(payload)).toThrow(RangeError)
  })

  it('never holds what somebody typed as markup, wherever it stands', () => {
    const evil = '[点我](https://evil.example) ![](x) @所有人\n# 标题\n- 一'
    const card: Card = {
      title: evil,
      tone: 'info',
      blocks: [
        { type: 'text', text: evil, style: 'strong' },
        { type: 'fields', items: [{ label: evil, value: evil }] },
        { type: 'list', items: [evil] },
        { type: 'table', columns: [evil], rows: [[evil]] },
        { type: 'chart', title: evil, bars: [{ label: evil, value: 1 }] },
        {
          type: 'form',
          form: {
            name: 'f',
            fields: [{ type: 'text', name: 'a', label: evil, value: evil, error: evil }],
            submit: { ...submit, twin: evil },
          },
        },
      ],
      buttons: [undo(evil, { twin: evil })],
    }
    for (const place of [PERSON, GROUP, UNKNOWN]) {
      const texts = [
        message(card, place, TYPED).markdown,
        message(card, place, LINKED, 0).markdown,
        ...['body', 'body2', 'body3', 'body4'].map((name) => variables(card, place, TYPED)[name] ?? ''),
      ]
      for (const text of texts) {
        expect(text).not.toMatch(/\]\(|!\[|@所有人|:\/\//)
        expect(text.split('\n').filter((line) => /^\s*(?:#|-|\d+\.)/.test(line)).length).toBeLessThanOrEqual(1)
        expect(markdownLinks(text)).toEqual([])
      }
    }
  })
})
