import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, partnerLine, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE } from '../helpers/stage.js'

/** SCHEMA: several records in one message are several entries and one receipt, also where talks are among them. */

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const SECRET = '家里老人住院'
const numbersIn = (text: string): string[] => [...new Set(text.match(/2026-[\u4e00-\u9fff]-\d{3}/g))]

describe('three talks told in one private message', () => {
  let numbers: string[] = []

  it('have one receipt, and each partner learns of his own talk only', async () => {
    const say = `3月16日和赵阳谈心谈话30分钟，聊了转正；3月17日和孙小雨谈心谈话20分钟，谈了${SECRET}；昨天下午和周海明廉政谈话`
    const heard = await sayInPrivate(bot, '陈立', say)
    const receipt = heard.only(privateChat(bot, '陈立')).text
    expect(receipt).toContain('已记3条')
    for (const pair of ['谈心谈话 陈立—赵阳', '谈心谈话 陈立—孙小雨', '廉政谈话 陈立—周海明'])
      expect(receipt).toContain(pair)
    expect(receipt).toContain(SECRET)
    expect(receipt).toContain('谈话内容加密保存，仅谈话双方可见')
    numbers = numbersIn(receipt)
    expect(numbers).toHaveLength(3)
    expect(heard.to('赵阳')).toBe(partnerLine('陈立记了与你3月16日的谈心谈话'))
    expect(heard.to('孙小雨')).toBe(partnerLine('陈立记了与你3月17日的谈心谈话'))
    expect(heard.to('周海明')).toBe(partnerLine('陈立记了与你3月17日的廉政谈话'))
    expect(heard.group).toBe('')
  })

  it('are undone one by one, and the receipt keeps the others', async () => {
    const receipt = bot.simulator.replies(privateChat(bot, '陈立'))[0]
    if (!receipt) throw new Error('no receipt')
    const { heard, toast } = await tapAs(bot, '陈立', receipt, `撤销 ${numbers[1]}`)
    expect(toast).toContain(`已撤销 ${numbers[1]}`)
    expect(heard.to('孙小雨')).toBe('陈立撤销了与你3月17日的谈心谈话记录')
    expect(heard.to('赵阳') + heard.to('周海明')).toBe('')
    if (CARDS_LIVE) {
      const face = faceOf(bot, receipt)
      expect(face).toContain('已记2条')
      expect(face).toContain('已撤销（陈立')
      for (const number of numbers) expect(face).toContain(number)
    }
    const left = (await bot.admin.entries(bot.branch.id)).filter(({ voided }) => !voided)
    expect(left.map(({ number }) => number).toSorted()).toEqual([numbers[0], numbers[2]].toSorted())
  })
})

it('a talk beside a study, told in private: one receipt as well', async () => {
  const heard = await sayInPrivate(bot, '王敏', '昨天下午集中学习2小时 学习党章 全员参加；昨天和赵阳谈心谈话30分钟')
  const receipt = heard.only(privateChat(bot, '王敏')).text
  expect(receipt).toContain('已记2条')
  expect(receipt).toContain('集中学习 · 党章')
  expect(receipt).toContain('谈心谈话 王敏—赵阳')
  // Who corrects the study of another learns nothing of the talk that was told beside it.
  const study = (await bot.admin.entries(bot.branch.id)).find(({ title }) => title === '党章')
  const asked = await sayInPrivate(bot, '陈立', '撤销3月17日的集中学习')
  const undone = asked.to('陈立').includes('已撤销') ? asked : await sayInPrivate(bot, '陈立', `撤销 ${study?.number}`)
  expect(undone.to('陈立')).toContain(`已撤销 ${study?.number}`)
  expect(undone.to('陈立')).not.toMatch(/王敏—赵阳|谈心谈话/)
})

it('told in the group: the group reads one line, their author one receipt', async () => {
  const heard = await sayInGroup(
    bot,
    '李淑贤',
    '昨天和赵阳谈心谈话30分钟，昨天和孙小雨谈心谈话20分钟，3月16日和周海明廉政谈话',
  )
  expect(heard.group).toBe('已记一次谈心谈话，其余已私聊你')
  const receipt = heard.only(privateChat(bot, '李淑贤')).text
  expect(numbersIn(receipt)).toHaveLength(3)
  expect(receipt).toContain('已记3条')
})

it('one sentence of talks with each of several is one receipt too', async () => {
  const heard = await sayInPrivate(bot, '赵阳', '昨天分别和李响、孙小雨、周海明谈心，每人20分钟')
  const receipt = heard.only(privateChat(bot, '赵阳')).text
  for (const name of ['李响', '孙小雨', '周海明']) {
    expect(receipt).toContain(`赵阳—${name}`)
    expect(heard.to(name as '李响')).toBe(partnerLine('赵阳记了与你3月17日的谈心谈话'))
  }
})
