import { describe, expect, it } from 'vitest'
import type { Utterance } from '../../src/core/meaning.js'
import { understand } from '../../src/language/understand.js'
import { botName, roster, say } from './helpers.js'

/** What is said of an entry that is named by its number, or replied to. */

const reply = (text: string, number: string) => {
  const utterance: Utterance = {
    text,
    chat: 'p2p',
    senderRoles: ['dues'],
    sender: '李淑贤',
    today: '2026-03-18',
    roster,
    botName,
    quoted: { number },
  }
  return understand(utterance)
}

describe('whose sum it is, in a list of dues or gifts', () => {
  const DUES = '2026-费-001'
  const items = (...lines: [string, number][]) => ({ items: lines.map(([name, amount]) => ({ name, amount })) })

  it.each([
    [`更正 ${DUES} 赵阳改成60元`, items(['赵阳', 60])],
    [`${DUES} 赵阳交的是60`, items(['赵阳', 60])],
    [`${DUES}里小赵的52.4改成60`, items(['赵阳', 60])],
    [`把${DUES}赵阳那笔改成六十块`, items(['赵阳', 60])],
    [`${DUES} 王姐的写错了，应该是98.5`, items(['王敏', 98.5])],
    [`${DUES}里面书记的125写成152了`, items(['陈立', 125])],
    [`更正${DUES}：小赵52.4、小雨31.2`, items(['赵阳', 52.4], ['孙小雨', 31.2])],
    [`更正 ${DUES} 赵阳、孙小雨都改成60`, items(['赵阳', 60], ['孙小雨', 60])],
    [`更正 ${DUES} 合计改成500`, { total: 500 }],
  ])('%s', (text, set) => {
    expect(say(text, { sender_role: 'dues' })).toEqual({ type: 'edit', target: { number: DUES }, set })
  })

  it('also of gifts, of a month, of the last list, and in reply to one', () => {
    const set = items(['赵阳', 60])
    expect(say('更正 2026-捐-001 赵阳改成60元')).toEqual({ type: 'edit', target: { number: '2026-捐-001' }, set })
    const ofMonth = { find: { type: 'dues', month: '2026-02' } }
    expect(say('上个月党费赵阳记错了，是60', { sender_role: 'dues' })).toEqual({ type: 'edit', target: ofMonth, set })
    expect(say('刚录的党费，赵阳的60敲成了66', { sender_role: 'dues' })).toEqual({ type: 'edit', target: 'last', set })
    expect(reply('赵阳交的是60', DUES)).toEqual({ type: 'edit', target: { number: DUES }, set })
  })

  it('a month’s dues told in the same words are dues', () => {
    expect(say('3月党费赵阳60元', { sender_role: 'dues' })).toMatchObject({ type: 'dues', ...items(['赵阳', 60]) })
  })
})

describe('a correction behind or before the number', () => {
  it.each([
    ['更正 2026-谈-005 类别改成廉政谈话', { kind: '廉政谈话' }],
    ['2026-谈-005 应该是提醒谈话', { kind: '提醒谈话' }],
    ['2026-谈-005是廉政谈话，不是谈心谈话', { kind: '廉政谈话' }],
    ['更正 2026-单-003 类别改成提醒整改单', { kind: '提醒整改单' }],
    ['2026-会-002 应该是支委会', { kind: '支委会' }],
    ['2026-学-004 是线上学习', { form: '线上学习' }],
    ['2026-学-004 三楼会议室', { place: '三楼会议室' }],
    ['把2026-学-031的主讲换成淑贤姐', { lecturer: '李淑贤' }],
    ['2026-学-031 应到7人写成8人了', { expected: 7 }],
    ['2026-动-004 地点不是西湖是良渚', { place: '良渚' }],
  ])('%s', (text, set) => {
    const number = /\d{4}-.-\d+/.exec(text)?.[0]
    expect(say(text)).toEqual({ type: 'edit', target: { number }, set })
  })

  it.each(['2026-学-028和029都改成线上学习', '更正 2026-学-028、029 3小时', '撤销 2026-学-028到030'])(
    '%s: of several at once is asked about',
    (text) => expect(say(text)).toMatchObject({ error: 'unclear' }),
  )

  it('several to be taken back are each of them', () => {
    const target = { find: { numbers: ['2026-学-028', '2026-学-029'] } }
    expect(say('2026-学-028和029都撤掉')).toEqual({ type: 'undo', target, count: 2 })
    expect(say('把2026-学-028、2026-学-029这两条删掉，重复了')).toEqual({ type: 'undo', target, count: 2 })
  })
})

describe('a plan by its number', () => {
  const NUMBER = '2026-计-001'
  const moved = (when: object) => ({ type: 'settle_plan', outcome: 'moved', number: NUMBER, ...when })

  it.each([
    [`更正 ${NUMBER} 改到4月9日`, { date: '2026-04-09' }],
    [`更正 ${NUMBER} 4月9日`, { date: '2026-04-09' }],
    [`${NUMBER} 推迟到4月9日下午3点`, { date: '2026-04-09', start: '15:00' }],
    [`把${NUMBER}挪到下周五`, { date: '2026-03-27' }],
    [`${NUMBER}时间改成4月9日上午9点`, { date: '2026-04-09', start: '09:00' }],
    [`${NUMBER}那个党日往后推到4月10号`, { date: '2026-04-10' }],
    [`${NUMBER} 推迟一周`, { days: 7 }],
    [`${NUMBER}提前两天`, { days: -2 }],
  ])('%s moves', (text, when) => {
    expect(say(text)).toEqual(moved(when))
  })

  it('in reply to its receipt; off; another hour or place of the same day', () => {
    expect(reply('推迟到4月9日', NUMBER)).toEqual(moved({ date: '2026-04-09' }))
    expect(say(`${NUMBER}不办了，大家都出差`)).toEqual({
      type: 'settle_plan',
      outcome: 'cancelled',
      number: NUMBER,
      reason: '大家都出差',
    })
    expect(say(`${NUMBER} 改到下午3点`)).toEqual({ type: 'edit', target: { number: NUMBER }, set: { start: '15:00' } })
    const place = { type: 'edit', target: { number: NUMBER }, set: { place: '三楼会议室' } }
    expect(say(`更正 ${NUMBER} 地点改成三楼会议室`)).toEqual(place)
  })
})

describe('done, by number', () => {
  it.each([
    ['更正 2026-问-002 3月17日销号', { date: '2026-03-17' }],
    ['2026-问-002 已整改', {}],
    ['2026-单-003 3月17日办结', { date: '2026-03-17' }],
    ['2026-单-003 昨天就整改到位了', { date: '2026-03-17' }],
    ['2026-单-003那张闭环了', {}],
    ['把2026-单-003销了', {}],
    ['2026-问-002整改完了，销号吧', {}],
    ['2026-问-002 上周五关掉了', { date: '2026-03-13' }],
    ['2026-谈-004 已经跟进了', {}],
  ])('%s', (text, when) => {
    const number = /\d{4}-.-\d+/.exec(text)?.[0]
    expect(say(text)).toEqual({ type: 'close_item', number, ...when })
  })

  it.each(['2026-问-002 还没整改完', '2026-单-003 3月20日前办结', '2026-单-003 办结了吗', '2026-单-003 争取周五办结'])(
    '%s is not done',
    (text) => {
      const meaning = say(text)
      expect(meaning).not.toMatchObject({ type: 'close_item' })
      expect(meaning).not.toMatchObject({ set: { closed_on: expect.anything() } })
    },
  )
})
