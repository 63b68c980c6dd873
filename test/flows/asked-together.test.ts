import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MemberName, type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE } from '../helpers/stage.js'

let bot: PlayBot
const BOOKS: readonly (readonly [MemberName, string])[] = [
  ['赵阳', '3月17日集中学习4学时 党章 孙小雨请病假，其余全员参加'],
  ['赵阳', '3月10日集中学习2小时 党史 王敏出差、孙小雨请假，其余全员参加'],
  ['周海明', '3月2日召开党员大会，应到7人，实到6人，李响公出，议题：一季度工作'],
  ['王敏', '2月10日专题讲座2小时 廉洁从业 王敏请假，其余全员参加'],
  ['陈立', '3月12日和李响谈心谈话30分钟'],
  ['李淑贤', '3月党费：陈立125元、王敏98.5元、李淑贤86元'],
]
beforeAll(async () => {
  bot = await startPlay()
  for (const [name, text] of BOOKS) {
    const heard = await sayInPrivate(bot, name, text)
    expect(heard.all.join('\n'), text).toContain('已记')
  }
})
afterAll(() => bot.stop())

const say = async (text: string, name: MemberName = '陈立'): Promise<string> =>
  (await sayInPrivate(bot, name, text)).to(name)

describe('who was absent', () => {
  it('is told in private to who keeps the records, event by event, in the order of the roster', async () => {
    const heard = await sayInGroup(bot, '陈立', '这个月集中学习谁缺席过')
    expect(heard.group).toBe('已私聊你')
    const told = heard.to('陈立')
    expect(told).toContain('2026年3月集中学习记了缺席的：孙小雨、王敏')
    expect(told).toMatch(/2026-学-002 3月10日 集中学习：党史：王敏（出差）、孙小雨/)
    expect(told).toMatch(/2026-学-001 3月17日 集中学习：党章：孙小雨（病假）/)
    expect(told).not.toMatch(/王敏\s?\d|孙小雨\s?\d|\d次/)
    expect(await say('今年谁没来开会', '王敏')).toContain('李响（公出）')
  })

  it('of one event: the newest, or of a day', async () => {
    expect(await say('上次学习谁没来')).toMatch(/2026-学-001 3月17日.*缺席：孙小雨（病假）/)
    expect(await say('3月2日的党员大会谁请假了')).toContain('李响（公出）')
    expect(await say('2月的主题党日谁没到')).toContain('还没有主题党日')
  })

  it('is one’s own to oneself, and of others for nobody else', async () => {
    const own = await sayInGroup(bot, '孙小雨', '我今年缺席了几次')
    expect(own.group).toBe('已私聊你')
    expect(own.to('孙小雨')).toContain('你2026年记了2次缺席')
    expect(own.to('孙小雨')).toContain('（病假）')
    expect(await say('我今年缺了几次', '赵阳')).toContain('你2026年没有缺席记录')
    for (const question of ['谁没来学习', '王敏今年缺了几次']) {
      const refused = await sayInGroup(bot, '赵阳', question)
      expect(refused.all, question).toHaveLength(1)
      expect(refused.group, question).toContain('谁缺席只告诉书记和管组织的同志')
      expect(refused.group, question).not.toMatch(/孙小雨|王敏|病假/)
    }
    expect(await say('王敏今年缺了几次')).toContain('王敏2026年记了2次缺席')
    expect((await sayInGroup(bot, '陈立', '把缺席名单发群里')).group).not.toMatch(/孙小雨|王敏/)
  })
})

describe('two questions in one message', () => {
  it('are answered in one answer, in the order asked', async () => {
    const told = await say('我今年学了几个学时，谈了几次话', '李响')
    expect(told).toMatch(/你2026年集中学习培训 \d+ 学时[\s\S]*你2026年参加的：谈心谈话1次/)
    const both = await sayInPrivate(bot, '陈立', '这季度谁没谈、党费谁没交')
    expect(both.all).toHaveLength(1)
    expect(both.to('陈立')).toMatch(/支部承诺3次，已记1次[\s\S]*2026年3月党费：7人中3人有记录/)
  })

  it('of which the group may read one: that one there, the other in private', async () => {
    const heard = await sayInGroup(bot, '赵阳', '今年开了几次党员大会，我多少学时')
    expect(heard.group).toContain('党员大会1次')
    expect(heard.group).toContain('另外1个问题已私聊你')
    expect(heard.group).not.toMatch(/\d\s?学时/)
    expect(heard.to('赵阳')).toMatch(/你2026年集中学习培训 \d+ 学时/)
    const own = await sayInGroup(bot, '赵阳', '我今年多少学时，3月党费交了吗')
    expect(own.group).toBe('已私聊你')
    expect(own.to('赵阳')).toMatch(/学时[\s\S]*你2026年3月党费：台账里暂无记录/)
  })

  it('one of which he may not ask is refused, the other answered', async () => {
    const told = await say('我今年多少学时，谁还没讲微党课', '赵阳')
    expect(told).toMatch(/你2026年集中学习培训[\s\S]*只告诉书记和管组织的同志/)
  })
})

