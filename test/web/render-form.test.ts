import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CARDS } from '../../cards/index.js'
import type { Card, FormField } from '../../src/core/card.js'
import { escapeHtml, html } from '../../src/web/escape.js'
import { PAGE_STYLE } from '../../src/web/page-style.js'
import { renderAgain, renderForm } from '../../src/web/render-form.js'
import { renderMessage } from '../../src/web/render-page.js'

const DRAFT = '69ba000000000000000000d1'

const cardWith = (fields: readonly FormField[], title = '还没记｜培训', text = '主题是什么？'): Card => ({
  title,
  tone: 'warning',
  blocks: [
    { type: 'text', text, style: 'strong' },
    {
      type: 'form',
      form: {
        name: 'entry',
        fields,
        submit: {
          text: '记下',
          style: 'primary',
          action: { v: 1, name: 'submit-entry', draftId: DRAFT, revision: 3 },
          twin: '…',
        },
      },
    },
  ],
  buttons: [
    { text: '不记了', action: { v: 1, name: 'drop-draft', draftId: DRAFT }, twin: '不记了' },
    { text: '撤销', action: { v: 1, name: 'undo-entry', entryId: DRAFT }, twin: '撤销' },
  ],
})
const pageOf = (...fields: FormField[]): string => renderForm({ card: cardWith(fields), revision: 3 })
/** The part of a page that draws its fields, without line breaks. */
const drawn = (...fields: FormField[]): string => pageOf(...fields).replaceAll('\n', '')
const options = [
  { value: 'a', text: '甲' },
  { value: 'b', text: '乙' },
]

