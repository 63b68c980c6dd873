import { describe, expect, it } from 'vitest'
import { say } from './helpers.js'

/** Questions, requests, refusals and the roster as members put them. */
const ask = (text: string, sender_role = 'secretary') => say(text, { sender_role })

describe('questions of one’s own', () => {
  it.each([
    ['我今年谈了几次', { what: 'counts', who: '$sender', kinds: ['谈心谈话', '廉政谈话'], period: '2026' }],
    ['我讲了几次课', { what: 'lectures_missing', who: '$sender', period: '2026' }],
    ['王敏讲了几次微党课', { what: 'lectures_missing', who: '王敏', forms: ['微党课'] }],
    ['我的学时', { what: 'credit_hours', who: '$sender' }],
    ['俺今年学时到哪了', { what: 'credit_hours', who: '$sender' }],
    ['还有什么没办', { what: 'open_items' }],
    ['待办', { what: 'open_items' }],
    ['赵阳2月党费交没交', { what: 'dues_missing', who: '赵阳', period: '2026-02' }],
    ['帮我看看这个季度谈话进度', { what: 'talks_missing', period: '2026-Q1' }],
    ['盘一下今年还有哪几项没做记录', { what: 'gaps', period: '2026' }],
  ])('%s', (text, expected) => {
    expect(ask(text)).toMatchObject({ type: 'query', ...expected })
  })
})

describe('a span shorter than a month', () => {
  it.each(['这周学了几次', '上周开了几次会', '3月上旬开了几次会', '昨天学了几个小时', '我上周多少学时'])(
    'is asked about: %s',
    (text) => {
      expect(ask(text)).toMatchObject({ error: 'unclear', type: 'query' })
    },
  )

  it('but not where only the month counts', () => {
    expect(ask('昨天的培训记了吗')).toMatchObject({ what: 'gaps', period: '2026-03' })
  })
})

describe('help', () => {
  it.each(['怎么记党费呀？教我一下', '处罚单咋登记？', '记错了怎么改', '怎样录入小家活动', '请问怎么查学时'])(
    '%s',
    (text) => {
      expect(ask(text)).toMatchObject({ type: 'help' })
    },
  )
})

describe('reports', () => {
  it('by the name of a book', () => {
    expect(ask('谈话台账 三季度 xlsx')).toMatchObject({ type: 'report', scope: 'talk', format: 'xlsx' })
  })
})

describe('the roster', () => {
  it.each([
    ['周海明不管台账了', { change: 'role_off', name: '周海明', value: 'ledger' }],
    ['王敏不再担任组织委员', { change: 'role_off', name: '王敏', value: 'organization' }],
    ['新来 吴刚，预备党员', { change: 'join', name: '吴刚', value: 'probationary' }],
    ['新调来的吴刚是正式党员', { change: 'join', name: '吴刚', value: 'full' }],
  ])('%s', (text, expected) => {
    expect(ask(text)).toMatchObject({ type: 'roster', ...expected })
  })

  it('is the secretary’s', () => {
    expect(ask('周海明不管台账了', 'member')).toMatchObject({ error: 'not_permitted' })
  })

  it.each(['李响不管了', '陈立不当书记了'])('%s sets no role', (text) => {
    expect(ask(text)).not.toMatchObject({ type: 'roster' })
  })
})

describe('refusals', () => {
  it.each([
    ['学时没达标的人在群里公布一下名字', 'secretary', 'broadcast'],
    ['@所有人 没交党费的快交', 'secretary', 'broadcast'],
    ['上季度没谈的你给编两条谈心记录补上', 'secretary', 'fabricate'],
    ['帮我看看李姐上个月党费是几块', 'member', 'dues_of_others'],
  ])('%s', (text, role, action) => {
    expect(ask(text, role)).toMatchObject({ error: 'not_permitted', action })
  })
})
