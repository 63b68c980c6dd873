import { DEFAULT_SETTINGS } from '../../../src/ledger/branch-settings.js'
import { type Judged, judge, periodsOf, type RuleBooks } from '../../../src/ledger/rules/judge.js'
import type { RuleEntry } from '../../../src/ledger/rules/rule.js'
import type { AmountRow } from '../../../src/models/ledger-entry.js'
import type { MemberRow, StandingRow } from '../../../src/models/member.js'

const NAMES = ['陈立', '王敏', '李淑贤', '周海明', '赵阳', '孙小雨', '李响']

/** A member row as a branch of the tests has it; the id is the name. */
export function member(name: string, change: Partial<MemberRow> & { history?: StandingRow[] } = {}): MemberRow {
  const roles = change.roles ?? ['member']
  return {
    _id: name,
    schemaVersion: 1,
    branchId: 'b1',
    name,
    aliases: [],
    history: [{ on: '0000-01-01', standing: 'active', status: 'full' }],
    roleHistory: [{ on: '0000-01-01', roles }],
    revisions: [],
    ...change,
    roles,
  }
}

/** The first is the secretary. */
export const rosterOf = (count: number): MemberRow[] =>
  Array.from({ length: count }, (_, i) => member(NAMES[i] ?? `党员${i}`, i === 0 ? { roles: ['secretary'] } : {}))

export const people = (...names: readonly string[]) => names.map((name) => ({ name, memberId: name }))

let entries = 0

export function entry(kind: RuleEntry['kind'], date: string, change: Partial<RuleEntry> = {}): RuleEntry {
  return { _id: `e${++entries}`, kind, date, title: kind, participants: [], voided: false, ...change }
}

export const talk = (one: string, other: string, date = '2026-03-10', subkind = '谈心谈话'): RuleEntry =>
  entry('talk', date, { subkind, talker: { name: one, memberId: one }, partner: { name: other, memberId: other } })

export const dues = (month: string, ...names: readonly string[]): RuleEntry =>
  entry('dues', `${month}-15`, { amounts: people(...names).map((one): AmountRow => ({ ...one, fen: 500, month })) })

export function books(change: Partial<RuleBooks> = {}): RuleBooks {
  return { settings: DEFAULT_SETTINGS, roster: rosterOf(4), entries: [], changed: [], today: '9999-12-31', ...change }
}

/** One rule of a month, its quarter or its year, judged; undefined where the branch doesn't owe it. */
export const judged = (rule: string, month: string, change: Partial<RuleBooks> = {}): Judged | undefined =>
  judge(books(change), periodsOf(month)).find((one) => one.rule.name === rule)

/** `have/need` of one rule. */
export function score(rule: string, month: string, change: Partial<RuleBooks> = {}): string | undefined {
  const one = judged(rule, month, change)
  return one && `${one.have}/${one.need}`
}
