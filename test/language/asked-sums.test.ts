import { describe, expect, it } from 'vitest'
import { say } from './helpers.js'

const ask = (text: string, today = '2026-03-18') => say(text, { sender_role: 'secretary', today })

/** Issue 5, "answers that mislead": what restricts a question is used, or asked about. */
describe('what narrows a question down', () => {
  it.each([
    ['谈话后续还有哪些没办', { what: 'open_items', items: ['followup'] }],
    ['还有哪些跟进没办', { what: 'open_items', items: ['followup'] }],
    [
      '今年志愿服务多少人次、多少小时',
      { what: 'counts', kinds: ['volunteer'], measures: ['people', 'hours'], period: '2026' },
    ],
    ['我今年参加志愿服务多少小时', { what: 'counts', who: '$sender', kinds: ['volunteer'], measures: ['hours'] }],
    ['我今年自学多少小时', { what: 'counts', who: '$sender', forms: ['自学'], measures: ['hours'] }],
    [
      '政治理论培训几次，业务技能几次',
      { what: 'counts', kinds: ['training'], categories: ['政治理论', '业务技能'], period: '2026' },
    ],
    ['今年政治理论类培训几次', { what: 'counts', kinds: ['training'], categories: ['政治理论'] }],
    [
      '今年四类培训各几次',
      { what: 'counts', categories: ['政治理论', '业务技能', '政策解析', '实务操作'], period: '2026' },
    ],
    ['今年集中学习里政治理论几次', { what: 'counts', forms: ['集中学习'], categories: ['政治理论'] }],
    ['一季度谈了几次话', { what: 'counts', kinds: ['谈心谈话', '廉政谈话'], period: '2026-Q1' }],
    ['今年谈心谈话几次', { what: 'counts', kinds: ['谈心谈话'] }],
    ['今年捐款多少人次，一共多少钱', { what: 'counts', kinds: ['donation'], measures: ['people', 'money'] }],
    ['我今年捐了多少', { what: 'counts', who: '$sender', kinds: ['donation'], measures: ['money'] }],
    ['今年捐款总额', { what: 'counts', kinds: ['donation'], measures: ['money'] }],
    ['3月党费一共收了多少', { what: 'dues_missing', measures: ['money'], period: '2026-03' }],
    ['今年党费一共多少钱', { what: 'dues_missing', measures: ['money'], period: '2026' }],
    ['今年获奖哪些，二等奖几名', { what: 'counts', kinds: ['honour'], prizes: ['二等奖'] }],
    ['去年获了什么奖', { what: 'counts', kinds: ['honour'], period: '2025' }],
    ['今年的承诺有哪些', { what: 'counts', kinds: ['commitment'] }],
    ['书记项目怎么样了', { what: 'counts', kinds: ['书记项目'] }],
    ['今年发现问题几个，整改几个', { what: 'counts', kinds: ['problem'], measures: ['closed'] }],
    ['整改单开了几张，闭环几张', { what: 'counts', kinds: ['提醒整改单'], measures: ['closed'] }],
    ['今年给会务部开了几张整改单', { what: 'counts', kinds: ['提醒整改单'], department: '会务部' }],
    ['今年标准化项目推进会几次', { what: 'counts', kinds: ['推进会'], project: '标准化' }],
    ['今年《党章》学了几次', { what: 'counts', kinds: ['training'], topic: '党章' }],
    ['今年制定标准几个', { what: 'counts', kinds: ['制定标准'], period: '2026' }],
    ['下周有什么培训安排', { what: 'open_items', items: ['plan'], kinds: ['training'] }],
    ['小雨讲的微党课今年几次', { what: 'lectures_missing', who: '孙小雨', forms: ['微党课'] }],
    ['今年在线学习几次', { what: 'counts', forms: ['线上学习'] }],
  ])('%s', (text, expected) => {
    expect(ask(text)).toMatchObject({ type: 'query', ...expected })
    expect(ask(text)).not.toHaveProperty('unread')
  })

  it.each([
    ['培训计划完成多少', { kinds: ['培训计划'], period: '2026' }],
    ['今年培训计划12次，实际几次', { kinds: ['培训计划'], target: 12, period: '2026' }],
    ['年度培训计划完成情况', { kinds: ['培训计划'], period: '2026' }],
    ['今年计划集中学习12次，实际几次', { kinds: ['培训计划'], target: 12, period: '2026' }],
    ['读书计划完成得怎么样', { kinds: ['读书计划'], period: '2026' }],
    ['本月工作计划完成几项', { kinds: ['工作计划'], period: '2026-03' }],
    ['3月工作计划完成情况', { kinds: ['工作计划'], period: '2026-03' }],
  ])('%s is a plan against what was done', (text, expected) => {
    expect(ask(text)).toEqual({ type: 'query', what: 'plan_progress', ...expected })
  })

  it.each(['标准化项目什么时候启动的', '标准化项目哪天验收', '标准化启动日期和验收日期'])('%s', (text) => {
    expect(ask(text)).toEqual({ type: 'query', what: 'project_dates', project: '标准化' })
  })

  it.each([
    '去年3月到今年3月开了几次党员大会',
    '1月到4月集中学习几次',
    '李响和赵阳今年谈了几次',
    '今年周末的主题党日几次',
    '今年平均每次培训多少人',
    '今年2小时以上的培训几次',
    '今年党员大会请假几次',
    '3月5日集中学习几次',
    '国庆期间志愿服务几次',
    '3月以来集中学习几次',
    '每月培训几次',
    '正式党员今年多少学时',
    '提醒谈话还有谁没谈',
  ])('%s is asked about', (text) => {
    expect(ask(text)).toMatchObject({ error: 'unclear', type: 'query' })
  })

  it.each([
    ['今年电工培训几次', ['电工']],
    ['张三今年参加了几次培训', ['张三']],
    ['今年标准化培训几次', ['标准化']],
    ['今年在大会堂开了几次会', ['大会堂']],
  ])('%s: what was not read is named', (text, unread) => {
    expect(ask(text)).toMatchObject({ what: 'counts', unread })
  })

  it.each([
    '集中学习年度工作计划完成情况报告 2小时 全员',
    '本月即日检查反馈单累计22张，都闭环了',
    '昨天传达学习培训计划完成情况 1小时 全员',
  ])('%s is no question', (text) => {
    expect(ask(text)).not.toMatchObject({ type: 'query' })
  })
})

