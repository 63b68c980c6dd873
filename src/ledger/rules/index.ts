import type { RuleName } from '../../core/views.js'
import { MONTHLY } from './monthly.js'
import { QUARTERLY } from './quarterly.js'
import type { Rule } from './rule.js'
import { YEARLY } from './yearly.js'

export type { Rule, RuleEntry, RulePlan, RuleSubject, RuleUnit, Window } from './rule.js'

/** Everything that must exist by when, wherever it applies. A branch switches them and adds its own (branch-rules.ts). */
export const RULES: readonly Rule[] = [...MONTHLY, ...QUARTERLY, ...YEARLY]

export const ruleNamed = (name: RuleName): Rule | undefined => RULES.find((rule) => rule.name === name)
