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
