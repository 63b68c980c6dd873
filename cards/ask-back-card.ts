import type { Block, Card } from '../src/core/card.js'
import type { RecordType } from '../src/core/meaning.js'
import { entryFormFields, type FormAudience, type FormErrors, type FormValues } from './entry-form.js'
import { RECORD_TYPE_LABELS } from './shared/entry-text.js'

/** A draft as its form shows it. */
export interface AskBack {
  readonly draftId: string
  readonly revision: number
  readonly type: RecordType
  /** What is asked, one short sentence. */
  readonly question: string
  /** SCHEMA names of the fields the question is about: they come first. */
  readonly ask: readonly string[]
  readonly values: FormValues
  readonly errors?: FormErrors
  /** Names to choose from. */
  readonly people: readonly string[]
  /** Occasions of a talk, as the branch keeps them. */
  readonly occasions?: readonly string[]
  readonly audience: FormAudience
  /** Everything understood as one sentence: to be completed and sent where the form can't be used. */
  readonly sentence: string
  /** Something was understood that this form has no field for here; it is kept. */
  readonly keepsMore?: boolean
}

/** Asks back with a form that holds everything understood: an error in one word never costs the sentence. */
export function askBackCard(askBack: AskBack): Card {
  const { draftId, revision, errors = {} } = askBack
  const blocks: Block[] = [
    { type: 'text', text: askBack.question, style: 'strong' },
    ...(Object.keys(errors).length > 0 ? [{ type: 'text', text: '有几处还要改一下，已标在旁边。' } as const] : []),
    ...(askBack.keepsMore ? [{ type: 'text', text: '其余已说的会照原话保留。', style: 'muted' } as const] : []),
    {
      type: 'form',
      form: {
        name: 'entry',
        fields: entryFormFields(askBack.type, askBack.audience, askBack),
        submit: {
          text: '记下',
          style: 'primary',
          action: { v: 1, name: 'submit-entry', draftId, revision },
          twin: askBack.sentence,
        },
      },
    },
  ]
  return {
    title: `还没记｜${RECORD_TYPE_LABELS[askBack.type]}`,
    tone: 'warning',
    blocks,
    // Nothing is recorded unless the form is sent, so saying it is all the twin has to do.
    buttons: [{ text: '不记了', action: { v: 1, name: 'drop-draft', draftId }, twin: '不记了' }],
  }
}
