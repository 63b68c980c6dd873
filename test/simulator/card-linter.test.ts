import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lintCard, lintCardText } from '../../src/simulator/feishu/index.js'
import { button, cardWith } from './helpers.js'

const fixtures = new URL('fixtures/', import.meta.url)
const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(new URL(name, fixtures), 'utf8'))
const codes = (card: Record<string, unknown>): number[] => lintCard(card).map(({ code }) => code)

/** What is wrong with the platform's own samples; every other one has to pass. */
const faulty: Record<string, { code: number; reason: string }> = {
  'card2_structure.json': { code: 200861, reason: 'not support tag: xxx' },
  'card2_component_chart.json': { code: 200550, reason: 'chart spec is invalid' },
  'card2_component_column_set.json': { code: 200621, reason: 'duplicate element_id custom_id' },
  'card2_component_div.json': { code: 200621, reason: 'duplicate element_id custom_id' },
  // Written for 1.0 and shown on the page of 2.0: `fallback` was removed.
  'card2_form_example_card.json': { code: 200621, reason: 'unknown property fallback' },
}

describe("the platform's own samples", () => {
  it.each(readdirSync(fixtures).filter((name) => name.startsWith('card2_')))('%s', (name) => {
    const problems = lintCard(read(name))
    const known = faulty[name]
    if (known) expect(problems).toContainEqual(expect.objectContaining(known))
    else expect(problems).toEqual([])
  })

  it.each(Object.keys(faulty).filter((name) => name !== 'card2_structure.json'))('%s is right once mended', (name) => {
    const mended = JSON.stringify(read(name))
      .replace('"chart_spec":{}', '"chart_spec":{"type":"line","data":[]}')
      .replace('"element_id":"custom_id",', '')
      .replaceAll(/,"fallback":\{"tag":"fallback_text","text":\{[^}]*\}\}/g, '')
    expect(lintCardText(mended)).toEqual([])
  })
})

const text = (content: string) => ({ tag: 'markdown', content })
const submit = button('提交', { v: 1 }, { name: 'submit', form_action_type: 'submit' })
const form = (...elements: unknown[]) => ({ tag: 'form', name: 'form', elements: [...elements, submit] })
const options = [{ text: { tag: 'plain_text', content: '甲' }, value: 'a' }]
const table = { tag: 'table', columns: [{ name: 'a', display_name: '甲', data_type: 'text' }], rows: [{ a: '1' }] }
const inColumn = (element: unknown) => ({ tag: 'column_set', columns: [{ tag: 'column', elements: [element] }] })
const nested = (levels: number): unknown => (levels === 0 ? text('深') : inColumn(nested(levels - 1)))

describe('accepts', () => {
  it.each<[string, unknown[]]>([
    ['text, columns, a rule', [text('**已记**'), inColumn(text('甲')), { tag: 'hr' }]],
    [
      'a form with every field',
      [
        form(
          { tag: 'input', name: 'topic', required: true, default_value: '二十届四中全会精神' },
          { tag: 'date_picker', name: 'date', initial_date: '2026-03-17' },
          { tag: 'select_static', name: 'kind', options, initial_option: 'a' },
          { tag: 'multi_select_static', name: 'people', options, selected_values: ['a'] },
          inColumn({ tag: 'input', name: 'note' }),
        ),
      ],
    ],
    ['two hundred elements', Array.from({ length: 199 }, () => text('x'))],
    ['five tables', Array.from({ length: 5 }, () => table)],
    ['five levels', [nested(5)]],
    ['a chart', [{ tag: 'chart', chart_spec: { type: 'bar', data: { values: [] } } }]],
    ['a panel', [{ tag: 'collapsible_panel', header: { title: text('更多') }, elements: [text('x')] }]],
    [
      'a link button',
      [
        {
          tag: 'button',
          text: { tag: 'plain_text', content: '打开' },
          behaviors: [{ type: 'open_url', default_url: 'x' }],
        },
      ],
    ],
  ])('%s', (_name, elements) => {
    expect(lintCard(cardWith(...elements))).toEqual([])
  })
})