describe('a page that is typed for', () => {
  it('goes on in the answer he was given, and says where it ends', async () => {
    expect(await say('下一页', '周海明')).toContain('最近没有给过你分页的回答')
    expect(await say('这个季度还差谁没谈')).toContain('（1/3）')
    expect(await say('下一页')).toContain('（2/3）')
    expect(await say('还有呢')).toContain('（3/3）')
    expect(await say('下一页')).toContain('没有了，已经是最后一页')
    expect(await say('第1页')).toContain('（1/3）')
    expect(await say('上一页')).toContain('已经是第一页了')
    expect(await say('第9页')).toContain('只有3页')
    // What the button turned counts as well.
    const card = (await sayInPrivate(bot, '陈立', '第1页')).only(privateChat(bot, '陈立'))
    await tapAs(bot, '陈立', card, '下一页')
    expect(await say('下一页')).toContain('（3/3）')
  })

  it('of a private answer goes on in private, wherever it is typed; another’s is nobody’s', async () => {
    expect((await sayInGroup(bot, '陈立', '这个季度还差谁没谈')).group).toBe('已私聊你')
    const next = await sayInGroup(bot, '陈立', '下一页')
    expect(next.group).toBe('已私聊你')
    expect(next.to('陈立')).toContain('（2/3）')
    expect((await sayInGroup(bot, '赵阳', '下一页')).group).toContain('最近没有给过你分页的回答')
    await bot.moveTo('2026-03-19T10:00:00+08:00')
    expect(await say('下一页')).toContain('最近没有给过你分页的回答')
  })
})

describe('what one 学时 is', () => {
  it('is the secretary’s to set, by a card with before and after', async () => {
    expect(await say('一学时是多少分钟', '赵阳')).toContain('1学时按60分钟算（本支部设置）')
    expect(await say('一个学时按45分钟算', '王敏')).toContain('由书记来定')
    expect(await say('一个学时按40分钟算')).toContain('45、50、60分钟')
    const asked = await sayInGroup(bot, '陈立', '一个学时按45分钟算')
    expect(asked.group).toBe('已私聊你')
    const card = asked.only(privateChat(bot, '陈立'))
    expect(card.text).toContain('60分钟 → 45分钟')
    expect(card.text).toContain('马上生效')
    expect(await say('我今年多少学时', '赵阳')).toContain('1学时按60分钟算')
    await tapAs(bot, '陈立', card, '确认')
    expect(faceOf(bot, card)).toContain('已改')
    expect(await say('我今年多少学时', '赵阳')).toContain('1学时按45分钟算')
    expect((await sayInGroup(bot, '赵阳', '一个学时是几分钟')).group).toContain('1学时按45分钟算')
  })

  it('is typed as well as tapped; an old card changes nothing', async () => {
    const old = (await sayInPrivate(bot, '陈立', '学时按50分钟')).only(privateChat(bot, '陈立'))
    expect(await say('学时按60分钟')).toContain('45分钟 → 60分钟')
    expect(await say('确认一个学时按60分钟算')).toContain('已改')
    // Where nothing can be tapped its words are typed, and mean what they say now.
    if (CARDS_LIVE) await tapAs(bot, '陈立', old, '确认')
    expect(await say('一个学时多少分钟')).toContain('1学时按60分钟算')
    expect(await say('一个学时按60分钟算')).toContain('本来就按60分钟算')
  })
})

describe('a member who has another name now', () => {
  it('is found in the old entries by both names', async () => {
    const before = await say('孙小雨今年参加了几次集中学习和党员大会')
    await sayInGroup(bot, '孙小雨', '3月18日孙小雨讲微党课《初心》30分钟 全员参加')
    await sayInPrivate(bot, '李淑贤', '2月党费：孙小雨52.4元')
    expect(await say('孙小雨改名孙晓雨')).toContain('用新名、旧名都查得到')
    for (const name of ['孙晓雨', '孙小雨']) {
      const counted = await say(`${name}今年参加了几次集中学习和党员大会`)
      expect(counted, name).toBe(before.replaceAll('孙小雨', '孙晓雨'))
      expect(await say(`${name}今年缺了几次`), name).toContain('孙晓雨2026年记了2次缺席')
      expect(await say(`${name}今年讲了几次微党课`), name).toContain('孙晓雨2026年微党课：1次')
      expect(await say(`${name}2月党费交了吗`), name).toContain('已记52.40元')
    }
    expect(await say('这个月集中学习谁缺席过')).toContain('记了缺席的：孙晓雨、王敏')
    expect(await say('我今年缺席了几次', '孙小雨')).toContain('你2026年记了2次缺席')
  })
})
