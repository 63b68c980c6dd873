import mongoose, { Schema } from 'mongoose'
import type { Cadence, RuleName } from '../core/views.js'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields } from './fields.js'

/** How a rule stood before a change; what is left out was as the rule itself has it. */
export interface RuleStateRow {
  switched?: 'on' | 'off'
  need?: number
  every?: Cadence
  removed?: boolean
}

/** One change of a rule that was made in the chat: by whom, when, and from which day it holds. */
export interface RuleRevisionRow {
  /** Civil epoch ms. */
  at: number
  byMemberId: string
  byName: string
  change: 'on' | 'off' | 'need' | 'added' | 'removed'
  on: string
  before: RuleStateRow
}

/** What a branch made of one rule, or a rule of its own; `_id` is branch and rule, so there is one row of each. */
export interface BranchRuleRow extends BranchDocument, RuleStateRow {
  rule: RuleName
  /** Of a rule of its own. */
  label?: string
  /** Oldest first. */
  revisions: RuleRevisionRow[]
}

const state = { switched: String, need: Number, every: String, removed: Boolean } as const

const revisionSchema = new Schema<RuleRevisionRow>(
  {
    at: { type: Number, required: true },
    byMemberId: { type: String, required: true },
    byName: { type: String, required: true },
    change: { type: String, required: true },
    on: { type: String, required: true },
    before: { type: new Schema<RuleStateRow>(state, { _id: false, minimize: false }), required: true },
  },
  { _id: false },
)

const schema = new Schema<BranchRuleRow>(
  { ...branchFields, ...state, rule: { type: String, required: true }, label: String, revisions: [revisionSchema] },
  { collection: 'branchRules', versionKey: false, strict: 'throw' },
)
schema.index({ branchId: 1, rule: 1 }, { unique: true })
schema.plugin(branchScopePlugin)

export const BranchRule = mongoose.model<BranchRuleRow>('BranchRule', schema)
