import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, partnerLine, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'

/** 集体谈心: one talk with several partners, each of whom is one of its people. */

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const SECRET = '夜班排得太密'
const numberIn = (text: string): string => /2026-谈-\d{3}/.exec(text)?.[0] ?? 'no number'
const talks = async () =>
  (await bot.admin.entries(bot.branch.id)).filter(({ kind, voided }) => kind === 'talk' && !voided)
const entryOf = async (number: string) => (await talks()).find((entry) => entry.number === number)

describe('said to have been held together', () => {
  let number = ''

  it('is one entry with all of them, and each of them learns of it', async () => {
    const heard = await sayInPrivate(bot, '陈立', `昨天和李响、周海明集体谈心，半小时，聊了${SECRET}的事`)
    expect(heard.to('陈立')).toContain('已记｜谈心谈话 陈立—李响、周海明')
    number = numberIn(heard.to('陈立'))
    expect(heard.to('李响')).toBe(partnerLine('陈立记了与你、周海明3月17日的谈心谈话'))
    expect(heard.to('周海明')).toBe(partnerLine('陈立记了与你、李响3月17日的谈心谈话'))
    expect(heard.group).toBe('')
    const [entry, ...others] = await talks()
    expect(others).toEqual([])
    expect(entry).toMatchObject({ minutes: 30, participants: ['陈立', '李响', '周海明'] })
    expect(entry?.fields).toMatchObject({ partner: '李响', partners: ['李响', '周海明'] })
    expect(JSON.stringify(entry)).not.toContain('夜班')
  })

  it('is read by each of its people and by nobody else', async () => {
    for (const name of ['陈立', '李响', '周海明'] as const)
      expect((await sayInPrivate(bot, name, `查看谈话内容 ${number}`)).to(name), name).toContain(SECRET)
    expect((await sayInPrivate(bot, '王敏', `查看谈话内容 ${number}`)).to('王敏')).toBe('谈话内容仅谈话双方可见')
  })

  it('covers the pair of the talker with each of them', async () => {
    const own = await sayInPrivate(bot, '周海明', '我今年还没和谁谈过')
    expect(own.to('周海明')).toMatch(/还没有和/)
    expect(own.to('周海明')).not.toMatch(/还没有和[^。\n]*陈立/)
    expect(own.to('周海明')).toMatch(/还没有和[^。\n]*李响/)
  })

  it('gains one by 更正 谈话对象加上, loses one by the form; who is no longer in it is told', async () => {
    const added = await sayInPrivate(bot, '陈立', `更正 ${number} 谈话对象加上赵阳`)
    expect(added.to('陈立')).toContain('谈话对象 李响、周海明→李响、周海明、赵阳')
    expect(added.to('赵阳')).toContain('陈立改了与你、李响、周海明3月17日的谈心谈话记录')
    expect(await entryOf(number)).toMatchObject({ participants: ['陈立', '李响', '周海明', '赵阳'] })
    const form = (await sayInPrivate(bot, '陈立', `改 ${number}`)).only(privateChat(bot, '陈立'))
    const saved = await tapAs(bot, '陈立', form, '保存', { partner: ['李响'] })
    expect(saved.heard.to('周海明')).toContain('已与你无关')
    expect(await entryOf(number)).toMatchObject({ title: '谈心谈话 陈立—李响', participants: ['陈立', '李响'] })
    expect((await sayInPrivate(bot, '周海明', `查看谈话内容 ${number}`)).to('周海明')).toBe('谈话内容仅谈话双方可见')
    const both = await sayInPrivate(bot, '陈立', `更正 ${number} 谈话对象李响、周海明`)
    expect(both.to('陈立')).toContain('谈话对象 李响→李响、周海明')
  })

  it('in the group is one line', async () => {
    const heard = await sayInGroup(bot, '王敏', '昨天和李响、赵阳集体谈心半小时')
    expect(heard.group).toBe('已记一次谈心谈话，其余已私聊你')
    expect(heard.to('王敏')).toContain('王敏—李响、赵阳')
    await sayInGroup(bot, '王敏', '撤销')
  })
})

describe('not said whether together or one by one', () => {
  const say = '昨天和李响、周海明谈心'

  it('is asked in private with everybody kept, and one answer is one entry', async () => {
    const before = (await talks()).length
    const asked = await sayInGroup(bot, '陈立', say)
    expect(asked.group).toBe('这条还没记，要补的已私聊你')
    const form = asked.only(privateChat(bot, '陈立'))
    const unsaid = await tapAs(bot, '陈立', form, '记下')
    expect(`${unsaid.toast}${faceOf(bot, form)}`).toContain('请选是一起谈的，还是分别谈的')
    expect((await talks()).length).toBe(before)
    await tapAs(bot, '陈立', form, '记下', { together: 'jointly' })
    expect(faceOf(bot, form)).toContain('已记｜谈心谈话 陈立—李响、周海明')
    expect((await talks()).length).toBe(before + 1)
  })

  it('the other answer is an entry with each, and each partner learns only of his own', async () => {
    const before = (await talks()).length
    const form = (await sayInPrivate(bot, '陈立', say)).only(privateChat(bot, '陈立'))
    const { heard } = await tapAs(bot, '陈立', form, '记下', { together: 'severally', duration: '20分钟' })
    const recorded = (await talks()).slice(before)
    expect(recorded.map(({ participants, minutes }) => [participants, minutes])).toEqual([
      [['陈立', '李响'], 20],
      [['陈立', '周海明'], 20],
    ])
    expect(heard.to('李响')).toBe(partnerLine('陈立记了与你3月17日的谈心谈话'))
    expect(heard.to('周海明')).toBe(partnerLine('陈立记了与你3月17日的谈心谈话'))
    const receipt = faceOf(bot, form)
    expect(receipt).toContain('陈立—李响')
    expect(receipt).toContain('陈立—周海明')
  })

  it('several chosen where one was asked for are asked about as well', async () => {
    const form = (await sayInPrivate(bot, '陈立', '昨天谈心谈话半小时')).only(privateChat(bot, '陈立'))
    const { toast } = await tapAs(bot, '陈立', form, '记下', { partner: ['李响', '赵阳'] })
    expect(`${toast}${faceOf(bot, form)}`).toContain('请选是一起谈的，还是分别谈的')
  })
})
