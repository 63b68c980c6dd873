import { describe, expect, it } from 'vitest'
import type { Meaning, Person } from '../../src/core/meaning.js'
import { understand } from '../../src/language/understand.js'

const person = (name: string, ...aliases: string[]): Person => ({ name, aliases, status: 'full' })
const ROSTER = [person('陈立', '立哥'), person('王敏'), person('周海明'), person('赵阳'), person('李和')]

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

const pair = ['陈立', '周海明']

describe('who talks with whom', () => {
  it.each([
    ['配对图', { ask: 'map' }],
    ['看一下谈话配对图', { ask: 'map' }],
    ['今年的结对情况', { ask: 'map' }],
    ['下一组谈谁', { ask: 'next' }],
    ['下一对谁和谁谈？', { ask: 'next' }],
    ['接下来该谈谁', { ask: 'next' }],
    ['换一组', { ask: 'another' }],
    ['换一组 陈立 周海明', { ask: 'another', pair }],
    ['换一组 陈立 周海明 2026-Q1', { ask: 'another', pair, period: '2026-Q1' }],
    ['约谈 陈立 周海明', { ask: 'plan', pair }],
    ['补记谈话 立哥、周海明', { ask: 'record', pair }],
    ['陈立和周海明不结对', { ask: 'never', pair }],
    ['我和周海明不结对', { ask: 'never', pair }],
    ['李和和王敏不结对', { ask: 'never', pair: ['李和', '王敏'] }],
    ['取消不结对 陈立 周海明', { ask: 'allow', pair }],
    ['陈立和周海明可以结对了', { ask: 'allow', pair }],
    ['不结对名单', { ask: 'never_list' }],
  ])('%s', (text, meaning) => {
    expect(meaningOf(text)).toEqual({ type: 'talk_pairs', ...meaning })
  })

  it.each([
    '换一组照片',
    '陈立不结对',
    '陈立和陈立不结对',
    '约谈 陈立 老张',
    '陈立和周海明、王敏不结对',
    '补记谈话 陈立',
  ])('not: %s', (text) => {
    expect(meaningOf(text)).not.toMatchObject({ type: 'talk_pairs' })
  })

  it('本季未谈 is the secretary’s explanation of the promised talks', () => {
    const missing = { type: 'excuse_missing', rule: 'talks-quarter', period: '2026-Q1' }
    expect(meaningOf('本季未谈')).toEqual(missing)
    expect(meaningOf('本季未谈：全员保障两会')).toEqual({ ...missing, text: '全员保障两会' })
    expect(meaningOf('本季未谈', 'member')).not.toMatchObject({ type: 'excuse_missing' })
  })

  it('我今年谈了几次 counts one’s own', () => {
    const own = { type: 'query', what: 'counts', who: '$sender', kinds: ['谈心谈话', '廉政谈话'] }
    expect(meaningOf('我今年谈了几次', 'member')).toEqual({ ...own, period: '2026' })
    expect(meaningOf('我一季度谈过几次话', 'member')).toEqual({ ...own, period: '2026-Q1' })
  })

  it('谁跟谁还没谈 is a question about the talks', () => {
    expect(meaningOf('谁跟谁还没谈')).toMatchObject({ type: 'query', what: 'talks_missing' })
  })
})

describe('a talk that the secretary plans between two others', () => {
  it('has both of them, however it is said', () => {
    const plan = { type: 'plan', kind: 'talk', date: '2026-03-25', talker: '王敏', partner: '周海明' }
    expect(meaningOf('计划3月25日王敏和周海明谈心谈话')).toEqual(plan)
    expect(meaningOf('安排王敏下周三和周海明谈心')).toEqual(plan)
  })

  it('is his own where he names himself, and nobody else may plan for others', () => {
    const { talker, ...own } = meaningOf('计划3月25日陈立和周海明谈心谈话') as unknown as Record<string, unknown>
    expect(talker).toBeUndefined()
    expect(own).toEqual({ type: 'plan', kind: 'talk', date: '2026-03-25', partner: '周海明' })
    expect(meaningOf('计划3月25日王敏和周海明谈心谈话', 'member')).not.toHaveProperty('talker')
  })
})
