import { describe, expect, it } from 'vitest'
import { readCommittee } from '../../src/language/committee.js'
import { understand } from '../../src/language/understand.js'

const TODAY = '2026-03-18'
const read = (text: string) => readCommittee(text, TODAY, ['第一党总支', '第二党总支'])

describe('what a committee’s member asks', () => {
  it.each([
    ['/总支', { span: '2026-03', page: 1 }],
    ['总支', { span: '2026-03', page: 1 }],
    ['总支汇总', { span: '2026-03', page: 1 }],
    ['总支季报', { span: '2026-Q1', page: 1 }],
    ['/总支 2月', { span: '2026-02', page: 1 }],
    ['总支汇总 上个月', { span: '2026-02', page: 1 }],
    ['总支 一季度', { span: '2026-Q1', page: 1 }],
    ['总支 2026-Q1 第2页', { span: '2026-Q1', page: 2 }],
    ['总支 2026-03 第 3 页', { span: '2026-03', page: 3 }],
    ['总支 第二党总支 2月', { span: '2026-02', page: 1, name: '第二党总支' }],
  ])('%s', (text, question) => {
    expect(read(text)).toEqual(question)
  })

  it.each(['总支书记来讲党课', '总支 2026', '加入总支 ABCDEFGH', '昨天总支组织参观', '总支培训2小时'])(
    '%s is something else',
    (text) => {
      expect(read(text)).toBeUndefined()
    },
  )
})

describe('what a branch’s secretary says of it', () => {
  const say = (text: string) =>
    understand({
      text,
      chat: 'p2p',
      senderRoles: ['secretary'],
      sender: '陈立',
      today: TODAY,
      roster: [{ name: '陈立', aliases: [], status: 'full' }],
      botName: '台账助手',
    })
  it.each([
    ['加入总支 ABCDEFGH', { type: 'committee', ask: 'join', code: 'ABCDEFGH' }],
    ['加入总支 abcdefgh', { type: 'committee', ask: 'join', code: 'ABCDEFGH' }],
    ['加入总支', { type: 'committee', ask: 'join' }],
    ['确认加入总支', { type: 'committee', ask: 'confirm' }],
    ['退出总支', { type: 'committee', ask: 'leave' }],
    ['/总支', { type: 'help' }],
    ['总支汇总 2月', { type: 'help' }],
  ])('%s', (text, meaning) => {
    expect(say(text)).toEqual(meaning)
  })
})
