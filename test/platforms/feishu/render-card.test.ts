import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Action } from '../../../src/core/action.js'
import type { Block, Button, Card, FormField } from '../../../src/core/card.js'
import { PlatformError } from '../../../src/core/errors.js'
import { renderCard } from '../../../src/platforms/feishu/render-card.js'
import { lintCard } from '../../../src/simulator/feishu/card-linter.js'
import { decodeButtons, tappablesOf } from '../../helpers/feishu-buttons.js'

const undo: Action = { v: 1, name: 'undo-entry', entryId: 'e1' }
const submit: Action = { v: 1, name: 'submit-entry', draftId: 'd1', revision: 2 }

const button = (text: string, extra: Partial<Button> = {}): Button => ({ text, action: undo, twin: '撤销', ...extra })

const fields: FormField[] = [
  { type: 'text', name: 'title', label: '主题', required: true, value: '全会精神', placeholder: '学了什么' },
  { type: 'text', name: 'note', label: '备注', multiline: true },
  { type: 'date', name: 'date', label: '日期', value: '2026-03-17', error: '日期在将来' },
  {
    type: 'select',
    name: 'form',
    label: '形式',
    value: 'b',
    options: [
      { value: 'a', text: '自学' },
      { value: 'b', text: '集中学习' },
    ],
  },
  {
    type: 'multiselect',
    name: 'who',
    label: '参加人',
    values: ['m1'],
    options: [
      { value: 'm1', text: '赵阳' },
      { value: 'm2', text: '陈立' },
    ],
  },
]

const full: Card = {
  title: '请补全',
  tone: 'warning',
  blocks: [
    { type: 'text', text: '3月17日（周二）下午' },
    { type: 'text', text: '缺主题', style: 'strong' },
    { type: 'text', text: '也可回复本条', style: 'muted' },
    { type: 'fields', items: [{ label: '时长', value: '2小时' }] },
    { type: 'list', items: ['第一条', '第二条\n有两行'] },
    { type: 'table', columns: ['项目', '次数'], rows: [['学习', '3'], ['谈话']] },
    {
      type: 'chart',
      title: '次数',
      bars: [
        { label: '学习', value: 3 },
        { label: '学习', value: 1 },
      ],
    },
    { type: 'divider' },
    { type: 'form', form: { name: 'entry', fields, submit: button('提交', { action: submit, style: 'primary' }) } },
  ],
  buttons: [
    button('撤销', { style: 'danger', confirm: { title: '撤销这条？', text: '可以再记' } }),
    button('不记了', { action: { v: 1, name: 'drop-draft', draftId: 'd1' } }),
  ],
}

const withBlocks = (...blocks: Block[]): Card => ({ title: '标题', tone: 'info', blocks })
const withField = (field: FormField): Card =>
  withBlocks({ type: 'form', form: { name: 'f', fields: [field], submit: button('提交') } })

// biome-ignore lint/suspicious/noExplicitAny: the payload is looked into at will
const payloadOf = (card: Card): any => renderCard(card).payload
// biome-ignore lint/suspicious/noExplicitAny: the same
const elementsOf = (card: Card): any[] => payloadOf(card).body.elements
const formOf = (card: Card) => elementsOf(card).find((element) => element.tag === 'form')

function tagsOf(node: unknown, found: string[] = []): string[] {
  if (Array.isArray(node)) for (const item of node) tagsOf(item, found)
  else if (typeof node === 'object' && node !== null) {
    if ('tag' in node) found.push(String(node.tag))
    for (const item of Object.values(node)) tagsOf(item, found)
  }
  return found
}