/** domain.md P5, P11, P15, P24, P25. */
describe('what is planned, counted and promised', () => {
  const lecture = { type: 'plan', kind: 'training', subkind: '微党课' }

  it.each([
    [
      '读书计划：《论中国共产党历史》第一章由孙小雨3月25日讲，第二章由赵阳4月8日讲',
      [
        { ...lecture, date: '2026-03-25', lecturer: '孙小雨', topic: '《论中国共产党历史》第一章' },
        { ...lecture, date: '2026-04-08', lecturer: '赵阳', topic: '《论中国共产党历史》第二章' },
      ],
    ],
    [
      '读书计划：《习近平谈治国理政》 陈立 4月2日 第一章；小赵 4月9日 第二章',
      [
        { ...lecture, date: '2026-04-02', lecturer: '陈立', topic: '《习近平谈治国理政》第一章' },
        { ...lecture, date: '2026-04-09', lecturer: '赵阳', topic: '《习近平谈治国理政》第二章' },
      ],
    ],
  ])('%s', (text, records) => {
    expect(ask(text)).toEqual({ records })
  })

  it.each([
    ['读书计划：《论中国共产党历史》第一章由张三3月25日讲', { error: 'unknown_person', name: '张三' }],
    ['读书计划：《论中国共产党历史》第一章由孙小雨3月25日讲，第二章待定', { error: 'unclear' }],
    ['读书计划：《论中国共产党历史》第一章由孙小雨2月30日讲', { error: 'bad_date' }],
  ])('%s: no lecture is left out in silence', (text, expected) => {
    expect(ask(text)).toMatchObject(expected)
  })

  it.each([
    ['三月工作计划6项，完成5项', { period: '2026-03', items: { 工作计划: 6 }, open: { 工作计划: 1 } }],
    ['本月工作计划完成5/6', { period: '2026-03', items: { 工作计划: 6 }, open: { 工作计划: 1 } }],
    ['3月工作计划6项，还有1项没完成', { period: '2026-03', items: { 工作计划: 6 }, open: { 工作计划: 1 } }],
    ['3月工作计划6项', { period: '2026-03', items: { 工作计划: 6 } }],
    [
      '年度培训计划：集中学习12次，专题讲座4次',
      { period: '2026', inferred: ['period'], items: {}, planned: { 集中学习: 12, 专题讲座: 4 } },
    ],
    ['2026年培训计划：政治理论4次、业务技能四次', { period: '2026', items: {}, planned: { 政治理论: 4, 业务技能: 4 } }],
    ['今年培训计划12次', { period: '2026', items: {}, planned: { 培训: 12 } }],
  ])('%s', (text, expected) => {
    expect(ask(text)).toEqual({ type: 'metric', ...expected })
  })

  it.each(['三月工作计划完成5项', '三月工作计划6项，完成7项', '年度培训计划：集中学习12次，另外待定'])(
    '%s is asked about',
    (text) => {
      expect(ask(text)).toMatchObject({ error: 'unclear' })
    },
  )

  it('the days of a project', () => {
    const of = (kind: string, date: string) => ({ type: 'projectEvent', project: '标准化', kind, date })
    expect(ask('标准化项目启动日期是2025年3月1日，验收日期是2025年11月20日')).toEqual({
      records: [of('项目启动', '2025-03-01'), of('项目验收', '2025-11-20')],
    })
    expect(ask('标准化2025年11月20日通过验收')).toEqual(of('项目验收', '2025-11-20'))
    expect(ask('标准化项目验收日期是2027年1月1日')).toMatchObject({ error: 'future_date' })
    for (const text of ['明天启动标准化项目', '项目3月1日启动', '标准化项目预计3月30日验收', '培训3月1日启动']) {
      expect(ask(text), text).not.toMatchObject({ type: 'projectEvent' })
    }
  })

  it('how a promise is getting on is a note on it', () => {
    const of = (find: object, progress: string) => ({
      type: 'edit',
      target: { find: { type: 'commitment', ...find, period: '2026' } },
      add: { progress },
    })
    expect(ask('书记项目进展：已完成方案')).toEqual(of({ kind: '书记项目' }, '已完成方案'))
    expect(ask('我的党员风采完成了一半')).toEqual(of({ kind: '党员风采', who: '$sender' }, '完成了一半'))
    expect(ask('赵阳的党员风采完成一半')).toEqual(of({ kind: '党员风采', who: '赵阳' }, '完成一半'))
    expect(ask('承诺进展：带了两名新人')).toEqual(of({ who: '$sender' }, '带了两名新人'))
    expect(ask('书记项目已完成一半')).toMatchObject({ error: 'unclear' })
    expect(ask('书记项目：做好品质会堂')).toMatchObject({ type: 'commitment' })
    for (const text of [
      '书记项目进展：请各支部周五前上报',
      '承诺进展情况：大家报一下',
      '我的党员风采完成了，照片交给谁',
    ])
      expect(ask(text), text).not.toMatchObject({ type: 'edit' })
  })

  it.each([
    ['更正 2026-数-001 处罚单改成4张', { items: { 服务质量处罚单: 4 } }],
    ['更正 2026-数-001 处罚单改成4张，整改单改成2张', { items: { 服务质量处罚单: 4, 提醒整改单: 2 } }],
    ['更正 2026-数-001 未闭环处罚单1张', { open: { 服务质量处罚单: 1 } }],
    ['更正 2026-数-001 制定标准改成5个', { items: { 制定标准: 5 } }],
    ['更正 2026-数-001 工作计划改成7项', { items: { 工作计划: 7 } }],
  ])('%s', (text, add) => {
    expect(ask(text)).toEqual({ type: 'edit', target: { number: '2026-数-001' }, add })
  })
})
