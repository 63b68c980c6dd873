import { describe, expect, it } from 'vitest'
import { say, writes } from './helpers.js'

/** Records as hurried members type them, a table for each class of wording. */
const is = (text: string, expected: Record<string, unknown>, today?: string) =>
  expect(say(text, { sender_role: 'org', ...(today === undefined ? {} : { today }) })).toMatchObject(expected)

describe('days', () => {
  it.each([
    ['4.20-22号外出保障，去湖州帮忙做会议服务', '2026-04-24', { date: '2026-04-20', end_date: '2026-04-22' }],
    ['4/20-22日外出考察 嘉兴会展中心 全员', '2026-04-24', { date: '2026-04-20', end_date: '2026-04-22' }],
    ['7/1 集体收看建党105周年大会直播，全员，1小时10分', '2026-07-02', { date: '2026-07-01', minutes: 70 }],
    ['补录一下三八节小家活动 做香囊 王敏主持', '2026-03-16', { date: '2026-03-08', host: '王敏' }],
    ['元旦假期第一天在家自学了党章1小时', '2026-01-03', { date: '2026-01-01' }],
    ['国庆长假最后一天集中学习党章1小时 全员', '2025-10-10', { date: '2025-10-08' }],
    ['大年三十前一天主题党日 送年货 全员', '2026-02-26', { date: '2026-02-15' }],
    ['去年最后一天自学了《邓小平文选》 半小时', '2026-01-01', { date: '2025-12-31' }],
    ['今天虽然是周日但上班 上午业务培训半天 新会议系统操作 全员', '2026-01-04', { date: '2026-01-04' }],
    ['元月15号下午民主评议党员 全体参加', '2026-01-16', { date: '2026-01-15' }],
  ])('%s', (text, today, expected) => is(text, expected, today))

  it.each(['三八节主题党日，插花，全员', '端午小家活动包粽子，全员'])('%s may only be a theme', (text) => {
    expect(writes(say(text, { today: '2026-06-22' }))).toBe(false)
  })

  it('a day of a month that has not so many is a slip', () => {
    expect(say('3.32 集中学习 党章')).toMatchObject({ error: 'bad_date', raw: '3.32' })
  })

  it.each([
    ['上周四安保部处罚单一张 原因：值班脱岗，限本周五前整改完', '2026-03-20'],
    ['3月12日开给工程部的处罚单1张 地下车库灯坏了 三天内修好', '2026-03-21'],
  ])('the deadline of %s is told from today', (text, due_to) => is(text, { due_to }))

  it('a day that no month has throws nowhere, also as a deadline', () => {
    expect(writes(say('今天和李响谈心谈话一刻钟，4月31日前交材料', { sender_role: 'secretary' }))).toBe(false)
  })

  it('一小时多一点 is no clock time', () => {
    expect(say('昨天集中学习党章一小时多一点')).not.toHaveProperty('start')
  })
})

describe('people', () => {
  it.each([
    ['昨天业务培训 茶歇摆台规范 1小时 除了赵阳都到了他在值班', { absent: [{ name: '赵阳', reason: '值班' }] }],
    [
      '昨天学习讲话精神 90分钟 除了王姐和小赵都参加了 王姐公出 小赵年休',
      {
        absent: [
          { name: '王敏', reason: '公出' },
          { name: '赵阳', reason: '年休' },
        ],
      },
    ],
    [
      '昨天专题党课《规矩》1小时，应到7人，实到5人，请假2人（李响因公赴湖州、王敏休年假）',
      {
        absent: [
          { name: '李响', reason: '因公赴湖州' },
          { name: '王敏', reason: '休年假' },
        ],
      },
    ],
    ['昨天看电影《志愿军》2小时 小雨在外面开会没看上', { absent: [{ name: '孙小雨', reason: '在外面开会' }] }],
    ['3.9 外出考察 嘉兴会展中心 一天 去了赵阳、响哥和我', { attendees: ['$sender', '赵阳', '李响'] }],
    ['3月11日接待宁波会展中心来交流，我们这边老陈、王姐、小雨参加', { attendees: ['陈立', '王敏', '孙小雨'] }],
    ['昨天接待绍兴市民中心一行12人来交流互访，陈书记主持', { actual: 12, host: '陈立' }],
    ['昨天集中学习党章1小时，参加人员：王敏、赵阳；请假人员：孙小雨', { attendees: ['王敏', '赵阳'] }],
    ['昨天围绕服务品质开展研讨，1小时，七个人都发了言', { actual: 7 }],
    ['昨天集中学习党章1小时，响哥迟到了但来了，全员', { attendees: 'all' }],
    ['3月16日，支部书记陈立与孙小雨同志进行了谈心谈话，30分钟', { talker: '陈立', partner: '孙小雨' }],
    ['3月13日，支部党员王敏、赵阳两人前往采荷社区参加文明劝导志愿服务', { attendees: ['王敏', '赵阳'] }],
  ])('%s', (text, expected) => is(text, expected))

  it.each([
    ['今天集中学习监督执纪规则 1小时 除了孟凡都到了', '孟凡'],
    ['昨天集中学习党章 应到7 实到6 缺席刘洋（出差）', '刘洋'],
  ])('%s names nobody of ours', (text, name) => {
    expect(say(text)).toMatchObject({ error: 'unknown_person', name })
  })
})

