import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UserError } from '../../src/core/errors.js'
import type { Meaning, RulesMeaning } from '../../src/core/meaning.js'
import { excuse } from '../../src/ledger/excuses.js'
import { obligationsOf } from '../../src/ledger/obligations.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { at, closeLedger, inNewBranch, memberNamed, NOW, openLedger, say } from '../ledger/fixture.js'
import { contentText, mean, privately } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

/** What the secretary reads in private, refusals included. */
const told = (meaning: Meaning, by = '陈立'): Promise<string> =>
  mean(meaning, { by, chat: 'p2p' }).then(
    (reply) => contentText(reply.chat),
    (error: unknown) => (error instanceof UserError ? error.userMessage : String(error)),
  )
const rules = (ask: 'on' | 'off' | 'remove', label: string): RulesMeaning => ({ type: 'rules', ask, label })
const often = (
  ask: 'need' | 'add',
  label: string,
  need: number,
  every: 'month' | 'quarter' | 'year' = 'quarter',
): RulesMeaning => ({ type: 'rules', ask, label, every, need })

describe('a change of the rules', () => {
  it('typed in the group is answered in private only', () =>
    inNewBranch(async () => {
      const reply = await mean(rules('off', '小家活动'), { by: '陈立' })
      expect(contentText(reply.chat)).toBe('已私聊你')
      expect((await privately(reply)).陈立?.join()).toContain('已关闭规则「工会小家活动」')
      const refused = await mean(rules('off', '小家活动'), { by: '王敏' })
      expect(contentText(refused.chat)).toBe('提醒规则由书记来看、来改，有建议可以直接跟书记说')
    }))

  it('that changes nothing says so', () =>
    inNewBranch(async () => {
      expect(await told(rules('on', '主题党日'))).toBe('「主题党日」本来就是开着的')
      expect(await told(often('need', '谈心谈话', 3))).toBe('「谈心谈话」本来就是每季度3次')
    }))

  it('leaves a regulation what it is', () =>
    inNewBranch(async () => {
      expect(await told(rules('off', '党员大会'))).toContain(
        '《中国共产党支部工作条例（试行）》的要求不变，只是我不再提醒',
      )
      expect(await told(rules('off', '培训'))).not.toContain('要求不变')
    }))

  it.each([
    [often('need', '谈心谈话', 1, 'month'), '「谈心谈话」是按每季度算的，要改请发「谈心谈话 每季度1次」'],
    [often('need', '谈心谈话', 0), '不要求了请发「关闭规则 谈心谈话」'],
    [often('need', '谈心谈话', 99), '每季度99次太多了，请核对'],
    [often('need', '党费', 2, 'month'), '「党费」按人数算，不能改次数'],
    [often('need', '没有的', 2), '没有「没有的」这条规则，发「规则」看都有哪些'],
    [often('add', '提醒谈话', 2), '提醒谈话不计入任何规则'],
    [often('add', '党员大会', 2, 'month'), '「党员大会」是按每季度算的，要改请发「党员大会 每季度2次」'],
    [rules('remove', '主题党日'), '「主题党日」不是支部自己加的，不能删；不要提醒请发「关闭规则 主题党日」'],
    [rules('off', '没有的'), '没有「没有的」这条规则，发「规则」看都有哪些'],
  ])('%j is refused kindly', (meaning, text) => inNewBranch(async () => expect(await told(meaning)).toBe(text)))

  it('that adds what is there already sets how often, and switches it on', () =>
    inNewBranch(async () => {
      await told(rules('off', '党员大会'))
      expect(await told(often('add', '党员大会', 2))).toContain('「党员大会」改为每季度2次')
      const meeting = (await obligationsOf('2026-03')).find(({ label }) => label === '党员大会')
      expect(meeting).toMatchObject({ need: 2, because: '支部定为每季度2次' })
    }))
})

describe('补记 of a rule', () => {
  const missing = (rule: string, period?: string): Meaning => ({
    type: 'record_missing',
    rule,
    ...(period === undefined ? {} : { period }),
  })

  it.each([
    ['home-activity-quarter', undefined, '补记工会小家活动：请填日期和内容。'],
    ['analysis-quarter', '2026-Q1', '补记思想状况分析：请填分析研判。'],
    ['dues-month', '2026-03', '补记党费：请填各人金额。'],
    ['dues-published-year', undefined, '补记党费公示：请核对期间和数量。'],
    ['organizational-life-year', '2026', '补记组织生活会：请填日期和内容。'],
    ['talk-pairs-year', '2026', '补记谈心谈话覆盖：请填日期和内容。'],
    ['committee-lecture-year', '2026', '补记党委书记党课：请填日期和内容。'],
    ['credit-hours-year', '2026', '学时由培训和主题党日的参加人员、时长累计，补记那些就会算上'],
    ['own-没有', '2026-03', '没有「没有」这条规则'],
    ['committee-meeting-month', '2026-03', '这张卡片已过期'],
  ])('%s %s', (rule, period, text) =>
    inNewBranch(async () => expect(await told(missing(rule, period))).toContain(text)),
  )

  it('of the branch’s own begins with what its label names', () =>
    inNewBranch(async () => {
      await told(often('add', '外出考察', 1, 'month'))
      await told(often('add', '政治学习', 1, 'month'))
      expect(await told(missing('own-外出考察', '2026-03'))).toContain('补记外出考察：请填日期和内容。')
      await say({ type: 'training', date: '2026-03-10', topic: '三月政治学习' })
      expect(await told(missing('own-政治学习', '2026-03'))).toBe('政治学习已经有记录了')
    }))
})

describe('what is missing', () => {
  const missing: Meaning = { type: 'query', what: 'gaps', period: '2026' }
  const asked = async (by: string, chat: 'group' | 'p2p' = 'p2p'): Promise<string> =>
    contentText((await mean(missing, { by, chat, sentAt: at('2026-11-18') })).chat)

  it('of people is told the secretary alone, and in a group nothing of what it is', () =>
    inNewBranch(async () => {
      const counted = /年度学时|书记学时|谈心谈话覆盖/
      const pages = await asked('陈立')
      expect(pages).toMatch(/还有(\d+)项没有记录/)
      const total = (text: string): number => Number(/还有(\d+)项/.exec(text)?.[1])
      expect(await asked('王敏')).not.toMatch(counted)
      // Three count people, and dues are of eleven months here.
      expect(total(pages) - total(await asked('王敏'))).toBe(3 + 11)
      expect(await asked('陈立', 'group')).not.toMatch(/培训|组织生活会/)
    }))

  it('shows why it was not done to the secretary, and to others that there is an explanation', () =>
    inNewBranch(async () => {
      const by = await memberNamed('陈立')
      await inTransaction(() => excuse('theme-day-month', '2026-03', '赵阳住院', by, NOW))
      const march: Meaning = { type: 'query', what: 'gaps', period: '2026-03' }
      expect(await told(march)).toContain('主题党日（2026年3月）：暂无记录（未开展：赵阳住院）')
      expect(await told(march, '王敏')).toContain('主题党日（2026年3月）：暂无记录（未开展，已说明）')
    }))
})
