import { describe, expect, it } from 'vitest'
import { say, writes } from './helpers.js'

/** Several things in one message: cut only where every piece is one by itself. */
const records = (text: string, today = '2026-03-18') => {
  const meaning = say(text, { sender_role: 'secretary', today }) as { records?: Record<string, unknown>[] }
  return meaning.records
}

describe('several in one message', () => {
  it.each([
    [
      '廉政谈话补录：3.2李响 3.4赵阳 3.9孙小雨 每人20分钟',
      [
        { date: '2026-03-02', partner: '李响', minutes: 20, backfill: true },
        { date: '2026-03-04', partner: '赵阳', minutes: 20, backfill: true },
        { date: '2026-03-09', partner: '孙小雨', minutes: 20, backfill: true },
      ],
    ],
    [
      '谈心谈话：3月2日赵阳，3月4日李响，各半小时',
      [
        { date: '2026-03-02', partner: '赵阳', minutes: 30 },
        { date: '2026-03-04', partner: '李响', minutes: 30 },
      ],
    ],
    [
      '昨天局技能大赛，老周一等奖，小赵三等奖',
      [
        { type: 'honour', topic: '局技能大赛', prize: '一等奖', winners: ['周海明'], date: '2026-03-17' },
        { type: 'honour', topic: '局技能大赛', prize: '三等奖', winners: ['赵阳'], date: '2026-03-17' },
      ],
    ],
    [
      '周一抽查了工程部 不合格 周二测试保安部 78分',
      [
        { date: '2026-03-16', kind: '抽查', department: '工程部', result: '不合格' },
        { date: '2026-03-17', kind: '测试', department: '保安部', score: 78 },
      ],
    ],
    [
      '昨天下午测试 会务部91分 前厅部84分',
      [
        { department: '会务部', score: 91 },
        { department: '前厅部', score: 84 },
      ],
    ],
    [
      '昨天省妇代会志愿服务 赵阳在引导岗4小时 小雨在测温岗 3小时',
      [
        { attendees: ['赵阳'], post: '引导岗', minutes: 240 },
        { attendees: ['孙小雨'], post: '测温岗', minutes: 180 },
      ],
    ],
    [
      '部门及员工提出两个问题：电梯等待久，负责人赵阳，措施分批放行；另一个是更衣柜不够，负责人李淑贤，措施增购20个',
      [
        { problem: '电梯等待久', owner: '赵阳' },
        { problem: '更衣柜不够', owner: '李淑贤' },
      ],
    ],
    ['支部自查问题：1.台账不及时 2.学习不深入', [{ problem: '台账不及时' }, { problem: '学习不深入' }]],
    [
      '3月会议补登：3月2日支委会，议题防汛；3月9日党小组会，议题文明创建',
      [
        { kind: '支委会', date: '2026-03-02', backfill: true },
        { kind: '党小组会', date: '2026-03-09', backfill: true },
      ],
    ],
    [
      '3月6日上午组织生活会，下午民主评议党员，都是陈立主持、李响记录',
      [
        { kind: '组织生活会', period: '上午', host: '陈立', recorder: '李响' },
        { kind: '民主评议党员', period: '下午', host: '陈立', recorder: '李响', date: '2026-03-06' },
      ],
    ],
    [
      '下周一上午九点安排业务培训，内容签到机使用；下周四下午安排主题党日，主题红歌快闪',
      [
        { type: 'plan', kind: 'training', date: '2026-03-23', start: '09:00' },
        { type: 'plan', kind: 'theme_day', date: '2026-03-26', period: '下午' },
      ],
    ],
    [
      '昨天处罚单2张（宴会部），提醒整改单1张（前厅部）',
      [
        { kind: '服务质量处罚单', count: 2, department: '宴会部' },
        { kind: '提醒整改单', count: 1, department: '前厅部' },
      ],
    ],
    [
      '处罚单2张：客房部1张（布草脏），餐饮部1张（餐具未消毒），昨天',
      [
        { department: '客房部', count: 1, date: '2026-03-17' },
        { department: '餐饮部', count: 1, date: '2026-03-17' },
      ],
    ],
    [
      '3.2、3.9、3.16三次集中学习，都是1小时，学党章',
      [
        { date: '2026-03-02', minutes: 60, topic: '党章' },
        { date: '2026-03-09', minutes: 60, topic: '党章' },
        { date: '2026-03-16', minutes: 60, topic: '党章' },
      ],
    ],
    [
      '小赵一等奖，小雨二等奖，昨天的消防技能比赛',
      [
        { prize: '一等奖', winners: ['赵阳'], topic: '消防技能比赛' },
        { prize: '二等奖', winners: ['孙小雨'], topic: '消防技能比赛' },
      ],
    ],
    [
      '昨天党员大会1小时，接着微党课王敏讲《信仰》20分钟',
      [
        { type: 'meeting', minutes: 60 },
        { form: '微党课', lecturer: '王敏', minutes: 20, date: '2026-03-17' },
      ],
    ],
  ])('%s', (text, expected) => {
    expect(records(text)).toMatchObject(expected)
    expect(records(text)).toHaveLength(expected.length)
  })
})

