import { describe, expect, it } from 'vitest'
import type { Meaning, Utterance } from '../../src/core/meaning.js'
import { understand } from '../../src/language/understand.js'
import { botName, roster, say } from './helpers.js'

const last = (set: Record<string, unknown>) => ({ type: 'edit', target: 'last', set })
const found = (find: Record<string, unknown>, set: Record<string, unknown>) => ({ type: 'edit', target: { find }, set })

describe('an edit of the last entry', () => {
  it.each([
    ['更正 3小时', { minutes: 180 }],
    ['更正：时长3小时，地点二楼会议室', { minutes: 180, place: '二楼会议室' }],
    ['改成3月6日', { date: '2026-03-06' }],
    ['刚才那条日期写错了，是3月6号不是5号', { date: '2026-03-06' }],
    ['刚才那条日期从3月5日改成3月6日', { date: '2026-03-06' }],
    ['刚才那条不是2小时是3小时', { minutes: 180 }],
    ['把刚才那条的2小时改成3小时', { minutes: 180 }],
    ['刚才那条改成线上学习', { form: '线上学习' }],
    ['上一条谈话改成廉政谈话', { kind: '廉政谈话' }],
    ['刚才那条主讲人是王敏不是陈立', { lecturer: '王敏' }],
    ['主讲人写错了，应该是省委党校张教授', { lecturer: '省委党校张教授' }],
    ['刚才那条谈话对象写错了，是李响不是赵阳', { partner: '李响' }],
    ['刚才那条应到改成6人，实到改成5人', { expected: 6, actual: 5 }],
    ['刚才那条赞成票改成5票', { votes: { for: 5 } }],
    ['时间写错了，是上午9点到11点', { start: '09:00', end: '11:00', minutes: 120 }],
    ['刚才那条题目改成党的二十届四中全会精神，时长改成2小时', { topic: '党的二十届四中全会精神', minutes: 120 }],
    ['参加人员改成陈立、王敏', { attendees: ['陈立', '王敏'] }],
    ['刚才那条缺席人员改成赵阳', { absent: [{ name: '赵阳' }] }],
    ['刚才那笔金额改成89.5', { amount: 89.5 }],
    ['刚才王敏的金额打错了，应该是89.5', { items: [{ name: '王敏', amount: 89.5 }] }],
    ['不对，应该是2小时', { minutes: 120 }],
    ['我刚才记错日子了，应该是前天', { date: '2026-03-16' }],
    ['刚记的那条，地点写成二楼了，应该三楼', { place: '三楼' }],
  ])('%s', (text, set) => {
    expect(say(text)).toEqual(last(set))
  })

  it.each([
    ['刚才那条补充一下 赵阳请假 出差', { absent: [{ name: '赵阳', reason: '出差' }] }],
    ['刚才那条李响请假了，出差', { absent: [{ name: '李响', reason: '出差' }] }],
    ['刚才那条少记了赵阳，他也参加了', { attendees: ['赵阳'] }],
  ])('%s: added to a list', (text, add) => {
    expect(say(text)).toEqual({ type: 'edit', target: 'last', add })
  })
})

