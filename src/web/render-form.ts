import type { FormValues } from '../../cards/entry-form.js'
import type { ActionName } from '../core/action.js'
import type { Block, Button, Card, Form, FormField, Option } from '../core/card.js'
import { type Html, html } from './escape.js'
import { renderPage } from './render-page.js'

/** Names of what the page sends beside the fields: a field's own name never begins with an underscore. */
export const BUTTON_FIELD = '_do'
export const REVISION_FIELD = '_revision'

/** What a page can do besides sending its form: a button of any other action is left out. */
const PAGE_ACTIONS: readonly ActionName[] = ['drop-draft']

/** A longer one would be cut off on a phone: it stands above the field instead. */
const LONGEST_PLACEHOLDER = 16

const CHOOSE = '请选择'
const NOT_CHOSEN = '不选'

export interface FormPage {
  /** Its form block is what the page is about. */
  readonly card: Card
  readonly revision: number
  /** A line above the form that is about no field. */
  readonly notice?: string
}

/**
 * The page of a card with a form: the same words, fields, values and errors as the card has in a chat. Everything put in
 * is text and stays text. Sent, it holds the fields by name, the revision, and which button was pressed.
 */
export function renderForm({ card, revision, notice }: FormPage): string {
  const wrong = card.blocks.flatMap((block) => (block.type === 'form' ? block.form.fields.filter(isWrong) : []))
  const before = card.blocks.filter(({ type }) => type !== 'form')
  const forms = card.blocks.flatMap((block) => (block.type === 'form' ? [block.form] : []))
  const buttons = (card.buttons ?? []).filter(({ action }) => PAGE_ACTIONS.includes(action.name))
  const body = html`${headline(card.title)}
${notice === undefined ? undefined : html`<div class="box" role="alert" tabindex="-1" autofocus>${notice}</div>`}
${before.map(renderBlock)}
${wrong.length === 0 ? undefined : summaryOf(wrong, notice === undefined)}
${forms.map((form) => renderFields(form, buttons, revision))}`
  return renderPage(wrong.length > 0 ? `有误｜${card.title}` : card.title, card.tone, body)
}

/** What was typed, unseen, and a button that sends it again: for a moment in which the form itself can't be had. */
export function renderAgain(values: FormValues, revision: string, pressed: string): Html {
  const kept = Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => hidden(name, one)))
  return html`<form method="post" autocomplete="off">
${kept}${hidden(REVISION_FIELD, revision)}
<button class="primary" type="submit" name="${BUTTON_FIELD}" value="${pressed}">再试一次</button>
</form>`
}

/** Asks for the form of what this page's form recorded. */
export const renderCorrect = (): Html => html`<form method="post" autocomplete="off">
${hidden(REVISION_FIELD, '0')}
<button type="submit" name="${BUTTON_FIELD}" value="${'edit-entry' satisfies ActionName}">更正</button>
</form>`

