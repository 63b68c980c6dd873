import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { sayInGroup, sayInPrivate } from '../helpers/exchange.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

/** The example sentences of a help card: 「记培训：@我 …」 without what is said about them in brackets. */
const examplesIn = (help: string): string[] =>
  [...help.matchAll(/^• \S+?：(.+)$/gm)].flatMap(([, line = '']) =>
    line.split('，或 ').map((example) =>
      example
        .replace(/（.*?）/g, '')
        .replace('@我 ', '')
        .trim(),
    ),
  )

/** What an answer to a sentence that was understood looks like. */
const UNDERSTOOD = /已记|还没记|已撤销|之前已撤销|没有找到/

it('in the group shows how to speak to the bot there, and sends talks to the private chat', async () => {
  const { group } = await sayInGroup(bot, '赵阳', '帮助')
  expect(group).toContain('在本群要@我才收得到；不带@的「/培训」这类命令收不到。')
  expect(group).toContain('记谈话：请私聊我')
  expect(group).toContain('涉密、工作秘密、领导行程请勿发给我')
  expect(group).toContain('改消息不会改台账')
})

it('in private leaves out the @, and tells the secretary what only he gets', async () => {
  const member = (await sayInPrivate(bot, '赵阳', '帮助')).to('赵阳')
  const secretary = (await sayInPrivate(bot, '陈立', '怎么用')).to('陈立')
  for (const help of [member, secretary]) {
    expect(help).not.toContain('@')
    expect(help).toContain('查看谈话内容')
  }
  expect(secretary).toContain('我会私聊你本月已有和待补的事项')
  expect(member).not.toContain('待补')
})

it('shows only what works: every example, sent as it stands, is understood', async () => {
  const inGroup = examplesIn((await sayInGroup(bot, '赵阳', '帮助')).group)
  expect(inGroup.length).toBeGreaterThanOrEqual(5)
  for (const example of inGroup.filter((one) => one !== '请私聊我')) {
    expect((await sayInGroup(bot, '赵阳', example)).group, example).toMatch(UNDERSTOOD)
  }
  const inPrivate = examplesIn((await sayInPrivate(bot, '赵阳', '帮助')).to('赵阳'))
  expect(inPrivate.length).toBeGreaterThanOrEqual(6)
  for (const example of inPrivate) {
    expect((await sayInPrivate(bot, '赵阳', example)).to('赵阳'), example).toMatch(UNDERSTOOD)
  }
})

it('says what it can’t do yet instead of recording something else', async () => {
  const before = (await bot.admin.entries(bot.branch.id)).length
  for (const sentence of ['3月党费我交了50元', '昨天参加志愿服务3小时', '更正 刚才那条改成3小时', '/统计 本季度学时']) {
    const { group } = await sayInGroup(bot, '赵阳', sentence)
    expect(group, sentence).toMatch(/我还不会/)
  }
  expect(await bot.admin.entries(bot.branch.id)).toHaveLength(before)
})