describe('an edit of another entry', () => {
  it.each([
    ['把昨天主题党日的时长改成2小时', { type: 'theme_day', date: '2026-03-17' }, { minutes: 120 }],
    [
      '上周五的党员大会记录人写错了，是李淑贤',
      { type: 'meeting', kind: '党员大会', date: '2026-03-13' },
      { recorder: '李淑贤' },
    ],
    ['3月5日那条改成3小时', { date: '2026-03-05' }, { minutes: 180 }],
    ['把3月5日的培训地点改成二楼会议室', { type: 'training', date: '2026-03-05' }, { place: '二楼会议室' }],
    [
      '3月11号和周海明那次谈心，时长改成50分钟',
      { type: 'talk', date: '2026-03-11', partner: '周海明' },
      { minutes: 50 },
    ],
    [
      '餐饮部3月5日那张整改单昨天销号了',
      { type: 'qualitySlip', kind: '提醒整改单', department: '餐饮部', date: '2026-03-05' },
      { closed_on: '2026-03-17' },
    ],
    [
      '把下周四主题党日的地点改成二楼会议室',
      { type: 'plan', kind: 'theme_day', date: '2026-03-26' },
      { place: '二楼会议室' },
    ],
  ])('%s', (text, find, set) => {
    expect(say(text)).toEqual(found(find, set))
  })

  it('by its number', () => {
    const edit = { type: 'edit', target: { number: '2026-学-014' }, set: { minutes: 90 } }
    expect(say('2026-学-014 时长改成90分钟')).toEqual(edit)
    expect(say('更正 2026-学-014 90分钟')).toEqual(edit)
  })

  it('pasted in front of the answer', () => {
    expect(say('「昨天下午集中学习党章2小时 全员参加」\n更正 3小时')).toMatchObject({
      target: { quoted: { type: 'training', date: '2026-03-17', minutes: 120 } },
      set: { minutes: 180 },
    })
  })
})

describe('a reply to a message', () => {
  const reply = (text: string, quoted: Utterance['quoted']): Meaning =>
    understand({
      text,
      chat: 'p2p',
      senderRoles: ['ledger'],
      sender: '周海明',
      today: '2026-03-18',
      roster,
      botName,
      ...(quoted && { quoted }),
    })
  const number = '2026-学-014'

  it.each([
    ['更正 3小时', { minutes: 180 }],
    ['改成3月6日', { date: '2026-03-06' }],
    ['日期写错了，是3月6日', { date: '2026-03-06' }],
  ])('%s means the entry replied to', (text, set) => {
    expect(reply(text, { number })).toEqual({ type: 'edit', target: { number }, set })
  })

  it('撤销 takes back the entry replied to, and never the last one instead', () => {
    expect(reply('撤销', { number })).toEqual({ type: 'undo', target: { number } })
    expect(reply('删掉', { number })).toEqual({ type: 'undo', target: { number } })
    expect(reply('撤销', { text: '大家好' })).toMatchObject({ error: 'unclear' })
    expect(reply('更正 3小时', { text: '大家好' })).toMatchObject({ error: 'unclear' })
  })

  it('leaves a record in the answer a record', () => {
    expect(reply('昨天集中学习党章2小时 全员参加', { number })).toMatchObject({ type: 'training' })
  })
})

describe('what is asked or refused instead of edited', () => {
  it.each([
    ['昨天那条改成3小时', { error: 'unclear' }],
    ['刚才那条改一下', { error: 'unclear' }],
    ['刚才那条时长改成90', { error: 'unclear' }],
    ['时间改成下午三点', { error: 'unclear' }],
    ['把李响昨天记的自学改成2小时', { error: 'unclear' }],
    ['刚才那条日期改成2月30号', { error: 'bad_date' }],
    ['刚才那条日期改成明天', { error: 'future_date' }],
    ['主讲人写错了，是小李', { error: 'ambiguous_person' }],
    ['怎么改台账', { type: 'help' }],
  ])('%s', (text, expected) => {
    expect(say(text)).toMatchObject(expected)
  })

  it('a member may change no other’s entry', () => {
    for (const text of ['把王敏记的那条改成3小时', '把李响的自学改成2小时', '书记记的党员大会，实到人数给我改成7']) {
      expect(say(text, { sender_role: 'member' })).toEqual({ error: 'not_permitted', action: 'edit_others' })
    }
  })

  it('a self-correction inside a record is the record’s', () => {
    expect(say('昨天学习党章2小时，不对，是3小时')).toMatchObject({ type: 'training', minutes: 180 })
  })
})

