import type { Card } from '../src/core/card.js'
import type { FormErrors, FormValues } from './entry-form.js'

/** The form of one line in which a member says what is wrong with another's entry. Private. */
export interface DisputeForm {
  readonly draftId: string
  readonly revision: number
  /** 2026-学-014 集中学习 · 党章. */
  readonly name: string
  readonly values?: FormValues
  readonly errors?: FormErrors
  /** What to type where the form can't be used. */
  readonly sentence: string
  /** Who will read it: 记录人和管台账的同志, of a talk 谈话双方 alone. */
  readonly readers: string
}

export const DISPUTE_FIELD = 'words'

/** 有出入: asks for one line. Nothing changes by it. */
export function disputeFormCard({ draftId, revision, ...form }: DisputeForm): Card {
  const value = form.values?.[DISPUTE_FIELD]
  return {
    title: `有出入｜${form.name}`,
    tone: 'info',
    blocks: [
      {
        type: 'text',
        text: `写一句哪里不对，只有${form.readers}会看到；记录不会自动改，处理结果私聊你。`,
        style: 'muted',
      },
      {
        type: 'form',
        form: {
          name: 'dispute',
          fields: [
            {
              name: DISPUTE_FIELD,
              type: 'text',
              label: '哪里不对',
              placeholder: '如 时间应该是周三',
              required: true,
              multiline: true,
              ...(typeof value === 'string' ? { value } : {}),
              ...(form.errors?.[DISPUTE_FIELD] ? { error: form.errors[DISPUTE_FIELD] } : {}),
            },
          ],
          submit: {
            text: '提交',
            style: 'primary',
            action: { v: 1, name: 'submit-dispute', draftId, revision },
            twin: form.sentence,
          },
        },
      },
    ],
    buttons: [{ text: '不提了', action: { v: 1, name: 'drop-draft', draftId }, twin: '不提了' }],
  }
}

/** What the form becomes once it was sent or given up. */
export const disputeSentCard = (name: string, outcome: 'sent' | 'dropped'): Card =>
  outcome === 'sent'
    ? {
        title: `已转告｜${name}`,
        tone: 'success',
        blocks: [{ type: 'text', text: '记录还没有改；处理结果会私聊你。' }],
      }
    : { title: `没有提｜${name}`, tone: 'neutral', blocks: [{ type: 'text', text: '记录保持原样。' }] }
