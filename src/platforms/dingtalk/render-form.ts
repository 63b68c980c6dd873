import type { Form, FormField } from '../../core/card.js'
import { escapeInline, type Line, quote } from './elements.js'
import type { Place, RenderOptions } from './place.js'

/** A form as it can be shown: DingTalk has none of its own here, so it is a page, or a sentence to complete. */
export interface RenderedForm {
  readonly lines: readonly Line[]
  /** Opens the form's page. */
  readonly link?: { readonly title: string; readonly url: string }
}

/** What could not be shown is added to `lost`. */
export function renderForm(form: Form, place: Place, options: RenderOptions, lost: string[]): RenderedForm {
  if (place.kind === 'group') {
    lost.push(`form ${form.name}: in a group it would be anybody's`)
    return { lines: ['这张表请在和我的私聊里填。'] }
  }
  const fields = form.fields.map(fieldLine)
  const url = place.kind === 'person' ? options.linkTo?.(form, place.userId) : undefined
  if (url !== undefined) return { lines: fields, link: { title: '填写', url } }
  return { lines: [...fields, '请照这句补全后发给我：', quote(escapeInline(form.submit.twin))] }
}

function fieldLine(field: FormField): Line {
  const label = escapeInline(field.label) + (field.required ? '（必填）' : '')
  const error = field.error === undefined ? '' : `（⚠ ${escapeInline(field.error)}）`
  return `${label}：${escapeInline(valueTextOf(field)) || '—'}${error}`
}

function valueTextOf(field: FormField): string {
  switch (field.type) {
    case 'text':
    case 'date':
      return field.value ?? ''
    case 'select':
      return field.options.find(({ value }) => value === field.value)?.text ?? ''
    case 'multiselect':
      return field.options
        .filter(({ value }) => field.values?.includes(value))
        .map(({ text }) => text)
        .join('、')
  }
}
