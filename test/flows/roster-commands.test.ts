import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Member } from '../../src/models/member.js'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { type Heard, privateChat, sayInGroup, sayInPrivate } from '../helpers/exchange.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const say = async (text: string, name: '陈立' | '王敏' | '赵阳' = '陈立'): Promise<string> =>
  (await sayInPrivate(bot, name, text)).to(name)

/** 应到 of a study on that day, told today. */
async function expectedOn(day: string): Promise<string> {
  const heard = await sayInGroup(bot, '赵阳', `${day}下午集中学习1小时 党章 全员参加`)
  return /应到(\d+)/.exec(heard.group)?.[1] ?? heard.group
}

const onlyToHim = (heard: Heard): void => {
  expect(heard.group).toBe('已私聊你')
  expect(heard.to('王敏') + heard.to('李响')).toBe('')
}

/** moments.md §2: the roster on the date of the event; a state is private. */
describe('the secretary keeps the roster by saying it', () => {
  it('a state counts from its day, and is told before → after in private', async () => {
    const told = await say('李响3月10日起借调')
    expect(told).toContain('名册已改｜李响借调')
    expect(told).toContain('在岗 → 借调')
    expect(told).toContain('自3月10日（周二）起')
    expect(told).not.toContain('「默认」')
    expect(await expectedOn('3月9日')).toBe('7')
    expect(await expectedOn('3月11日')).toBe('6')
  })

  it('typed in the group, the group reads nothing of it', async () => {
    const heard = await sayInGroup(bot, '陈立', '孙小雨请长假')
    onlyToHim(heard)
    expect(heard.to('陈立')).toContain('在岗 → 请长假')
    expect(heard.to('陈立')).toContain('自3月18日（周三）起「默认」')
    const again = await sayInGroup(bot, '陈立', '孙小雨请长假')
    expect(again.group).not.toMatch(/孙小雨|长假/)
    expect(again.to('陈立')).toContain('本来就是这样')
    expect(await say('孙小雨回来了')).toContain('请长假 → 在岗')
  })

  it('an office is handed over: who had it loses it', async () => {
    const told = await say('赵阳管党费')
    expect(told).toMatch(/赵阳｜分工[：\n]*党员 → 管党费/)
    expect(told).toMatch(/李淑贤｜分工[：\n]*管党费 → 党员/)
    const { body } = await bot.admin.get(`/branches/${bot.branch.id}`)
    const dues = (body.members as { name: string; roles: string[] }[]).filter(({ roles }) => roles.includes('dues'))
    expect(dues.map(({ name }) => name)).toEqual(['赵阳'])
  })

  it('a candidate becomes a full member, somebody comes, somebody goes', async () => {
    expect(await say('孙小雨3月16日转正')).toContain('预备党员 → 正式党员')
    expect(await say('新增党员 吴刚 预备')).toContain('不在册 → 预备党员')
    expect(await expectedOn('3月18日')).toBe('7')
    expect(await say('周海明3月17日转出')).toContain('在册 → 转出')
    expect(await expectedOn('3月16日')).toBe('6')
    expect(await expectedOn('3月18日')).toBe('6')
    const guest = await sayInGroup(bot, '周海明', '昨天下午集中学习1小时 准则 全员参加')
    expect(guest.group).toContain('不在本支部的名册里')
  })

  it('another name is known from then on, and never two people by one', async () => {
    expect(await say('赵阳又叫阳哥')).toMatch(/小赵 → 小赵、阳哥/)
    expect(await say('李响又叫阳哥')).toContain('已经是赵阳的叫法')
  })

  it('the roster is shown in private', async () => {
    const heard = await sayInGroup(bot, '陈立', '名册')
    onlyToHim(heard)
    const shown = heard.to('陈立')
    expect(shown).toContain('名册｜人事部党支部')
    expect(shown).toContain('共7人，预备1人，不计应到1人')
    for (const part of ['吴刚', '借调', '还没说过话']) expect(shown).toContain(part)
    expect(shown).not.toContain('周海明')
  })

  it('what would leave the branch without its secretary is refused with what to do', async () => {
    expect(await say('陈立转出')).toContain('书记转出前，请先办交接')
    expect(await say('赵阳当书记')).toContain('换书记要双方确认，请写明哪天起')
  })

  it('each change is kept with who made it, when, and from which day', async () => {
    const row = await Member.collection.findOne({ branchId: bot.branch.id, name: '李响' })
    expect(row?.revisions).toMatchObject([
      { byName: '陈立', change: 'state', before: 'active', after: 'seconded', on: '2026-03-10' },
    ])
    const dues = await Member.collection.findOne({ branchId: bot.branch.id, name: '李淑贤' })
    expect(dues?.roleHistory.map(({ roles }: { roles: string[] }) => roles)).toEqual([['dues'], ['member']])
  })
})