describe('a form as a page', () => {
  it('says what the card says, and sends its revision and which button was pressed', () => {
    const page = pageOf({ type: 'text', name: 'topic', label: '主题' })
    expect(page).toContain('<html lang="zh-CN">')
    expect(page).toContain('<title>还没记｜培训</title>')
    expect(page).toContain('<h1><span class="state">还没记</span>培训</h1>')
    expect(page).toContain('<p class="strong">主题是什么？</p>')
    expect(page).toContain('<input type="hidden" name="_revision" value="3">')
    expect(page).toContain('<button type="submit" class="primary" name="_do" value="submit-entry">记下</button>')
    expect(page).toContain('<button type="submit" class="default" name="_do" value="drop-draft">不记了</button>')
    expect(page, 'a button that the page can’t carry out').not.toContain('撤销')
  })

  it('has no script, and loads nothing', () => {
    const page = pageOf({ type: 'text', name: 'topic', label: '主题' })
    expect(page).not.toMatch(/<script|\son\w+=|javascript:|\ssrc=|<link|url\(|@import/i)
  })

  it('draws a line of text with its label, mark and placeholder', () => {
    const field = { type: 'text', name: 'topic', label: '主题', required: true, value: '党章', placeholder: '如 条例' }
    const page = drawn(field as FormField)
    expect(page).toContain('<label class="name" for="f-topic">主题<span class="must">必填</span></label>')
    expect(page).toContain(
      '<input class="entry" id="f-topic" name="topic" required type="text" placeholder="如 条例" value="党章">',
    )
  })

  it('puts a long placeholder above the field, where it is not cut off', () => {
    const placeholder = '如 公出、请假；多人不同请写“张三公出，李四病假”'
    const page = drawn({ type: 'text', name: 'absent_reason', label: '缺席原因', placeholder })
    expect(page).toContain(`<p class="hint" id="h-absent_reason">${placeholder}</p>`)
    expect(page).toContain('aria-describedby="h-absent_reason"')
    expect(page).not.toContain('placeholder=')
  })

  it('draws a number, a long text and a day', () => {
    expect(drawn({ type: 'text', name: 'actual', label: '实到', numeric: true })).toContain('inputmode="numeric"')
    const long = pageOf({ type: 'text', name: 'resolution', label: '决议', multiline: true, value: '\n通过' })
    // The parser drops the first line break.
    expect(long).toContain('<textarea class="entry" id="f-resolution" name="resolution" rows="4">\n\n通过</textarea>')
    expect(drawn({ type: 'date', name: 'date', label: '日期', value: '2026-03-17' })).toMatch(
      /<input class="entry" id="f-date" name="date" type="date"[^>]* value="2026-03-17">/,
    )
  })

  it('draws a choice, with a way to choose nothing', () => {
    const page = drawn({ type: 'select', name: 'form', label: '形式', options, value: 'b' })
    expect(page).toContain(
      '<option value="">不选</option><option value="a">甲</option><option value="b" selected>乙</option>',
    )
    const required = drawn({ type: 'select', name: 'kind', label: '类别', options, required: true })
    expect(required).toContain('<option value="" selected>请选择</option>')
  })

  it('draws several choices as boxes under one name, folded away when they are neither asked nor chosen', () => {
    const people = { type: 'multiselect', name: 'absent', label: '缺席人员', options } as const
    const asked = drawn({ ...people, values: ['b'] })
    expect(asked).toContain('<fieldset class="field"><legend>缺席人员</legend>')
    expect(asked).toContain('<input type="checkbox" id="f-absent-0" name="absent" value="a"><label for="f-absent-0">')
    expect(asked).toContain('<input type="checkbox" id="f-absent-1" name="absent" value="b" checked>')
    expect(asked).not.toContain('<details>')
    expect(drawn({ type: 'text', name: 'topic', label: '主题' }, people)).toContain(
      '<details><summary>点开选人（名册2人）</summary>',
    )
    expect(drawn(people), 'asked first').not.toContain('<details>')
  })

  it('says an error beside its field and on top, in words that belong together', () => {
    const page = drawn(
      { type: 'date', name: 'date', label: '日期', error: '这一天还没到' },
      { type: 'multiselect', name: 'absent', label: '缺席人员', options, error: '请从名单里选' },
      { type: 'text', name: 'topic', label: '主题' },
    )
    expect(page).toContain('<title>有误｜还没记｜培训</title>')
    expect(page).toMatch(/<div class="box bad" role="alert" tabindex="-1" autofocus/)
    expect(page).toContain('<a href="#f-date">日期：这一天还没到</a>')
    expect(page).toContain('<a href="#f-absent-0">缺席人员：请从名单里选</a>')
    expect(page).toContain('<p class="error" id="e-date">这一天还没到</p>')
    expect(page).toMatch(/id="f-date" name="date" aria-invalid="true" aria-describedby="e-date"/)
    expect(page).toContain('<fieldset class="field wrong" aria-describedby="e-absent">')
    expect(page.match(/aria-invalid/g)).toHaveLength(3)
  })

  it('says a line that is about no field above the form', () => {
    const page = renderForm({ card: cardWith([]), revision: 0, notice: '系统忙，请稍后再点' })
    expect(page).toContain('<div class="box" role="alert" tabindex="-1" autofocus>系统忙，请稍后再点</div>')
  })

  it('shows every card of the bot that has a form', () => {
    const forms = CARDS.flatMap(({ samples }) => samples).filter(({ blocks }) =>
      blocks.some(({ type }) => type === 'form'),
    )
    expect(forms.length).toBeGreaterThan(3)
    for (const card of forms) {
      const page = renderForm({ card, revision: 0 })
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
      expect(new Set(ids).size).toBe(ids.length)
      const labels = [...page.matchAll(/<label[^>]* for="([^"]+)"/g)].map((match) => match[1] as string)
      const entries = [...page.matchAll(/<(?:input|select|textarea)(?![^>]*type="hidden")[^>]* id="([^"]+)"/g)]
      expect(entries.map((match) => match[1] as string).sort()).toEqual(labels.sort())
    }
  })
})

describe('nothing typed becomes markup', () => {
  const nasty = fc.oneof(
    fc.string({ minLength: 1, unit: 'binary' }),
    fc.constantFrom(
      '<script>x</script>',
      '"><img src=x onerror=x>',
      "' autofocus onfocus='x",
      '</textarea><b>',
      '&lt;b',
    ),
    fc.constantFrom('</style><script>', '</title><b>', '<!--', ']]>', '\n<b>', 'javascript:x'),
  )
  /** Every string that may come from a person or a roster, each in its place. */
  const cardOf = (text: string): Card =>
    cardWith(
      [
        { type: 'text', name: 'topic', label: text, value: text, placeholder: text.slice(0, 9), error: text },
        {
          type: 'text',
          name: 'place',
          label: text,
          value: text,
          placeholder: `${text}一段很长很长很长很长很长很长的说明文字`,
        },
        { type: 'text', name: 'resolution', label: text, value: text, multiline: true },
        { type: 'date', name: 'date', label: text, value: text, error: text },
        { type: 'select', name: 'form', label: text, value: text, options: [{ value: text, text }] },
        { type: 'multiselect', name: 'absent', label: text, values: [text], options: [{ value: text, text }] },
      ],
      `还没记｜${text.replaceAll('｜', '|')}`,
      text,
    )
  const page = (text: string): string => renderForm({ card: cardOf(text), revision: 1, notice: text })
  /** All that a parser can act on: with the text taken out, every page must be the same. */
  const skeleton = (markup: string): string => markup.replace(PAGE_STYLE, '').replace(/[^<>"']/gu, '')

  it('on the form', () => {
    const expected = skeleton(page('字'))
    fc.assert(
      fc.property(nasty, (text) => {
        expect(skeleton(page(text))).toBe(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('in a message, or in what is sent again', () => {
    const message = (text: string): string =>
      renderMessage({
        tone: 'info',
        title: text,
        lines: [text],
        button: renderAgain({ topic: text, absent: [text, text] }, text, text),
      })
    const expected = skeleton(message('字'))
    fc.assert(
      fc.property(nasty, (text) => {
        expect(skeleton(message(text))).toBe(expected)
      }),
      { numRuns: 300 },
    )
  })

  it('and nothing of it is lost', () => {
    const back: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
    const read = (markup: string): string => markup.replace(/&([^;]+);/g, (_all, name: string) => back[name] ?? '?')
    fc.assert(
      fc.property(nasty, (text) => {
        expect(read(escapeHtml(text))).toBe(text)
        expect(html`<b title="${text}">${[text, html`<i>${undefined}</i>`]}</b>`.text).toBe(
          `<b title="${escapeHtml(text)}">${escapeHtml(text)}<i></i></b>`,
        )
      }),
    )
  })
})
