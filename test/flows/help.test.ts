import { afterAll, beforeAll, expect, it } from 'vitest'
import { HELP_TOPICS } from '../../cards/shared/help-topics.js'
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

/** What an answer to a sentence that was not understood looks like. */
const NOT_UNDERSTOOD = /^$|没看懂|没把握|还不会|换个说法/

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
    expect((await sayInGroup(bot, '赵阳', example)).all.join('\n'), example).not.toMatch(NOT_UNDERSTOOD)
  }
  const inPrivate = examplesIn((await sayInPrivate(bot, '赵阳', '帮助')).to('赵阳'))
  expect(inPrivate.length).toBeGreaterThanOrEqual(6)
  for (const example of inPrivate) {
    expect((await sayInPrivate(bot, '赵阳', example)).to('赵阳'), example).not.toMatch(NOT_UNDERSTOOD)
  }
})

it('is short, and names every other kind', async () => {
  const help = (await sayInPrivate(bot, '赵阳', '帮助')).to('赵阳')
  expect(help.split('\n').length).toBeLessThanOrEqual(16)
  const others = HELP_TOPICS.map(({ words }) => words[0]).filter((word) => !['更正', '查询'].includes(word))
  for (const word of others) expect(help).toContain(word)
})

it.each(HELP_TOPICS.map(({ words }) => words[0]))('on %s shows sentences that work as they stand', async (word) => {
  const help = (await sayInPrivate(bot, '陈立', `帮助 ${word}`)).to('陈立')
  expect(help).toContain(`｜${word}`)
  const examples = examplesIn(help)
  expect(examples.length).toBeGreaterThan(0)
  for (const example of examples) {
    const { to } = await sayInPrivate(bot, '陈立', example)
    expect(to('陈立'), example).not.toMatch(NOT_UNDERSTOOD)
  }
})

it('on what is private sends the group to the private chat', async () => {
  expect((await sayInGroup(bot, '陈立', '帮助 党费')).group).toContain('请私聊我说')
})
