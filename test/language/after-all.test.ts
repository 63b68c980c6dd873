import { describe, expect, it } from 'vitest'
import { say, writes } from './helpers.js'

/** What is said after a record, or beside one: who was there after all, what is left of a pay, a table, a list. */
const group = (text: string) => say(`@台账助手 ${text}`, { chat: 'group', sender_role: 'secretary' })
const quoting = (words: string) => `「台账助手：已记：2025-11-18 集中学习 教育法 60分钟」\n- - - - -\n${words}`

describe('one who was there after all', () => {
  it.each([
    ['更正 李响没有请假', ['李响']],
    ['更正 李响没请假', ['李响']],
    ['更正 李响、赵阳没缺席', ['李响', '赵阳']],
    ['更正 李响来了，没请假', ['李响']],
    ['李响其实来了', ['李响']],
    ['李响没请假，他在', ['李响']],
    ['小雨其实参加了，没请假', ['孙小雨']],
    ['刚才那条李响没请假', ['李响']],
    ['不对，李响没请假', ['李响']],
    ['响哥没请假啊', ['李响']],
  ])('%s', (text, attendees) => {
    expect(say(text)).toEqual({ type: 'edit', target: 'last', add: { attendees } })
  })

  it('of an entry named or replied to', () => {
    const theme = { find: { type: 'theme_day', date: '2026-03-12' } }
    expect(say('更正 3月12日的主题党日 李响没请假')).toMatchObject({ target: theme, add: { attendees: ['李响'] } })
    const quoted = { quoted: { type: 'training', date: '2025-11-18' } }
    expect(say(quoting('李响其实来了'))).toMatchObject({ target: quoted, add: { attendees: ['李响'] } })
    expect(say(quoting('全员都到了'))).toMatchObject({ target: quoted, set: { attendees: 'all' } })
  })

  it.each([
    '更正 李响没请假，是赵阳请假',
    '更正 李响没来 没请假',
    '更正 他没请假',
    '更正 小李没请假',
    '李响没请假吗',
    '李响没请假就没来',
    '昨天集中学习学习党章2小时，李响没请假',
    '昨天集中学习学习党章2小时，李响没有请假，其他人都到了',
  ])('not for certain: %s', (text) => {
    expect(writes(say(text))).toBe(false)
  })

  it('away without leave is away for no reason', () => {
    expect(say('昨天集中学习学习党章2小时，李响没来，也没请假')).toMatchObject({ absent: [{ name: '李响' }] })
    expect(say('昨天集中学习学习党章2小时，李响没来，也没请假')).not.toMatchObject({ absent: [{ reason: '没' }] })
  })
})

describe('everybody was there', () => {
  it.each([
    '更正 全员参加',
    '更正 全员都到了',
    '更正 都来了',
    '更正 全体党员参加',
    '更正 大家都参加了',
    '更正 全部到齐',
    '不对，全员都到了',
    '其实都来了',
    '刚才那条全员都到了',
  ])('%s', (text) => {
    expect(say(text)).toEqual({ type: 'edit', target: 'last', set: { attendees: 'all' } })
  })

  it.each(['全员都到了', '都来了', '大家都到齐了'])('is asked about by itself: %s', (text) => {
    expect(say(text)).toMatchObject({ error: 'unclear', type: 'edit' })
  })
})

describe('dues of what is left of a pay', () => {
  it.each([
    ['应发工资8500扣除个税120社保900公积金1000 党费应交多少', 6480],
    ['3月应发工资8500扣除个税120社保900公积金1000 党费应交多少', 6480],
    ['应发八千五扣个税一百二社保九百公积金一千 党费应交多少', 6480],
    ['工资8500，扣五险一金2000，党费多少', 6500],
    ['工资8500-120-900-1000 党费交多少', 6480],
    ['应发8500到手6480党费多少', 6480],
    ['税前12000税后9500党费应交多少', 9500],
    ['扣除五险一金后6480 党费多少', 6480],
    ['月入4500要交多少党费', 4500],
  ])('%s', (text, base) => {
    expect(say(text)).toMatchObject({ type: 'query', what: 'dues_calc', base })
  })

  it.each([
    '税前8500 党费交多少',
    '应发工资8500 党费应交多少',
    '工资8500扣完社保党费多少',
    '应发8500扣除个税120房租2000 党费应交多少',
    '党费基数8000-9000的交多少',
  ])('is asked about: %s', (text) => {
    expect(say(text)).toMatchObject({ error: 'unclear', type: 'query' })
  })
})

describe('where leaders go', () => {
  it.each([
    '领导明天下午3点来视察的行程发大家',
    '省领导周五来大会堂的路线',
    '领导的行程表发一下',
    '领导来考察的路线发我',
    '局领导后天来，车牌号是浙A12345',
    '大领导下周二的航班',
  ])('is no matter of a chat: %s', (text) => {
    expect(group(text)).toMatchObject({ error: 'refused_secret' })
  })

  it.each(['昨天集中学习坚持党的领导和群众路线 1小时 全员', '昨天外出保障省领导视察 3小时 全员'])('but %s', (text) => {
    expect(writes(group(text))).toBe(true)
  })
})

