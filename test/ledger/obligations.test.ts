import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordMeaning } from '../../src/core/meaning.js'
import { addRule, listRules, removeRule, setRuleNeed, switchRule } from '../../src/ledger/branch-rules.js'
import { excuse, excusesOf } from '../../src/ledger/excuses.js'
import { obligationsIn, obligationsOf, refreshObligations } from '../../src/ledger/obligations.js'
import { talksMissing } from '../../src/ledger/queries/talks.js'
import { confirmArticle, listRegulations } from '../../src/ledger/regulations.js'
import { noteWarnings, untoldWarnings } from '../../src/ledger/told-warnings.js'
import { BranchRule } from '../../src/models/branch-rule.js'
import { currentBranchId } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { Obligation } from '../../src/models/obligation.js'
import { ObligationExcuse } from '../../src/models/obligation-excuse.js'
import { PartyBranch } from '../../src/models/party-branch.js'
import { ReminderRow } from '../../src/models/reminder-row.js'
import { at, closeLedger, inNewBranch, memberNamed, NOW, openLedger, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const TODAY = '2026-03-18'
const sayAll = async (meanings: readonly RecordMeaning[]): Promise<void> => {
  for (const meaning of meanings) await say(meaning)
}
const owed = async (rule: string, month = TODAY) => (await obligationsOf(month)).find((one) => one.rule === rule)
const change = async (now = NOW) => ({ by: await memberNamed('陈立'), now })

describe('what a branch owes', () => {
  it('is told with why, by when, and in the words of the regulation without an article', async () => {
    await inNewBranch(async () => {
      expect(await owed('theme-day-month')).toMatchObject({
        every: 'month',
        period: '2026-03',
        basis: '《中国共产党支部工作条例（试行）》',
        because: '适用于所有支部',
        window: { from: '2026-03-01', to: '2026-03-31' },
        need: 1,
        have: 0,
        planned: [],
      })
      expect(await owed('organizational-life-year')).toMatchObject({
        period: '2026',
        window: { from: '2026-10-01', to: '2026-12-31' },
      })
      expect((await obligationsOf(TODAY)).map(({ rule }) => rule)).not.toContain('committee-meeting-month')
    })
  })

  it('is read once for all months of a span, each quarter and the year once', async () => {
    await inNewBranch(async () => {
      const names = (await obligationsIn('2026')).map(({ rule, period }) => `${rule} ${period}`)
      expect(new Set(names).size).toBe(names.length)
      expect(names.filter((name) => name.startsWith('theme-day-month'))).toHaveLength(12)
      expect(names.filter((name) => name.startsWith('talks-quarter'))).toHaveLength(4)
      expect(names.filter((name) => name.startsWith('talk-pairs-year'))).toEqual(['talk-pairs-year 2026'])
    })
  })

  it('counts dues, pairs and hours from what was recorded', async () => {
    await inNewBranch(async () => {
      await sayAll([
        { type: 'dues', month: '2026-03', items: [{ name: '陈立', amount: 5 }], date: '2026-04-02' },
        { type: 'dues', items: [{ name: '王敏', amount: 5, month: '2026-03' }] },
        { type: 'talk', kind: '谈心谈话', date: '2026-01-12', talker: '$sender', partner: '赵阳' },
        { type: 'talk', kind: '提醒谈话', date: '2026-01-13', talker: '$sender', partner: '孙小雨' },
        { type: 'training', form: '集中学习', date: '2026-03-10', credit_hours: 32, attendees: ['赵阳', '孙小雨'] },
        { type: 'metric', period: '2026', items: { 党费公示: 1 } },
      ])
      expect(await owed('dues-month')).toMatchObject({ unit: '人', need: 7, have: 2, met: false })
      expect(await owed('talk-pairs-year')).toMatchObject({ unit: '对', need: 21, have: 1 })
      expect(await owed('credit-hours-year')).toMatchObject({ unit: '人', need: 7, have: 2 })
      expect(await owed('dues-published-year')).toMatchObject({ need: 1, have: 1, met: true })
    })
  })

  it('shows what is planned for it: its kind, its meeting, its period', async () => {
    await inNewBranch(async () => {
      await sayAll([
        { type: 'plan', kind: 'theme_day', date: '2026-03-26', topic: '清明祭英烈' },
        { type: 'plan', kind: 'theme_day', date: '2026-04-02' },
        { type: 'plan', kind: 'meeting', date: '2026-03-30', topic: '组织生活会' },
        { type: 'plan', kind: 'meeting', date: '2026-03-27' },
      ])
      const dates = async (rule: string) => (await owed(rule))?.planned.map(({ date }) => date)
      expect((await owed('theme-day-month'))?.planned).toEqual([
        { number: '2026-计-001', date: '2026-03-26', topic: '清明祭英烈' },
      ])
      expect(await dates('general-meeting-quarter')).toEqual(['2026-03-27'])
      expect(await dates('organizational-life-year')).toEqual(['2026-03-30'])
      await say({ type: 'theme_day', date: '2026-03-26', topic: '清明祭英烈' })
      expect(await owed('theme-day-month')).toMatchObject({ met: true, planned: [] })
    })
  })
})

describe('an explanation of what was not done', () => {
  it('stays visible and missing, keeps its earlier wording, and goes once it was done', async () => {
    await inNewBranch(async () => {
      const explain = async (text: string, now = NOW) =>
        inTransaction(async () => excuse('theme-day-month', '2026-03', text, await memberNamed('陈立'), now))
      await explain('防汛值守')
      await explain('防汛值守')
      await explain('防汛值守，推迟到4月', NOW + 1)
      expect(await owed('theme-day-month')).toMatchObject({ met: false, have: 0, excuse: '防汛值守，推迟到4月' })
      expect(await excusesOf(['2026-03', '2026'])).toEqual([
        { rule: 'theme-day-month', period: '2026-03', text: '防汛值守，推迟到4月', byName: '陈立', at: NOW + 1 },
      ])
      expect(await ObligationExcuse.find().lean()).toMatchObject([{ earlier: [{ text: '防汛值守', at: NOW }] }])
      expect((await owed('theme-day-month', '2026-02'))?.excuse).toBeUndefined()
      await say({ type: 'theme_day', date: TODAY })
      const done = await owed('theme-day-month')
      expect(done?.met).toBe(true)
      expect(done?.excuse).toBeUndefined()
    })
  })
})

describe('rules changed in the chat', () => {
  it('hold from the period in which they were changed, each noted with who and when', async () => {
    await inNewBranch(async () => {
      await inTransaction(async () => switchRule('home-activity-quarter', 'off', await change()))
      expect(await inTransaction(async () => switchRule('home-activity-quarter', 'off', await change()))).toBe(false)
      expect(await owed('home-activity-quarter')).toBeUndefined()
      expect(await owed('home-activity-quarter', '2025-12')).toBeDefined()
      const shown = (await listRules(TODAY)).find(({ rule }) => rule === 'home-activity-quarter')
      expect(shown).toMatchObject({ on: false, changed: { by: '陈立', date: TODAY, what: 'off' } })
      expect(await BranchRule.find().lean()).toMatchObject([
        {
          rule: 'home-activity-quarter',
          switched: 'off',
          revisions: [{ change: 'off', on: TODAY, byName: '陈立', at: NOW }],
        },
      ])
      await inTransaction(async () => switchRule('home-activity-quarter', 'on', await change()))
      expect(await owed('home-activity-quarter')).toBeDefined()
    })
  })

  it('name who changed them for what he did, and nobody where a rule doesn’t concern the branch', async () => {
    await inNewBranch(async () => {
      const shown = async (rule: string) => (await listRules(TODAY)).find((one) => one.rule === rule)
      await inTransaction(async () => setRuleNeed('talks-quarter', 2, await change()))
      expect(await shown('talks-quarter')).toMatchObject({ on: true, changed: { by: '陈立', what: 'need' } })
      // The operator took the promise back: that is not the secretary's doing.
      await PartyBranch.updateOne({ _id: currentBranchId() }, { $set: { 'settings.talksPerQuarter': 0 } })
      const off = await shown('talks-quarter')
      expect([off?.on, off?.changed, off?.because]).toEqual([false, undefined, '支部没有承诺次数'])
      await inTransaction(async () => switchRule('home-activity-quarter', 'off', await change()))
      await inTransaction(async () => switchRule('home-activity-quarter', 'on', await change()))
      expect(await shown('home-activity-quarter')).toMatchObject({ on: true, changed: { what: 'on' } })
      await inTransaction(async () => addRule('政治学习', 'month', 1, await change()))
      expect(await shown('own-政治学习')).toMatchObject({ on: true, changed: { what: 'added' } })
    })
  })

  it('change the promise of talks for every reader, and leave last quarter’s as it was', async () => {
    await inNewBranch(async () => {
      await inTransaction(async () => setRuleNeed('talks-quarter', 2, await change()))
      expect((await owed('talks-quarter'))?.need).toBe(2)
      expect((await owed('talks-quarter', '2025-12'))?.need).toBe(3)
      expect((await talksMissing('2026-Q1', TODAY)).promises).toMatchObject([{ need: 2 }])
      await inTransaction(async () => switchRule('talks-quarter', 'off', await change(at('2026-05-06'))))
      await inTransaction(async () => setRuleNeed('talks-quarter', 4, await change(at('2026-08-06'))))
      const needs = []
      for (const month of ['2025-12', '2026-03', '2026-06', '2026-09'])
        needs.push((await owed('talks-quarter', month))?.need)
      expect(needs).toEqual([3, 2, undefined, 4])
      const { promises } = await talksMissing('2026', '2026-12-01')
      expect(promises.map(({ period, need }) => `${period} ${need}`)).toEqual(['2026-Q1 2', '2026-Q3 4', '2026-Q4 4'])
    })
  })

  it('of the branch’s own come, go and come again as one rule', async () => {
    await inNewBranch(async () => {
      await say({ type: 'training', date: '2026-03-10', topic: '三月政治学习' })
      const rule = await inTransaction(async () => addRule('政治学习', 'month', 2, await change()))
      expect(await owed(rule)).toMatchObject({ have: 1, need: 2, basis: '支部承诺', because: '支部自己增加（陈立）' })
      expect(await owed(rule, '2026-02')).toBeUndefined()
      await expect(inTransaction(async () => addRule('政治学习', 'month', 1, await change()))).rejects.toThrow(
        'rule_exists',
      )
      await inTransaction(async () => removeRule(rule, await change(at('2026-05-06'))))
      expect(await owed(rule, '2026-04')).toBeDefined()
      expect(await owed(rule, '2026-05')).toBeUndefined()
      await inTransaction(async () => addRule('政治学习', 'quarter', 1, await change(at('2026-08-06'))))
      expect(await owed(rule, '2026-09')).toMatchObject({ every: 'quarter', period: '2026-Q3', need: 1 })
      expect(await owed(rule, '2026-04')).toMatchObject({ every: 'month', need: 2 })
      expect(await owed(rule, '2026-06')).toBeUndefined()
    })
  })

  it('can’t count people by times, nor be what nobody knows', async () => {
    await inNewBranch(async () => {
      const by = await change()
      await expect(inTransaction(() => setRuleNeed('dues-month', 2, by))).rejects.toThrow('counted_rule')
      await expect(inTransaction(() => switchRule('own-没有', 'off', by))).rejects.toThrow('no_rule')
      await expect(inTransaction(() => removeRule('theme-day-month', by))).rejects.toThrow('no_rule')
      for (let i = 0; i < 15; i++) await inTransaction(() => addRule(`规则${i}`, 'year', 1, by))
      await expect(inTransaction(() => addRule('再来一条', 'year', 1, by))).rejects.toThrow('too_many_rules')
    })
  })
})

describe('obligation rows', () => {
  it('are one for each rule and period, written again only when they changed', async () => {
    await inNewBranch(async () => {
      await inTransaction(() => refreshObligations(TODAY, NOW))
      await inTransaction(() => refreshObligations(TODAY, NOW + 1))
      expect((await Obligation.find({ refreshedAt: { $ne: NOW } }).lean()).length).toBe(0)
      await inTransaction(async () => setRuleNeed('general-meeting-quarter', 2, await change(NOW + 2)))
      const changed = await Obligation.find({ refreshedAt: NOW + 2 }).lean()
      expect(changed).toMatchObject([{ rule: 'general-meeting-quarter', period: '2026-Q1', need: 2 }])
      const all = await Obligation.find().lean()
      expect(new Set(all.map(({ rule, period }) => `${rule} ${period}`)).size).toBe(all.length)
    })
  })
})

describe('obligation rows of other periods', () => {
  it('follow the dues and the analysis that are told of them later', async () => {
    await inNewBranch(async () => {
      const row = async (rule: string, period: string) => (await Obligation.findOne({ rule, period }).lean())?.have
      await say({ type: 'dues', date: '2026-03-12', items: [{ name: '陈立', amount: 5, month: '2026-01' }] })
      await say({ type: 'analysis', date: '2026-03-12', period: '2025-Q4' })
      expect(await row('dues-month', '2026-01')).toBe(1)
      expect(await row('dues-month', '2026-03')).toBe(0)
      expect(await row('analysis-quarter', '2025-Q4')).toBe(1)
    })
  })
})

describe('articles', () => {
  it('are shown to every branch once the operator confirmed them, and only of what a regulation holds', async () => {
    const before = (await listRegulations()).find(({ rule }) => rule === 'general-meeting-quarter')
    expect(before).toEqual({
      rule: 'general-meeting-quarter',
      label: '党员大会',
      regulation: '《中国共产党支部工作条例（试行）》',
      expected: '第十一条',
    })
    expect(await confirmArticle('talks-quarter', '第一条', NOW)).toBe(false)
    expect(await confirmArticle('general-meeting-quarter', '第十一条', NOW)).toBe(true)
    await inNewBranch(async () => {
      expect((await owed('general-meeting-quarter'))?.basis).toBe('《中国共产党支部工作条例（试行）》第十一条')
      expect((await owed('theme-day-month'))?.basis).toBe('《中国共产党支部工作条例（试行）》')
    })
  })
})

describe('warnings', () => {
  it('come from the books of the branch, from its first whole month here on', async () => {
    await inNewBranch(async () => {
      for (const month of ['2026-03', '2026-04', '2026-05', '2026-06']) {
        await say({
          type: 'theme_day',
          date: `${month}-20`,
          attendees: ['陈立', '王敏', '李淑贤', '周海明', '赵阳', '孙小雨'],
        })
        await say({ type: 'dues', month, items: [{ name: '陈立', amount: 5 }] })
      }
      const told = async (today: string) =>
        (await untoldWarnings(today))
          .filter(({ name }) => name === '李响')
          .map(({ months, what }) => `${what} ${months}`)
      expect(await told('2026-06-30')).toEqual([])
      expect(await told('2026-07-01')).toEqual(['absence 3', 'dues 3'])
      const plan = { card: 'plan', month: '2026-07' } as const
      await inTransaction(async () => noteWarnings(await untoldWarnings('2026-07-01', plan), plan, NOW, ['one']))
      expect(await told('2026-08-01')).toEqual([])
      expect((await untoldWarnings('2026-07-06', plan)).length).toBeGreaterThan(0)
      // The same once more, by the same card: one row each.
      await inTransaction(async () => noteWarnings(await untoldWarnings('2026-07-06', plan), plan, NOW, ['two']))
      const rows = await ReminderRow.find({ branchId: currentBranchId(), card: 'absence' }).lean()
      expect(rows.filter(({ outboxIds }) => outboxIds.includes('two'))).toEqual([])
      const { id } = await memberNamed('李响')
      expect(rows.map(({ _id }) => _id)).toContain(`${currentBranchId()}|absence|${id}|absence|3|2026-04`)
    })
  })
})
