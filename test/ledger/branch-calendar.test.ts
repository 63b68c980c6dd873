import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listOf, parseHolidayNotice } from '../../src/core/holiday-notice.js'
import type { HolidayList } from '../../src/core/workdays.js'
import { findBranch, getBranch, saveBranch } from '../../src/ledger/branches.js'
import { calendarHint } from '../../src/ledger/calendar-hint.js'
import { confirmHolidays, proposeHolidays } from '../../src/ledger/holiday-lists.js'
import { importHolidaysForAll } from '../../src/ledger/holidays-for-all.js'
import { monthData } from '../../src/ledger/month-cards/month-data.js'
import { currentBranchId, inBranch } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { PartyBranch } from '../../src/models/party-branch.js'
import { NOTICE_2027, NOTICES } from '../core/fixtures/holiday-notices.js'
import { at, closeLedger, inNewBranch, memberNamed, NOW, newBranch, openLedger, sampleBody, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

function listFrom(text: string | undefined): HolidayList {
  const read = parseHolidayNotice(text ?? '')
  if ('problem' in read) throw new Error(read.problem)
  return listOf(read.notice)
}
const LIST_2027 = listFrom(NOTICE_2027)
const BY = { id: '69ba00000000000000000001', name: '陈立' }

async function importHere(list: HolidayList): Promise<string> {
  const id = await inTransaction(() => proposeHolidays(list, NOW))
  expect(await inTransaction(() => confirmHolidays({ id }, BY, NOW))).toMatchObject({ outcome: 'done' })
  return id
}
const calendarHere = async () => (await getBranch(currentBranchId())).calendar

describe('a branch’s own list', () => {
  it('counts once it is confirmed, for this branch alone', async () => {
    const other = await newBranch()
    await inNewBranch(async () => {
      const id = await inTransaction(() => proposeHolidays(LIST_2027, NOW))
      expect((await calendarHere()).isKnown('2027-02-08')).toBe(false)
      await inTransaction(() => confirmHolidays({ id }, BY, NOW))
      const calendar = await calendarHere()
      expect(calendar.isKnown('2027-02-08')).toBe(true)
      expect([calendar.isWorkday('2027-02-08'), calendar.isWorkday('2027-02-13')]).toEqual([false, true])
      expect(await calendarHere()).toBe(calendar)
      expect(await inTransaction(() => confirmHolidays({ year: 2027 }, BY, NOW))).toMatchObject({ outcome: 'already' })
    })
    expect((await findBranch(other))?.calendar.isKnown('2027-02-08')).toBe(false)
  })

  it('a button confirms the list that it was shown with, and none that was pasted since', async () => {
    await inNewBranch(async () => {
      const first = await inTransaction(() => proposeHolidays(LIST_2027, NOW))
      const second = await inTransaction(() => proposeHolidays({ ...LIST_2027, work: [] }, NOW))
      expect(await inTransaction(() => confirmHolidays({ id: first }, BY, NOW))).toEqual({ outcome: 'gone' })
      expect(await inTransaction(() => confirmHolidays({ year: 2028 }, BY, NOW))).toEqual({ outcome: 'gone' })
      expect(await inTransaction(() => confirmHolidays({ id: second }, BY, NOW))).toMatchObject({ outcome: 'done' })
      expect((await calendarHere()).isWorkday('2027-02-13')).toBe(false)
    })
  })

  it('put right by another one of the same year; who did it is kept', async () => {
    await inNewBranch(async () => {
      await importHere({ ...LIST_2027, work: [] })
      await importHere(LIST_2027)
      await importHere(listFrom(NOTICES[2026]))
      expect((await calendarHere()).isWorkday('2027-02-13')).toBe(true)
      const row = await PartyBranch.findOne({ _id: currentBranchId() }).lean()
      expect(row?.holidayLists?.map(({ year }) => year)).toEqual([2026, 2027])
      expect(row?.revisions.map(({ change, byName }) => [change, byName])).toEqual(Array(3).fill(['calendar', '陈立']))
      expect(row?.proposedHolidays).toBeUndefined()
    })
  })

  it('changes lateness and the rest-day mark of what is recorded from then on', async () => {
    await inNewBranch(async () => {
      const study = { type: 'training', form: '集中学习', topic: '党章', minutes: 60, attendees: 'all' } as const
      const record = (date: string) => say({ ...study, date }, { sentAt: at('2027-02-15') })
      expect(await record('2027-02-05')).toMatchObject({ late: true, warn: [] })
      await importHere(LIST_2027)
      // 6 to 11 February are off, 13 is a working Saturday: three workdays.
      expect(await record('2027-02-05')).toMatchObject({ late: false, warn: ['non_workday'] })
      expect(await record('2027-02-13')).toMatchObject({ late: false, warn: [] })
      expect((await memberNamed('陈立')).roles).toContain('secretary')
    })
  })
})

describe('the operator’s list', () => {
  it('counts in every branch without one of its own, and in those made later', async () => {
    const plain = await newBranch()
    const own = await newBranch()
    await inBranch(own, () => importHere({ ...LIST_2027, work: [] }))
    const count = await importHolidaysForAll(LIST_2027, NOW)
    const later = await newBranch()
    const works = async (id: string) => (await findBranch(id))?.calendar.isWorkday('2027-02-13')
    expect([await works(plain), await works(own), await works(later)]).toEqual([true, false, true])
    expect(await importHolidaysForAll({ ...LIST_2027, work: [] }, NOW)).toBe(count + 1)
    expect([await works(plain), await works(own), await works(later)]).toEqual([false, false, false])
  })

  it('stays when the branch is saved anew', async () => {
    const body = sampleBody()
    const { id } = await saveBranch(body, NOW)
    await inBranch(id, () => importHere(listFrom(NOTICES[2025])))
    await saveBranch({ ...body, name: '另一个名字', timezone: 'Asia/Urumqi' }, NOW)
    const row = await inBranch(id, () => PartyBranch.findOne({ _id: id }).lean())
    expect(row).toMatchObject({ name: '另一个名字', timezone: 'Asia/Urumqi' })
    expect(row?.holidayLists?.map(({ year }) => year)).toContain(2025)
  })
})

describe('the hint', () => {
  it('says what is missing, and from when on', async () => {
    await inNewBranch(async () => {
      await PartyBranch.updateOne({ _id: currentBranchId() }, { $unset: { holidayLists: 1 } })
      const reader = await memberNamed('陈立')
      const hint = async (today: string, isFirst = true) =>
        calendarHint(await getBranch(currentBranchId()), today, { reader, isFirst })
      expect(await hint('2026-11-30')).toBeUndefined()
      expect(await hint('2026-12-01')).toBe(
        '明年（2027年）的节假日安排未导入。请把国务院办公厅的放假通知全文私聊发我，核对后确认。',
      )
      expect(await hint('2026-12-15', false)).toBeUndefined()
      for (const isFirst of [true, false])
        expect(await hint('2027-01-04', isFirst)).toContain(
          '2027年节假日安排未导入，工作日按周一至周五算，节日当天除外',
        )
      await importHere(LIST_2027)
      expect([await hint('2026-12-01'), await hint('2027-01-04')]).toEqual([undefined, undefined])
      expect(await hint('2027-12-01')).toContain('2028年')
    })
  })
  it('stands on the cards that are sent: next year’s on the first of December alone, this year’s on each', async () => {
    await inNewBranch(async () => {
      await PartyBranch.updateOne({ _id: currentBranchId() }, { $unset: { holidayLists: 1 } })
      const of = async (month: string, today: string, isFirst: boolean, name = '陈立') =>
        (await monthData(month, today, { reader: await memberNamed(name), isFirst })).calendarHint
      expect(await of('2026-12', '2026-12-01', true)).toContain('明年（2027年）的节假日安排未导入。请把')
      expect(await of('2026-12', '2026-12-15', false)).toBeUndefined()
      // December's closing card, late: the workdays that are left are January's.
      expect(await of('2026-12', '2027-01-04', false)).toContain('2027年节假日安排未导入')
      // Who stands in for the secretary may not import it.
      expect(await of('2026-12', '2026-12-01', true, '赵阳')).toContain('请书记把国务院办公厅的放假通知')
    })
  })
})
