import { describe, expect, it } from 'vitest'
import { say } from './helpers.js'

const ask = (text: string, today = '2026-03-18') => say(text, { sender_role: 'secretary', today })

describe('questions', () => {
  it.each([
    ['我今年学了多少学时', { what: 'credit_hours', who: '$sender', period: '2026' }],
    ['李响上个月多少学时', { what: 'credit_hours', who: '李响', period: '2026-02' }],
    ['支部今年一共多少学时', { what: 'credit_hours', period: '2026' }],
    ['谁的学时还没到40', { what: 'credit_hours_missing', target: 40, period: '2026' }],
    ['本月学时未到4个的同志', { what: 'credit_hours_missing', target: 4, period: '2026-03' }],
    ['去年谁学时没修满32', { what: 'credit_hours_missing', target: 32, period: '2025' }],
    ['还差谁没讲微党课', { what: 'lectures_missing', forms: ['微党课'], period: '2026' }],
    ['今年还没有讲过课的党员', { what: 'lectures_missing', period: '2026' }],
    ['这个季度还差谁没谈', { what: 'talks_missing', period: '2026-Q1' }],
    ['这个月还没谈的', { what: 'talks_missing', period: '2026-03' }],
    ['谁3月党费没交', { what: 'dues_missing', period: '2026-03' }],
    ['我3月党费交了吗', { what: 'dues_missing', who: '$sender', period: '2026-03' }],
    ['上季度廉政谈话几次', { what: 'counts', kinds: ['廉政谈话'], period: '2025-Q4' }],
    [
      '今年主题党日、党员大会、微党课各多少次',
      { what: 'counts', forms: ['微党课'], kinds: ['主题党日', '党员大会'], period: '2026' },
    ],
    ['党史学习教育开展了几次', { what: 'counts', campaign: '党史学习教育', period: '2026' }],
    ['去年开了多少张处罚单', { what: 'counts', kinds: ['服务质量处罚单'], period: '2025' }],
    ['/统计 今年 微党课', { what: 'counts', forms: ['微党课'], period: '2026' }],
    ['还有几张整改单没销号', { what: 'open_items', items: ['qualitySlip'], kinds: ['提醒整改单'] }],
    ['下周有什么安排', { what: 'open_items', items: ['plan'] }],
    ['本月台账还缺什么', { what: 'gaps', period: '2026-03' }],
    ['昨天的培训记了吗', { what: 'gaps', period: '2026-03' }],
    ['2026-学-014 是什么', { what: 'entry', number: '2026-学-014' }],
    ['查 2026-学-014', { what: 'entry', number: '2026-学-014' }],
  ])('%s', (text, expected) => {
    expect(ask(text)).toEqual({ type: 'query', ...expected })
  })

  it.each([
    ['今年', '2026-03-18', '2026'],
    ['去年', '2026-03-18', '2025'],
    ['本月', '2026-03-18', '2026-03'],
    ['上个月', '2026-01-05', '2025-12'],
    ['12月', '2026-01-05', '2025-12'],
    ['去年12月', '2026-03-18', '2025-12'],
    ['一季度', '2026-04-01', '2026-Q1'],
    ['四季度', '2026-01-05', '2025-Q4'],
    ['本季度', '2026-12-31', '2026-Q4'],
    ['上季度', '2026-01-01', '2025-Q4'],
    ['上半年', '2026-07-05', '2026-H1'],
    ['下半年', '2026-03-18', '2025-H2'],
    ['去年下半年', '2026-03-18', '2025-H2'],
    ['2025年', '2026-03-18', '2025'],
  ])('%s on %s is %s', (words, today, period) => {
    expect(ask(`${words}主题党日几次`, today)).toMatchObject({ what: 'counts', period })
    expect(ask(`导出${words}的台账`, today)).toMatchObject({ type: 'report', period })
  })

  it.each([
    ['小李今年多少学时', { error: 'ambiguous_person', name: '小李' }],
    ['党费要交多少', { error: 'unclear', type: 'query' }],
    ['谁学时最少', { error: 'not_permitted', action: 'ranking' }],
    ['赵阳和王敏谈了什么', { error: 'not_permitted', action: 'talk_content' }],
  ])('%s', (text, expected) => {
    expect(ask(text)).toMatchObject(expected)
  })

  it('a record with the words of a question in it stays a record', () => {
    expect(ask('昨天集中学习 统计法 1小时 全员')).toMatchObject({ type: 'training' })
    expect(ask('抽查餐饮部台账，3月5日，合格')).toMatchObject({ type: 'spot_check' })
    expect(ask('昨天学习政府工作报告2小时全员')).toMatchObject({ type: 'training' })
  })
})

