import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, heardAfter, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE, PLATFORM } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const entryOf = async (number: string) => {
  const entry = (await bot.admin.entries(bot.branch.id)).find((one) => one.number === number)
  if (!entry) throw new Error(`no entry ${number}`)
  return entry
}
const numberIn = (text: string): string => /2026-[一-龥]-\d{3}/.exec(text)?.[0] ?? ''

describe('the receipt in the group', () => {
  it('marks what nobody said, and nothing that was said', async () => {
    const inferred = await sayInGroup(bot, '赵阳', '昨天下午学了2小时 二十届四中全会精神 全员参加')
    expect(inferred.group.split('\n')).toEqual([
      '已记｜集中学习 · 二十届四中全会精神',
      '3月17日（周二）下午 · 2小时 · 应到7 实到7 · 形式：集中学习「默认」',
      '同时计入：学时 ｜ 编号 2026-学-001 ｜ 记录人 赵阳',
      // Only there a reply tells which receipt it replies to.
      ...(PLATFORM === 'feishu' ? ['也可回复本条并@我：更正 …'] : []),
      ...(CARDS_LIVE
        ? ['改一下', '撤销', '有出入']
        : ['改一下：@我 改 2026-学-001', '撤销：@我 撤销 2026-学-001', '有出入：@我 有出入 2026-学-001']),
    ])
    const said = await sayInGroup(bot, '赵阳', '3月17日下午集中学习2小时 党章 全员参加')
    expect(said.group).not.toContain('「默认」')
    const today = await sayInGroup(bot, '赵阳', '集中学习了1小时 纪律处分条例 全员参加')
    expect(today.group).toContain('3月18日（周三）「默认」')
  })

  it('every inferred field of an entry stands marked on its receipt', async () => {
    for (const sentence of [
      '昨天下午学了2小时 新党章 全员参加',
      '学了1小时 廉洁自律准则 全员参加',
      '3月2日召开党员大会，议题：一季度工作，应到7人，实到7人',
      '昨天看了主题影片《焦裕禄》2小时 全员参加',
    ]) {
      const { group } = await sayInGroup(bot, '陈立', sentence)
      expect(group).toContain('已记｜')
      const { inferred } = await entryOf(numberIn(group))
      expect(group.split('「默认」').length - 1, `${sentence}\n${group}`).toBe(inferred.length)
    }
  })

  it('says when an entry is late, with both dates, and when the day was a rest day', async () => {
    const late = await sayInGroup(bot, '赵阳', '3月10日下午集中学习1小时 党章 全员参加')
    expect(late.group).toContain('3月10日（周二）')
    expect(late.group).toContain('补录：3月18日录入')
    expect(await entryOf(numberIn(late.group))).toMatchObject({ date: '2026-03-10', late: true })
    const rest = await sayInGroup(bot, '赵阳', '3月8日主题党日 参观革命纪念馆 半天 全员参加')
    expect(rest.group).toContain('3月8日是周日，已照记')
    const workday = await sayInGroup(bot, '赵阳', '昨天主题党日 参观烈士陵园 全员参加')
    expect(workday.group).toContain('已记｜主题党日')
    expect(workday.group).not.toMatch(/已照记|补录/)
  })

  it('shows absences as a number only; in private the same sentence names them', async () => {
    const sentence = '昨天下午集中学习2小时 党章 李响公出，其余全员参加'
    const shown = await sayInGroup(bot, '赵阳', sentence)
    expect(shown.group).toContain('应到7 实到6')
    expect(shown.group).not.toMatch(/李响|公出|未到/)
    expect(await entryOf(numberIn(shown.group))).toMatchObject({ absent: [{ name: '李响', reason: '公出' }] })
    const own = await sayInPrivate(bot, '赵阳', sentence)
    expect(own.to('赵阳')).toContain('未到：李响（公出）')
  })

  it('hides one person’s hours; those that he typed himself are not repeated to him', async () => {
    const heard = await sayInGroup(bot, '赵阳', '我昨晚自学了1小时 党章')
    expect(heard.group).toContain('已记｜自学')
    expect(heard.group).not.toMatch(/小时|学时/)
    expect(heard.all).toHaveLength(1)
    const { number, minutes } = await entryOf(numberIn(heard.group))
    expect(minutes).toBe(60)
    expect((await sayInGroup(bot, '赵阳', `撤销 ${number}`)).group).toContain(`已撤销 ${number}`)
  })

  it('with hours of one person that the bot filled in is his alone, marked', async () => {
    const heard = await sayInGroup(bot, '赵阳', '我昨天自学了半天 党章第三章')
    const receipt = heard.to('赵阳')
    expect(heard.all).toEqual([receipt])
    expect(receipt).toContain('已记｜自学 · 党章第三章')
    expect(receipt).toContain('4学时「默认」')
    const { number, inferred } = await entryOf(numberIn(receipt))
    expect(receipt.split('「默认」').length - 1).toBe(inferred.length)
    expect((await sayInGroup(bot, '赵阳', '撤销')).group).toContain(`已撤销 ${number}`)
  })

  it('with hours of one person among others’ shows none, and he gets what was filled in', async () => {
    const sentence = '3月16日集中学习1小时 党章 全员参加；3月17日我自学了半天 准则'
    const heard = await sayInGroup(bot, '赵阳', sentence)
    expect(heard.group).toContain('已记2条')
    expect(heard.group).not.toMatch(/半天|4学时/)
    expect(heard.to('赵阳')).toContain('4学时「默认」')
    expect(heard.to('赵阳')).not.toContain('集中学习')
  })
})

describe('one message', () => {
  it('with several records gets one receipt, a number and a button each', async () => {
    const sentence = '3月16日集中学习1小时 党章 全员参加；3月17日集中学习2小时 准则 全员参加'
    const receipt = (await sayInGroup(bot, '赵阳', sentence)).only(bot.branch.chatId)
    expect(receipt.text).toContain('已记2条')
    const [first = '', second = ''] = [...receipt.text.matchAll(/编号 (\S+)/g)].map((match) => match[1])
    expect(Number(second.slice(-3))).toBe(Number(first.slice(-3)) + 1)
    await tapAs(bot, '赵阳', receipt, `撤销 ${second}`)
    if (CARDS_LIVE) {
      expect(faceOf(bot, receipt)).toContain('已记1条')
      expect(faceOf(bot, receipt)).toContain('已撤销（赵阳，')
    }
    expect([(await entryOf(first)).voided, (await entryOf(second)).voided]).toEqual([false, true])
  })

  it('in traditional or full-width characters becomes the same entry', async () => {
    const plain = await sayInGroup(bot, '王敏', '昨天下午学习了2小时 二十届四中全会精神 全员参加')
    const other = await sayInGroup(bot, '王敏', '昨天下午學習了２小時　二十屆四中全會精神　全員參加')
    const [one, two] = [await entryOf(numberIn(plain.group)), await entryOf(numberIn(other.group))]
    const { date, minutes, title, form, participants, inferred } = one
    expect(two).toMatchObject({ date, minutes, title, form, participants, inferred })
    expect(title).toBe('二十届四中全会精神')
  })

  it('that is not for the bot is no entry', async () => {
    const before = (await bot.admin.entries(bot.branch.id)).length
    const { chatId, person } = bot.branch
    const talk = await heardAfter(bot, () => bot.simulator.say(person.赵阳, chatId, '昨天下午学了2小时 党章 全员参加'))
    expect(talk.group).toBe('')
    expect(await bot.admin.entries(bot.branch.id)).toHaveLength(before)
  })
})