describe('the week said once', () => {
  it.each([
    ['上周活动两项：周二上午交流互访去了绍兴会展集团，周四下午工会小家活动包饺子', ['2026-03-10', '2026-03-12']],
    ['上周培训：周一下午研讨，议题宴会排班，50分钟；周五微党课，李响讲《灯塔》，15分钟', ['2026-03-09', '2026-03-13']],
  ])('%s', (text, days) => {
    expect(records(text)?.map(({ date }) => date)).toEqual(days)
  })

  it.each([['上周和淑贤谈心谈话是周四 三刻钟', '2026-03-12']])('%s', (text, date) => {
    expect(say(text, { sender_role: 'secretary' })).toMatchObject({ date })
  })
})

describe('a week in a clause of its own', () => {
  it.each(['上周太忙，周一自学了党章1小时', '上周学了两次，周一学党章1小时'])(
    'leaves the weekday in doubt: %s',
    (text) => {
      expect(writes(say(text))).toBe(false)
    },
  )
})

describe('what belongs to one event stays one', () => {
  it.each([
    ['3月13日上午九点到十点半党员大会，内容：1.学习文件 2.讨论转正，主持人陈立', { kind: '党员大会', host: '陈立' }],
    ['3月13日党员大会：一、学习文件；二、讨论转正；三、收党费', { kind: '党员大会', date: '2026-03-13' }],
  ])('%s', (text, expected) => {
    expect(say(text)).toMatchObject({ type: 'meeting', ...expected })
  })

  it('an agenda with the length of each item is asked about', () => {
    expect(writes(say('3月2日党员大会\n1.学习党章30分钟\n2.学习讲话20分钟'))).toBe(false)
  })

  it.each(['上周三工会小家活动，组织大家打乒乓球，赵阳得了第一名', '孩子今天考试得了一等奖'])(
    '%s is no prize',
    (text) => {
      expect(say(text)).not.toMatchObject({ type: 'honour' })
    },
  )
})

describe('a pasted list in which a line is in doubt', () => {
  const list = (line: string) => `3月台账：\n3.2 集中学习 党章 1小时\n${line}\n3.6 党员大会 讨论转正`

  it('records what is certain and asks back about the rest', () => {
    expect(say(list('3.5 主题党日 大概六七个人'))).toMatchObject({
      records: [{ date: '2026-03-02' }, { date: '2026-03-06' }],
      doubtful: [{ type: 'question', partial: { type: 'theme_day', date: '2026-03-05' } }],
      question: expect.any(String),
    })
  })

  it.each([
    ['3.32 主题党日 植树 全员', { error: 'bad_date', partial: { type: 'theme_day' } }],
    ['3.5 微党课 小李主讲 《家书》', { error: 'ambiguous_person', partial: { date: '2026-03-05' } }],
    ['3.5 谈心谈话 刘德发 近况', { error: 'unknown_person', partial: { date: '2026-03-05' } }],
    ['3.5 集中学习 1小时', { error: 'missing_field', fields: ['topic'] }],
  ])('and about what is wrong: %s', (line, doubt) => {
    expect(say(list(line))).toMatchObject({
      records: [{ date: '2026-03-02' }, { date: '2026-03-06' }],
      doubtful: [doubt],
    })
  })

  it('under a heading that names the kind, in a table as in a list', () => {
    const rows = ['2.30\t两会精神\t7\t7', '3.10\t会议礼仪\t7\t6', '3.12\t一封家书\t7\t7']
    const records = [
      { topic: '会议礼仪', expected: 7, actual: 6 },
      { topic: '一封家书', actual: 7 },
    ]
    expect(say(`3月培训\n日期\t主题\t应到\t实到\n${rows.join('\n')}`)).toMatchObject({
      records,
      doubtful: [{ error: 'bad_date' }],
    })
    expect(say('3月培训如下：\n1. 3.3 两会精神 2小时 全员\n2. 3.10 会议礼仪 1小时 全员')).toMatchObject({
      records: [{ topic: '两会精神' }, { topic: '会议礼仪' }],
    })
  })

  it.each(['3.5 今天天气不错', '主题党日 大概六七个人'])('but not beside %s', (line) => {
    expect(writes(say(list(line)))).toBe(false)
  })
})
