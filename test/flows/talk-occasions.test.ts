import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'

/** 谈话时机: a list of the branch's own, and what each talk was held for, between its people (domain.md R19). */

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const OCCASION = '家庭变故或困难'

it('is kept with the talk, shown to its people, and to nobody else', async () => {
  const heard = await sayInPrivate(bot, '陈立', `昨天和李响谈心谈话30分钟，时机：${OCCASION}`)
  expect(heard.to('陈立')).toContain(OCCASION)
  expect(heard.to('李响')).not.toContain(OCCASION)
  expect((await sayInPrivate(bot, '李响', '查看谈话内容 2026-谈-001')).to('李响')).toContain(OCCASION)
  expect((await sayInPrivate(bot, '王敏', '查 2026-谈-001')).to('王敏')).not.toContain(OCCASION)
  expect(JSON.stringify(await bot.admin.entries(bot.branch.id))).not.toContain(OCCASION)
})

it('is corrected by words and by the form, which offers the list', async () => {
  const said = await sayInPrivate(bot, '陈立', '更正 2026-谈-001 谈话时机受表彰')
  expect(said.to('陈立')).toContain('内容已修改')
  expect(said.to('李响')).not.toContain('受表彰')
  const form = (await sayInPrivate(bot, '陈立', '改 2026-谈-001')).only(privateChat(bot, '陈立'))
  await tapAs(bot, '陈立', form, '保存', { occasion: '工作变动' })
  expect((await sayInPrivate(bot, '李响', '查看谈话内容 2026-谈-001')).to('李响')).toContain('工作变动')
})

it('is counted for each of its own talks, in private', async () => {
  await sayInPrivate(bot, '陈立', '昨天和赵阳谈心谈话30分钟')
  const heard = await sayInGroup(bot, '陈立', '六必谈今年谈了几次')
  expect(heard.group).toBe('已私聊你')
  expect(heard.to('陈立')).toContain('工作变动1次、受表彰0次')
  expect(heard.to('陈立')).toContain('另有1次没写时机')
  expect((await sayInPrivate(bot, '赵阳', '工作变动谈了几次')).to('赵阳')).toContain('工作变动0次')
})

it('has a list that everybody may read and the secretary changes', async () => {
  expect((await sayInGroup(bot, '李响', '六必谈有哪些')).group).toContain('工作变动、受表彰')
  expect((await sayInPrivate(bot, '李响', '谈话时机 增加 退休返聘')).to('李响')).toContain('由书记来定')
  expect((await sayInPrivate(bot, '陈立', '谈话时机 增加 退休返聘')).to('陈立')).toContain('退休返聘')
  const heard = await sayInPrivate(bot, '陈立', '昨天和孙小雨谈心谈话30分钟，退休返聘')
  expect(heard.to('陈立')).toContain('谈话时机')
  expect((await sayInPrivate(bot, '陈立', '谈话时机 删除 没有的')).to('陈立')).toContain('没有“没有的”')
  expect((await sayInPrivate(bot, '陈立', '谈话时机 恢复默认')).to('陈立')).not.toContain('退休返聘')
})
