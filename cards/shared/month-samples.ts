import type { MonthData } from '../../src/core/month-views.js'
import type { ObligationView } from '../../src/core/views.js'
import type { ExcuseForm } from '../excuse-form-card.js'
import { SAMPLE_MONTH, SAMPLE_OBLIGATIONS } from '../samples.js'
import { SAMPLE_KINDS } from './kind-samples.js'

const duty = (label: string, own: Partial<ObligationView>): ObligationView => ({
  rule: 'training-month',
  every: 'month',
  period: '2026-03',
  label,
  basis: '《中国共产党支部工作条例（试行）》',
  because: '适用于所有支部',
  window: { from: '2026-03-01', to: '2026-03-31' },
  need: 1,
  have: 0,
  met: false,
  planned: [],
  entries: [],
  ...own,
})

const missing: readonly ObligationView[] = [
  duty('主题党日', {
    rule: 'theme-day-month',
    planned: [{ number: '2026-计-004', date: '2026-03-26', topic: '清明祭英烈' }],
  }),
  duty('支委会', {
    rule: 'committee-meeting-month',
    because: '正式党员8人，满7人设支委会',
    excuse: '书记外出培训，并到4月初',
  }),
  duty('培训', { basis: '支部承诺', because: '部门每月一次培训' }),
  duty('党费', {
    rule: 'dues-month',
    basis: '《关于中国共产党党费收缴、使用和管理的规定》',
    because: '名册上的党员都要按月交',
    unit: '人',
    need: 8,
    have: 5,
  }),
  duty('读书会', { rule: 'own-读书会', basis: '支部承诺', because: '支部自己增加（陈立）' }),
  ...SAMPLE_OBLIGATIONS.filter(({ every }) => every === 'quarter'),
]

/** A month in which everything is open at once: the longest that its cards get. */
export const SAMPLE_FULL_MONTH: MonthData = {
  ...SAMPLE_MONTH,
  duties: missing,
  matters: [
    { item: 'qualitySlip', entry: SAMPLE_KINDS.qualitySlip, dueTo: '2026-03-10', overdue: true },
    { item: 'problem', entry: SAMPLE_KINDS.problem, dueTo: '2026-03-31', overdue: false },
    { item: 'plan', entry: SAMPLE_KINDS.plan, dueTo: '2026-03-05', overdue: true },
    { item: 'qualitySlip', entry: SAMPLE_KINDS.qualitySlip, overdue: false },
    { item: 'qualitySlip', entry: SAMPLE_KINDS.qualitySlip, overdue: false },
  ],
  unconfirmed: 2,
  warnings: [
    { name: '李响', months: 3, what: 'absence' },
    { name: '李响', months: 5, what: 'dues' },
  ],
  calendarHint:
    '2026年节假日安排未导入，工作日按周一至周五算，节日当天除外。请把国务院办公厅的放假通知全文私聊发我，核对后确认。',
  last: {
    month: '2026-02',
    duties: missing.slice(0, 1).map((one) => ({
      ...one,
      period: '2026-02',
      window: { from: '2026-02-01', to: '2026-02-28' },
      planned: [],
    })),
    incomplete: [],
  },
}

export const SAMPLE_EXCUSE: ExcuseForm = {
  draftId: '69ba000000000000000000d6',
  revision: 0,
  span: '2026年3月',
  duties: missing.map(({ label, period }) => ({ label, period })),
}
