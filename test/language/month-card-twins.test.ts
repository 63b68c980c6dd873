import { describe, expect, it } from 'vitest'
import { DUTY_LABELS } from '../../src/core/duties.js'
import { understand } from '../../src/language/understand.js'
import { RULES } from '../../src/ledger/rules/index.js'

const say = (text: string) =>
  understand({
    text,
    chat: 'p2p',
    senderRoles: ['secretary'],
    sender: '陈立',
    today: '2026-03-18',
    roster: ['陈立', '王敏'].map((name) => ({ name, aliases: [], status: 'full' as const })),
    botName: '台账助手',
  })

describe('the buttons of the month’s cards, typed', () => {
  it.each([
    ['三天后再看', { type: 'snooze_card' }],
    ['三天后再看 2026-03 闭环', { type: 'snooze_card', card: 'closing', month: '2026-03' }],
    ['三天后再看 2026-03 过半', { type: 'snooze_card', card: 'gap', month: '2026-03' }],
    ['约主题党日 2026-03', { type: 'plan_duty', rule: 'theme-day-month', period: '2026-03' }],
    ['约党员大会2026-Q1', { type: 'plan_duty', rule: 'general-meeting-quarter', period: '2026-Q1' }],
    ['补记党费', { type: 'record_missing', rule: 'dues-month' }],
    ['补记组织生活会 2026', { type: 'record_missing', rule: 'organizational-life-year', period: '2026' }],
    ['未开展', { type: 'excuse_missing' }],
    ['未开展 2026-03', { type: 'excuse_missing', period: '2026-03' }],
    ['本月未开展·写说明', { type: 'excuse_missing' }],
    ['未开展 主题党日 2026-03 …', { type: 'excuse_missing', rule: 'theme-day-month', period: '2026-03' }],
    [
      '未开展 主题党日 2026-03 防汛值守',
      { type: 'excuse_missing', rule: 'theme-day-month', period: '2026-03', text: '防汛值守' },
    ],
    ['未开展 主题党日 防汛值守', { type: 'excuse_missing', rule: 'theme-day-month', text: '防汛值守' }],
    [
      '未开展 读书会 2026-03 场地装修',
      { type: 'excuse_missing', rule: 'own-读书会', period: '2026-03', text: '场地装修' },
    ],
    ['不写了', { type: 'drop_draft' }],
  ])('%s', (text, meaning) => {
    expect(say(text)).toEqual(meaning)
  })

  it.each(['约主题党日3月26日下午', '补记读书会', '昨天未开展主题党日'])('%s is a sentence', (text) => {
    const meaning = say(text)
    expect(['plan_duty', 'record_missing', 'excuse_missing']).not.toContain('type' in meaning ? meaning.type : '')
  })

  it('every rule is called there as it is on the cards', () => {
    expect(RULES.map(({ name, label }) => [name, label])).toEqual(
      RULES.map(({ name }) => [name, DUTY_LABELS.get(name)]),
    )
  })
})
