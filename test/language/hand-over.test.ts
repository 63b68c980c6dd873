import { describe, expect, it } from 'vitest'
import type { Meaning, Person } from '../../src/core/meaning.js'
import { understand } from '../../src/language/understand.js'

const person = (name: string, ...aliases: string[]): Person => ({ name, aliases, status: 'full' })
const ROSTER = [person('陈立', '书记', '陈书记'), person('王敏'), person('赵阳', '小赵')]

const meaningOf = (text: string, role: 'secretary' | 'member' = 'secretary'): Meaning =>
  understand({
    text,
    chat: 'p2p',
    addressed: true,
    senderRoles: [role],
    sender: role === 'secretary' ? '陈立' : '王敏',
    today: '2026-03-18',
    roster: ROSTER,
    botName: '台账助手',
  })

describe('the secretary’s office passed on', () => {
  it.each([
    ['4月1日起书记由赵阳接任', { name: '赵阳', date: '2026-04-01' }],
    ['书记交接给赵阳，4月1日', { name: '赵阳', date: '2026-04-01' }],
    ['从4月1日开始，由小赵接任支部书记', { name: '赵阳', date: '2026-04-01' }],
    ['书记移交给赵阳同志，4月1日生效', { name: '赵阳', date: '2026-04-01' }],
    ['我把书记交给王敏，从明天起', { name: '王敏', date: '2026-03-19' }],
    ['书记交接给赵阳', { name: '赵阳' }],
  ])('%s', (text, meaning) => {
    expect(meaningOf(text)).toEqual({ type: 'hand_over', ask: 'propose', ...meaning })
  })

  it.each(['书记交接', '书记由赵阳王敏接任', '4月1日到5日书记由赵阳接任'])('%s asks for the rest', (text) => {
    expect(meaningOf(text)).toMatchObject({ ask: 'propose', question: expect.stringContaining('书记由赵阳接任') })
  })

  it.each([
    ['确认交接', 'confirm'],
    ['取消交接', 'cancel'],
    ['交接清单', 'list'],
  ])('%s', (text, ask) => {
    expect(meaningOf(text, 'member')).toEqual({ type: 'hand_over', ask })
  })

  it('is the secretary’s to say, and 设为书记 is the roster’s', () => {
    expect(meaningOf('4月1日起书记由赵阳接任', 'member')).not.toMatchObject({ type: 'hand_over' })
    expect(meaningOf('把赵阳设为书记')).toMatchObject({ type: 'roster', change: 'role', value: 'secretary' })
    expect(meaningOf('3月17日和书记谈心谈话，说了工作交接的事')).not.toMatchObject({ type: 'hand_over' })
  })
})
