import { describe, expect, it } from 'vitest'
import { sentenceOf } from '../../handlers/shared/sentence.js'
import type { Person, RecordMeaning } from '../../src/core/meaning.js'
import { understand } from '../../src/language/understand.js'

const TODAY = '2026-03-18'
const full = (name: string): Person => ({ name, aliases: [], status: 'full' })
const ROSTER = ['陈立', '王敏', '李淑贤', '周海明', '赵阳', '孙小雨', '李响'].map(full)
const COMMITTEE = ['secretary', 'dues']

/** What a form that can't be used offers to be sent instead, as its author would send it. */
const readBack = (text: string, chat: 'group' | 'p2p') =>
  understand({
    text,
    chat,
    addressed: true,
    senderRoles: COMMITTEE,
    sender: '陈立',
    today: TODAY,
    roster: ROSTER,
    botName: '台账助手',
  })

const RECORDS: readonly RecordMeaning[] = [
  {
    type: 'training',
    form: '集中学习',
    date: '2026-03-17',
    period: '下午',
    minutes: 120,
    topic: '党章',
    lecturer: '陈立',
    place: '三楼会议室',
    expected: 7,
    actual: 7,
  },
  { type: 'training', form: '主题影片', date: '2026-03-13', minutes: 150, topic: '《长津湖》', attendees: 'all' },
  { type: 'theme_day', date: '2026-03-05', credit_hours: 4, topic: '参观革命纪念馆', attendees: 'all' },
  { type: 'meeting', kind: '党员大会', date: '2026-03-02', topic: '一季度工作', expected: 7, actual: 7 },
  {
    type: 'meeting',
    kind: '党员大会',
    date: '2026-03-10',
    expected: 7,
    actual: 7,
    topic: '讨论预算；采购投影仪',
    agenda: [
      { topic: '讨论预算', decision: '通过', votes: { for: 5, against: 0 } },
      { topic: '采购投影仪', decision: '公开招标', votes: { for: 6 }, owner: '李响', due_to: '2026-04-15' },
    ],
  },
  {
    type: 'meeting',
    kind: '党员大会',
    date: '2026-03-10',
    topic: '消防整改',
    agenda: [{ topic: '消防整改', owner: '赵阳', due_to: '2026-03-31' }],
  },
  { type: 'talk', kind: '谈心谈话', date: '2026-03-17', minutes: 30, talker: '$sender', partner: '孙小雨' },
  { type: 'activity', kind: '工会小家活动', date: '2026-03-06', topic: '插花', attendees: 'all' },
  { type: 'activity', kind: '走访慰问', date: '2026-03-06', topic: '退休党员', expected: 7, actual: 7 },
  {
    type: 'volunteer',
    date: '2026-03-17',
    attendees: ['赵阳', '李响'],
    topic: '省两会',
    post: '茶水服务台',
    minutes: 120,
  },
  { type: 'donation', date: '2026-03-05', topic: '慈善一日捐', actual: 7, total: 350 },
  {
    type: 'donation',
    date: '2026-03-05',
    topic: '慈善一日捐',
    items: [
      { name: '陈立', amount: 100 },
      { name: '王敏', amount: 50.5 },
    ],
  },
  { type: 'honour', date: '2026-03-10', topic: '省级机关演讲比赛', prize: '三等奖', winners: ['孙小雨', '李响'] },
  {
    type: 'qualitySlip',
    kind: '提醒整改单',
    date: '2026-03-17',
    count: 2,
    department: '会务部',
    problem: '茶水不及时',
    due_to: '2026-03-31',
  },
  { type: 'projectEvent', project: '标准化', kind: '推进会', date: '2026-03-17', attendees: 'all' },
  {
    type: 'problem',
    source: '支部自查',
    problem: '学习记录不全',
    measure: '补齐记录',
    owner: '周海明',
    due_to: '2026-03-31',
  },
  { type: 'commitment', kind: '党员风采', who: '赵阳', period: '2026', topic: '每月一次志愿服务' },
  { type: 'commitment', kind: '书记项目', who: '$sender', period: '2026', topic: '打造品质会堂' },
  {
    type: 'dues',
    month: '2026-03',
    items: [
      { name: '陈立', amount: 125 },
      { name: '王敏', amount: 98.5 },
    ],
  },
  { type: 'spot_check', kind: '抽查', date: '2026-03-17', department: '会务部', result: '合格', score: 95 },
  { type: 'metric', period: '2026-02', items: { 提醒整改单: 5, 服务质量处罚单: 2 }, open: { 提醒整改单: 1 } },
  { type: 'analysis', period: '2026-Q1', topic: '总体稳定' },
  {
    type: 'plan',
    kind: 'theme_day',
    date: '2026-03-26',
    start: '14:00',
    topic: '清明祭英烈',
    remind: true,
    remind_all: true,
  },
  { type: 'plan', kind: 'training', date: '2026-03-26', topic: '消防知识', lecturer: '王敏', remind: true },
  { type: 'plan', kind: 'talk', due_to: '2026-03-31', partner: '赵阳' },
  { type: 'plan', kind: 'talk', date: '2026-03-26', talker: '王敏', partner: '赵阳' },
  { type: 'talk', kind: '廉政谈话', date: '2026-03-17', talker: '周海明', partner: '孙小雨' },
  {
    type: 'talk',
    kind: '谈心谈话',
    date: '2026-03-17',
    talker: '$sender',
    partner: '李响',
    partners: ['李响', '赵阳'],
  },
]

describe('the sentence under a form', () => {
  it.each(RECORDS)('of $type reads back as the same record: %j', (record) => {
    expect(readBack(sentenceOf(record, { today: TODAY, isPrivate: true }), 'p2p')).toMatchObject(record)
  })

  it.each(RECORDS)('of $type is recorded as well when it was today: %j', (record) => {
    if (record.date === undefined || record.type === 'plan') return
    const today = { ...record, date: TODAY }
    const chat = record.type === 'talk' ? 'p2p' : 'group'
    expect(readBack(sentenceOf(today, { today: TODAY, isPrivate: true }), chat)).toMatchObject(today)
  })

  it.each(RECORDS)('of $type says nothing to a group of money, talks and absence', (record) => {
    const told = {
      ...record,
      absent: [{ name: '李响', reason: '住院' }],
      note: '家里有事',
      ...(record.type === 'talk' ? { topic: '闹离婚', problem: '情绪差' } : {}),
    } as RecordMeaning
    const sentence = sentenceOf(told, { today: TODAY })
    expect(sentence).not.toMatch(/住院|家里有事|离婚|情绪|98\.5|50\.5|125/)
    if (record.type === 'plan') expect(sentence).not.toContain('赵阳')
  })

  it.each(RECORDS.map(({ type }) => type))('of a %s of which nothing is known is no record', (type) => {
    const meaning = readBack(sentenceOf({ type }, { today: TODAY, isPrivate: true }), 'p2p')
    const isRecord = !('error' in meaning) && 'type' in meaning && meaning.type === type
    expect(isRecord, JSON.stringify(meaning)).toBe(false)
  })
})
