import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutFollowup } from '../../src/language/records/followup.js'
import { say } from './helpers.js'

const over = { chat: 'p2p', sender_role: 'secretary' } as const

describe('a task at the end of a talk', () => {
  it.each([
    ['今天跟李响廉政谈话 30分钟 让他月底前写个自查报告', '2026-05-19', { what: '写个自查报告', due_to: '2026-05-31' }],
    [
      '昨天和赵阳谈心谈话，约好下周五之前交一份思想汇报',
      '2026-05-19',
      { what: '交一份思想汇报', due_to: '2026-05-29' },
    ],
    ['今天和周海明谈心谈话，答应他年前解决工位', '2026-01-22', { what: '解决工位', due_to: '2026-02-16' }],
    ['今天和小雨谈心谈话20分钟，三天内把笔记补上', '2026-12-30', { what: '把笔记补上', due_to: '2027-01-02' }],
    [
      '今天和小雨谈心谈话，下周帮她联系培训名额',
      '2026-08-10',
      { what: '联系培训名额', due_from: '2026-08-17', due_to: '2026-08-23' },
    ],
    ['昨天和王敏谈心谈话半小时 后续 10月20日前调整排班', '2026-10-09', { what: '调整排班', due_to: '2026-10-20' }],
    ['昨天和李响谈心谈话半小时，要求他下月底前完成整改', '2026-12-10', { what: '完成整改', due_to: '2027-01-31' }],
  ])('%s', (text, today, followup) => {
    expect(say(text, { ...over, today })).toMatchObject({ type: 'talk', followup })
  })

  it.each([
    '昨天和李响谈心谈话30分钟，内容是下周五的考核',
    '昨天和李响谈心谈话30分钟，他下周要出差',
    '昨天和李响谈心谈话30分钟，月底前',
    '昨天和李响谈心谈话30分钟，让他去年年底前写报告',
  ])('%s: no task is made of it', (text) => {
    expect(say(text, over)).not.toHaveProperty('followup')
  })

  it('two days, or another talk, are asked about', () => {
    for (const text of ['昨天和李响谈话30分钟，明天和王敏谈', '昨天和李响谈话，让他月底前或者下周五前交材料']) {
      expect(say(text, over)).not.toMatchObject({ type: 'talk', followup: {} })
    }
  })

  it('is found in no time, and never before today', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'今天和李响谈，让他月底前下周五三内10日写报告。 ') }),
        (text) => {
          const found = cutFollowup(text, '2026-03-18')
          if (found) expect((found.followup.due_to ?? '') >= '2026-03-18').toBe(true)
        },
      ),
    )
  })
})
