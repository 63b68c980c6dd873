import { ownRuleName, planOfDuty, ruleOfDuty } from '../../core/duties.js'
import type { Meaning } from '../../core/meaning.js'
import type { RuleName } from '../../core/views.js'

const PERIOD = String.raw`\d{4}(?:-(?:Q[1-4]|(?:0[1-9]|1[0-2])))?`
const LABEL = String.raw`[\p{Script=Han}\d]{2,14}`
const RECORD = new RegExp(`^补记(${LABEL}?)(?:\\s*(${PERIOD}))?$`, 'u')
const PLAN = new RegExp(`^约(${LABEL}?)\\s*(${PERIOD})$`, 'u')
const EXCUSE = new RegExp(`^(?:本月|本季|今年)?未开展(?:·?写说明)?(?:\\s*(${PERIOD}))?$`, 'u')
const EXCUSE_ONE = new RegExp(`^未开展\\s*(${LABEL}?)(?:\\s*(${PERIOD}))?(?:[\\s：:，,]+(.+))?$`, 'su')
const SNOOZE = /^三天后再看(?:\s*(\d{4}-(?:0[1-9]|1[0-2]))\s*(计划|过半|闭环))?$/
const CARDS = { 计划: 'plan', 过半: 'gap', 闭环: 'closing' } as const

/** Buttons of the month's cards, typed: 补记, 约…, 未开展·写说明, 三天后再看. */
export function monthCardTwin(words: string): Meaning | undefined {
  return snoozeTwin(words) ?? recordTwin(words) ?? planTwin(words) ?? excuseTwin(words)
}

function snoozeTwin(words: string): Meaning | undefined {
  const found = SNOOZE.exec(words)
  if (!found) return undefined
  const [, month, card] = found
  return month === undefined
    ? { type: 'snooze_card' }
    : { type: 'snooze_card', card: CARDS[card as keyof typeof CARDS], month }
}

function recordTwin(words: string): Meaning | undefined {
  const [, label = '', period] = RECORD.exec(words) ?? []
  const rule = dutyNamed(label, period)
  return rule === undefined ? undefined : { type: 'record_missing', rule, ...(period === undefined ? {} : { period }) }
}

/** With its period alone: 约主题党日3月26日 is a sentence that plans. */
function planTwin(words: string): Meaning | undefined {
  const [, label = '', period = ''] = PLAN.exec(words) ?? []
  const rule = ruleOfDuty(label)
  return rule === undefined || !planOfDuty(rule) ? undefined : { type: 'plan_duty', rule, period }
}

function excuseTwin(words: string): Meaning | undefined {
  if (words === '不写了') return { type: 'drop_draft' }
  const all = EXCUSE.exec(words)
  if (all) return { type: 'excuse_missing', ...(all[1] === undefined ? {} : { period: all[1] }) }
  const [, label = '', period, said] = EXCUSE_ONE.exec(words) ?? []
  const rule = dutyNamed(label, period)
  if (!rule) return undefined
  // The dots stand under the form for what is to be written.
  const text = said?.replace(/^[…\s.]+|[…\s]+$/gu, '')
  return {
    type: 'excuse_missing',
    rule,
    ...(period === undefined ? {} : { period }),
    ...(text ? { text } : {}),
  }
}

/** A branch's own rule is known by its period alone: without one 补记 begins a sentence. */
const dutyNamed = (label: string, period: string | undefined): RuleName | undefined =>
  ruleOfDuty(label) ?? (label !== '' && period !== undefined ? ownRuleName(label) : undefined)
