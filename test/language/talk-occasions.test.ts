import { describe, expect, it } from 'vitest'
import type { Meaning } from '../../src/core/meaning.js'
import { understand } from '../../src/language/understand.js'
import { botName, roster, say } from './helpers.js'

/** Why a talk was held (domain.md R19), and the list of occasions. */
const told = (text: string): Meaning => say(text, { sender_role: 'secretary' })

describe('an occasion', () => {
  it.each([
    ['昨天和李响谈心谈话30分钟，因他受表彰', '受表彰'],
    ['昨天和李响谈心谈话30分钟，时机：受表彰', '受表彰'],
    ['昨天和李响谈心谈话30分钟，他岗位调整，聊了新岗位', '工作变动'],
    ['昨天和李响谈心谈话30分钟，家里有变故', '家庭变故或困难'],
    ['昨天和李响谈心谈话30分钟，他和同事闹矛盾', '苗头性问题或矛盾'],
    ['昨天和小雨谈心，转正前找她谈的', '受处分或转正'],
    // Not on the list: in his own words.
    ['昨天和李响谈心谈话30分钟，时机：外派回来', '外派回来'],
  ])('%s', (text, occasion) => {
    expect(told(text)).toMatchObject({ type: 'talk', occasion })
  })

  it.each(['昨天和小雨谈心，聊了转正', '昨天和李响谈心谈话30分钟，聊了孩子住院', '昨天和李响谈心谈话30分钟'])(
    'is not told from what was talked about: %s',
    (text) => {
      expect(told(text)).not.toHaveProperty('occasion')
    },
  )

  it('that is personal stays out of a group, with everything beside it', () => {
    const said = say('@台账助手 昨天和李响谈心谈话30分钟，家里有变故，聊了工作', {
      chat: 'group',
      sender_role: 'secretary',
    })
    expect(said).toMatchObject({ type: 'talk', privacy: 'content_in_group' })
    for (const field of ['occasion', 'topic', 'problem']) expect(said).not.toHaveProperty(field)
    expect(
      say('@台账助手 昨天和李响谈心谈话30分钟，时机：工作变动', { chat: 'group', sender_role: 'secretary' }),
    ).toMatchObject({ occasion: '工作变动' })
  })

  it('of a branch’s own list is known by its name', () => {
    const text = '昨天和李响谈心谈话30分钟，退休返聘'
    const utterance = { text, chat: 'p2p', today: '2026-03-18', senderRoles: ['secretary'], roster, botName } as const
    expect(understand({ ...utterance, occasions: ['退休返聘'] })).toMatchObject({ type: 'talk', occasion: '退休返聘' })
    expect(understand(utterance)).not.toHaveProperty('occasion')
  })
})

describe('the list', () => {
  it.each([
    ['谈话时机有哪些', { ask: 'show' }],
    ['六必谈有哪些', { ask: 'show' }],
    ['谈话时机 增加 退休返聘、新入职', { ask: 'add', names: ['退休返聘', '新入职'] }],
    ['谈话时机 删除 受表彰', { ask: 'remove', names: ['受表彰'] }],
    ['谈话时机 改为 入职、离职', { ask: 'replace', names: ['入职', '离职'] }],
    ['谈话时机 恢复默认', { ask: 'reset' }],
    ['六必谈今年谈了几次', { ask: 'count', period: '2026' }],
    ['一季度受表彰谈了几次', { ask: 'count', period: '2026-Q1', names: ['受表彰'] }],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual({ type: 'talk_occasions', ...expected })
  })

  it('is no training about it', () => {
    expect(told('昨天集中学习六必谈制度2小时')).toMatchObject({ type: 'training', topic: '六必谈制度' })
  })
})
