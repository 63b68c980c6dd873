import type { Form, FormField, Option } from '../../core/card.js'
import type { Json } from '../../core/platform.js'
import { CARD_LIMITS, overLimit } from './card-limits.js'
import { ALARMING, div, type Element, plainText } from './elements.js'
import { renderButton } from './render-button.js'

/** What a field can't show is added to `lost`, by the field's own name. */
type Lost = string[]

/**
 * A form, which stands at the card's root. Its submit button carries the action; `form_value` comes back by field name.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-components/containers/form-container
 */
export function renderForm(form: Form, lost: Lost): Element {
  return {
    tag: 'form',
    name: form.name,
    elements: [
      ...form.fields.flatMap((field) => renderField(field, lost)),
      { ...renderButton(form.submit), form_action_type: 'submit', name: submitName(form) },
    ],
  }
}

/** Every name of a form, for the check that they are unique in the card (Feishu answers 200530 or mixes values up). */
export function namesOfForm(form: Form): string[] {
  return [form.name, ...form.fields.map((field) => field.name), submitName(form)]
}

const submitName = (form: Form): string => `${form.name}_submit`

function renderField(field: FormField, lost: Lost): Element[] {
  const label = div(field.required ? `${field.label} *` : field.label)
  const control = { ...renderControl(field, lost), name: field.name, required: field.required ?? false, width: 'fill' }
  return field.error === undefined ? [label, control] : [label, div(field.error, ALARMING), control]
}

function renderControl(field: FormField, lost: Lost): Element {
  switch (field.type) {
    case 'text':
      return renderInput(field)
    case 'date':
      return renderDate(field, lost)
    case 'select':
      return renderSelect(field, lost)
    case 'multiselect':
      return renderMultiselect(field, lost)
  }
}

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/input */
function renderInput(field: Extract<FormField, { type: 'text' }>): Element {
  const value = field.value ?? ''
  if (value.length > CARD_LIMITS.inputChars)
    throw overLimit(`the text of field ${field.name} has ${value.length} of ${CARD_LIMITS.inputChars} characters`)
  return {
    tag: 'input',
    input_type: field.multiline ? 'multiline_text' : 'text',
    max_length: CARD_LIMITS.inputChars,
    ...(field.multiline ? { rows: 3 } : {}),
    ...(value === '' ? {} : { default_value: value }),
    ...(field.placeholder === undefined ? {} : { placeholder: plainText(field.placeholder) }),
  }
}

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/date-picker */
function renderDate(field: Extract<FormField, { type: 'date' }>, lost: Lost): Element {
  const isDate = field.value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(field.value)
  if (field.value && !isDate) lost.push(`${field.name}: prefilled date is not YYYY-MM-DD`)
  return {
    tag: 'date_picker',
    placeholder: plainText('请选择日期'),
    ...(isDate ? { initial_date: field.value as string } : {}),
  }
}

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/single-select-dropdown-menu */
function renderSelect(field: Extract<FormField, { type: 'select' }>, lost: Lost): Element {
  const isOffered = field.options.some((option) => option.value === field.value)
  if (field.value && !isOffered) lost.push(`${field.name}: prefilled value is not among the options`)
  return {
    tag: 'select_static',
    placeholder: plainText('请选择'),
    options: renderOptions(field),
    ...(isOffered ? { initial_option: field.value as string } : {}),
  }
}

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/multi-select-dropdown-menu */
function renderMultiselect(field: Extract<FormField, { type: 'multiselect' }>, lost: Lost): Element {
  const offered = new Set(field.options.map((option) => option.value))
  const selected = (field.values ?? []).filter((value) => offered.has(value))
  if (selected.length < (field.values?.length ?? 0))
    lost.push(`${field.name}: prefilled values are not among the options`)
  const options = renderOptions(field)
  return {
    ...(field.ofPeople ? renderPeople(field) : { tag: 'multi_select_static', options }),
    placeholder: plainText('请选择（可多选）'),
    ...(selected.length > 0 ? { selected_values: selected } : {}),
  }
}

/**
 * Feishu shows each with face and name, and lets one search.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/multi-select-user-picker
 */
const renderPeople = ({ options }: Extract<FormField, { type: 'multiselect' }>): Element => ({
  tag: 'multi_select_person',
  options: options.map(({ value }) => ({ value })),
})

function renderOptions(field: { readonly name: string; readonly options: readonly Option[] }): Json[] {
  const values = field.options.map((option) => option.value)
  if (values.length === 0) throw overLimit(`field ${field.name} has no options`)
  if (values.includes('')) throw overLimit(`field ${field.name} has an option without a value`)
  if (new Set(values).size < values.length) throw overLimit(`field ${field.name} has two options of one value`)
  return field.options.map((option) => ({ text: plainText(option.text), value: option.value }))
}
