import { describe, expect, it } from 'vitest'
import { say } from './helpers.js'

/** Slips, counts, problems and plans where a wrong day, number or person would be recorded without a word. */

const records = (meaning: unknown): Record<string, unknown>[] =>
  (meaning as { records?: Record<string, unknown>[] }).records ?? [meaning as Record<string, unknown>]

describe('days that belong to something else', () => {
  it.each([
    ['上周四保安部吃了张处罚单，门岗脱岗，不对，是上周五', '2026-03-13'],
    ['补录一张处罚单，去年12月26号的，宾馆部，床单有污渍', '2025-12-26'],
    ['奖励单一张给前厅部，他们昨天帮客人找回钱包', '2026-03-18'],
  ])('a slip is dated by its own day: %s', (text, date) => {
    expect(records(say(text, { sender_role: 'ledger' }))[0]?.date).toBe(date)
  })

  it.each([
    ['计划6月前安排一次党课', '2026-05-31'],
    ['下周前找小赵谈一下', '2026-03-22'],
    ['记个待办：五月二十前完成微党课', '2026-05-20'],
    ['本周五下班前安排一次集中学习', '2026-03-20'],
  ])('a day with 前 behind it is a deadline: %s', (text, due) => {
    expect(say(text, { sender_role: 'secretary' })).toMatchObject({ type: 'plan', due_to: due })
  })

  it('the week said once holds for the plans behind it', () => {
    const dates = (text: string) => records(say(text, { sender_role: 'secretary' })).map(({ date }) => date)
    expect(dates('安排下周二集中学习，周五党小组会')).toEqual(['2026-03-24', '2026-03-27'])
    expect(dates('下周日程：周一集中学习，周五主题党日')).toEqual(['2026-03-23', '2026-03-27'])
    expect(dates('提醒我下下周一集中学习')).toEqual(['2026-03-30'])
  })
})

describe('counts', () => {
  it('every span with counts of its own is a sheet of its own', () => {
    const sheets = records(say('1月处罚单2张整改单3张，2月处罚单4张', { sender_role: 'ledger' }))
    expect(sheets.map(({ period, items }) => [period, items])).toEqual([
      ['2026-01', { 服务质量处罚单: 2, 提醒整改单: 3 }],
      ['2026-02', { 服务质量处罚单: 4 }],
    ])
  })

  it.each([
    ['2月处罚单、整改单分别为2张、6张', { 服务质量处罚单: 2, 提醒整改单: 6 }],
    ['2月处罚单、整改单各3张', { 服务质量处罚单: 3, 提醒整改单: 3 }],
    ['2月共开单8张：处罚单2张，整改单6张', { 服务质量处罚单: 2, 提醒整改单: 6 }],
  ])('%s', (text, items) => {
    expect(say(text, { sender_role: 'ledger' })).toMatchObject({ type: 'metric', items })
  })

  it.each(['2月共开单9张：处罚单2张，整改单6张', '2月餐饮部处罚单2张', '昨天处罚单3张，其中1张作废'])(
    'asks: %s',
    (text) => {
      const meaning = say(text, { sender_role: 'ledger' }) as { type?: string; error?: string }
      expect(meaning.error ?? meaning.type).toMatch(/question|missing_field|unclear/)
      expect(meaning.type).not.toBe('qualitySlip')
    },
  )
})

describe('problems', () => {
  it.each([
    ['支部自查问题：书报没更新，这个我来弄，年底前', { owner: '$sender', due_to: '2026-12-31' }],
    ['自查出台账对不上，淑贤负责，不不，海明负责，月底弄好', { owner: '周海明', due_to: '2026-03-31' }],
    ['班子指出学风不浓，赵阳负责，下周三完成', { owner: '赵阳', due_to: '2026-03-25' }],
    ['班子指出党课质量不高，负责人书记，二季度内', { owner: '陈立', due_to: '2026-06-30' }],
  ])('%s', (text, expected) => {
    expect(say(text, { sender_role: 'secretary' })).toMatchObject({ type: 'problem', ...expected })
  })

  it('each source begins a problem of its own', () => {
    const said = records(say('员工反映：食堂菜偏咸；班子指出：例会时间长。', { sender_role: 'ledger' }))
    expect(said.map(({ source, problem }) => [source, problem])).toEqual([
      ['部门及员工提出', '食堂菜偏咸'],
      ['班子指出', '例会时间长'],
    ])
  })
})