const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`

/** 还没记｜培训: the state as a mark before what it is about. */
function headline(title: string): Html {
  const [state, ...rest] = title.split('｜')
  return rest.length === 0
    ? html`<h1>${title}</h1>`
    : html`<h1><span class="state">${state}</span>${rest.join('｜')}</h1>`
}

function renderBlock(block: Block): Html {
  switch (block.type) {
    case 'text':
      return html`<p class="${block.style ?? 'normal'}">${block.text}</p>`
    case 'fields':
      return html`<dl>${block.items.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`
    case 'list':
      return bullets(block.items)
    case 'table':
      return bullets(block.rows.map((row) => row.join(' · ')))
    case 'chart':
      return bullets(block.bars.map(({ label, value }) => `${label}：${value}`))
    case 'picture':
      return html`<p class="normal">${block.alt}</p>`
    case 'divider':
      return html`<hr>`
    case 'form':
    case 'picker':
      return html``
  }
}

const bullets = (items: readonly string[]): Html => html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`

/** What is wrong, on top, each line a way to its field. It has the focus, so that a screen reader says it first. */
function summaryOf(wrong: readonly FormField[], focused: boolean): Html {
  const lines = wrong.map((field) => html`<li><a href="#${targetOf(field)}">${field.label}：${field.error}</a></li>`)
  const focus = focused ? html` autofocus` : undefined
  return html`<div class="box bad" role="alert" tabindex="-1"${focus} aria-label="要改的地方"><ul>${lines}</ul></div>`
}

/** A group of checkboxes can't take the focus; its first one can. */
const targetOf = ({ name, type }: FormField): string => (type === 'multiselect' ? `f-${name}-0` : `f-${name}`)

function renderFields({ fields, submit }: Form, others: readonly Button[], revision: number): Html {
  // Checked by us, not by the browser: its words are not ours, and it knows half of the rules.
  return html`<form method="post" novalidate autocomplete="off">
${hidden(REVISION_FIELD, String(revision))}
${fields.map((field, index) => renderField(field, index === 0))}
${[submit, ...others].map(renderButton)}
</form>`
}

const renderButton = ({ text, action, style }: Button): Html =>
  html`<button type="submit" class="${style ?? 'default'}" name="${BUTTON_FIELD}" value="${action.name}">${text}</button>
`

function renderField(field: FormField, isFirst: boolean): Html {
  return field.type === 'multiselect' ? renderChoices(field, isFirst) : renderEntry(field)
}

type FieldOf<T extends FormField['type']> = Extract<FormField, { type: T }>

function renderEntry(field: FieldOf<'text' | 'date' | 'select'>): Html {
  return html`<div class="${lookOf(field)}">
<label class="name" for="f-${field.name}">${nameOf(field)}</label>
${hintOf(field)}${errorOf(field)}
${controlOf(field)}
</div>
`
}

function controlOf(field: FieldOf<'text' | 'date' | 'select'>): Html {
  const { name, value } = field
  const common = html`class="entry" id="f-${name}" name="${name}"${field.required ? html` required` : undefined}${states(field)}`
  if (field.type === 'select') return html`<select ${common}>${optionsOf(field)}</select>`
  if (field.type === 'date') {
    // The placeholder is for a browser without a date picker.
    return html`<input ${common} type="date" placeholder="2026-03-18" value="${value ?? ''}">`
  }
  const isShort = field.placeholder !== undefined && !hasHint(field)
  const placeholder = isShort ? html` placeholder="${field.placeholder}"` : undefined
  // A browser drops the first line break of a textarea: this one is ours.
  if (field.multiline) return html`<textarea ${common}${placeholder} rows="4">\n${value ?? ''}</textarea>`
  const digits = field.numeric ? html` inputmode="numeric"` : undefined
  return html`<input ${common} type="text"${digits}${placeholder} value="${value ?? ''}">`
}

function optionsOf({ options, value, required }: FieldOf<'select'>): Html[] {
  const none = { value: '', text: required ? CHOOSE : NOT_CHOSEN }
  return [none, ...options].map((option) => {
    const chosen = option.value === (value ?? '') ? html` selected` : undefined
    return html`<option value="${option.value}"${chosen}>${option.text}</option>`
  })
}

/** Folded away when it is not asked and nothing is chosen: a roster is long, and 全员 needs no choice. */
function renderChoices(field: FieldOf<'multiselect'>, isFirst: boolean): Html {
  const { name, options, values = [], error } = field
  const boxes = html`<div class="choices">${options.map((option, index) => choiceOf(field, option, index))}</div>`
  const open = isFirst || values.length > 0 || error !== undefined
  const described = error === undefined ? undefined : html` aria-describedby="e-${name}"`
  return html`<fieldset class="${lookOf(field)}"${described}>
<legend>${nameOf(field)}</legend>
${errorOf(field)}
${open ? boxes : html`<details><summary>点开选人（名册${options.length}人）</summary>${boxes}</details>`}
</fieldset>
`
}

function choiceOf({ name, values = [], error }: FieldOf<'multiselect'>, { value, text }: Option, index: number): Html {
  const id = `f-${name}-${index}`
  const chosen = values.includes(value) ? html` checked` : undefined
  const invalid = error === undefined ? undefined : html` aria-invalid="true"`
  return html`<div class="choice"><input type="checkbox" id="${id}" name="${name}" value="${value}"${chosen}${invalid}><label for="${id}">${text}</label></div>`
}

const isWrong = ({ error }: FormField): boolean => error !== undefined
const lookOf = (field: FormField): string => (isWrong(field) ? 'field wrong' : 'field')
const nameOf = ({ label, required }: FormField): Html =>
  html`${label}${required ? html`<span class="must">必填</span>` : undefined}`
const errorOf = ({ name, error }: FormField): Html | undefined =>
  error === undefined ? undefined : html`<p class="error" id="e-${name}">${error}</p>`

const hasHint = (field: FormField): boolean =>
  field.type === 'text' && (field.placeholder ?? '').length > LONGEST_PLACEHOLDER
const hintOf = (field: FormField): Html | undefined =>
  field.type === 'text' && hasHint(field)
    ? html`<p class="hint" id="h-${field.name}">${field.placeholder}</p>`
    : undefined

/** What a screen reader says beside the label. */
function states(field: FormField): Html {
  const described = [...(isWrong(field) ? [`e-${field.name}`] : []), ...(hasHint(field) ? [`h-${field.name}`] : [])]
  const invalid = isWrong(field) ? html` aria-invalid="true"` : undefined
  return html`${invalid}${described.length > 0 ? html` aria-describedby="${described.join(' ')}"` : undefined}`
}