describe('undo', () => {
  it.each([
    ['撤销', { target: 'last' }],
    ['撤销最近两条', { target: 'last', count: 2 }],
    ['刚才那三条都撤了吧', { target: 'last', count: 3 }],
    ['撤销2026-学-014', { target: { number: '2026-学-014' } }],
    ['撤销3月5日那条', { target: { find: { date: '2026-03-05' } } }],
    ['把3月5号那条主题党日撤销了', { target: { find: { type: 'theme_day', date: '2026-03-05' } } }],
    ['把上周三和赵阳的谈话记录撤销', { target: { find: { type: 'talk', date: '2026-03-11', partner: '赵阳' } } }],
    ['撤掉3月3日和王敏的谈话', { target: { find: { type: 'talk', date: '2026-03-03', partner: '王敏' } } }],
    ['取消下周四的主题党日计划', { target: { find: { type: 'plan', kind: 'theme_day', date: '2026-03-26' } } }],
    [
      '6月5号那次小家活动我记重了 删掉这条',
      { target: { find: { type: 'activity', kind: '工会小家活动', date: '2025-06-05' } } },
    ],
  ])('%s', (text, expected) => {
    expect(say(text)).toEqual({ type: 'undo', ...expected })
  })

  it.each(['撤销昨天那条', '撤销最近20条', '撤销20条', '删除', '下周四的主题党日取消'])('%s is asked about', (text) => {
    expect(say(text)).toMatchObject({ error: 'unclear', type: 'undo' })
  })

  it('a member may take back no other’s entry', () => {
    for (const text of ['把周海明记的那条删了', '帮我把老周上周五那条培训记录删了', '把书记上周记的会议删除']) {
      expect(say(text, { sender_role: 'member' })).toEqual({ error: 'not_permitted', action: 'delete_others' })
    }
  })
})

describe('several changes in one correction', () => {
  it.each([
    [
      '更正 2小时，李响请假（公出）',
      { target: 'last', set: { minutes: 120 }, add: { absent: [{ name: '李响', reason: '公出' }] } },
    ],
    ['更正 3小时，主题改成选举条例', { target: 'last', set: { minutes: 180, topic: '选举条例' } }],
    [
      '更正 2026-学-012 2小时，李响请假',
      { target: { number: '2026-学-012' }, set: { minutes: 120 }, add: { absent: [{ name: '李响' }] } },
    ],
  ])('%s', (text, change) => {
    expect(say(text)).toEqual({ type: 'edit', ...change })
  })

  it('but not of the same field twice', () => {
    expect(say('更正 2小时，3小时')).toMatchObject({ error: 'unclear' })
  })
})

describe('taking back by several numbers', () => {
  it.each(['撤销 2026-学-022 2026-学-023', '把2026-学-022、2026-学-023都删了吧', '2026-学-022和2026-学-023撤掉'])(
    '%s',
    (text) => {
      const numbers = ['2026-学-022', '2026-学-023']
      expect(say(text)).toEqual({ type: 'undo', target: { find: { numbers } }, count: 2 })
    },
  )

  it.each(['取消撤销', '撤销刚才的撤销', '恢复 2026-学-028'])('%s takes nothing back, and says what to do', (text) => {
    expect(say(text)).toMatchObject({ error: 'unclear', type: 'undo' })
  })
})

describe('who was not there after all', () => {
  it.each(['刚才那条赵阳其实没参加', '上一条赵阳没来'])('%s is put right, and nothing made up', (text) => {
    expect(say(text)).toEqual({ type: 'edit', target: 'last', add: { absent: [{ name: '赵阳' }] } })
  })
})

describe('what the last entry lacks, or says wrongly, in a member’s own order', () => {
  it.each([
    ['刚才那条应到7人实到6人', { expected: 7, actual: 6 }],
    ['刚才那条没记主持人，主持是陈立', { host: '陈立' }],
    ['刚才那条漏了主讲人，陈立讲的', { lecturer: '陈立' }],
    ['更正 专长改成花艺', { speciality: '花艺' }],
    ['刚才那条主讲人写错了，应该是王敏讲的', { lecturer: '王敏' }],
  ])('%s', (text, set) => {
    expect(say(text)).toEqual({ type: 'edit', target: 'last', set })
  })

  it.each(['刚才那条主持是谁', '刚才那条应到实到都写错了'])('%s is asked about', (text) => {
    expect(say(text)).toMatchObject({ error: 'unclear' })
  })
})
