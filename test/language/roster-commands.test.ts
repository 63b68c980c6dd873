import { describe, expect, it } from 'vitest'
import { understand } from '../../src/language/understand.js'
import { botName, roster, say } from './helpers.js'

const ask = (text: string, sender_role = 'secretary') => say(text, { sender_role })

describe('what is taken back on the roster', () => {
  it.each([
    ['李淑贤不管党费了', { change: 'role_off', value: 'dues' }],
    ['李淑贤不再兼管台账', { change: 'role_off', value: 'ledger' }],
    ['李淑贤兼管台账', { change: 'role', value: 'ledger' }],
    ['李淑贤兼任组织委员', { change: 'role', value: 'organization' }],
    ['李淑贤的别名删掉淑贤', { change: 'alias_off', value: '淑贤' }],
    ['把李淑贤的别名淑贤删掉', { change: 'alias_off', value: '淑贤' }],
    ['取消李淑贤的别名 淑贤', { change: 'alias_off', value: '淑贤' }],
    ['李淑贤不叫淑贤了', { change: 'alias_off', value: '淑贤' }],
    ['李淑贤改名李淑娴', { change: 'rename', value: '李淑娴' }],
    ['李淑贤的名字写错了，应该是李淑娴', { change: 'rename', value: '李淑娴' }],
  ])('%s', (text, expected) => {
    expect(ask(text)).toEqual({ type: 'roster', name: '李淑贤', ...expected })
    expect(ask(text, 'member')).toHaveProperty('error')
  })

  it('an office is the secretary’s to take, a name the organization officer’s as well', () => {
    expect(ask('李淑贤不管党费了', 'org')).toMatchObject({ error: 'not_permitted' })
    expect(ask('李淑贤不叫淑贤了', 'org')).toMatchObject({ change: 'alias_off' })
  })

  it.each([
    ['李淑贤不管党费和台账了', '一句说一项'],
    ['把李响从名册删除', '李响改名'],
    ['从名册里删除李响', '李响转出'],
    ['删除党员李响', '李响转出'],
    ['新增党员 李四、王五 预备', '新增党员 李四 预备；新增党员 王五 预备'],
    ['新增预备党员 李四 王五', '新增党员 李四 预备；新增党员 王五 预备'],
    ['组织关系转入', '新党员叫什么'],
  ])('%s is answered with what to type', (text, words) => {
    expect(ask(text)).toMatchObject({ error: 'unclear', type: 'roster', question: expect.stringContaining(words) })
  })
})

describe('who comes back', () => {
  it.each([
    ['冯涛重新转入支部', '冯涛'],
    ['冯涛又转入了', '冯涛'],
    ['马六已经转入支部', '马六'],
    ['小赵重新转入', '赵阳'],
    ['冯涛的组织关系重新转入本支部', '冯涛'],
  ])('%s: an adverb is no part of a name', (text, name) => {
    expect(ask(text)).toEqual({ type: 'roster', change: 'join', name, back: true })
  })

  it('who is said to be a candidate is new', () => {
    expect(ask('马六组织关系转入，预备')).toEqual({
      type: 'roster',
      change: 'join',
      name: '马六',
      value: 'probationary',
    })
  })
})

describe('from when and until when (today is 18 March)', () => {
  const seconded = { change: 'state', name: '李响', value: 'seconded' }
  const leave = { change: 'state', name: '李响', value: 'leave' }
  it.each([
    ['李响3月25日起借调', { ...seconded, date: '2026-03-25' }],
    ['李响从3月25日起借调到省里', { ...seconded, date: '2026-03-25' }],
    ['4月1日起李响借调', { ...seconded, date: '2026-04-01' }],
    ['李响从3月10日起借调到省里', { ...seconded, date: '2026-03-10' }],
    ['李响请产假', leave],
    ['李响请产假到6月30日', { ...leave, until: '2026-06-30' }],
    ['李响请假到6月30日', { ...leave, until: '2026-06-30' }],
    ['李响3月10日起请假到6月30日', { ...leave, date: '2026-03-10', until: '2026-06-30' }],
  ])('%s', (text, expected) => {
    expect(ask(text)).toEqual({ type: 'roster', ...expected })
  })

  it.each(['李响请假到明天', '李响请假到3月25日', '李响请病假', '李响转出到6月30日', '李响回来了到6月30日'])(
    '%s changes nothing',
    (text) => {
      expect(ask(text)).not.toMatchObject({ type: 'roster' })
    },
  )

  it('a given name stands for the only one who is called so', () => {
    const called = (...names: string[]) =>
      understand({
        text: '卫东借调到省里',
        chat: 'p2p',
        today: '2026-03-18',
        senderRoles: ['secretary'],
        roster: [...roster, ...names.map((name) => ({ name, aliases: [], status: 'full' as const }))],
        botName,
      })
    expect(called('李卫东')).toEqual({ type: 'roster', change: 'state', name: '李卫东', value: 'seconded' })
    expect(called('李卫东', '王卫东')).not.toMatchObject({ type: 'roster' })
  })
})
