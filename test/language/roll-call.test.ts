import { describe, expect, it } from 'vitest'
import { namesOf } from '../../src/language/people/find-person.js'
import { joinRollCall } from '../../src/language/roll-call.js'
import { roster, say } from './helpers.js'

const join = (text: string): string => joinRollCall(text, namesOf(roster))

describe('a list of names passed round in a group', () => {
  it.each([
    ['#接龙 志愿服务 9:00-11:00\n1. 赵阳\n2. 小雨\n3. 响哥', '志愿服务 9:00-11:00，参加人员：赵阳、小雨、响哥'],
    ['集中学习1小时\n1、陈立\n2、王敏\n3、赵阳 出差', '集中学习1小时，参加人员：陈立、王敏，赵阳出差'],
    ['捐款\n1. 赵阳 100\n2. 小雨 50元', '捐款，赵阳100，小雨50元'],
    ['志愿服务接龙\n1 赵阳\n2 李响\n3月14日 2小时', '志愿服务，3月14日 2小时，参加人员：赵阳、李响'],
  ])('%j becomes one sentence', (text, sentence) => {
    expect(join(text)).toBe(sentence)
  })

  it.each([
    '昨天志愿服务\n1. 赵阳 测温岗 2小时\n2. 小雨 引导岗 3小时',
    '昨天谈心\n1. 赵阳\n2. 小雨',
    '演讲比赛获奖\n1. 赵阳\n2. 小雨',
    '党员大会议题\n1. 学习文件\n2. 讨论转正',
  ])('%j stays as it is: each line is something of its own', (text) => {
    expect(join(text)).toBe(text)
  })

  it('is one record of all who are named', () => {
    expect(say('#接龙 3月17日志愿服务，9:00-11:00\n1. 赵阳\n2. 小雨\n3. 响哥')).toMatchObject({
      type: 'volunteer',
      date: '2026-03-17',
      attendees: ['赵阳', '孙小雨', '李响'],
    })
  })
})

describe('several things in one message are never melted into one', () => {
  it.each([
    ['昨天集中学习党章1小时，又去看望了老党员李阿姨', ['training', 'activity']],
    ['昨天集中学习党章1小时，还给灾区捐款700元7人', ['training', 'donation']],
    ['昨天两件事：集中学习党章1小时；走访慰问退休老党员李阿姨，老陈小雨去的', ['training', 'activity']],
    ['测温岗 3.16 小孙 4小时；引导岗 3.16 李响 4小时', ['volunteer', 'volunteer']],
    ['主题党日两次：3.2看电影《雄兵出击》；3.16参观博物馆', ['theme_day', 'theme_day']],
    ['得奖名单：小赵 朗诵一等奖；淑贤 书画三等奖；3月12日局文化节', ['honour', 'honour']],
  ])('%s', (text, types) => {
    const { records = [] } = say(text) as { records?: { type: string }[] }
    expect(records.map(({ type }) => type)).toEqual(types)
  })

  it('counts the people beside a sum as people, and no tenths', () => {
    expect(say('昨天给灾区捐款700元7人')).toMatchObject({ type: 'donation', total: 700, actual: 7 })
  })
})
