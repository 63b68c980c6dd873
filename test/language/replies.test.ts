import { describe, expect, it } from 'vitest'
import { say } from './helpers.js'

/** What is said of an entry that is there: how hurried members correct, add to, take back and close. */
const quoting = (receipt: string, words: string) => `「台账助手：已记：${receipt}」\n- - - - - - - - - -\n${words}`

describe('adding to an entry', () => {
  it.each([
    ['更正 李响请假', { absent: [{ name: '李响' }] }],
    ['更正 李响请假 出差', { absent: [{ name: '李响', reason: '出差' }] }],
    ['更正：赵阳、小雨没来', { absent: [{ name: '赵阳' }, { name: '孙小雨' }] }],
    ['更正 王敏也参加了', { attendees: ['王敏'] }],
    ['上一条参加人员再补上小孙', { attendees: ['孙小雨'] }],
    ['刚才那条补充一个人：李响', { attendees: ['李响'] }],
    ['刚刚那条漏了个请假的 加上海明 去医院陪护', { absent: [{ name: '周海明', reason: '去医院陪护' }] }],
  ])('%s', (text, add) => {
    expect(say(text)).toEqual({ type: 'edit', target: 'last', add })
  })
})

describe('changing an entry', () => {
  it.each([
    ['更正 李响主讲', 'last', { lecturer: '李响' }],
    ['不是半天，是一整天，刚记的那个改下', 'last', { credit_hours: 8 }],
    ['改一下，刚才那条是专题讲座不是集中学习', 'last', { form: '专题讲座' }],
    ['刚刚那个志愿服务时长是4小时', 'last', { minutes: 240 }],
    [
      '3月8日主题党日的题目改为：重走一大路',
      { find: { type: 'theme_day', date: '2026-03-08' } },
      { topic: '重走一大路' },
    ],
    ['上一条补一下主讲，李淑贤', 'last', { lecturer: '李淑贤' }],
    ['处罚单那条部门改餐饮部', { find: { type: 'qualitySlip' } }, { department: '餐饮部' }],
    ['上一条的备注加上：有照片', 'last', { note: '有照片' }],
    ['昨天的党员大会记录人改为响哥', { find: { kind: '党员大会', date: '2026-03-17' } }, { recorder: '李响' }],
  ])('%s', (text, target, set) => {
    expect(say(text)).toMatchObject({ type: 'edit', target, set })
  })

  it.each([
    ['2025-11-18 谈心谈话 陈立→李响 30分钟', '时长改45分钟', { type: 'talk', partner: '李响' }, { minutes: 45 }],
    ['2025-09-10 集中学习 教育法 60分钟', '这条日期应为9月9日', { type: 'training', date: '2025-09-10' }, {}],
  ])('in reply to %s', (receipt, words, quoted, set) => {
    const meaning = say(quoting(receipt, words), { sender_role: 'secretary', today: '2025-11-19' })
    expect(meaning).toMatchObject({ type: 'edit', target: { quoted }, set })
  })

  it('a member may not change what another wrote, wherever the name stands', () => {
    expect(say('响哥不对 把老周记的党员大会主持人改成我', { sender_role: 'member' })).toMatchObject({
      error: 'not_permitted',
      action: 'edit_others',
    })
  })

  it.each(['这个月还有啥台账没补上', '昨天党员大会补充了两名委员，赞成6票'])('%s is none', (text) => {
    expect(say(text)).not.toMatchObject({ type: 'edit' })
  })
})

describe('taking back', () => {
  it.each([
    ['记错了 刚发的那条不要了', { target: 'last' }],
    ['最近三条都撤了吧 我记串了', { target: 'last', count: 3 }],
    ['撤销前两条', { target: 'last', count: 2 }],
    ['连着撤四条', { target: 'last', count: 4 }],
    ['前面记的三条全部撤销', { target: 'last', count: 3 }],
    ['我刚才记的谈话撤销，记成别人了', { target: 'last' }],
    ['最近两条不要了', { target: 'last', count: 2 }],
    ['把我今天记的自学那条删掉', { target: { find: { type: 'training', form: '自学', author: '$sender' } } }],
    [quoting('2026-03-04 线上学习 垃圾分类条例 30分钟', '这条作废'), { target: { quoted: { type: 'training' } } }],
  ])('%s', (text, expected) => {
    expect(say(text)).toMatchObject({ type: 'undo', ...expected })
  })
})

describe('closing', () => {
  it.each([
    ['会务部3月3号那张提醒整改单今天已经整改完关闭了', { department: '会务部', date: '2026-03-03' }, '2026-03-18'],
    ['餐饮部3月2日的处罚单昨天整改完毕，闭环', { department: '餐饮部', date: '2026-03-02' }, '2026-03-17'],
    ['支部自查那条“会议记录晚归档”的问题今天关闭', { type: 'problem', source: '支部自查' }, '2026-03-18'],
  ])('%s', (text, find, closed_on) => {
    expect(say(text)).toMatchObject({ type: 'edit', target: { find }, set: { closed_on } })
  })

  it('a problem entered together with its end is a record', () => {
    expect(say('问题清单：班子指出学习不深不透，已于3月10日整改完毕', { sender_role: 'secretary' })).toMatchObject({
      type: 'problem',
      closed_on: '2026-03-10',
    })
  })

  it('a problem told by its words alone is looked for among those that are open', () => {
    expect(say('班子指出的学习不深不透问题已整改完毕', { sender_role: 'secretary' })).toEqual({
      type: 'edit',
      target: { find: { type: 'problem', source: '班子指出', problem: '学习不深不透' } },
      set: { closed_on: '2026-03-18' },
    })
  })
})
