import mongoose, { Schema } from 'mongoose'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields } from './fields.js'

/** One of a talk's people has no account yet and was not told of its record: he is, once his account is known. */
export interface UntoldTalkRow extends BranchDocument {
  memberId: string
  entryId: string
}

const schema = new Schema<UntoldTalkRow>(
  {
    ...branchFields,
    memberId: { type: String, required: true },
    entryId: { type: String, required: true },
  },
  { collection: 'untoldTalks', versionKey: false, strict: 'throw' },
)
schema.index({ branchId: 1, memberId: 1, entryId: 1 }, { unique: true })
schema.plugin(branchScopePlugin)

export const UntoldTalk = mongoose.model<UntoldTalkRow>('UntoldTalk', schema)
