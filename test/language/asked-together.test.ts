import { describe, expect, it } from 'vitest'
import { say } from './helpers.js'

const ask = (text: string, today = '2026-03-18') => say(text, { sender_role: 'secretary', today })
const query = (expected: object) => ({ type: 'query', ...expected })

describe('who was absent', () => {
  it.each([
    ['谁没来学习', { kinds: ['training'], period: '2026-03' }],
    ['这个月集中学习谁缺席过', { forms: ['集中学习'], period: '2026-03' }],
    ['一季度哪些人缺过课', { period: '2026-Q1' }],
    ['上个月培训缺席的有哪些人', { kinds: ['training'], period: '2026-02' }],
    ['今年主题党日都有谁没到', { kinds: ['主题党日'], period: '2026' }],
    ['今年集中学习出勤情况', { forms: ['集中学习'], period: '2026' }],
    ['集中学习缺席名单', { forms: ['集中学习'], period: '2026-03' }],
    ['谁没来，我好给他补课', { period: '2026-03' }],
    ['上次学习谁没来', { kinds: ['training'], latest: true }],
    ['这次主题党日谁没来啊', { kinds: ['主题党日'], latest: true }],
    ['昨天的党员大会有谁没参加', { kinds: ['党员大会'], date: '2026-03-17' }],
    ['3月17日集中学习谁请假了', { forms: ['集中学习'], date: '2026-03-17' }],
    ['王敏今年缺了几次', { who: '王敏', period: '2026' }],
    ['王敏这季度请了几次假', { who: '王敏', period: '2026-Q1' }],
    ['李响今年有没有缺席过', { who: '李响', period: '2026' }],
    ['我今年缺席了几次', { who: '$sender', period: '2026' }],
    ['哪几次学习我没参加', { who: '$sender', kinds: ['training'], period: '2026' }],
    ['王敏今年少来了几次', { who: '王敏', period: '2026' }],
  ])('%s', (text, expected) => {
    expect(ask(text)).toEqual(query({ what: 'absences', ...expected }))
  })

  it.each([
    ['上周学习谁没来', { error: 'unclear', type: 'query' }],
    ['最近谁老缺席', { error: 'unclear', type: 'query' }],
    ['王敏和李响今年缺了几次', { error: 'unclear', type: 'query' }],
    ['预备党员谁没来', { error: 'unclear', type: 'query' }],
    ['把谁没来发群里', { error: 'not_permitted', action: 'broadcast' }],
    ['谁缺席最多', { error: 'not_permitted', action: 'ranking' }],
    ['谁没到32学时', { type: 'query', what: 'credit_hours_missing', target: 32 }],
    ['刚才那条王敏没来', { type: 'edit', target: 'last', add: { absent: [{ name: '王敏' }] } }],
    ['3月17日集中学习2小时 党章，王敏请假', { type: 'training', absent: [{ name: '王敏' }] }],
    ['老周今天没来？', { type: 'ignore' }],
  ])('%s is something else', (text, expected) => {
    expect(ask(text)).toMatchObject(expected)
  })
})

