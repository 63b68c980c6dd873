import type { Block, Card } from '../src/core/card.js'
import type { RecordType } from '../src/core/meaning.js'
import { entryFormFields, type FormAudience, type FormErrors, type FormValues } from './entry-form.js'

/** An entry's form, to change it. It always stands in private: it holds all that its reader may see. */
export interface EditForm {
  readonly draftId: string
  readonly revision: number
  readonly type: RecordType
  /** 2026-学-014 集中学习 · 党章. */
  readonly name: string
  readonly values: FormValues
  readonly errors?: FormErrors
  /** Names to choose from. */
  readonly people: readonly string[]
  /** Occasions of a talk, as the branch keeps them. */
  readonly occasions?: readonly string[]
  readonly audience: FormAudience
  /** What to type where the form can't be used. */
  readonly sentence: string
}

/** 改一下: everything that is written down, to be put right. What is left as it is stays. */
export function editFormCard(edit: EditForm): Card {
  const { draftId, revision, errors = {} } = edit
  const blocks: Block[] = [
    { type: 'text', text: '改好后点「保存」，没动的保持原样。谁在什么时候改了什么会记下来。', style: 'muted' },
    ...(Object.keys(errors).length > 0 ? [{ type: 'text', text: '有几处还要改一下，已标在旁边。' } as const] : []),
    {
      type: 'form',
      form: {
        name: 'edit',
        fields: entryFormFields(edit.type, edit.audience, edit),
        submit: {
          text: '保存',
          style: 'primary',
          action: { v: 1, name: 'submit-edit', draftId, revision },
          twin: edit.sentence,
        },
      },
    },
  ]
  return {
    title: `改｜${edit.name}`,
    tone: 'info',
    blocks,
    buttons: [{ text: '不改了', action: { v: 1, name: 'drop-draft', draftId }, twin: '不改了' }],
  }
}
