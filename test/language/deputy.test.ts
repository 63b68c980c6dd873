import { describe, expect, it } from 'vitest'
import type { Meaning, Person } from '../../src/core/meaning.js'
import { understand } from '../../src/language/understand.js'

const person = (name: string, ...aliases: string[]): Person => ({ name, aliases, status: 'full' })
const ROSTER = [person('陈立', '书记', '老陈'), person('王敏'), person('赵阳', '小赵'), person('周海明')]

const meaningOf = (text: string, role: 'secretary' | 'member' = 'secretary'): Meaning =>
  understand({
    text,
    chat: 'p2p',
    addressed: true,
    senderRoles: [role],
    sender: role === 'secretary' ? '陈立' : '赵阳',
    today: '2026-03-18',
    roster: ROSTER,
    botName: '台账助手',
  })

const days = { name: '赵阳', from: '2026-03-20', to: '2026-03-28' }

describe('who stands in for the secretary', () => {
  it.each([
    ['我请假3月20日到28日，赵阳代理', { ask: 'set', ...days }],
    ['我3月20日到28日休年假，由赵阳代理', { ask: 'set', ...days }],
    ['3月20日到28日由赵阳代理', { ask: 'set', ...days }],
    ['3月20日到3月28日由小赵代理书记工作', { ask: 'set', ...days }],
    ['3月20日至28日我出差，请赵阳同志暂时代理', { ask: 'set', ...days }],
    ['赵阳代理到3月28日', { ask: 'set', name: '赵阳', to: '2026-03-28' }],
    ['改由王敏代理到3月28日', { ask: 'set', name: '王敏', to: '2026-03-28' }],
    ['明天由王敏代理', { ask: 'set', name: '王敏', from: '2026-03-19', to: '2026-03-19' }],
    ['取消代理', { ask: 'end' }],
    ['代理结束', { ask: 'end' }],
    ['取消赵阳的代理', { ask: 'end' }],
    ['谁在代理', { ask: 'show' }],
    ['现在谁代理？', { ask: 'show' }],
    ['代理到哪天', { ask: 'show' }],
  ])('%s', (text, meaning) => {
    expect(meaningOf(text)).toEqual({ type: 'deputy', ...meaning })
  })

  it.each(['由赵阳代理', '3月20日到28日代理', '3月20日起由赵阳代理', '3月20日到28日赵阳王敏代理'])(
    '%s asks for the rest',
    (text) => {
      expect(meaningOf(text)).toMatchObject({
        type: 'deputy',
        ask: 'set',
        question: expect.stringContaining('由赵阳代理'),
      })
    },
  )

  it.each([
    '3月17日下午集中学习2小时，赵阳代理主持',
    '3月20日召开党员大会 由赵阳代理主持',
    '昨天培训代理记账业务 2小时',
  ])('%s is something else', (text) => {
    expect(meaningOf(text)).not.toMatchObject({ type: 'deputy' })
  })

  it('of anybody else only the question is understood', () => {
    expect(meaningOf('谁在代理', 'member')).toEqual({ type: 'deputy', ask: 'show' })
    for (const text of ['3月20日到28日由王敏代理', '取消代理'])
      expect(meaningOf(text, 'member')).not.toMatchObject({ type: 'deputy' })
  })
})
