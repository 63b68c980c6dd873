import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSetup } from '../../src/language/setup.js'

const rosterOf = (text: string) => {
  const said = readSetup(text)
  if (said?.step !== 'roster') throw new Error(`no roster: ${JSON.stringify(said)}`)
  return said.roster
}
const picture = (text: string): string => {
  const { branchName, members, roles } = rosterOf(text)
  return [
    branchName ?? '',
    members.map(({ name, probationary }) => name + (probationary ? '*' : '')).join(' '),
    roles.map(({ role, name }) => `${role} ${name}`).join(','),
  ].join('|')
}

describe('what is said while a group becomes a branch', () => {
  it.each([
    ['我是书记', { step: 'claim' }],
    ['我就是支部书记。', { step: 'claim' }],
    [' 书记是我！', { step: 'claim' }],
    ['我是黨支部書記', { step: 'claim' }],
    ['我不是书记', { step: 'deny' }],
    ['不是我', { step: 'deny' }],
    ['书记是 @陈立 ', { step: 'name', name: '陈立' }],
    ['我们支部的书记是陈立同志', { step: 'name', name: '陈立' }],
    ['@陈立 是书记', { step: 'name', name: '陈立' }],
    ['同意', { step: 'second' }],
    ['同意。', { step: 'second' }],
    ['我同意 @陈立 当书记', { step: 'second', name: '陈立' }],
    ['同意 陈立', { step: 'second', name: '陈立' }],
    ['绑定本群', { step: 'bind' }],
    ['把支部绑定到本群', { step: 'bind' }],
    ['/把我们支部绑定到这个群', { step: 'bind' }],
    ['确认绑定', { step: 'confirm-bind' }],
    ['确认绑定 人事部党支部', { step: 'confirm-bind', name: '人事部党支部' }],
    ['确认名单', { step: 'confirm-roster' }],
    ['重报名单', { step: 'redo-roster' }],
    ['好的', { step: 'yes' }],
  ])('%s', (text, said) => expect(readSetup(text)).toEqual(said))

  it.each([
    '书记是谁',
    '书记是谁？',
    '我不同意',
    '帮助',
    '',
    '昨天下午学了2小时 二十届四中全会精神',
    '谁是书记',
    '陈立',
    '怎么报名单',
    '名单怎么填',
    '党员名单要写什么？',
    '名单报了吗',
    '党员名单：怎么写',
  ])('%s says nothing of it', (text) => expect(readSetup(text)).toBeUndefined())
})

describe('a first roster', () => {
  it.each([
    [
      '党员：陈立 王敏 李淑贤 周海明，预备：孙小雨；管党费 李淑贤，管台账 周海明',
      '|陈立 王敏 李淑贤 周海明 孙小雨*|dues 李淑贤,ledger 周海明',
    ],
    ['支部：人事部党支部\n陈立 书记\n王敏\n孙小雨 预备', '人事部党支部|陈立 王敏 孙小雨*|secretary 陈立'],
    ['支部名称 机关第二党支部；党员 @陈立 @王敏 ', '机关第二党支部|陈立 王敏|'],
    ['书记：陈立；组织委员：王敏；党员：李淑贤、周海明', '|陈立 王敏 李淑贤 周海明|secretary 陈立,organization 王敏'],
    [
      '1.陈立（书记）\n2.李淑贤（管党费、管台账）\n3.孙小雨（预备党员）',
      '|陈立 李淑贤 孙小雨*|secretary 陈立,dues 李淑贤,ledger 李淑贤',
    ],
    ['党员 陈立 王敏 预备 孙小雨', '|陈立 王敏 孙小雨*|'],
    ['李淑贤管党费，周海明管台账，陈立', '|李淑贤 周海明 陈立|dues 李淑贤,ledger 周海明'],
    ['党員：陳立 王敏', '|陳立 王敏|'],
    ['党员：阿依古丽·买买提、王敏', '|阿依古丽·买买提 王敏|'],
    ['党员：陈立 陈立 王敏，预备：王敏', '|陈立 王敏*|'],
    ['陈立，王敏', '|陈立 王敏|'],
    ['支部：人事部党支部', '人事部党支部||'],
  ])('%s', (text, expected) => expect(picture(text)).toBe(expected))

  it('names the words that it could not read', () => {
    expect(rosterOf('党员：陈立 王敏 三四五六七八').unread).toEqual(['三四五六七八'])
  })

  const name = fc
    .array(fc.constantFrom(...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞'), { minLength: 1, maxLength: 2 })
    .chain((given) => fc.constantFrom(...'赵钱孙李周吴郑王').map((family) => family + given.join('')))
  const people = fc.uniqueArray(fc.record({ name, probationary: fc.boolean() }), {
    minLength: 2,
    maxLength: 40,
    selector: (one) => one.name,
  })

  it('reads back whatever is written in any of its forms', () => {
    fc.assert(
      fc.property(people, fc.constantFrom('lines', 'lists', 'brackets'), (members, form) => {
        const named = (probationary: boolean) =>
          members.filter((one) => one.probationary === probationary).map((one) => one.name)
        const text = {
          lines: members.map((one) => `${one.name}${one.probationary ? ' 预备' : ''}`).join('\n'),
          lists: `党员：${named(false).join(' ')}；预备：${named(true).join('、')}`,
          brackets: members.map((one) => one.name + (one.probationary ? '（预备）' : '')).join('，'),
        }[form]
        const read = rosterOf(text).members
        expect(new Map(read.map((one) => [one.name, one.probationary]))).toEqual(
          new Map(members.map((one) => [one.name, one.probationary])),
        )
      }),
    )
  })

  it('never throws, and never holds anybody twice', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'党员预备书记管费台账：，；、（）@ \n陈立王敏1.同意是') }),
        (text) => {
          const said = readSetup(text)
          if (said?.step !== 'roster') return
          const names = said.roster.members.map((one) => one.name)
          expect(new Set(names).size).toBe(names.length)
          for (const role of said.roster.roles) expect(names).toContain(role.name)
        },
      ),
    )
  })
})
