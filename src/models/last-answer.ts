import mongoose, { Schema } from 'mongoose'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields } from './fields.js'

/**
 * The newest answer with pages that a person was given in a chat: what 下一页 means when it is typed. `_id` is branch,
 * member and sort of chat. Only what was asked is kept, nothing of the answer.
 */
export interface LastAnswerRow extends BranchDocument {
  memberId: string
  inGroup: boolean
  /** The question in the words of `queryCommand`, with the page that is shown. */
  command: string
  pages: number
  /** Civil epoch ms. */
  at: number
}

const schema = new Schema<LastAnswerRow>(
  {
    ...branchFields,
    memberId: { type: String, required: true },
    inGroup: { type: Boolean, required: true },
    command: { type: String, required: true },
    pages: { type: Number, required: true },
    at: { type: Number, required: true },
  },
  { collection: 'lastAnswers', versionKey: false, strict: 'throw' },
)
schema.plugin(branchScopePlugin)

export const LastAnswer = mongoose.model<LastAnswerRow>('LastAnswer', schema)
