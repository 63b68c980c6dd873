import { describe, expect, it } from 'vitest'
import type { Meaning, Utterance } from '../../src/core/meaning.js'
import { withLists } from '../../src/core/workdays.js'
import { understand } from '../../src/language/understand.js'
import { NOTICE_2027, NOTICES } from '../core/fixtures/holiday-notices.js'
import { botName, roster, say } from './helpers.js'

const bySecretary = (text: string, today = '2026-03-18'): Meaning => say(text, { sender_role: 'secretary', today })
const days = (from: string, to: string) => ({ ask: 'set', from: `2026-${from}`, to: `2026-${to}` })

describe('保障期', () => {
  it.each<readonly [string, object]>([
    ['保障期 3月20日到3月28日', days('03-20', '03-28')],
    ['3月20到28号保障期', days('03-20', '03-28')],
    ['保障期3.20-3.28', days('03-20', '03-28')],
    ['3月20日至28日是保障期', days('03-20', '03-28')],
    ['设置保障期 ３月２０日—４月２日', days('03-20', '04-02')],
    ['2026年3月20日到2026年3月28日保障期', days('03-20', '03-28')],
    ['保障期20号到28号', days('03-20', '03-28')],
    ['两会保障期3月20日到28日', days('03-20', '03-28')],
    ['保障期：明天到下周五', days('03-19', '03-27')],
    ['/保障期 3月20日到3月28日', days('03-20', '03-28')],
    ['保障期 3月20日到3月28日 别发消息', days('03-20', '03-28')],
    ['保障期 3月20日', days('03-20', '03-20')],
    ['下周保障期', days('03-23', '03-29')],
    ['保障期到月底', { ask: 'set', to: '2026-03-31' }],
    ['保障期到下周', { ask: 'set', to: '2026-03-29' }],
    ['进入保障期到月底', days('03-18', '03-31')],
    ['本周保障期', days('03-18', '03-22')],
    ['两会保障期3月20日到25日不要提醒', days('03-20', '03-25')],
    ['保障期3月20日到25日，不要再打扰我们', days('03-20', '03-25')],
    // It may have begun.
    ['保障期3月15日到3月28日', days('03-15', '03-28')],
    ['保障期 12月20日到1月10日', { ask: 'set', from: '2026-12-20', to: '2027-01-10' }],
    ['进入保障期', { ask: 'set' }],
    ['保障期开始', { ask: 'set' }],
    ['明天进入保障期', { ask: 'set', from: '2026-03-19' }],
    ['3月20日起保障期', { ask: 'set', from: '2026-03-20' }],
    ['进入保障期到3月28日', days('03-18', '03-28')],
    ['保障期到3月28日', { ask: 'set', to: '2026-03-28' }],
    ['保障期延长到3月30日', { ask: 'set', to: '2026-03-30' }],
    ['保障期3月28日结束', { ask: 'set', to: '2026-03-28' }],
    ['保障期改为3月20日到3月25日', { ...days('03-20', '03-25'), replaces: true }],
    ['保障期改到3月30日', { ask: 'set', to: '2026-03-30', replaces: true }],
    ['保障期调整到月底', { ask: 'set', to: '2026-03-31', replaces: true }],
    ['保障期改到3月20日到3月25日', { ...days('03-20', '03-25'), replaces: true }],
    ['保障期改到明天', { ask: 'set', to: '2026-03-19', replaces: true }],
    ['保障期结束', { ask: 'end' }],
    ['3月20日到25日的保障期不要了', { ask: 'cancel', from: '2026-03-20', to: '2026-03-25' }],
    ['提前结束保障期', { ask: 'end' }],
    ['保障期完了', { ask: 'end' }],
    ['取消保障期', { ask: 'cancel' }],
    ['撤销保障期', { ask: 'cancel' }],
    ['取消3月20日的保障期', { ask: 'cancel', from: '2026-03-20', to: '2026-03-20' }],
    ['保障期有哪些', { ask: 'show' }],
    ['保障期有哪些？', { ask: 'show' }],
    ['保障期什么时候结束', { ask: 'show' }],
    ['现在是保障期吗', { ask: 'show' }],
    ['保障期', { ask: 'show' }],
    ['保障期 3月1日到3月10日', { ask: 'set', question: expect.stringContaining('已经过了') }],
    ['保障期 2月30日到3月2日', { ask: 'set', question: expect.stringContaining('起止日期') }],
    ['保障期 3月28日到3月20日', { ask: 'set', question: expect.stringContaining('起止日期') }],
    ['设置保障期', { ask: 'set', question: expect.stringContaining('起止日期') }],
  ])('%s', (text, expected) => {
    expect(bySecretary(text)).toEqual({ type: 'silent_period', ...expected })
    // Whoever may is for the handler to say: a member’s words mean the same.
    expect(say(text)).toEqual({ type: 'silent_period', ...expected })
  })

  it('in the last days of a year the first of the next are meant', () => {
    expect(bySecretary('保障期 12月20日到1月10日', '2026-12-22')).toMatchObject({
      from: '2026-12-20',
      to: '2027-01-10',
    })
    expect(bySecretary('保障期 1月5日到1月10日', '2026-12-22')).toMatchObject({ from: '2027-01-05', to: '2027-01-10' })
    expect(bySecretary('保障期 12月20日到1月10日', '2027-01-02')).toMatchObject({
      from: '2026-12-20',
      to: '2027-01-10',
    })
  })

  it.each([
    '昨天下午两会保障期安全培训2小时 全员参加',
    '昨天下午学习保障期工作方案2小时 全员参加',
    '昨天外出保障，三个人',
  ])('is only a whole message: %s', (text) => {
    expect(bySecretary(text)).not.toMatchObject({ type: 'silent_period' })
  })

  it('a guest’s words mean nothing', () => {
    for (const text of ['进入保障期', '保障期有哪些', NOTICE_2027]) {
      expect(JSON.stringify(say(text, { sender_role: 'guest' }))).not.toMatch(/silent_period|holidays/)
    }
  })
})

