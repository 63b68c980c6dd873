import type { RuleView } from '../../src/core/rule-views.js'

const RULE: RuleView = {
  rule: 'theme-day-month',
  every: 'month',
  label: '主题党日',
  own: false,
  on: true,
  need: 1,
  because: '适用于所有支部',
  basis: '《中国共产党支部工作条例（试行）》第十六条',
}

export const SAMPLE_RULES: readonly RuleView[] = [
  RULE,
  { ...RULE, rule: 'dues-month', label: '党费', unit: '人', need: 7, because: '名册上的党员都要按月交' },
  {
    ...RULE,
    rule: 'committee-meeting-month',
    label: '支委会',
    on: false,
    because: '正式党员6人，不足7人不设支委会',
  },
  {
    ...RULE,
    rule: 'home-activity-quarter',
    every: 'quarter',
    label: '工会小家活动',
    on: false,
    changed: { by: '陈立', date: '2026-03-18', what: 'off' },
    basis: '支部承诺',
  },
  {
    ...RULE,
    rule: 'own-政治学习',
    every: 'quarter',
    label: '政治学习',
    own: true,
    need: 2,
    because: '支部自己增加（陈立）',
    basis: '支部承诺',
  },
]
