import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MemberName, type PlayBot, ROSTER, startPlay } from '../helpers/bot.js'
import { faceOf, heardAfter, press, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE } from '../helpers/stage.js'

let bot: PlayBot
/** What was written down before anybody asks: with people missing, ill, behind and paying. */
const BOOKS: readonly (readonly [MemberName, 'group' | 'private', string])[] = [
  ['赵阳', 'group', '3月17日集中学习4学时 党章 孙小雨请病假，其余全员参加'],
  ['赵阳', 'private', '3月16日自学3学时 党史'],
  ['王敏', 'group', '3月10日专题讲座2小时 廉洁从业 全员参加'],
  ['周海明', 'private', '3月2日召开党员大会，应到7人，实到6人，李响公出，议题：讨论孙小雨转正'],
  ['陈立', 'private', '3月12日和李响谈心谈话30分钟'],
  ['李淑贤', 'private', '3月党费：陈立125元、王敏98.5元、李淑贤86元'],
  ['王敏', 'private', '3月9日给会务部开具提醒整改单1张，限3月13日前整改'],
]
beforeAll(async () => {
  bot = await startPlay()
  for (const [name, where, text] of BOOKS) {
    const heard = await (where === 'group' ? sayInGroup : sayInPrivate)(bot, name, text)
    expect(heard.all.join('\n'), text).toContain('已记')
  }
})
afterAll(() => bot.stop())

it('tells a member his own hours in private, also when he asked in the group', async () => {
  const heard = await sayInGroup(bot, '赵阳', '我今年学了多少学时')
  expect(heard.group).toBe('已私聊你')
  expect(heard.to('赵阳')).toContain('你2026年集中学习培训 6 学时，另自学 3 学时；年度目标 32 学时，还差 26')
  expect(heard.to('赵阳')).toContain('1学时按60分钟算（本支部设置）')
})

it('counts for the group without anybody’s name, and in private with what stands behind', async () => {
  const question = '今年集中学习、专题讲座、微党课各几次'
  const { group } = await sayInGroup(bot, '李响', question)
  expect(group).toContain('2026年台账\n集中学习1次、专题讲座1次；微党课暂无记录')
  expect(group).toContain('2026-学-001 3月17日')
  expect(group).not.toContain('党章')
  const own = (await sayInPrivate(bot, '李响', question)).to('李响')
  expect(own).toContain('2026-学-001 3月17日 集中学习：党章')
})

it('tells who is missing only to the one responsible, in private; a member is refused kindly', async () => {
  const told = await sayInGroup(bot, '李淑贤', '3月党费还有谁没交')
  expect(told.group).toBe('已私聊你')
  expect(told.to('李淑贤')).toContain('赵阳：暂无记录')
  const refused = await sayInGroup(bot, '赵阳', '3月党费还有谁没交')
  expect(refused.group).toContain('别人的党费只告诉管党费的同志和书记')
  expect(refused.all).toHaveLength(1)
  const talks = await sayInPrivate(bot, '陈立', '这个季度还差谁没谈')
  expect(talks.to('陈立')).toContain('2026年一季度：支部承诺3次，已记1次')
  expect(talks.to('陈立')).toContain('1/21对')
})

it('turns the pages of a long answer, by button or by what is typed instead', async () => {
  const asked = await sayInPrivate(bot, '陈立', '这个季度还差谁没谈')
  const card = asked.only(privateChat(bot, '陈立'))
  expect(card.text).toContain('（1/3）')
  await tapAs(bot, '陈立', card, '下一页')
  expect(faceOf(bot, card)).toContain('（2/3）')
  const typed = (await sayInPrivate(bot, '陈立', '查 谈话缺口 2026-Q1 第3页')).to('陈立')
  expect(typed).toContain('（3/3）')
  expect((await sayInPrivate(bot, '赵阳', '查 谈话缺口 2026-Q1 第2页')).to('赵阳')).not.toContain('对')
})

it('is of no use to anybody else who gets hold of the card', async () => {
  const { simulator } = bot
  const card = (await sayInPrivate(bot, '陈立', '这个季度还差谁没谈')).only(privateChat(bot, '陈立'))
  const guest = simulator.addPerson('路过的人').id
  // As if the card had been passed on.
  simulator.setMember(card.chatId, guest, true)
  const { toast, heard } = await press(bot, guest, card, '下一页')
  simulator.setMember(card.chatId, guest, false)
  if (CARDS_LIVE) expect(toast).toContain('不在这个支部的名册里')
  expect(heard.all.join('\n')).not.toMatch(/—/)
})

it('who is no member gets help, whatever he asks', async () => {
  const { simulator, branch } = bot
  const guest = simulator.addPerson('钱同事').id
  simulator.setMember(branch.chatId, guest, true)
  for (const question of ['今年集中学习几次', '查 2026-学-001', '查 次数 2026 第1页']) {
    const heard = await heardAfter(bot, () => simulator.say(guest, branch.chatId, `@台账助手 ${question}`))
    expect(heard.group, question).not.toMatch(/集中学习1次|党章|3月17日/)
    expect(heard.group, question).not.toBe('')
  }
})