describe('a card', () => {
  it('has the frame of JSON 2.0 and can be updated', () => {
    expect(payloadOf(full)).toMatchObject({
      schema: '2.0',
      config: { update_multi: true, summary: { content: '请补全' } },
      header: { title: { tag: 'plain_text', content: '请补全' }, template: 'orange' },
    })
  })

  it('passes the platform’s rules and loses nothing', () => {
    expect(lintCard(payloadOf(full))).toEqual([])
    expect(renderCard(full).lost).toEqual([])
  })

  it('gives back every button and submit, with its action', () => {
    expect(decodeButtons(payloadOf(full))).toEqual(tappablesOf(full))
    expect(tappablesOf(full)).toHaveLength(3)
  })

  it('shows every text', () => {
    const text = JSON.stringify(payloadOf(full))
    for (const part of [
      '3月17日（周二）下午',
      '缺主题',
      '2小时',
      '第一条',
      '第二条',
      '谈话',
      '请补全',
      '参加人',
      '日期在将来',
    ])
      expect(text).toContain(part)
  })

  it('has no empty row without buttons', () => {
    expect(elementsOf(withBlocks())).toEqual([])
    expect(elementsOf({ ...withBlocks(), buttons: [] })).toEqual([])
  })

  it('draws bars of one label beside each other', () => {
    const chart = elementsOf(full).find((element) => element.tag === 'chart')
    expect(chart.chart_spec).toMatchObject({
      type: 'bar',
      data: {
        values: [
          { label: '学习', value: 3 },
          { label: '学习（2）', value: 1 },
        ],
      },
    })
  })

  it('draws bars lying, higher the more there are', () => {
    const chartOf = (count: number) =>
      elementsOf(
        withBlocks({
          type: 'chart',
          title: '各项次数',
          bars: Array.from({ length: count }, (_, index) => ({ label: `服务质量处罚单${index}`, value: index })),
        }),
      ).find((element) => element.tag === 'chart')
    expect(chartOf(6).chart_spec).toMatchObject({ direction: 'horizontal', xField: 'value', yField: 'label' })
    expect([4, 6, 7, 9, 10].map((count) => chartOf(count).aspect_ratio)).toEqual(['16:9', '16:9', '4:3', '4:3', '1:1'])
  })

  it('pages a long table instead of cutting it', () => {
    const rows = Array.from({ length: 25 }, (_, index) => [String(index)])
    const [table] = elementsOf(withBlocks({ type: 'table', columns: ['行'], rows }))
    expect(table.page_size).toBe(10)
    expect(table.rows).toHaveLength(25)
  })
})

it('a picker offers everybody of the chat and calls back with its action', () => {
  const picker = { placeholder: '选一位同志', action: undo, twin: '书记是 @某某' }
  const card = withBlocks({ type: 'picker', picker })
  expect(elementsOf(card)).toEqual([
    {
      tag: 'select_person',
      placeholder: { tag: 'plain_text', content: '选一位同志' },
      behaviors: [{ type: 'callback', value: undo }],
    },
  ])
  expect(lintCard(payloadOf(card))).toEqual([])
})

describe('a form', () => {
  it('is prefilled, and required where it must be', () => {
    const controls = formOf(full).elements.filter((element: { name?: string }) => element.name !== undefined)
    expect(controls).toMatchObject([
      { tag: 'input', name: 'title', required: true, default_value: '全会精神', max_length: 1000 },
      { tag: 'input', name: 'note', required: false, input_type: 'multiline_text' },
      { tag: 'date_picker', name: 'date', initial_date: '2026-03-17' },
      { tag: 'select_static', name: 'form', initial_option: 'b' },
      { tag: 'multi_select_static', name: 'who', selected_values: ['m1'] },
      { tag: 'button', name: 'entry_submit', form_action_type: 'submit' },
    ])
  })

  it('shows an error right before its field', () => {
    const elements = formOf(full).elements
    const at = elements.findIndex((element: { tag: string }) => element.tag === 'date_picker')
    expect(elements[at - 1]).toMatchObject({ tag: 'div', text: { content: '日期在将来', text_color: 'red' } })
    expect(elements[at - 2]).toMatchObject({ text: { content: '日期' } })
  })

  it.each<[FormField, string]>([
    [{ type: 'date', name: 'd', label: '日期', value: '17日' }, 'd: prefilled date'],
    [
      { type: 'select', name: 's', label: '形式', value: 'x', options: [{ value: 'a', text: 'A' }] },
      's: prefilled value',
    ],
    [
      { type: 'multiselect', name: 'm', label: '人', values: ['a', 'x'], options: [{ value: 'a', text: 'A' }] },
      'm: prefilled',
    ],
  ])('declares a prefilled value it can’t show: %j', (field, expected) => {
    const { payload, lost } = renderCard(withField(field))
    expect(lost).toEqual([expect.stringContaining(expected)])
    expect(lintCard(payload)).toEqual([])
  })
})

