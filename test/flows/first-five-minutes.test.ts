import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InboxRow } from '../../src/models/inbox-row.js'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { heardAfter } from '../helpers/exchange.js'
import { establish, type Group, newGroup, wordsTo } from '../helpers/new-group.js'
import { FORMS_ON_CARDS, PLATFORM } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const LIST = '支部：信息部党支部；党员：吴刚 郑洁 冯涛，预备：褚燕；管党费 郑洁，管台账 冯涛'

/** moments.md §2: a group says who its secretary is, he confirms, a second person agrees, he names the members. */
describe('the first five minutes', () => {
  let group: Group
  beforeAll(() => {
    group = newGroup(bot, '信息部')
  })

  it('the first word to the bot is answered with what it does and the question who the secretary is, once a day', async () => {
    const greeted = (await group.say('钱同事', '你好')).only(group.chatId).text
    expect(greeted).toContain('谁是书记？')
    expect(greeted).toContain('我是书记')
    expect(greeted).toMatch(FORMS_ON_CARDS ? /选一位同志/ : /书记是 @某某/)
    const again = (await group.say('钱同事', '昨天下午学了2小时 党章 全员参加')).only(group.chatId).text
    expect(again).toContain('本群还没有登记支部')
    expect(again).not.toContain('谁是书记？')
  })

  it('who says so is asked in private, and the group is asked for a second person', async () => {
    const { heard } = await group.press('吴刚', group.find('group', '谁是书记？'), '我是书记')
    expect(wordsTo(heard, group.chatId)).toContain('书记待确认｜吴刚')
    expect(wordsTo(heard, group.privateChat('吴刚'))).toContain('你是党支部书记吗？')
  })

  it('neither he himself nor a stranger to the card can give the second word', async () => {
    expect((await group.press('吴刚', group.find('group', '书记待确认'), '同意')).toast).toContain('另一位同志')
    expect((await group.sayPrivate('郑洁', '同意')).only(group.privateChat('郑洁')).text).toContain(
      '我还不认识这个账号',
    )
    expect((await group.sayPrivate('吴刚', LIST)).only(group.privateChat('吴刚')).text).toContain('你是党支部书记吗？')
  })

  it('his own confirmation alone is not enough', async () => {
    const done = await group.press('吴刚', group.find('吴刚', '你是党支部书记吗？'), '确认')
    expect(done.heard.in(group.chatId)).toEqual([])
    expect((await group.sayPrivate('吴刚', LIST)).only(group.privateChat('吴刚')).text).toContain('还差群里另一位同志')
    expect((await group.say('冯涛', '昨天下午学了2小时 党章')).only(group.chatId).text).toContain('本群还没有登记支部')
  })

  it('with the second person’s word he is asked for the members', async () => {
    const { heard } = await group.press('郑洁', group.find('group', '书记待确认'), '同意')
    expect(wordsTo(heard, group.privateChat('吴刚'))).toContain('请报党员名单')
  })

  it('shows the roster that he typed before anything is made of it', async () => {
    const asked = (await group.sayPrivate('吴刚', '怎么报名单')).only(group.privateChat('吴刚')).text
    expect(asked).toContain('请报党员名单')
    const odd = await group.sayPrivate('吴刚', '党员：郑洁 冯涛，书记 郑洁')
    expect(odd.only(group.privateChat('吴刚')).text).toContain('你的账号（吴刚）记作「郑洁」')
    const preview = (await group.sayPrivate('吴刚', LIST)).only(group.privateChat('吴刚')).text
    expect(preview).toContain('核对党员名单')
    for (const part of [
      '信息部党支部',
      '正式党员（3）',
      '吴刚、郑洁、冯涛',
      '预备党员（1）',
      '褚燕',
      '书记 吴刚；管党费 郑洁；管台账 冯涛',
    ])
      expect(preview).toContain(part)
    expect((await group.say('冯涛', '帮助')).only(group.chatId).text).toContain('本群还没有登记支部')
  })

  it('confirmed, the group is a branch of these and nobody else, and a trial entry is shown that is not kept', async () => {
    const { heard } = await group.press('吴刚', group.find('吴刚', '核对党员名单'), '确认名单')
    expect(wordsTo(heard, group.chatId)).toContain('「信息部党支部」已登记，书记是吴刚')
    expect(wordsTo(heard, group.chatId)).not.toMatch(/褚燕|预备/)
    const trial = wordsTo(heard, group.privateChat('吴刚'))
    expect(trial).toContain('试记，不入账')
    expect(trial).toContain('应到4 实到4')
    const first = await group.say('冯涛', '昨天下午学了2小时 二十届四中全会精神 全员参加')
    expect(first.only(group.chatId).text).toContain('2026-学-001')
    expect(first.only(group.chatId).text).toContain('应到4 实到4')
    expect((await group.say('钱同事', '昨天下午学了2小时 党章 全员参加')).only(group.chatId).text).toContain(
      '不在本支部的名册里',
    )
    expect((await group.sayPrivate('吴刚', '名册')).only(group.privateChat('吴刚')).text).not.toContain(
      '你是党支部书记吗',
    )
  })

  it('nothing of what was said on the way is kept', async () => {
    const rows = await InboxRow.find({ chatId: group.chatId }).lean()
    const kept = rows.filter(({ payload }) => payload !== undefined)
    // What was said to the branch once it was there.
    expect(kept.length).toBeLessThanOrEqual(2)
  })
})

