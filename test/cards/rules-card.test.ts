import { describe, expect, it } from 'vitest'
import { rulesCard } from '../../cards/rules-card.js'
import { SAMPLE_RULES } from '../../cards/shared/rule-samples.js'
import type { RuleView } from '../../src/core/rule-views.js'
import { cardText } from './card-text.js'

const [rule] = SAMPLE_RULES as [RuleView]
const lineOf = (change: Partial<RuleView>): string | undefined =>
  cardText(rulesCard('人事部党支部', [{ ...rule, basis: '支部承诺', ...change }], '2026-03-20'))
    .split('\n')
    .find((line) => line.startsWith('主题党日'))
const changed = (what: 'on' | 'off' | 'need' | 'added') => ({ changed: { by: '陈立', date: '2026-03-18', what } })

describe('the rules’ card', () => {
  it.each([
    [{}, '主题党日 1次：适用于所有支部（支部承诺）'],
    [changed('on'), '主题党日 1次：适用于所有支部（支部承诺，陈立3月18日（周三）开启）'],
    [changed('need'), '主题党日 1次：适用于所有支部（支部承诺，陈立3月18日（周三）改）'],
    [changed('added'), '主题党日 1次：适用于所有支部（支部承诺，陈立3月18日（周三）增加）'],
    [{ on: false, ...changed('off') }, '主题党日（每月）：陈立3月18日（周三）关闭'],
    [{ on: false, because: '正式党员6人，不足7人不设支委会' }, '主题党日：正式党员6人，不足7人不设支委会'],
  ])('%j says who did what, and nobody where nobody did', (change, line) => expect(lineOf(change)).toBe(line))
})
