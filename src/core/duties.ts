import { DONE_ITEMS } from './done-items.js'
import type { PartialRecord, PlanMeaning } from './meaning.js'
import { recordOfOwn } from './own-rule-record.js'
import type { RuleName } from './views.js'

/** How the duties of the rules (src/ledger/rules) are called in a typed command, and what a form for each begins with. */
interface DutyForms {
  readonly label: string
  /** What people call it as well. */
  readonly aliases?: readonly string[]
  /** What meets it, as far as the rule says it; the rest is for the secretary. Left out: other records add up to it. */
  readonly record?: (period: string) => PartialRecord
  /** What plans it; left out: it has no day of its own. */
  readonly plan?: Pick<PlanMeaning, 'kind' | 'topic'>
}

const meeting = (kind: NonNullable<Extract<PartialRecord, { type: 'meeting' }>['kind']>): Omit<DutyForms, 'label'> => ({
  record: () => ({ type: 'meeting', kind }),
  // Which meeting a plan is for stands in its topic (src/ledger/rules/fitting.ts).
  plan: { kind: 'meeting', topic: kind },
})
const talk: Omit<DutyForms, 'label'> = {
  record: () => ({ type: 'talk', kind: '谈心谈话', talker: '$sender' }),
  plan: { kind: 'talk' },
}
const doneItem = (item: string): Omit<DutyForms, 'label'> => ({
  record: (period) => ({ type: 'metric', period, items: { [item]: 1 } }),
})

const FORMS: Readonly<Record<RuleName, DutyForms>> = {
  'training-month': { label: '培训', record: () => ({ type: 'training' }), plan: { kind: 'training' } },
  'theme-day-month': { label: '主题党日', record: () => ({ type: 'theme_day' }), plan: { kind: 'theme_day' } },
  'dues-month': { label: '党费', record: (month) => ({ type: 'dues', month }) },
  'committee-meeting-month': { label: '支委会', ...meeting('支委会') },
  'group-meeting-month': { label: '党小组会', ...meeting('党小组会') },
  'general-meeting-quarter': { label: '党员大会', ...meeting('党员大会') },
  'talks-quarter': { label: '谈心谈话', ...talk },
  'analysis-quarter': {
    label: '思想状况分析',
    aliases: ['思想分析', '思想状况分析研判'],
    record: (period) => ({ type: 'analysis', period }),
  },
  'home-activity-quarter': {
    label: '工会小家活动',
    aliases: ['小家活动'],
    record: () => ({ type: 'activity', kind: '工会小家活动' }),
    plan: { kind: 'activity', topic: '工会小家活动' },
  },
  // Handed up in January: that of the year before.
  'handbook-year': {
    label: '工作手册上报',
    aliases: ['工作手册', '党支部工作手册'],
    record: (year) => ({ type: 'metric', period: String(Number(year) - 1), items: { [DONE_ITEMS.handbook]: 1 } }),
  },
  'dues-base-year': { label: '党费基数核定', aliases: ['党费基数'], ...doneItem(DONE_ITEMS.duesBase) },
  'organizational-life-year': { label: '组织生活会', ...meeting('组织生活会') },
  'appraisal-year': { label: '民主评议党员', aliases: ['民主评议'], ...meeting('民主评议党员') },
  'talk-pairs-year': { label: '谈心谈话覆盖', aliases: ['谈话覆盖', '配对谈话'], ...talk },
  'credit-hours-year': { label: '年度学时', aliases: ['学时'] },
  'leader-hours-year': { label: '书记学时' },
  'dues-published-year': { label: '党费公示', ...doneItem(DONE_ITEMS.duesPublished) },
  'committee-lecture-year': {
    label: '党委书记党课',
    record: () => ({ type: 'training', form: '专题党课' }),
    plan: { kind: 'training', topic: '党委书记党课' },
  },
}

/** What a form that meets the duty begins with; undefined: it has none. */
export const recordOfDuty = (rule: RuleName, period: string): PartialRecord | undefined =>
  isOwnRule(rule) ? recordOfOwn(labelOfOwn(rule)) : FORMS[rule]?.record?.(period)

/** What a form that plans the duty begins with; undefined: it can't be planned. */
export function planOfDuty(rule: RuleName): PartialRecord | undefined {
  const plan = FORMS[rule]?.plan
  return plan && { type: 'plan', ...plan }
}

const RULES_BY_LABEL: ReadonlyMap<string, RuleName> = new Map(
  Object.entries(FORMS).flatMap(([rule, { label, aliases = [] }]) => [label, ...aliases].map((name) => [name, rule])),
)

/** The rule that a typed command names; undefined for a branch's own, which only the branch knows. */
export const ruleOfDuty = (label: string): RuleName | undefined => RULES_BY_LABEL.get(label)
/** Of the rules above by name: a test holds them against the rules themselves. */
export const DUTY_LABELS: ReadonlyMap<RuleName, string> = new Map(
  Object.entries(FORMS).map(([rule, { label }]) => [rule, label]),
)

const OWN = 'own-'

/** The name of a branch's own rule: its label is unique in the branch, so the same one added again is the same rule. */
export const ownRuleName = (label: string): RuleName => `${OWN}${label}`
export const isOwnRule = (name: RuleName): boolean => name.startsWith(OWN)
export const labelOfOwn = (name: RuleName): string => name.slice(OWN.length)
