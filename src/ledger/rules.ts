import type { BranchSettings, EntryView, RuleName } from '../core/views.js'
import { countsAs } from './counting.js'
import { isReminderTalk } from './reminder-talk.js'

/** What a branch looks like to a rule that may not concern it. */
export interface RuleSubject {
  readonly settings: BranchSettings
}

/** One thing that must exist per period. Rules are data: a new one is a new row here and a name in `RULE_NAMES`. */
export interface Rule {
  readonly name: RuleName
  readonly every: 'month' | 'quarter'
  readonly label: string
  /** The regulation's full name, without an article number until an operator confirmed it, or the branch's promise. */
  readonly basis: string
  need(subject: RuleSubject): number
  appliesTo(subject: RuleSubject): boolean
  /** Whether a not voided entry of the period counts. */
  isMetBy(entry: EntryView): boolean
}

const PROMISE = '支部承诺'
const BRANCH_REGULATION = '《中国共产党支部工作条例（试行）》'

const once = (): number => 1
const everywhere = (): boolean => true

export const RULES: readonly Rule[] = [
  {
    // 部门每月一次培训 (domain.md P15) is this department's own rule. Studying alone is no training of the department, and
    // a theme day, whatever its form, is the branch's: one afternoon does not do both duties.
    name: 'training-month',
    every: 'month',
    label: '培训',
    basis: PROMISE,
    need: once,
    appliesTo: everywhere,
    isMetBy: (entry) => entry.kind === 'training' && entry.form !== '自学' && entry.form !== '线上学习',
  },
  {
    name: 'theme-day-month', // domain.md R6
    every: 'month',
    label: '主题党日',
    basis: BRANCH_REGULATION,
    need: once,
    appliesTo: everywhere,
    isMetBy: (entry) => countsAs(entry).some(({ kind }) => kind === 'themeDay'),
  },
  {
    name: 'general-meeting-quarter', // domain.md R2
    every: 'quarter',
    label: '党员大会',
    basis: BRANCH_REGULATION,
    need: once,
    appliesTo: everywhere,
    isMetBy: (entry) => entry.kind === 'meeting' && entry.subkind === '党员大会',
  },
  {
    // domain.md P17. 提醒谈话 answers a fault and is no promise kept; counting it would also show that it took place.
    name: 'talks-quarter',
    every: 'quarter',
    label: '谈心谈话',
    basis: PROMISE,
    need: ({ settings }) => settings.talksPerQuarter,
    appliesTo: ({ settings }) => settings.talksPerQuarter > 0,
    isMetBy: (entry) => entry.kind === 'talk' && !isReminderTalk(entry),
  },
]
