import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminBranch, adminEntries } from '../../src/ledger/admin-view.js'
import { digestData, markTold } from '../../src/ledger/digest.js'
import { monthData } from '../../src/ledger/month-cards/month-data.js'
import { voidEntry } from '../../src/ledger/void-entry.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { at, closeLedger, inNewBranch, memberNamed, NOW, openLedger, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

/** To the secretary. */
const monthOf = async (month: string, today: string) => monthData(month, today, { reader: await memberNamed('陈立') })

const talk = { type: 'talk', talker: '$sender', partner: '赵阳', topic: '秘密' } as const

describe('the cards of a month', () => {
  it('counts workdays and duties, and names what is incomplete', async () => {
    await inNewBranch(async (id) => {
      await say({ type: 'training', form: '微党课', date: '2026-03-10', attendees: 'all' })
      await say({ type: 'training', form: '集中学习', date: '2026-03-11' })
      await say({ type: 'training', form: '专题讲座', lecturer: '张教授', actual: 40, date: '2026-03-12' })
      await say({ type: 'meeting', kind: '党员大会', date: '2026-03-12', attendees: 'all' })
      await say({ ...talk, kind: '提醒谈话', date: '2026-03-12' })
      await say({ ...talk, kind: '谈心谈话', date: '2026-03-12' })
      await say({ type: 'training', form: '微党课', date: '2026-02-10' })
      const data = await monthOf('2026-03', '2026-03-25')
      expect(data).toMatchObject({
        branch: { id, name: '人事部党支部' },
        month: '2026-03',
        workdaysLeft: 5,
        incomplete: [
          { number: '2026-学-001', missing: ['主讲人'] },
          { number: '2026-学-002', missing: ['参加人员'] },
          { number: '2026-会-001', missing: ['主持人'] },
        ],
      })
      expect(data.duties.filter(({ every }) => every !== 'year').map(({ rule, have }) => [rule, have])).toEqual(
        expect.arrayContaining([
          ['training-month', 3],
          ['theme-day-month', 0],
          ['general-meeting-quarter', 1],
          ['talks-quarter', 1],
        ]),
      )
      expect(JSON.stringify(data)).not.toContain('提醒')
      expect((await monthOf('2026-02', '2026-03-25')).workdaysLeft).toBe(0)
      expect(data).not.toHaveProperty('calendarHint')
      expect((await monthOf('2026-04', '2026-03-25')).workdaysLeft).toBe(21)
    })
  })
})

describe('工作计划 of the month (domain.md P24)', () => {
  it('is what was told of it last, and else counted from the plans', async () => {
    await inNewBranch(async () => {
      expect(await monthOf('2026-03', '2026-03-25')).not.toHaveProperty('plans')
      await say({ type: 'plan', kind: 'theme_day', date: '2026-03-26' })
      expect((await monthOf('2026-03', '2026-03-25')).plans).toEqual({ done: 0, total: 1 })
      await say({ type: 'metric', period: '2026-03', items: { 工作计划: 6 } })
      expect(await monthOf('2026-03', '2026-03-25')).not.toHaveProperty('plans')
      await say({ type: 'metric', period: '2026-03', items: { 工作计划: 6 }, open: { 工作计划: 1 } })
      expect((await monthOf('2026-03', '2026-03-25')).plans).toEqual({ done: 5, total: 6 })
    })
  })
})