describe('others', () => {
  it('the organization officer says who comes, goes and is away, not who has an office', async () => {
    expect(await say('李响回来了', '王敏')).toContain('借调 → 在岗')
    expect(await say('赵阳管台账', '王敏')).toMatch(/由书记来改/)
    expect(await say('吴刚转正', '王敏')).toMatch(/由书记来改/)
    expect(await say('名册', '王敏')).toContain('共7人')
  })

  it('a member changes nothing and reads no list', async () => {
    for (const text of ['李响请长假', '赵阳管台账', '李响转出', '名册']) {
      const told = await say(text, '赵阳')
      expect(told, text).toMatch(/书记/)
      expect(told, text).not.toMatch(/→|借调|共7人/)
    }
    const heard = await sayInPrivate(bot, '陈立', '名册')
    expect(heard.only(privateChat(bot, '陈立')).text).toContain('共7人')
  })
})

describe('what was said wrongly is put right', () => {
  it('only the office that is named goes', async () => {
    expect(await say('赵阳兼管台账')).toMatch(/管党费 → 管党费、管台账/)
    expect(await say('赵阳不管台账了')).toMatch(/管党费、管台账 → 管党费/)
    const again = await say('赵阳不管台账了')
    expect(again).toContain('赵阳的分工里没有「管台账」，现在是：管党费')
    expect(again).not.toContain('→')
    expect(await say('赵阳不管台账了', '王敏')).toMatch(/由书记来改/)
  })

  it('an alias is taken back, never added by the words that take it', async () => {
    expect(await say('赵阳的别名删掉阳哥')).toMatch(/小赵、阳哥 → 小赵/)
    expect(await say('赵阳不叫阳哥了')).toContain('赵阳的别名里没有「阳哥」，现有：小赵')
  })

  it('who comes back was here before', async () => {
    expect(await say('李响重新转入支部')).toContain('李响已在名册里')
    expect(await say('马六重新转入支部')).toContain('名册里没有过「马六」')
    expect(await say('名册')).not.toContain('马六')
    expect(await say('周海明重新转入支部')).toContain('已转出 → 正式党员')
  })

  it('a wrong name is changed and the person stays', async () => {
    const before = await Member.collection.findOne({ branchId: bot.branch.id, name: '吴刚' })
    expect(await say('把吴刚从名册删除')).toContain('吴刚改名')
    expect(await say('吴刚改名赵阳')).toContain('名册里已有赵阳')
    expect(await say('吴刚改名吴钢')).toContain('吴刚 → 吴钢')
    const after = await Member.collection.findOne({ branchId: bot.branch.id, name: '吴钢' })
    expect(after?._id).toEqual(before?._id)
    expect(after?.revisions.at(-1)).toMatchObject({ change: 'rename', before: '吴刚', after: '吴钢', byName: '陈立' })
  })

  it('a day to come is named, and an end that the roster doesn’t keep is said', async () => {
    expect(await say('李响3月25日起借调')).toContain('3月25日（周三）还没到，到那天再发这一句')
    const told = await say('李响请产假到6月30日')
    expect(told).toContain('在岗 → 请长假')
    expect(told).toContain('6月30日（周二）以后发「李响回来了」')
    expect(await say('李响回来了')).toContain('请长假 → 在岗')
  })

  it('several new members are told one line each', async () => {
    expect(await say('新增党员 李四、王五 预备')).toContain('新增党员 李四 预备；新增党员 王五 预备')
    expect(await say('名册')).not.toContain('李四')
  })
})
