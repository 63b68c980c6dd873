import { describe, expect, it } from 'vitest'
import { say } from './helpers.js'

/** 开门第一课: who heard it is in no roster (domain.md P3). */
const secretary = { sender_role: 'secretary' } as const

describe('the names of new staff at their first lesson', () => {
  it.each([
    ['昨天下午给新员工张萌、刘洋上第一课，1小时，学党章', '新员工张萌、刘洋'],
    ['昨天组织新员工第一课：廉洁从业，参加人员张萌、刘洋、马超，主讲陈立，2小时', '张萌、刘洋、马超'],
    ['昨天组织新员工第一课：廉洁从业，参加人员：张萌、刘洋、马超，主讲陈立，2小时', '张萌、刘洋、马超'],
    ['3月16日新人第一课 党史教育 参加：张萌 刘洋 90分钟', '张萌、刘洋'],
    ['昨天新职工第一课，学安全生产，参加人员：张萌、刘洋，2小时', '张萌、刘洋'],
    ['昨天新员工第一课，新员工有张萌、刘洋，孙小雨讲大会堂的职责，1小时，培训室', '新员工张萌、刘洋'],
    ['昨天开门第一课，陈立给新员工讲大会堂承担的职责，张萌、刘洋、马超参加，1小时', '张萌、刘洋、马超'],
    ['昨天给新员工讲第一课，题目是大会堂的职责，张萌和刘洋听课，我主讲，1小时', '张萌、刘洋'],
    ['昨天开门第一课，学员张萌、刘洋，陈立讲大会堂职责，1小时', '张萌、刘洋'],
  ])('%s', (text, audience) => {
    expect(say(text, secretary)).toMatchObject({ type: 'training', form: '第一课', audience })
  })

  it.each([
    ['昨天第一课：廉洁从业，张萌、刘洋、马超三人参加，1小时', '张萌、刘洋、马超', 3],
    ['昨天下午开门第一课，主题走进大会堂，参加人员有张萌、刘洋等5人，陈立主讲，1小时', '张萌、刘洋', 5],
  ])('%s, with how many they were', (text, audience, actual) => {
    expect(say(text, secretary)).toMatchObject({ form: '第一课', audience, actual })
  })

  it('beside a member are asked about, and so are names that nobody knows elsewhere', () => {
    const unknown = { error: 'unknown_person', name: '张萌' }
    expect(say('昨天第一课：廉洁从业，参加人员张萌、李响，1小时', secretary)).toMatchObject(unknown)
    expect(say('昨天集中学习党章，参加人员张萌、刘洋，2小时', secretary)).toMatchObject(unknown)
  })

  it('of the branch itself are its members', () => {
    expect(say('昨天新员工第一课 学党章 全员参加 2小时', secretary)).toMatchObject({ attendees: 'all' })
    expect(say('昨天给新员工上第一课，学党章，1小时', secretary)).toMatchObject({ audience: '新员工' })
  })
})