describe('a pasted table', () => {
  const rows = ['日期 内容 时长 人员', '3月2日 学习党章 60分钟 全员', '3月9日 学习条例 90分钟 王敏、李响']
  it.each(['\t', '|', ' | '])('is read line by line: %j', (mark) => {
    expect(group(rows.join('\n').replaceAll(' ', mark))).toMatchObject({
      records: [
        { type: 'training', date: '2026-03-02', minutes: 60, topic: '党章', attendees: 'all' },
        { type: 'training', date: '2026-03-09', minutes: 90, topic: '条例', attendees: ['王敏', '李响'] },
      ],
    })
  })

  it('an empty cell moves no other', () => {
    const meaning = group('日期\t内容\t时长\t人员\n3月2日\t学习党章\t\t全员\n3月9日\t学习条例\t90分钟\t全员')
    expect(meaning).toMatchObject({ records: [{ attendees: 'all', topic: '党章' }, { minutes: 90 }] })
  })

  it.each(['日期\t内容\t时长\t人员\n3月2日\t插花\t60分钟\t全员', '日期\t内容\t时长\t人员\n\t学习条例\t90分钟\t王敏'])(
    'is asked about: %j',
    (text) => {
      expect(writes(group(text))).toBe(false)
      expect(group(text)).not.toMatchObject({ type: 'ignore' })
    },
  )
})

describe('a numbered list with an item in doubt', () => {
  const list = (last: string) => `一、3月2日集中学习党章1小时全员\n二、3月9日谈心谈话，和李响30分钟\n三、${last}`

  it.each([
    '主题党日 大概六七个人',
    '3月12日主题党日 大概六七个人',
    '集中学习',
    '下周可能开个会',
    '3月12日去兄弟支部学习2小时',
    '3.32主题党日',
  ])('%s', (last) => {
    const meaning = say(list(last))
    expect(meaning).toMatchObject({ records: [{ date: '2026-03-02' }, { date: '2026-03-09' }], doubtful: [{}] })
    if (!/3[月.]/.test(last))
      expect(meaning).toMatchObject({ doubtful: [{ fields: expect.arrayContaining(['date']) }] })
  })

  it.each(['今天天气不错'])('but not beside %s', (last) => {
    expect(writes(say(list(last)))).toBe(false)
  })

  it('nor where a certain item has no day of its own', () => {
    expect(writes(say(list('3月12日主题党日 大概六七个人').replace('3月2日', '')))).toBe(false)
  })
})

describe('a slip without its kind', () => {
  it.each([
    [
      '质量单：3月9日抽查发现档案缺签字，责任人赵阳，3月25日前整改',
      { problem: '档案缺签字', due_to: '2026-03-25', note: '责任人：赵阳' },
    ],
    ['质量单3月9日抽查发现档案缺签字，责任人赵阳，3月25日前整改', { date: '2026-03-09' }],
    ['登记质量单：昨天抽查会务部横幅挂歪，责任人小赵，本周五前整改', { department: '会务部', note: '责任人：赵阳' }],
    ['质量单：抽查发现地面湿滑，3月20日前整改', { problem: '地面湿滑', due_to: '2026-03-20' }],
  ])('%s', (text, partial) => {
    expect(say(text)).toMatchObject({
      error: 'missing_field',
      fields: ['kind'],
      partial: { type: 'qualitySlip', ...partial },
    })
  })
})

describe('a day said twice', () => {
  it.each([
    '3月8日志愿服务，3月8日下午在测温岗，王敏李响2小时',
    '3月8日志愿服务；3月8日下午在测温岗，王敏李响2小时',
    '3月8日志愿服务。3月8日下午，王敏、李响在测温岗，2小时',
    '3月8日，志愿服务，3月8日下午，测温岗，王敏李响，2小时',
  ])('is one service: %s', (text) => {
    expect(say(text)).toMatchObject({
      type: 'volunteer',
      date: '2026-03-08',
      period: '下午',
      minutes: 120,
      attendees: ['王敏', '李响'],
      post: '测温岗',
    })
  })
})

describe('下午 by its shape', () => {
  it.each([
    '昨天下屋学习党章1小时全员',
    '昨天下牛学习党章1小时全员',
    '3月17日下屋学习党章1小时全员',
    '昨天下五学习党章1小时全员',
  ])('%s', (text) => {
    expect(say(text)).toMatchObject({ date: '2026-03-17', period: '下午', topic: '党章' })
  })

  it('but a house stays one', () => {
    expect(say('昨天下屋里漏水了')).toEqual({ type: 'ignore' })
  })
})

describe('another branch that ours went to', () => {
  it.each(['昨天去兄弟支部学习2小时全员', '昨天到隔壁支部交流学习2小时全员', '昨天走进其他支部参观学习，全员，2小时'])(
    '%s',
    (text) => {
      expect(say(text)).toMatchObject({ type: 'question', question: '记成本支部外出学习吗？' })
    },
  )

  it('is another matter than its own study', () => {
    expect(say('昨天兄弟支部集中学习党章2小时')).toMatchObject({ question: '这是本支部的吗？' })
  })
})

describe('the year of a title', () => {
  it.each(['李响获评2025年度优秀共产党员', '2025年度李响被评为优秀共产党员', '李响获2025年度“优秀共产党员”称号'])(
    '%s',
    (text) => {
      expect(say(text)).toMatchObject({ type: 'honour', prize: '优秀共产党员', winners: ['李响'], topic: '2025年度' })
    },
  )

  it.each(['优秀共产党员 李响 2025年度', '2025年度优秀共产党员：李响'])('is asked whether it was won: %s', (text) => {
    expect(say(text)).toMatchObject({ type: 'question', partial: { topic: '2025年度', winners: ['李响'] } })
  })
})