describe('refuses', () => {
  it.each<[string, unknown[], number]>([
    ['a tag of 1.0: note', [{ tag: 'note', elements: [] }], 200861],
    ['a tag of 1.0: action', [{ tag: 'action', actions: [] }], 200861],
    ['an unknown attribute', [{ ...text('x'), colour: 'red' }], 200621],
    ['an element without a tag', [{ content: 'x' }], 200621],
    ['a form inside a column', [inColumn(form())], 200861],
    ['a table inside a form', [form(table)], 200861],
    ['a chart inside a form', [form({ tag: 'chart', chart_spec: { type: 'bar', data: [] } })], 200861],
    ['a column on its own', [{ tag: 'column', elements: [] }], 200861],
    ['a multi-select outside a form', [{ tag: 'multi_select_static', name: 'x', options }], 200861],
    ['a form without a submit button', [{ tag: 'form', name: 'f', elements: [{ tag: 'input', name: 'x' }] }], 200621],
    ['a form without a name', [{ tag: 'form', elements: [submit] }], 200530],
    ['a field without a name', [form({ tag: 'input' })], 200530],
    ['a name used twice', [form({ tag: 'input', name: 'x' }, { tag: 'input', name: 'x' })], 200530],
    ['a button in a form without a name', [form(button('取消'))], 200530],
    [
      'an element_id used twice',
      [
        { ...text('x'), element_id: 'a' },
        { ...text('y'), element_id: 'a' },
      ],
      200621,
    ],
    ['an element_id that is too long', [{ ...text('x'), element_id: 'a'.repeat(21) }], 200621],
    ['an element_id that begins with a digit', [{ ...text('x'), element_id: '1a' }], 200621],
    ['more than two hundred elements', Array.from({ length: 200 }, () => text('x')), 11310],
    ['six tables', Array.from({ length: 6 }, () => table), 11310],
    ['a sixth table in markdown', [...Array.from({ length: 5 }, () => table), text('|a|b|\n|---|---|\n|1|2|')], 11310],
    ['six levels', [nested(6)], 11310],
    ['a cell of another type', [{ ...table, rows: [{ a: 1 }] }], 200914],
    ['a table without columns', [{ ...table, columns: [] }], 200915],
    ['eleven rows a page', [{ ...table, page_size: 11 }], 200915],
    ['an option used twice', [{ tag: 'select_static', options: [...options, ...options] }], 200621],
    ['no options', [{ tag: 'select_static', options: [] }], 200621],
    ['a text as value', [button('x', 'y' as never)], 200621],
    ['a button text over 100 characters', [button('长'.repeat(101))], 11310],
    [
      'a confirm without a title',
      [button('x', {}, { confirm: { text: { tag: 'plain_text', content: 'y' } } })],
      200621,
    ],
    ['a broken date', [{ tag: 'date_picker', initial_date: '2026/03/17' }], 200621],
    ['an input that holds too much', [{ tag: 'input', name: 'x', max_length: 2, default_value: '三个字' }], 200621],
    ['an input that may hold too much', [{ tag: 'input', name: 'x', max_length: 1001 }], 200621],
    ['an empty chart', [{ tag: 'chart', chart_spec: {} }], 200550],
  ])('%s', (_name, elements, code) => {
    expect(codes(cardWith(...elements))).toContain(code)
  })

  it.each<[string, Record<string, unknown>]>([
    ['no schema', { schema: undefined }],
    ['update_multi: false', { config: { update_multi: false } }],
    ['an unknown part', { i18n_elements: {} }],
    ['a header without a title', { header: { template: 'blue' } }],
    ['a header of an unknown colour', { header: { title: { tag: 'plain_text', content: 'x' }, template: 'pink' } }],
    ['no body', { body: undefined }],
  ])('a card with %s', (_name, part) => {
    const card = JSON.parse(JSON.stringify({ ...cardWith(text('x')), ...part }))
    expect(codes(card)).toContain(200621)
  })

  it('what is no JSON object', () => {
    expect(lintCardText('[]')[0]?.code).toBe(200621)
    expect(lintCardText('{')[0]?.code).toBe(200621)
  })

  it('people and pictures that nobody has', () => {
    const references = { hasImage: () => false, hasPerson: (openId: string) => openId === 'ou_1' }
    const card = cardWith(
      { tag: 'img', img_key: 'x', alt: { tag: 'plain_text', content: '' } },
      text('<at id=ou_1></at><at id=all></at>'),
      text('<at id=ou_2></at>'),
      { tag: 'select_person', options: [{ value: 'ou_3' }] },
    )
    expect(lintCard(card, references).map(({ code }) => code)).toEqual([200570, 100290, 100290])
  })
})