describe('limits', () => {
  const option = (value: string) => ({ value, text: value })
  const table: Block = { type: 'table', columns: ['a'], rows: [['1']] }
  const chart: Block = { type: 'chart', title: 't', bars: [{ label: 'a', value: 1 }] }
  const form = (name: string): Block => ({ type: 'form', form: { name, fields: [], submit: button('提交') } })
  const cases: [string, Card][] = [
    ['30 KB', withBlocks({ type: 'text', text: '长'.repeat(10_000) })],
    ['200 elements', withBlocks(...Array.from({ length: 100 }, (): Block => ({ type: 'text', text: 'x' })))],
    ['3 tables', withBlocks(table, table, table, table)],
    ['5 charts', withBlocks(chart, chart, chart, chart, chart, chart)],
    ['50 columns', withBlocks({ type: 'table', columns: Array.from({ length: 51 }, String), rows: [] })],
    ['a row wider than its table', withBlocks({ type: 'table', columns: ['a'], rows: [['1', '2']] })],
    ['100 characters on a button', { ...withBlocks(), buttons: [button('长'.repeat(101))] }],
    ['a button without a text', { ...withBlocks(), buttons: [button('')] }],
    ['1000 characters in a field', withField({ type: 'text', name: 'n', label: 'l', value: 'x'.repeat(1001) })],
    ['options of one value', withField({ type: 'select', name: 'n', label: 'l', options: [option('a'), option('a')] })],
    ['an option without a value', withField({ type: 'select', name: 'n', label: 'l', options: [option('')] })],
    ['a select without options', withField({ type: 'multiselect', name: 'n', label: 'l', options: [] })],
    ['two forms of one name', withBlocks(form('f'), form('f'))],
    ['a form without a name', withBlocks(form(''))],
    ['a value that is no number', withBlocks({ type: 'chart', title: 't', bars: [{ label: 'a', value: Number.NaN }] })],
    ['a card without a title', { ...withBlocks(), title: '' }],
  ]

  it.each(cases)('%s: throws instead of sending a card nobody would see', (_name, card) => {
    expect(() => renderCard(card)).toThrow(PlatformError)
    try {
      renderCard(card)
    } catch (error) {
      expect(error).toMatchObject({ kind: 'permanent-content', code: 'card-limit' })
      expect((error as Error).message).not.toContain('长')
    }
  })

  it('takes what is just within', () => {
    const card = withBlocks(
      table,
      table,
      table,
      ...Array.from({ length: 94 }, (): Block => ({ type: 'text', text: 'x' })),
    )
    expect(lintCard(payloadOf(card))).toEqual([])
  })
})

/** What a hostile member could type as a topic or a name. */
const hostile = fc.oneof(
  fc.constantFrom(
    '<at id=all></at>',
    '<at user_id="all"></at>',
    '[点我](https://evil.example)',
    '**粗** _斜_ ~删~ `码`',
    '</font><font color="red">',
    '{{template}} $x',
    '"},{"tag":"markdown","content":"x',
    '\u202e反转\u0000',
    '\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

describe('what people typed', () => {
  it('goes in as plain text only, and the card stays valid whatever it is', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const card: Card = {
          title: `标题${text}`,
          tone: 'neutral',
          blocks: [
            { type: 'text', text, style: 'strong' },
            { type: 'fields', items: [{ label: text, value: text }] },
            { type: 'list', items: [text, text] },
            { type: 'table', columns: [text], rows: [[text]] },
            {
              type: 'chart',
              title: text,
              bars: [
                { label: text, value: 1 },
                { label: text, value: 2 },
              ],
            },
            {
              type: 'form',
              form: {
                name: 'f',
                submit: button('提交'),
                fields: [
                  { type: 'text', name: 'a', label: text, value: text, placeholder: text, error: text },
                  { type: 'select', name: 'b', label: text, options: [{ value: 'v', text }] },
                ],
              },
            },
          ],
          buttons: [button(`按${text}`, { confirm: { title: `问${text}`, text } })],
        }
        const { payload } = renderCard(card)
        const parsed = JSON.parse(JSON.stringify(payload))
        expect(tagsOf(parsed)).not.toContain('markdown')
        expect(tagsOf(parsed)).not.toContain('lark_md')
        const table = parsed.body.elements.find((element: { tag: string }) => element.tag === 'table')
        expect(table.columns.map((column: { data_type: string }) => column.data_type)).toEqual(['text'])
        expect(lintCard(parsed)).toEqual([])
        expect(decodeButtons(parsed)).toEqual(JSON.parse(JSON.stringify(tappablesOf(card))))
      }),
    )
  })
})
