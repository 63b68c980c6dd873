import type { BranchSettings } from './views.js'

/**
 * Occasions on which one talks with a member: the 六必谈 that most branches keep (domain.md R19). Elsewhere they are four or
 * five, and called otherwise, so a branch may have a list of its own.
 */
export const DEFAULT_OCCASIONS: readonly string[] = [
  '工作变动',
  '受表彰',
  '家庭变故或困难',
  '苗头性问题或矛盾',
  '受处分或转正',
  '反馈民主评议',
]

/** More is no list that anybody knows by heart, and no choice on a phone. */
export const MOST_OCCASIONS = 12
/** A name fits the line of a form. */
export const LONGEST_OCCASION = 16

/** What this branch keeps. */
export const occasionsOf = ({ talkOccasions }: Pick<BranchSettings, 'talkOccasions'>): readonly string[] =>
  talkOccasions ?? DEFAULT_OCCASIONS
