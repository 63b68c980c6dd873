import { el, fill } from '../dom.js'
import { nameOf } from '../store.js'
import { send } from './draw-button.js'
import { drawText } from './draw-text.js'

/**
 * What a person fills in. Inside a form a field only reports to it; outside, a change is sent at once.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-components/containers/form-container
 */
const controls = {
  input: textControl,
  select_static: selectControl,
  select_person: selectControl,
  multi_select_static: multiControl,
  multi_select_person: multiControl,
  date_picker: dateControl('date', 'initial_date', (value) => value),
  picker_time: dateControl('time', 'initial_time', (value) => value),
  picker_datetime: dateControl('datetime-local', 'initial_datetime', (value) => value.replace(' ', 'T')),
  checker: checkControl,
}

export const fieldTags = new Set(Object.keys(controls))

export function drawField(element, path, context) {
  const note = el('small', { class: 'field-error', hidden: true })
  const control = controls[element.tag](element, context, () => {
    note.hidden = true
    box.classList.remove('missing')
    if (!context.form) send(control.element, 'choose', { element: path, value: control.value() }, context)
  })
  const label = element.label?.content
  const box = el(
    'div',
    {
      class: `field ${element.label_position === 'left' ? 'beside' : ''} ${element.width === 'fill' ? 'fill' : ''}`,
      data: { field: element.name ?? '' },
    },
    label &&
      el('span', { class: 'field-label' }, drawText(element.label, context), element.required && el('b', {}, '*')),
    el('div', { class: 'field-control' }, control.element, note),
  )
  const target = control.focusable ?? control.element
  const spoken = label ?? wordsOf(context.before) ?? element.placeholder?.content
  if (spoken) target.setAttribute('aria-label', spoken)
  context.form?.fields.set(element.name, {
    value: control.value,
    reset: control.reset,
    focus: () => target.focus(),
    isMissing: () => element.required === true && control.value().length === 0,
    mark(text) {
      note.textContent = text
      note.hidden = false
      box.classList.add('missing')
    },
  })
  return box
}

/** Some fields have no label of their own: the words above them are read out. */
const wordsOf = (element) =>
  (element?.content ?? element?.text?.content)?.replace(/<[^>]*>|[*_]/g, '').trim() || undefined

const placeholderOf = (element, fallback) => element.placeholder?.content ?? fallback

function textControl(element, { form }, onChange) {
  const many = element.input_type === 'multiline_text'
  const input = el(many ? 'textarea' : 'input', {
    placeholder: placeholderOf(element, '请输入'),
    maxlength: String(element.max_length ?? 1000),
    disabled: element.disabled === true,
    ...(many ? { rows: element.rows ?? 3 } : { type: element.input_type === 'password' ? 'password' : 'text' }),
  })
  const reset = () => {
    input.value = element.default_value ?? ''
  }
  reset()
  input.addEventListener(form ? 'input' : 'change', onChange)
  return { element: input, value: () => input.value.trim(), reset }
}

function optionsOf(element, { pane, message }) {
  const options = element.options ?? []
  const isPerson = element.tag.endsWith('_person')
  // A person picker without options offers everybody of the chat.
  const members = pane.chats.find(({ chatId }) => chatId === message.chatId)?.members ?? []
  const offered = isPerson && options.length === 0 ? members.map((value) => ({ value })) : options
  return offered.map(({ value, text }) => ({ value, text: isPerson ? nameOf(pane, value) : (text?.content ?? value) }))
}

function selectControl(element, context, onChange) {
  const options = optionsOf(element, context)
  const select = el(
    'select',
    { disabled: element.disabled === true },
    el('option', { value: '' }, placeholderOf(element, '请选择')),
    options.map(({ value, text }) => el('option', { value }, text)),
  )
  const reset = () => {
    const initial = element.initial_option ?? options[(element.initial_index ?? 0) - 1]?.value
    select.value = options.some(({ value }) => value === initial) ? initial : ''
  }
  reset()
  select.addEventListener('change', onChange)
  return { element: select, value: () => select.value, reset }
}

/** A closed box with what is chosen; opened, a list to tick. */
function multiControl(element, context, onChange) {
  const options = optionsOf(element, context)
  let chosen = new Set()
  const summary = el('summary', {})
  const ticks = options.map(({ value, text }) => {
    const box = el('input', { type: 'checkbox', value, disabled: element.disabled === true })
    box.addEventListener('change', () => {
      if (box.checked) chosen.add(value)
      else chosen.delete(value)
      draw()
      onChange()
    })
    return el('label', { class: 'tick' }, box, text)
  })
  const all = el('button', { type: 'button', class: 'tick-all', onclick: toggleAll }, '全选')
  const list = el('div', { class: 'ticks' }, options.length > 3 && all, ticks)
  const details = el('details', { class: 'multi' }, summary, list)

  function toggleAll() {
    chosen = chosen.size === options.length ? new Set() : new Set(options.map(({ value }) => value))
    draw()
    onChange()
  }
  function draw() {
    const texts = options.filter(({ value }) => chosen.has(value))
    fill(
      summary,
      texts.length === 0
        ? el('span', { class: 'placeholder' }, placeholderOf(element, '请选择'))
        : texts.map(({ text }) => el('em', { class: 'chip' }, text)),
    )
    for (const box of list.querySelectorAll('input')) box.checked = chosen.has(box.value)
    all.textContent = chosen.size === options.length ? '全不选' : '全选'
  }
  const reset = () => {
    chosen = new Set((element.selected_values ?? []).filter((wanted) => options.some(({ value }) => value === wanted)))
    draw()
  }
  reset()
  return {
    element: details,
    focusable: summary,
    value: () => options.map(({ value }) => value).filter((value) => chosen.has(value)),
    reset,
  }
}

function dateControl(type, initialKey, toInput) {
  return (element, _context, onChange) => {
    const input = el('input', { type, disabled: element.disabled === true })
    const reset = () => {
      input.value = toInput(element[initialKey] ?? '')
    }
    reset()
    input.addEventListener('change', onChange)
    return { element: input, value: () => input.value.replace('T', ' '), reset }
  }
}

function checkControl(element, context, onChange) {
  const input = el('input', {
    type: 'checkbox',
    checked: element.checked === true,
    disabled: element.disabled === true,
  })
  input.addEventListener('change', onChange)
  return {
    element: el('label', { class: 'tick' }, input, drawText(element.text, context)),
    focusable: input,
    value: () => input.checked,
    reset: () => {
      input.checked = element.checked === true
    },
  }
}