describe('several questions in one message', () => {
  const hours = { what: 'credit_hours' }
  const talks = { what: 'talks_missing' }
  const dues = { what: 'dues_missing' }
  it.each<readonly [string, readonly object[]]>([
    [
      '我今年学了几个学时，谈了几次话',
      [
        { ...hours, who: '$sender' },
        { what: 'counts', who: '$sender' },
      ],
    ],
    [
      '这季度谁没谈、党费谁没交',
      [
        { ...talks, period: '2026-Q1' },
        { ...dues, period: '2026-Q1' },
      ],
    ],
    ['谁党费没交以及谁还没谈话', [dues, talks]],
    [
      '我今年多少学时？党费交了吗',
      [
        { ...hours, who: '$sender' },
        { ...dues, who: '$sender' },
      ],
    ],
    [
      '今年开了几次党员大会，我多少学时',
      [
        { what: 'counts', kinds: ['党员大会'] },
        { ...hours, who: '$sender' },
      ],
    ],
    ['我学时还差多少，另外这个月还缺哪些没记', [hours, { what: 'gaps', period: '2026-03' }]],
    [
      '王敏今年多少学时，李响呢',
      [
        { ...hours, who: '王敏' },
        { ...hours, who: '李响' },
      ],
    ],
    [
      '今年集中学习几次，去年呢',
      [
        { what: 'counts', period: '2026' },
        { what: 'counts', period: '2025' },
      ],
    ],
    ['这个月谁请假了，谁没交党费', [{ what: 'absences' }, dues]],
    ['今年捐款几次，一共多少钱，谁还没交党费', [{ what: 'counts', measures: ['money'] }, dues]],
    ['我今年几学时，谈了几次，党费交到几月', [hours, { what: 'counts' }, dues]],
    ['我学时多少 党费交了没 谈话谈了没', [hours, { ...dues, who: '$sender' }, { what: 'counts', who: '$sender' }]],
    ['查查王敏的学时、党费', [hours, { ...dues, who: '王敏' }]],
    [
      '去年和今年各开了几次党员大会',
      [
        { what: 'counts', period: '2025' },
        { what: 'counts', period: '2026' },
      ],
    ],
    ['去年一季度和二季度处罚单各几张', [{ period: '2025-Q1' }, { period: '2025-Q2' }]],
    [
      '李响和赵阳今年各多少学时',
      [
        { ...hours, who: '李响' },
        { ...hours, who: '赵阳' },
      ],
    ],
    [
      '今年微党课几次？主题党日几次？谁还没讲？',
      [{ forms: ['微党课'] }, { kinds: ['主题党日'] }, { what: 'lectures_missing', forms: ['微党课'] }],
    ],
  ])('%s', (text, expected) => {
    const meaning = ask(text)
    expect(meaning).toMatchObject(query({ ...expected[0], others: expected.slice(1).map(query) }))
    expect(meaning).toHaveProperty('others.length', expected.length - 1)
  })

  it.each([
    '今年党员大会几次，几次谈心谈话',
    '微党课今年轮到谁了，还有谁没讲呢',
    '今年志愿服务几次、多少人次、多少小时',
    '发现问题几个，整改几个',
    '讲过微党课的有哪些人？没讲的又是谁',
  ])('%s stays one', (text) => {
    expect(ask(text)).toMatchObject({ type: 'query' })
    expect(ask(text)).not.toHaveProperty('others')
  })

  it.each([
    '今年党员大会几次，一季度的不算',
    '除了3月，今年主题党日几次',
    '今年开了多少次会？党费标准怎么算？',
    '李响和赵阳今年谈了几次',
  ])('%s is asked about', (text) => {
    expect(ask(text)).toMatchObject({ error: 'unclear', type: 'query' })
  })

  it('a time that is said not to be meant does not count', () => {
    const text = '帮我拉个数，去年下半年的，工会小家活动几次、走访慰问几次，上半年的不要'
    expect(ask(text)).toEqual(query({ what: 'counts', kinds: ['工会小家活动', '走访慰问'], period: '2025-H2' }))
  })
})

describe('pages and the length of a 学时', () => {
  it.each([
    ['下一页', 'next'],
    ['看下一页', 'next'],
    ['还有呢', 'next'],
    ['往后翻', 'next'],
    ['/下一页', 'next'],
    ['上一页', 'previous'],
    ['第2页', 2],
    ['翻到第三页', 3],
    ['最后一页', 'last'],
    ['第一页', 'first'],
  ])('%s', (text, to) => {
    expect(ask(text)).toEqual({ type: 'turn_page', to })
  })

  it.each([
    ['一个学时按45分钟算', 45],
    ['学时按60分钟', 60],
    ['以后学时统一按45分钟换算', 45],
    ['45分钟算一个学时', 45],
    ['把学时改成50分钟一个', 50],
    ['我们支部一课时算45分钟吧', 45],
    ['一学时按一小时算', 60],
    ['学时设置改为四十五分钟', 45],
  ])('%s', (text, minutes) => {
    expect(ask(text)).toEqual({ type: 'set_credit_hour', minutes })
  })

  it.each([
    '一学时是多少分钟',
    '一个学时等于几分钟',
    '学时怎么算的',
    '一个学时是45分钟吗',
    '每个学时多长时间',
    '几分钟算一个学时',
  ])('%s asks', (text) => {
    expect(ask(text)).toMatchObject({ type: 'query', what: 'credit_hours', unit: true })
  })

  it.each(['自学1学时45分钟', '集中学习1学时，45分钟', '今天自学45分钟，算一学时'])('%s sets nothing', (text) => {
    expect(ask(text)).not.toMatchObject({ type: 'set_credit_hour' })
    expect(ask(text)).not.toMatchObject({ unit: true })
  })
})