describe('a group where', () => {
  it('the wrong person was named goes on with the right one', async () => {
    const group = newGroup(bot, '后勤')
    await group.say('卫东', '我是书记')
    const declined = await group.press('卫东', group.find('卫东', '你是党支部书记吗？'), '不是我')
    expect(wordsTo(declined.heard, group.chatId)).toContain('卫东说书记不是他')
    const both = await establish(group)
    expect(wordsTo(both, group.privateChat('吴刚'))).toContain('请报党员名单')
  })

  it('he is named by another is asked himself, where the platform says who is meant', async () => {
    const group = newGroup(bot, '仓储')
    const heard = await group.say('钱同事', '书记是 @吴刚')
    const isKnown = PLATFORM === 'feishu'
    expect(wordsTo(heard, group.chatId)).toContain(
      isKnown ? '书记待确认｜吴刚' : '请吴刚本人在群里@我说一句「我是书记」',
    )
    expect(wordsTo(heard, group.privateChat('吴刚'))).toBe(isKnown ? group.find('吴刚', '你是党支部书记吗？').text : '')
  })

  it('two say so asks whom the others mean', async () => {
    const group = newGroup(bot, '基建')
    await group.say('卫东', '我是书记')
    await group.say('吴刚', '我是书记')
    expect((await group.say('郑洁', '同意')).only(group.chatId).text).toMatch(/同意 卫东.*同意 吴刚/)
    expect((await group.say('郑洁', '同意 吴刚')).only(group.chatId).text).toContain('等吴刚在私聊里确认')
  })

  it('the operator registers the branch needs no more of it', async () => {
    const group = newGroup(bot, '财务')
    await establish(group)
    await group.sayPrivate('吴刚', LIST)
    const preview = group.find('吴刚', '核对党员名单')
    const members = [{ name: '卫东', role: 'secretary', platformUserId: group.person.卫东 }]
    const body = { name: '财务部党支部', platform: bot.simulator.platform, chatId: group.chatId, members }
    const { body: made } = await bot.admin.post('/branches', body)
    const late = await group.press('吴刚', preview, '确认名单')
    expect(late.toast).toMatch(/已经登记|我还不认识这个账号/)
    const { body: branch } = await bot.admin.get(`/branches/${made.id}`)
    expect((branch.members as { name: string }[]).map(({ name }) => name)).toEqual(['卫东'])
  })

  it('nothing more happens forgets it after 14 days', async () => {
    const group = newGroup(bot, '档案')
    await group.say('吴刚', '我是书记')
    await bot.moveTo('2026-04-02T09:00:00+08:00')
    expect((await group.say('郑洁', '同意')).only(group.chatId).text).toContain('没有等人同意')
    expect((await group.sayPrivate('吴刚', '我是书记')).only(group.privateChat('吴刚')).text).toContain(
      '我还不认识这个账号',
    )
  })

  it('the named person can’t be reached sees one line that names nobody', async () => {
    const { simulator } = bot
    const far = simulator.addPerson('远方', { available: false }).id
    const near = simulator.addPerson('近处').id
    const { chatId } = simulator.addGroup('外勤', [far, near])
    const heard = await heardAfter(bot, () => simulator.say(far, chatId, '@台账助手 我是书记'))
    expect(wordsTo(heard, chatId)).toContain('有一张卡片未能送达，请书记私聊我一次')
  })
})

