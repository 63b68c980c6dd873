import type { Meaning } from '../../core/meaning.js'
import type { PlanOutcome, ReminderAnswer } from '../../core/own-views.js'

/** The series of plans (2026-计-003). */
const NUMBER = String.raw`\d{4}-计-\d{1,5}`
const ANSWER = new RegExp(String.raw`^(知道了|明天再说|不用提醒)((?:[\s、,，]*${NUMBER})*)$`)
const ANSWERS: Readonly<Record<string, ReminderAnswer>> = { 知道了: 'seen', 明天再说: 'later', 不用提醒: 'off' }
const SETTLE = new RegExp(String.raw`^(已办|已谈|改期|取消(?:计划)?)\s*(${NUMBER})$`)
const OUTCOMES: Readonly<Record<string, PlanOutcome>> = { 已办: 'held', 已谈: 'held', 改期: 'moved' }
const STOP = /^(?:以后)?(?:别|不要|不用)再?提醒我?了?$|^关闭提醒$/
const START = /^(?:开启|打开|恢复|开通)提醒$/

/** The buttons of people's own reminders and of 办了吗, typed; and the word that switches the reminders off or on. */
export function ownReminderTwin(words: string): Meaning | undefined {
  const [, answered = '', listed = ''] = ANSWER.exec(words) ?? []
  const answer = ANSWERS[answered]
  if (answer !== undefined) {
    const numbers = listed.match(new RegExp(NUMBER, 'g'))
    return { type: 'answer_reminder', answer, ...(numbers && { numbers: [...numbers] }) }
  }
  const [, word = '', number] = SETTLE.exec(words) ?? []
  if (number !== undefined) return { type: 'settle_plan', outcome: OUTCOMES[word] ?? 'cancelled', number }
  if (STOP.test(words)) return { type: 'own_reminders', on: false }
  return START.test(words) ? { type: 'own_reminders', on: true } : undefined
}
