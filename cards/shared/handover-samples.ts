import type { HandoverData, OpenWork } from '../../src/core/handover-views.js'
import { SAMPLE_MONTH } from '../samples.js'
import { SAMPLE_FULL_MONTH } from './month-samples.js'

export const SAMPLE_HANDOVER: HandoverData = {
  id: '69ba0000000000000000001f',
  branchId: SAMPLE_MONTH.branch.id,
  from: '陈立',
  to: '赵阳',
  on: '2026-04-01',
  confirmed: { from: false, to: false },
  isOwnDone: false,
  dateInferred: true,
}

/** As long as a package gets. */
export const SAMPLE_OPEN_WORK: OpenWork = {
  branch: SAMPLE_MONTH.branch,
  today: '2026-03-18',
  offices: ['secretary'],
  missing: SAMPLE_FULL_MONTH.duties,
  matters: [...SAMPLE_FULL_MONTH.matters, ...SAMPLE_FULL_MONTH.matters, ...SAMPLE_FULL_MONTH.matters],
  incomplete: SAMPLE_MONTH.incomplete,
  dues: [
    { month: '2026-02', missing: ['李响'], unconfirmed: [] },
    { month: '2026-03', missing: ['李响', '孙小雨'], unconfirmed: ['王敏'] },
  ],
  othersTalks: 2,
}
