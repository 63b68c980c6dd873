import type { MemberView, RuleName } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { lockBooks } from '../models/counter.js'
import { ObligationExcuse, type ObligationExcuseRow } from '../models/obligation-excuse.js'

/** Why a duty of a period was not done, in the secretary's words. */
export interface Excuse {
  readonly rule: RuleName
  /** `2026-03`, `2026-Q1` or `2026`. */
  readonly period: string
  readonly text: string
  readonly byName: string
  /** Civil epoch ms. */
  readonly at: number
}

/**
 * Notes why a duty was not done in a period (本月未开展). It stays missing and stays visible as explained; another text
 * takes the place of the one before, which is kept. Call inside `inTransaction`, for a secretary.
 */
export async function excuse(
  rule: RuleName,
  period: string,
  text: string,
  by: Pick<MemberView, 'id' | 'name'>,
  now: number,
): Promise<void> {
  await lockBooks()
  const _id = `${currentBranchId()}:${rule}:${period}`
  const wording = { text, at: now, byMemberId: by.id, byName: by.name }
  const known = await ObligationExcuse.findOne({ _id }).lean<ObligationExcuseRow>()
  if (known?.text === text) return
  if (!known) {
    await new ObligationExcuse({ _id, rule, period, ...wording, earlier: [] }).save()
    return
  }
  const { text: before, at, byMemberId, byName } = known
  const earlier = { text: before, at, byMemberId, byName }
  await ObligationExcuse.updateOne({ _id }, { $set: wording, $push: { earlier } })
}

/** What was explained of these periods (`2026-03`, `2026-Q1`, `2026`). For the secretary. */
export async function excusesOf(periods: readonly string[]): Promise<Excuse[]> {
  const rows = await ObligationExcuse.find({ period: { $in: [...periods] } }).lean<ObligationExcuseRow[]>()
  return rows.map(({ rule, period, text, byName, at }) => ({ rule, period, text, byName, at }))
}