describe('the list', () => {
  it('without a name of the branch gets one that says it was filled in; a name alone can be added', async () => {
    const group = newGroup(bot, '质检')
    await establish(group)
    const preview = await group.sayPrivate('吴刚', '吴刚 书记\n郑洁\n褚燕 预备')
    expect(preview.only(group.privateChat('吴刚')).text).toContain('党支部（书记吴刚）「默认」')
    const named = await group.sayPrivate('吴刚', '支部：质检部党支部')
    expect(named.only(group.privateChat('吴刚')).text).toMatch(/质检部党支部[\s\S]*吴刚、郑洁/)
    const done = await group.sayPrivate('吴刚', '确认名单')
    expect(wordsTo(done, group.privateChat('吴刚'))).toContain('支部已登记｜质检部党支部')
  })
})

/** moments.md §2: the group was dissolved, or its id changed. */
describe('another group', () => {
  let first: Group
  let second: Group
  let branchId = ''
  beforeAll(async () => {
    first = newGroup(bot, '旧群')
    const members = [
      { name: '吴刚', role: 'secretary', platformUserId: first.person.吴刚 },
      { name: '郑洁', platformUserId: first.person.郑洁 },
    ]
    const body = { name: '搬家党支部', platform: bot.simulator.platform, chatId: first.chatId, members }
    branchId = (await bot.admin.post('/branches', body)).body.id
    await first.say('吴刚', '昨天下午学了2小时 党章 全员参加')
    const { chatId } = bot.simulator.addGroup('新群', Object.values(first.person))
    second = {
      ...first,
      chatId,
      say: (name, text) => heardAfter(bot, () => bot.simulator.say(first.person[name], chatId, `@台账助手 ${text}`)),
    }
  })

  it('is offered only to the secretary, who is asked in private', async () => {
    expect((await second.say('郑洁', '绑定本群')).only(second.chatId).text).toContain('只有支部书记')
    const told = await first.sayPrivate('吴刚', '绑定本群')
    expect(told.only(first.privateChat('吴刚')).text).toContain('请在新群里')
    const asked = await second.say('吴刚', '把支部绑定到本群')
    expect(asked.only(second.chatId).text).toBe('请书记在私聊里确认。')
    expect(asked.only(first.privateChat('吴刚')).text).toContain('「搬家党支部」以后在你刚才说话的群里记')
    expect((await bot.admin.get(`/branches/${branchId}`)).body.chatId).toBe(first.chatId)
  })

  it('takes the branch when he confirms; the old group gets one line', async () => {
    const { heard } = await second.press('吴刚', second.find('吴刚', '把支部绑定到那个群'), '确认绑定')
    expect(heard.only(first.chatId).text).toContain('已改在另一个群里记台账')
    expect(heard.only(second.chatId).text).toContain('今后在本群记')
    expect((await second.say('郑洁', '昨天下午学了1小时 准则 全员参加')).only(second.chatId).text).toContain(
      '2026-学-002',
    )
    expect((await first.say('郑洁', '昨天下午学了1小时 准则 全员参加')).only(first.chatId).text).toContain('谁是书记？')
  })

  it('is refused where another branch is at home by then', async () => {
    const third = bot.simulator.addGroup('第三群', Object.values(first.person)).chatId
    await heardAfter(bot, () => bot.simulator.say(first.person.吴刚, third, '@台账助手 绑定本群'))
    const members = [{ name: '卫东', role: 'secretary' }]
    await bot.admin.post('/branches', { name: '三部党支部', platform: bot.simulator.platform, chatId: third, members })
    const said = await first.sayPrivate('吴刚', '确认绑定')
    expect(wordsTo(said, first.privateChat('吴刚'))).not.toContain('已绑定，')
    expect((await bot.admin.get(`/branches/${branchId}`)).body.chatId).toBe(second.chatId)
  })
})