describe('who lectured, and to whom', () => {
  it.each([
    ['昨天专题讲座 浙江大学李教授讲人工智能 俩小时', { lecturer: '浙江大学李教授', topic: '人工智能' }],
    ['昨天听了专题讲座 反诈 市公安局民警老刘讲的 一个小时', { lecturer: '市公安局民警老刘' }],
    ['昨天专题讲座 心理健康 市七院心理科陈医生 1小时', { lecturer: '市七院心理科陈医生' }],
    ['微党课 陈立 《初心如磐》 20分钟 3月10号', { lecturer: '陈立' }],
    ['开门第一课 今天给5名新员工讲会堂职责 主讲海明', { lecturer: '周海明', audience: '新员工', actual: 5 }],
    [
      '昨天人人都是培训师轮到我了 给质管员讲铭牌摆放 40分钟 来了23个人',
      { lecturer: '$sender', audience: '质管员', actual: 23 },
    ],
    ['昨天专题党课，主讲党委书记张建国，题目《担当》，1小时，全体员工126人参加', { audience: '全体员工', actual: 126 }],
    [
      '培训登记\n时间：3月10日 9:00-11:00\n形式：第一课\n对象：新员工\n主讲：孙小雨\n内容：礼仪',
      { audience: '新员工' },
    ],
  ])('%s', (text, expected) => is(text, expected))
})

describe('subjects and the words around them', () => {
  it.each([
    ['昨天线上学习 网络学院 反邪教警示教育 2.5学时', { topic: '反邪教警示教育' }],
    ['昨天业务培训讲了突发停电怎么处置 40分钟 全员', { topic: '突发停电怎么处置' }],
    ['现将本支部三月份专题党课情况登记如下：时间3月10日下午2时至3时，题目《规矩》，主讲陈立', { topic: '《规矩》' }],
    ["昨天集中学习2小时 题目：=cmd|'/c calc'!A1", { topic: "=cmd|'/c calc'!A1", sanitize: true }],
    ['昨天主题党日 看的主题影片《守岛人》 2h 全员', { topic: '《守岛人》' }],
    ['昨天主题党日 在后山种了20棵桂花树 上午 全员', { period: '上午' }],
    ['3月10日交流互访，台州市机关事务中心来访，三楼会议室座谈会务标准化，5人参加', { place: '三楼会议室' }],
    ['昨天开了党员大会，会议讨论通过了《2026年支部工作计划》', { resolution: '通过了《2026年支部工作计划》' }],
  ])('%s', (text, expected) => is(text, expected))

  it.each([
    ['昨天赴西湖边参加文明交通志愿服务 全体党员 2小时', { place: '西湖边', topic: '文明交通' }],
    ['昨天我去茶水服务台志愿服务了3个小时', { post: '茶水服务台' }],
    ['昨天小赵小雨去社区当自愿者，垃圾分类宣传，1小时', { place: '社区', attendees: ['赵阳', '孙小雨'] }],
    ['登记质量单一张，会务部，横幅挂歪了，昨天开的', { error: 'missing_field', fields: ['kind'] }],
    ['质量单 提醒整改 安保部 昨天 巡逻记录没写', { kind: '提醒整改单', department: '安保部' }],
    ['捐款登记：昨天 为困难职工捐款 人数：6 总额：￥1,050', { total: 1050, actual: 6 }],
    ['响哥昨天给“暖冬衣橱”捐了500块', { items: [{ name: '李响', amount: 500 }] }],
    ['昨天党员大会 审议方案 应到7实到7 赞成5 反对1', { votes: { for: 5, against: 1 } }],
  ])('%s', (text, expected) => is(text, expected))

  it('one who gave of his own is named', () => {
    expect(say('我今天给灾区捐了三百', { sender_role: 'member' })).toMatchObject({
      items: [{ name: '$sender', amount: 300 }],
      topic: '灾区',
    })
  })

  it.each([
    ['老周今天交了仨月的党费，1到3月，每月76，合计228', 3],
    ['昨天李响把1、2、3月党费一起补上了，一个月60，总共180', 3],
  ])('%s is dues for every month', (text, months) => {
    expect((say(text, { sender_role: 'dues' }) as unknown as { items: unknown[] }).items).toHaveLength(months)
  })
})

describe('no record', () => {
  it.each([
    '今天学习强国积分又满了',
    '昨天那个培训听得我直打瞌睡',
    '本来约了赵阳今天谈心，他临时出差，没谈成',
    '党费证找不到了，烦',
    '希望明年能多几次外出考察',
    '学习强国登不上',
    '四季度思想分析写了没',
    '标准化内审开过没有',
  ])('%s', (text) => {
    expect(writes(say(text, { sender_role: 'member' }))).toBe(false)
  })
})
