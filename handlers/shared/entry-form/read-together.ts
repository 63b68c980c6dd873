import { toFormValues } from '../../../cards/entry-form.js'
import { isCivilDate } from '../../../src/core/civil-date.js'
import type { NamedAmount } from '../../../src/core/meaning.js'
import { readDuration } from '../read-duration.js'
import type { OpenForm } from '../read-entry-form.js'
import { sumOf } from './read-amounts.js'

/** Times and duration, which must agree (SCHEMA §1 "Durations"); a clock time says more than the half day it is in. */
export function readLength(open: OpenForm): void {
  const { record } = open
  const { start, end } = record as { start?: string; end?: string }
  if (end !== undefined && start === undefined) open.fail('start', '请补上开始时间')
  if (start !== undefined && end !== undefined && end <= start) open.fail('end', '结束要晚于开始')
  if (start !== undefined) record.period = undefined
  if (open.has('duration')) readDurationField(open, start && end ? minutesBetween(start, end) : undefined)
  else if (start && end && end > start) record.minutes = minutesBetween(start, end)
}

function readDurationField(open: OpenForm, between: number | undefined): void {
  const { record, reading } = open
  const text = open.text('duration')
  const before = toFormValues(reading.partial, reading.author).duration
  // Untouched: what was said stays, with its 「约」 and its own words.
  if (text !== undefined && text === before && (between === undefined || between === record.minutes)) return
  for (const name of ['minutes', 'credit_hours', 'approx', 'duration_text']) delete record[name]
  const read = text === undefined ? {} : readDuration(text)
  if (read === undefined) open.fail('duration', '请写成“2小时”“90分钟”或“半天”')
  else if (between !== undefined && read.minutes !== undefined && read.minutes !== between)
    open.fail('duration', `与起止时间（${between}分钟）不一致`)
  else Object.assign(record, read, between === undefined ? {} : { minutes: between })
}

const minutesBetween = (start: string, end: string): number => minutesOfDay(end) - minutesOfDay(start)
const minutesOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** What is to follow by when. */
export function readFollowup(open: OpenForm): void {
  const { record } = open
  if (!open.has('followup')) return
  const what = open.text('followup')
  const due = open.text('followup_due')?.slice(0, 10)
  if (due !== undefined && !isCivilDate(due)) open.fail('followup_due', '没有这一天，请重新选')
  if (what === undefined && due !== undefined) open.fail('followup', '请写要跟进什么')
  const from = open.reading.partial.type === 'talk' ? open.reading.partial.followup?.due_from : undefined
  record.followup =
    what === undefined
      ? undefined
      : {
          what,
          ...(from && due && from <= due ? { due_from: from } : {}),
          ...(due === undefined ? {} : { due_to: due }),
        }
}

/** A plan has a day or a deadline (SCHEMA §3); only a talk's has a partner. */
export function checkPlan(open: OpenForm): void {
  const { record } = open
  if (record.date === undefined && record.due_to === undefined) open.fail('date', '请选哪一天，或最晚哪一天')
  if (typeof record.due_to === 'string' && record.due_to < open.reading.today)
    open.fail('due_to', '这一天已过去，请重新选')
  if (record.kind !== 'talk') {
    delete record.talker
    delete record.partner
  }
  if (record.partner !== undefined && record.talker === record.partner) {
    open.fail('partner', '不能和自己谈话，请重新选')
  }
}

/** A sheet has counts, or what was planned; no more is open than there is (SCHEMA §3 `metric`). */
export function checkCountsOfSheet(open: OpenForm): void {
  const { items, open: left = {}, planned } = open.record as Record<string, Record<string, number> | undefined>
  if (items === undefined && planned === undefined) open.fail('items', '请填写名称和数量，如：提醒整改单 3')
  for (const [name, count] of Object.entries(left)) {
    const whole = items?.[name]
    if (whole !== undefined && count > whole)
      open.fail(open.has('open') ? 'open' : 'items', `${name}一共${whole}，不能多于它`)
  }
  if (items === undefined && planned !== undefined) open.record.items = {}
}

/** The sum that was said against the sum of the lines (SCHEMA §5 `count_mismatch`). */
export function checkMoney(open: OpenForm): void {
  const { items, total, type, actual } = open.record as {
    items?: NamedAmount[]
    total?: number
    type?: string
    actual?: number
  }
  if (!Array.isArray(items) || (!open.has('items') && !open.has('total'))) return
  const sum = sumOf(items)
  const at = (name: string): string => (open.has(name) ? name : 'items')
  if (total !== undefined && total !== sum) open.fail(at('total'), `合计${total}元与各人之和${sum}元对不上`)
  if (type === 'donation' && actual !== undefined && actual !== items.length)
    open.fail(at('actual'), `写了${items.length}人的金额，与人数${actual}对不上`)
}