describe('the digest', () => {
  const digest = () => digestData('2026-03-16', '2026-03-20')

  it('of a week without anything is none', async () => {
    await inNewBranch(async () => {
      expect(await digest()).toBeUndefined()
      await say({ ...talk, kind: '提醒谈话', date: '2026-03-17' })
      const told = await say({ type: 'training', date: '2026-03-10' }, { sentAt: at('2026-03-11') })
      await inTransaction(() => markTold([told.id], '2026-03-09'))
      const entry = await say({ type: 'training', date: '2026-03-17' })
      await inTransaction(() => voidEntry(entry.id, { byMemberId: 'm', now: NOW }))
      expect(await digest()).toBeUndefined()
    })
  })

  it('counts events, minutes and talks, thanks lecturers, and tells of nobody alone', async () => {
    await inNewBranch(async (id) => {
      await say({ type: 'training', form: '主题影片', date: '2026-03-16', minutes: 90, attendees: 'all' })
      await say({
        type: 'training',
        form: '微党课',
        date: '2026-03-17',
        minutes: 60,
        lecturer: '孙小雨',
        topic: '青年党员的初心',
        attendees: 'all',
      })
      await say(
        { type: 'training', form: '自学', date: '2026-03-17', minutes: 300, attendees: ['$sender'] },
        { by: '赵阳' },
      )
      await say({ type: 'training', form: '专题讲座', date: '2026-03-18', lecturer: '张教授', topic: '《论语》' })
      await say({ type: 'training', form: '专题讲座', date: '2026-03-18', lecturer: '王老师' })
      await say({ type: 'theme_day', date: '2026-03-18', minutes: 120 })
      await say({
        type: 'meeting',
        kind: '党员大会',
        date: '2026-03-18',
        minutes: 45,
        absent: [{ name: '李响', reason: '病假' }],
      })
      await say({ ...talk, kind: '谈心谈话', date: '2026-03-18' })
      await say({ ...talk, kind: '提醒谈话', date: '2026-03-18' })
      await say({ type: 'training', date: '2026-03-02' })
      const told = await say({ type: 'training', date: '2026-03-02' }, { sentAt: at('2026-03-03') })
      await inTransaction(() => markTold([told.id], '2026-03-02'))
      const data = await digest()
      expect(data?.entryIds).not.toContain(told.id)
      expect(data).toEqual({
        entryIds: expect.any(Array),
        branch: { id, name: '人事部党支部' },
        from: '2026-03-16',
        to: '2026-03-20',
        counts: [
          { label: '自学', count: 1 },
          { label: '专题讲座', count: 2 },
          { label: '主题影片', count: 1 },
          { label: '微党课', count: 1 },
          { label: '党员大会', count: 1 },
          { label: '主题党日', count: 1 },
        ],
        minutes: 270,
        talkCount: 1,
        lateCount: 1,
        thanks: [
          { name: '孙小雨', what: '微党课《青年党员的初心》' },
          { name: '张教授', what: '专题讲座《论语》' },
        ],
        calendarKnown: true,
      })
      expect(JSON.stringify(data)).not.toMatch(/秘密|提醒|李响|病假|赵阳/)
    })
  })
})

describe('the operator’s view', () => {
  it('lists entries by the contract, without 提醒谈话 and without what was said', async () => {
    await inNewBranch(async () => {
      const study = await say({
        type: 'training',
        form: '集中学习',
        date: '2026-03-17',
        minutes: 120,
        topic: '全会精神',
        campaign: '党史学习教育',
        absent: [{ name: '李响', reason: '出差' }],
        inferred: ['form'],
        place: '会议室',
        document: '决定',
      })
      const heart = await say({ ...talk, kind: '谈心谈话', date: '2026-03-18', place: '秘密', note: '秘密' })
      await say({ ...talk, kind: '提醒谈话', date: '2026-03-18' })
      await inTransaction(() => voidEntry(study.id, { byMemberId: 'm', now: NOW }))
      const entries = await adminEntries({ from: '2026-03-01', to: '2026-03-31' })
      expect(entries[0]).toEqual({
        id: study.id,
        number: '2026-学-001',
        kind: 'training',
        date: '2026-03-17',
        title: '全会精神',
        minutes: 120,
        form: '集中学习',
        campaign: '党史学习教育',
        participants: expect.arrayContaining(['陈立', '王敏']),
        absent: [{ name: '李响', reason: '出差' }],
        inferred: ['form'],
        author: '陈立',
        enteredAt: '2026-03-18T02:00:00.000Z',
        late: false,
        voided: true,
        fields: { expected: 7, actual: 6, topic: '全会精神', place: '会议室', document: '决定' },
      })
      expect(entries.map(({ id }) => id)).toEqual([study.id, heart.id])
      expect(entries[1]?.fields).toEqual({ kind: '谈心谈话', talker: '陈立', partner: '赵阳' })
      expect(JSON.stringify(entries)).not.toMatch(/秘密|提醒/)
      expect((await adminEntries({ kind: 'talk' })).map(({ id }) => id)).toEqual([heart.id])
      expect(await adminEntries({ kind: 'dues' })).toEqual([])
    })
  })

  it('shows the branch as it was posted', async () => {
    await inNewBranch(async (id) => {
      const branch = await adminBranch(id)
      expect(branch).toMatchObject({ id, name: '人事部党支部', timezone: 'Asia/Shanghai', platform: 'feishu' })
      expect(branch?.members).toHaveLength(7)
      expect(branch?.members.find(({ name }) => name === '孙小雨')).toMatchObject({
        id: expect.any(String),
        platformUserId: 'ou_sun',
        role: 'member',
        roles: ['member'],
        status: 'probationary',
        state: 'active',
        aliases: [],
      })
    })
    expect(await adminBranch('none')).toBeUndefined()
  })
})
