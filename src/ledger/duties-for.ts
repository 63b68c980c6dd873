import { recordOfDuty } from '../core/duties.js'
import type { MemberView, ObligationView } from '../core/views.js'
import { branchRecordRefusal } from './permissions.js'

/** The duties as this reader's card has them: who stands in for the secretary may not record all that he may. */
export const dutiesFor = (reader: MemberView, duties: readonly ObligationView[]): ObligationView[] =>
  duties.map((duty) => {
    const type = recordOfDuty(duty.rule, duty.period)?.type
    return type !== undefined && branchRecordRefusal(reader, type) ? { ...duty, isOthers: true } : duty
  })
