import { labelOfOwn } from '../../core/duties.js'
import { KIND_LABELS } from '../../core/entry.js'
import type { Cadence } from '../../core/views.js'
import { countsAs } from '../counting.js'
import { isReminderTalk } from '../reminder-talk.js'
import type { BranchRule } from './branch-rule.js'
import { everywhere, once, type Rule, type RuleEntry } from './rule.js'

/** Kinds that are no event: they meet a rule only when its label names the kind itself. */
const NO_EVENT: ReadonlySet<string> = new Set(['plan', 'talk', 'analysis', 'dues', 'commitment', 'metric'])

/**
 * The rule that a branch added by its label: met by entries of the kind, form or category that the label names, or whose
 * topic contains it. What was said in a talk is sealed and meets nothing, and a 提醒谈话 counts nowhere.
 */
export function ownRule({ rule: name, label = labelOfOwn(name), addedBy }: BranchRule, every: Cadence): Rule {
  return {
    name,
    every,
    label,
    because: () => (addedBy === undefined ? '支部自己增加' : `支部自己增加（${addedBy}）`),
    need: once,
    appliesTo: everywhere,
    isMetBy: (entry) => !isReminderTalk(entry) && (isNamed(entry, label) || isAbout(entry, label)),
    isPlannedBy: ({ topic = '' }) => topic.includes(label),
  }
}

function isNamed(entry: RuleEntry, label: string): boolean {
  if (entry.kind === 'plan') return false
  if (entry.subkind === label || entry.category === label || KIND_LABELS[entry.kind] === label) return true
  return countsAs(entry).some((counted) => counted.form === label || counted.label === label)
}

const isAbout = ({ kind, topic = '' }: RuleEntry, label: string): boolean =>
  !NO_EVENT.has(kind) && topic.includes(label)
