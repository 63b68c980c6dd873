import { describe, expect, it } from 'vitest'
import { say, writes } from './helpers.js'

/** What is done, taken back or talked over besides, told without a number. */

const closed = (find: object, on = '2026-03-18') => ({ type: 'edit', target: { find }, set: { closed_on: on } })
const inGroup = (text: string) => say(`@台账助手 ${text}`, { chat: 'group' })

describe('an open matter is done', () => {
  it.each([
    ['消防整改办完了', closed({ topic: '消防整改' })],
    ['会议签到不规范的问题已经整改到位了', closed({ topic: '会议签到不规范' })],
    ['灭火器昨天更换完了', closed({ topic: '灭火器' }, '2026-03-17')],
    ['采购电脑的事落实了', closed({ topic: '采购电脑' })],
    ['那个问题销号了', closed({ type: 'problem' })],
    ['客房部那张整改单闭环了', closed({ type: 'qualitySlip', kind: '提醒整改单', department: '客房部' })],
    ['餐饮部的整改单已经办结', closed({ type: 'qualitySlip', kind: '提醒整改单', department: '餐饮部' })],
    ['整改单昨天闭环了', closed({ type: 'qualitySlip', kind: '提醒整改单' }, '2026-03-17')],
    [
      '销号一张：工程部走廊灯的那张提醒整改单，昨天修好验收过了',
      closed({ type: 'qualitySlip', kind: '提醒整改单', department: '工程部', topic: '走廊灯' }, '2026-03-17'),
    ],
    [
      '前厅部上周五的整改单可以关了',
      closed({ type: 'qualitySlip', kind: '提醒整改单', department: '前厅部', date: '2026-03-13' }),
    ],
  ])('%s', (text, meaning) => {
    expect(inGroup(text)).toEqual(meaning)
  })

  it.each([
    '消防整改还没办完',
    '整改单都闭环了吗',
    '报销办完了',
    '作业写完了',
    '活动办完了',
    '争取月底前整改完了',
    '房子的事办完了',
  ])('%s closes nothing', (text) => {
    expect(writes(say(text))).toBe(false)
    expect(writes(inGroup(text))).toBe(false)
  })

  it('a count of slips, or one handed out, stays a record', () => {
    expect(say('2月处罚单2张，都已闭环')).toMatchObject({ type: 'metric', items: { 服务质量处罚单: 2 } })
  })
})

describe('an entry is taken back', () => {
  it.each([
    ['刚才那条记重了', undefined],
    ['上一条重复了，删掉', undefined],
    ['上条是测试的', undefined],
    ['记错了不算', undefined],
    ['我刚才记重了', undefined],
    ['刚才的别算，我重新发', undefined],
    ['刚才记岔了，那条抹掉', undefined],
    ['撤销3条', 3],
    ['/撤销 3条', 3],
    ['往回撤三条', 3],
    ['撤销最近三条', 3],
    ['把刚才那三条都撤了', 3],
    ['刚刚那三条一个都不要', 3],
    ['刚连发的四条全是测试，统统删掉', 4],
  ])('%s: one’s last', (text, count) => {
    expect(say(text)).toEqual({ type: 'undo', target: 'last', ...(count !== undefined && { count }) })
    expect(inGroup(text)).toEqual(say(text))
  })

  it.each([
    [
      '会务部3月5号那张处罚单的记录撤掉吧，领导说不罚了',
      { type: 'qualitySlip', department: '会务部', date: '2026-03-05' },
    ],
    ['上周四跟响哥谈心的记录撤回来', { type: 'talk', partner: '李响', date: '2026-03-12' }],
    ['下周二那个党员大会的计划不作数了', { type: 'plan', kind: 'meeting', date: '2026-03-24' }],
  ])('%s: the one it names', (text, find) => {
    expect(say(text, { sender_role: 'secretary' })).toMatchObject({ type: 'undo', target: { find } })
  })
})

describe('another event that was talked over besides is none of that day', () => {
  const STUDY = { type: 'training', date: '2026-03-17', minutes: 60, topic: '条例' }
  it.each([
    '昨天集中学习条例1小时，顺便讨论了下周五的主题党日',
    '昨天集中学习条例1小时顺便讨论了下周五的主题党日',
    '昨天集中学习条例1小时，会后商量了清明的党日',
    '昨天集中学习条例1小时，顺带布置了下个月的主题党日',
    '昨天集中学习条例1小时，还安排了下周的党员大会',
    '昨天集中学习条例1小时，大家顺便把下周五的党日定了',
    '昨天集中学习条例1小时，散了以后大伙儿商量了四月的党日去哪',
  ])('%s', (text) => {
    expect(say(text)).toMatchObject({ ...STUDY, note: expect.stringMatching(/党日|大会/) })
  })

  it('of a theme day as well; an order to plan it stays one, a second event too', () => {
    const themeDay = { type: 'theme_day', date: '2026-03-17', form: '主题影片' }
    expect(say('昨天主题党日看《长津湖》，结束后讨论了下周的党员大会')).toMatchObject(themeDay)
    const both = { records: [STUDY, { type: 'plan', kind: 'theme_day', date: '2026-03-27' }] }
    expect(say('昨天集中学习条例1小时，再安排一下下周五的主题党日')).toMatchObject(both)
    const after = { records: [STUDY, { type: 'meeting', kind: '党员大会' }] }
    expect(say('昨天集中学习条例1小时，然后开了党员大会')).toMatchObject(after)
  })

  it('what a meeting talked over is its subject', () => {
    const meeting = { type: 'meeting', kind: '党员大会', date: '2026-03-17', topic: '讨论预算，布置了下周的主题党日' }
    expect(say('昨天党员大会讨论预算，还布置了下周的主题党日')).toMatchObject(meeting)
  })
})