it('shows the entry of a number to who may see it', async () => {
  const heard = await sayInGroup(bot, '赵阳', '查 2026-学-001')
  expect(heard.group).toBe('已私聊你')
  expect(heard.to('赵阳')).toContain('2026-学-001｜集中学习 · 党章')
  expect(heard.to('赵阳')).toContain('未到：孙小雨（病假）')
  expect((await sayInPrivate(bot, '李响', '查 2026-学-001')).to('李响')).not.toContain('病假')
  expect((await sayInPrivate(bot, '李响', '查 2026-学-099')).to('李响')).toContain('没有找到编号 2026-学-099')
})

it('calculates dues in private, and says that documents come later', async () => {
  const dues = await sayInGroup(bot, '赵阳', '月收入6000元党费多少')
  expect(dues.group).toBe('已私聊你')
  expect(dues.to('赵阳')).toContain('每月党费90元（1.5%，按整个基数算，不分段）')
  const report = await sayInPrivate(bot, '陈立', '出一份一季度的台账，word的')
  expect(report.to('陈立')).toContain('要到后面的版本才能出')
})

it('lists what is open, overdue first, in private', async () => {
  const heard = await sayInGroup(bot, '王敏', '还有哪些待办')
  expect(heard.group).toBe('已私聊你')
  expect(heard.to('王敏')).toMatch(/已过期限[\s\S]*2026-单-001/)
  const open = await sayInGroup(bot, '李响', '还有几张整改单没销号')
  expect(open.group).toContain('质量单1张')
  expect(open.group).not.toContain('会务部')
})

const anyone = fc.constantFrom<MemberName>('陈立', '王敏', '李淑贤', '赵阳')
const span = fc.constantFrom('今年', '3月', '一季度')
const thing = fc.constantFrom('党员大会', '集中学习和自学', '谈心谈话', '党费', '整改单')
const whom = fc.constantFrom('我', '大家', '李响', '小赵')
/** Each asks for something that a group may not read; whatever is harmless is in the stories above. */
const questions = fc.oneof(
  fc.tuple(whom, span).map(([who, when]) => `${who}${when}学了多少学时`),
  fc.tuple(span, thing).map(([when, what]) => `${when}${what}几次`),
  fc.tuple(whom, span, thing).map(([who, when, what]) => `${who}${when}参加了几次${what}`),
  fc.tuple(whom, span).map(([who, when]) => `${who}${when}交了多少党费`),
  fc
    .tuple(span, fc.constantFrom('党费还有谁没交', '还差谁没谈', '谁还没讲微党课', '谁学时还不够', '还缺哪些没记'))
    .map(([when, what]) => when + what),
  fc.constantFrom('还有哪些待办', '还有几张整改单没销号', '月收入6000元党费多少', '查 2026-会-001', '查 2026-费-001'),
  fc
    .tuple(fc.constantFrom('次数', '学时', '学时缺口', '谈话缺口', '讲课缺口', '党费', '缺项', '待办'), fc.boolean())
    .map(([topic, isHis]) => `查 ${topic} ${isHis && topic !== '待办' ? '2026 党员:李响' : '2026'} 第1页`),
)

const NAMES = ROSTER.flatMap((one) => [one.name, ...one.aliases]).filter((one) => one !== '书记')
const REASONS = ['病假', '公出', '转正']
/** One person's hours, money, a rate: all with a number before them. A page is no rate. */
const FIGURES = /\d\s*(?:学时|小时|分钟|元|人有记录|对)|\d%|人中|还差\d|(?<!（\d*)\d+\/\d+/

function toldToGroup(): string[] {
  const { simulator, branch } = bot
  return simulator
    .replies(branch.chatId)
    .flatMap(({ content, text, updates }) => [
      typeof content === 'string' ? content : JSON.stringify(content),
      text,
      ...updates.map((update) => update.text),
    ])
}

/** moments.md §1: whatever is asked in the group, and whoever asks. */
it('whatever is asked, the group never reads a name, an absentee’s reason, a rate, one person’s hours or money', async () => {
  const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000_000)
  console.info(`query privacy: FC_SEED=${seed}`)
  const first = toldToGroup().length
  const property = fc.asyncProperty(anyone, fc.array(questions, { minLength: 5, maxLength: 8 }), async (by, asked) => {
    for (const question of asked) {
      const before = toldToGroup().length
      await sayInGroup(bot, by, question)
      for (const told of toldToGroup().slice(before)) {
        for (const word of [...NAMES, ...REASONS]) expect(told, question).not.toContain(word)
        expect(told.replaceAll(/"base":\d+/g, ''), question).not.toMatch(FIGURES)
      }
    }
  })
  await fc.assert(property, { seed, numRuns: 12, endOnFailure: true })
  const said = toldToGroup().slice(first).join('\n')
  expect(said).toContain('已私聊你')
  expect(said).toContain('台账里')
}, 240_000)