describe('reports', () => {
  it.each([
    ['出一份一季度的台账，word的', { kind: 'ledger', period: '2026-Q1', format: 'docx' }],
    ['2月的培训台账导出excel', { kind: 'ledger', period: '2026-02', format: 'xlsx', scope: 'training' }],
    ['出去年的年终总结报告', { kind: 'year_report', period: '2025' }],
    ['生成一份今年的巡察自查材料', { kind: 'self_check', period: '2026' }],
    ['/自查', { kind: 'self_check' }],
    ['/报告 一季度 excel', { kind: 'ledger', period: '2026-Q1', format: 'xlsx' }],
  ])('%s', (text, expected) => {
    expect(ask(text)).toEqual({ type: 'report', ...expected })
  })

  it.each(['台账做好了', '3月31号出了月汇总单一份 工程部', '这个月的台账记得补'])('%s asks for none', (text) => {
    expect(ask(text)).not.toMatchObject({ type: 'report' })
  })
})

describe('the roster, by the secretary', () => {
  it.each([
    ['新增党员 张三 预备', { change: 'join', name: '张三', value: 'probationary' }],
    ['李响借调', { change: 'state', name: '李响', value: 'seconded' }],
    ['3月1日起李响借调', { change: 'state', name: '李响', value: 'seconded', date: '2026-03-01' }],
    ['孙小雨转正', { change: 'status', name: '孙小雨', value: 'full' }],
    ['周海明转出', { change: 'leave', name: '周海明' }],
    ['赵阳管台账', { change: 'role', name: '赵阳', value: 'ledger' }],
    ['以后赵阳就是台账管理员了 你改一下', { change: 'role', name: '赵阳', value: 'ledger' }],
    ['王敏 别名 王姐', { change: 'alias', name: '王敏', value: '王姐' }],
    ['李响返岗', { change: 'state', name: '李响', value: 'active' }],
    ['名册', { change: 'show' }],
  ])('%s', (text, expected) => {
    expect(ask(text)).toEqual({ type: 'roster', ...expected })
  })

  it('nobody else changes it', () => {
    for (const text of ['李响借调', '新增党员 张三', '把赵阳设为书记', '以后赵阳就是台账管理员了 你改一下']) {
      expect(say(text, { sender_role: 'member' })).toEqual({ error: 'not_permitted', action: 'set_role' })
    }
  })

  it.each(['李响出差', '讨论孙小雨转正', '小雨转正了，请大家祝贺'])('%s is news', (text) => {
    expect(ask(text)).not.toMatchObject({ type: 'roster' })
  })
})

describe('a guest', () => {
  it.each([
    ['名册', 'query'],
    ['今年学了多少学时', 'query'],
    ['出一份一季度台账', 'report'],
    ['撤销', 'delete_others'],
    ['更正 3小时', 'edit_others'],
    ['安排明天下午2点主题党日', 'record'],
    ['我交了3月党费50', 'record'],
  ])('%s → %s', (text, action) => {
    expect(say(text, { sender_role: 'guest' })).toEqual({ error: 'not_permitted', action })
  })
})
