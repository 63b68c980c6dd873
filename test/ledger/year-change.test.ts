import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planCard } from '../../cards/plan-card.js'
import { excuse } from '../../src/ledger/excuses.js'
import { monthData } from '../../src/ledger/month-cards/month-data.js'
import { inBranch } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { cardText } from '../cards/card-text.js'
import { at, closeLedger, memberNamed, newBranch, openLedger, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

/** The branch is here since 2 November 2026; it is the first workday of 2027. */
const sinceNovember = async (fn: () => Promise<void>) => inBranch(await newBranch({}, at('2026-11-02')), fn)
const TODAY = '2027-01-04'

const dataOf = async (carries?: string) =>
  monthData('2027-01', TODAY, { reader: await memberNamed('陈立'), isFirst: true, ...(carries && { carries }) })
const cardOf = async (carries?: string): Promise<string> => {
  const card = planCard(await dataOf(carries))
  return card ? cardText(card) : ''
}

describe('January’s first card', () => {
  it('has January’s own duties, and what last year lacks since the branch is here, a line a duty', () =>
    sinceNovember(async () => {
      await say(
        { type: 'theme_day', date: '2026-11-05', attendees: 'all', topic: '参观' },
        { sentAt: at('2026-11-05') },
      )
      const card = await cardOf()
      expect(card).toContain('1月要有：')
      expect(card).toMatch(/工作手册上报[\s\S]*党费基数核定|党费基数核定[\s\S]*工作手册上报/)
      expect(card).toContain('去年（2026年）待补')
      expect(card).toMatch(/主题党日：12月\n/)
      expect(card).toMatch(/培训：11月、12月\n/)
      expect(card).toMatch(/组织生活会：2026年\n/)
      expect(card).not.toMatch(/主题党日：.*10月/)
      expect(card).toContain('编号算2026年的')
    }))

  it('says nothing twice when December’s own closing card never came, and nothing of what was explained or entered late', () =>
    sinceNovember(async () => {
      await inTransaction(async () =>
        excuse('training-month', '2026-11', '防汛值守', await memberNamed('陈立'), at('2026-12-01')),
      )
      await say({ type: 'theme_day', date: '2026-11-05', attendees: 'all', topic: '参观' }, { sentAt: at(TODAY) })
      const { lastYear } = await dataOf('2026-12')
      expect(lastYear?.duties.every(({ period }) => period === '2026-11')).toBe(true)
      expect(lastYear?.duties.map(({ label }) => label)).not.toEqual(expect.arrayContaining(['培训', '主题党日']))
      const card = await cardOf('2026-12')
      expect(card.match(/组织生活会/g)).toHaveLength(1)
    }))

  it('of no other month, and of no other card, is it said', () =>
    sinceNovember(async () => {
      const reader = await memberNamed('陈立')
      expect((await monthData('2027-02', '2027-02-01', { reader, isFirst: true })).lastYear).toBeUndefined()
      expect((await monthData('2027-01', '2027-01-15', { reader })).lastYear).toBeUndefined()
    }))
})

describe('numbers over the year’s end', () => {
  it('begin anew by the day of the event, whenever it is recorded', () =>
    sinceNovember(async () => {
      const study = (date: string, sentAt: string) =>
        say({ type: 'training', form: '集中学习', date, topic: '党章', attendees: 'all' }, { sentAt: at(sentAt) })
      const numbers = [
        await study('2026-12-30', '2026-12-30'),
        await study('2027-01-04', '2027-01-04'),
        await study('2026-12-31', '2027-01-05'),
        await study('2027-01-05', '2027-01-05'),
      ]
      expect(numbers.map(({ number }) => number)).toEqual(['2026-学-001', '2027-学-001', '2026-学-002', '2027-学-002'])
      expect(numbers.map(({ late }) => late)).toEqual([false, false, expect.any(Boolean), false])
    }))
})
