import { civilDateAt } from '../core/civil-date.js'
import { isOwnRule, labelOfOwn, ownRuleName } from '../core/duties.js'
import { UserError } from '../core/errors.js'
import type { RuleChangeView, RuleView } from '../core/rule-views.js'
import type { Cadence, MemberView, RuleName } from '../core/views.js'
import { BranchRule, type BranchRuleRow, type RuleRevisionRow, type RuleStateRow } from '../models/branch-rule.js'
import { currentBranchId } from '../models/branch-scope.js'
import { lockBooks } from '../models/counter.js'
import { PartyBranch } from '../models/party-branch.js'
import { getBranch } from './branches.js'
import { refreshObligations } from './obligations.js'
import { basisOf, confirmedArticles } from './regulations.js'
import { rulesAndRoster } from './rule-books.js'
import { ruleNamed } from './rules/index.js'
import { dutiesOf, periodsOf } from './rules/judge.js'
import { dropAbsent } from './to-views.js'

/** A branch of a few people keeps no more of its own; and so many lines still fit into one card. */
const MOST_OWN_RULES = 15
/** Its number is a setting of the branch, for all who read it there; its row keeps only what it was. */
const TALKS: RuleName = 'talks-quarter'

/** Who changes a rule, and when (civil epoch ms). */
export interface RuleChange {
  readonly by: Pick<MemberView, 'id' | 'name'>
  readonly now: number
}

/** Every rule of the branch on a day, those that are off or don't concern it included, by cadence. For its secretary. */
export async function listRules(today: string): Promise<RuleView[]> {
  const duties = dutiesOf(await rulesAndRoster(today), periodsOf(today))
  const articles = await confirmedArticles()
  const rows = new Map((await BranchRule.find().lean<BranchRuleRow[]>()).map((row) => [row.rule, row]))
  return duties.map(({ rule, on, switched, unit, need, because }) => {
    const changed = changeOf(rows.get(rule.name)?.revisions ?? [], { on, switched })
    return {
      rule: rule.name,
      every: rule.every,
      label: rule.label,
      own: isOwnRule(rule.name),
      on,
      ...(changed && { changed }),
      ...(unit && { unit }),
      need,
      because,
      basis: basisOf(rule, articles),
    }
  })
}

/** Whose word it is that the rule stands so: nobody's where it is off because it doesn't concern the branch. */
function changeOf(
  revisions: readonly RuleRevisionRow[],
  { on, switched }: { readonly on: boolean; readonly switched?: 'on' | 'off' },
): RuleChangeView | undefined {
  if (!on && switched !== 'off') return undefined
  const last = revisions.findLast(({ change }) => (change === 'off') === !on)
  return last && last.change !== 'removed' ? { by: last.byName, date: last.on, what: last.change } : undefined
}

/**
 * Switches a rule on or off from the period of today on; false: it is so already. Call these four inside
 * `inTransaction`, for a secretary; each keeps who changed what, when and how it stood before. UserError `no_rule`.
 */
export async function switchRule(rule: RuleName, to: 'on' | 'off', change: RuleChange): Promise<boolean> {
  const known = (await listRules(await todayAt(change.now))).find((one) => one.rule === rule)
  if (!known) throw noRule(rule)
  if (known.on === (to === 'on')) return false
  await write(rule, change, to, { switched: to })
  return true
}

/** Sets how many a rule asks for per period; false: so many already. UserError `no_rule`, `counted_rule`. */
export async function setRuleNeed(rule: RuleName, need: number, change: RuleChange): Promise<boolean> {
  const known = (await listRules(await todayAt(change.now))).find((one) => one.rule === rule)
  if (!known) throw noRule(rule)
  if (known.unit) throw new UserError('counted_rule', `「${known.label}」按${known.unit}数算，不能改次数`)
  if (known.need === need && known.on) return false
  const state = { need, ...(known.on ? {} : { switched: 'on' as const }) }
  await write(rule, change, 'need', state)
  return true
}

/** Adds a rule that the branch sets itself, met by what its label names; returns its name. UserError `rule_exists`, `too_many_rules`. */
export async function addRule(label: string, every: Cadence, need: number, change: RuleChange): Promise<RuleName> {
  const rule = ownRuleName(label)
  const rules = await listRules(await todayAt(change.now))
  if (rules.some((one) => one.rule === rule)) throw new UserError('rule_exists', `已经有「${label}」这条规则了`)
  if (rules.filter(({ own }) => own).length >= MOST_OWN_RULES)
    throw new UserError('too_many_rules', `支部自己的规则最多${MOST_OWN_RULES}条，请先删除用不着的`)
  // Switched on, so that one that was off when it was removed is not added for nothing.
  await write(rule, change, 'added', { label, every, need, removed: false, switched: 'on' })
  return rule
}

/** Takes away a rule that the branch added; what it asked of earlier periods stays. UserError `no_rule`. */
export async function removeRule(rule: RuleName, change: RuleChange): Promise<void> {
  const rules = await listRules(await todayAt(change.now))
  if (!isOwnRule(rule) || !rules.some((one) => one.rule === rule)) throw noRule(rule)
  await write(rule, change, 'removed', { removed: true })
}

const noRule = (rule: RuleName): UserError =>
  new UserError('no_rule', `没有「${isOwnRule(rule) ? labelOfOwn(rule) : (ruleNamed(rule)?.label ?? rule)}」这条规则`)

const todayAt = async (now: number): Promise<string> => civilDateAt(now, (await getBranch(currentBranchId())).timezone)

async function write(
  rule: RuleName,
  { by, now }: RuleChange,
  change: RuleRevisionRow['change'],
  state: RuleStateRow & { label?: string },
): Promise<void> {
  await lockBooks()
  const _id = `${currentBranchId()}:${rule}`
  const { settings, timezone } = await getBranch(currentBranchId())
  const on = civilDateAt(now, timezone)
  const row = await BranchRule.findOne({ _id }).lean<BranchRuleRow>()
  const before = dropAbsent({
    switched: row?.switched,
    need: rule === TALKS ? settings.talksPerQuarter : row?.need,
    every: row?.every,
    // What the branch added was not there before.
    removed: row || !isOwnRule(rule) ? row?.removed : true,
  })
  const revision = { at: now, byMemberId: by.id, byName: by.name, change, on, before }
  const { need, ...others } = state
  const stored = rule === TALKS ? others : state
  if (rule === TALKS && need !== undefined)
    await PartyBranch.updateOne({ _id: currentBranchId() }, { $set: { 'settings.talksPerQuarter': need } })
  if (row) await BranchRule.updateOne({ _id }, { $set: stored, $push: { revisions: revision } })
  else await new BranchRule({ _id, rule, ...stored, revisions: [revision] }).save()
  await refreshObligations(on, now)
}