describe('the notice', () => {
  it.each([...Object.values(NOTICES), NOTICE_2027])('is known as such, and kept as it was pasted', (text) => {
    expect(bySecretary(text)).toEqual({ type: 'import_holidays', text })
  })

  it('also when it is longer than a sentence may be', () => {
    const text = `${'中央有关部门转发。'.repeat(300)}\n${NOTICE_2027}`
    expect(bySecretary(text)).toEqual({ type: 'import_holidays', text })
  })

  it.each(['确认节假日 2027', '确认节假日2027', '/确认节假日 2027', '确认2027年节假日', '确认导入2027年放假安排。'])(
    '%s',
    (text) => {
      expect(bySecretary(text)).toEqual({ type: 'confirm_holidays', year: 2027 })
    },
  )
})

describe('the branch’s own workdays', () => {
  const calendar = withLists([
    { year: 2026, rest: ['2026-03-16', '2026-03-17', '2026-03-27'], work: ['2026-03-14', '2026-03-22', '2026-03-29'] },
  ])
  const here = (text: string, own = true): Meaning => {
    const base: Utterance = {
      text,
      chat: 'p2p',
      senderRoles: ['secretary'],
      sender: '陈立',
      today: '2026-03-18',
      roster,
      botName,
    }
    return understand(own ? { ...base, calendar } : base)
  }

  it.each<readonly [string, object, object]>([
    ['3月17日下午集中学习2小时 党章 全员参加', { warn: ['non_workday'] }, {}],
    ['3月14日下午集中学习2小时 党章 全员参加', {}, { warn: ['non_workday'] }],
    ['上个工作日下午集中学习2小时 党章 全员参加', { date: '2026-03-14' }, { date: '2026-03-17' }],
    ['本周第一个工作日下午集中学习2小时 党章 全员参加', { date: '2026-03-18' }, { date: '2026-03-16' }],
    ['计划3个工作日内开支委会', { due_to: '2026-03-22' }, { due_to: '2026-03-23' }],
  ])('%s', (text, own, national) => {
    expect(here(text)).toMatchObject(own)
    expect('warn' in here(text)).toBe('warn' in own)
    expect(here(text, false)).toMatchObject(national)
    expect('warn' in here(text, false)).toBe('warn' in national)
  })

  it('are forgotten with the message, also one that could not be read', () => {
    const reading = here('3月17日下午集中学习2小时 党章 全员参加')
    expect(here('3月17日下午集中学习2小时 党章 全员参加', false)).not.toEqual(reading)
  })
})
