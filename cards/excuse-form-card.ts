import type { Card } from '../src/core/card.js'
import type { FormErrors, FormValues } from './entry-form.js'

/** The form in which the secretary says why something was not done. */
export interface ExcuseForm {
  readonly draftId: string
  readonly revision: number
  /** 2026年3月. */
  readonly span: string
  /** What is missing, to choose from. */
  readonly duties: readonly { readonly period: string; readonly label: string }[]
  readonly values?: FormValues
  readonly errors?: FormErrors
}

export const EXCUSE_FIELDS = { duties: 'duties', text: 'text' } as const

/** The place in the list says which one is chosen: labels and rules may be of any length. */
export const optionOf = (index: number): string => String(index)

/** 未开展·写说明. It stays missing, with these words beside it. */
export function excuseFormCard({ draftId, revision, span, duties, values = {}, errors = {} }: ExcuseForm): Card {
  const chosen = values[EXCUSE_FIELDS.duties]
  const text = values[EXCUSE_FIELDS.text]
  const error = (name: string) => (errors[name] ? { error: errors[name] } : {})
  const [first] = duties
  return {
    title: `写说明｜${span}未开展`,
    tone: 'info',
    blocks: [
      { type: 'text', text: '说明会留在以后的卡片上，不算已完成；以后补了记录，说明就不再显示。', style: 'muted' },
      {
        type: 'form',
        form: {
          name: 'excuse',
          fields: [
            {
              name: EXCUSE_FIELDS.duties,
              type: 'multiselect',
              label: '哪几项没有开展',
              required: true,
              options: duties.map(({ label }, index) => ({ value: optionOf(index), text: label })),
              values: chosen === undefined ? (duties.length === 1 ? [optionOf(0)] : []) : [chosen].flat(),
              ...error(EXCUSE_FIELDS.duties),
            },
            {
              name: EXCUSE_FIELDS.text,
              type: 'text',
              label: '说明',
              placeholder: '如 防汛值守，推迟到4月',
              required: true,
              multiline: true,
              ...(typeof text === 'string' ? { value: text } : {}),
              ...error(EXCUSE_FIELDS.text),
            },
          ],
          submit: {
            text: '提交',
            style: 'primary',
            action: { v: 1, name: 'submit-excuse', draftId, revision },
            twin: `未开展 ${first?.label ?? ''} ${first?.period ?? ''} …`,
          },
        },
      },
    ],
    buttons: [{ text: '不写了', action: { v: 1, name: 'drop-draft', draftId }, twin: '不写了' }],
  }
}

/** What the form becomes once it was sent or given up. */
export const excuseSentCard = (span: string, noted: { labels: readonly string[]; text: string } | undefined): Card =>
  noted
    ? {
        title: `已写上｜${span}未开展`,
        tone: 'success',
        blocks: [{ type: 'text', text: `${noted.labels.join('、')}：未开展（说明：${noted.text}）` }],
      }
    : { title: `没有写｜${span}未开展`, tone: 'neutral', blocks: [{ type: 'text', text: '卡片保持原样。' }] }
