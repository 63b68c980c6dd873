import { Member } from '../models/member.js'
import { ReminderChoice, type ReminderChoiceRow } from '../models/reminder-choice.js'

/** What a member answered to the reminder of a plan: no more of it, or again on a day, as long as it is on `planDate`. */
export type Choice = Pick<ReminderChoiceRow, 'off' | 'againOn' | 'planDate'>

/** By `choiceKey`, everything that was answered to reminders of these plans. */
export async function choicesOf(planIds: readonly string[]): Promise<ReadonlyMap<string, Choice>> {
  const rows = await ReminderChoice.find({ planId: { $in: planIds } }).lean<ReminderChoiceRow[]>()
  return new Map(rows.map((row) => [choiceKey(row.planId, row.memberId), row]))
}

export const choiceKey = (planId: string, memberId: string): string => `${planId}|${memberId}`

/** Notes an answer; the last one counts. Call inside `inTransaction`. */
export async function choose(planId: string, memberId: string, choice: Choice, now: number): Promise<void> {
  const { off, againOn, planDate } = choice
  await ReminderChoice.updateOne(
    { _id: choiceKey(planId, memberId) },
    {
      $set: { planId, memberId, off, changedAt: now, ...(againOn !== undefined && { againOn, planDate }) },
      ...(againOn === undefined && { $unset: { againOn: 1, planDate: 1 } }),
      $setOnInsert: { schemaVersion: 1 },
    },
    { upsert: true },
  )
}

/** 以后别提醒我 and 开启提醒. True: it was otherwise before. Call inside `inTransaction`. */
export async function setReminders(memberId: string, on: boolean): Promise<boolean> {
  const before = await Member.findOneAndUpdate(
    { _id: memberId },
    on ? { $unset: { remindersOff: 1 } } : { $set: { remindersOff: true } },
  ).lean()
  return (before?.remindersOff === true) === on
}
