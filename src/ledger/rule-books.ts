import { addMonths, civilDateAt, spanOf } from '../core/civil-date.js'
import { BranchRule as BranchRuleModel, type BranchRuleRow } from '../models/branch-rule.js'
import { currentBranchId } from '../models/branch-scope.js'
import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { getBranch } from './branches.js'
import { rosterRows } from './roster.js'
import type { BranchRule } from './rules/branch-rule.js'
import type { RuleBooks } from './rules/judge.js'
import type { RuleEntry } from './rules/rule.js'

/** What the branch switched, changed and added, by rule. */
export async function changedRules(): Promise<BranchRule[]> {
  const rows = await BranchRuleModel.find().sort({ rule: 1 }).lean<BranchRuleRow[]>()
  return rows.map(toBranchRule)
}

function toBranchRule({ rule, label, switched, need, every, removed, revisions }: BranchRuleRow): BranchRule {
  const addedBy = revisions.findLast(({ change }) => change === 'added')?.byName
  return {
    rule,
    ...(label !== undefined && { label }),
    ...(addedBy !== undefined && { addedBy }),
    ...(switched && { switched }),
    ...(need !== undefined && { need }),
    ...(every && { every }),
    ...(removed === true && { removed }),
    changes: revisions.map(({ on, before }) => ({ on, before })),
  }
}

/** All that the duties of a year are judged by, without the entries. */
export async function rulesAndRoster(today: string): Promise<Omit<RuleBooks, 'entries'>> {
  const { settings, createdAt, timezone } = await getBranch(currentBranchId())
  const since = civilDateAt(createdAt, timezone)
  return {
    settings,
    roster: await rosterRows(),
    changed: await changedRules(),
    // A sweep may be run as of a day before: then the branch counts as one that was always here (contract.md).
    ...(since <= today && { since }),
    today,
  }
}

/** The not voided entries of a year, and of the days around it that may tell of it: whole rows. */
export const entriesOfYear = async (year: string): Promise<EntryRow[]> =>
  await LedgerEntry.find(around(year)).sort({ date: 1, number: 1 }).lean<EntryRow[]>()

/** As `entriesOfYear`, with what a rule looks at: a tenth of the bytes, for what runs with every record. */
export const ruleEntriesOfYear = async (year: string): Promise<RuleEntry[]> =>
  await LedgerEntry.find(around(year), FOR_RULES).sort({ date: 1, number: 1 }).lean<RuleEntry[]>()

/** Dues may be paid a quarter ahead and made up for within six months (domain.md R16); who tells of a span is as late. */
function around(year: string) {
  const { from, to } = spanOf(year)
  return { voided: false, date: { $gte: addMonths(from, -3), $lte: addMonths(to, 6) } }
}

const FOR_RULES = {
  kind: 1,
  subkind: 1,
  form: 1,
  category: 1,
  date: 1,
  title: 1,
  topic: 1,
  minutes: 1,
  creditHours: 1,
  count: 1,
  span: 1,
  metrics: 1,
  'participants.memberId': 1,
  lecturer: 1,
  talker: 1,
  partner: 1,
  partners: 1,
  'amounts.memberId': 1,
  'amounts.month': 1,
  voided: 1,
} as const
