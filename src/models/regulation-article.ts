import mongoose, { Schema } from 'mongoose'
import type { RuleName } from '../core/views.js'

/**
 * The article in which a rule is written, as the operator read it in the official text; of no branch. `_id` is the
 * rule's name.
 */
export interface RegulationArticleRow {
  _id: RuleName
  /** 第十一条 */
  article: string
  /** Civil epoch ms. */
  confirmedAt: number
  schemaVersion: number
}

export const RegulationArticle = mongoose.model<RegulationArticleRow>(
  'RegulationArticle',
  new Schema<RegulationArticleRow>(
    { _id: String, article: String, confirmedAt: Number, schemaVersion: { type: Number, default: 1 } },
    { collection: 'regulationArticles', versionKey: false },
  ),
)
