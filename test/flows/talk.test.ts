import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inBranch } from '../../src/models/branch-scope.js'
import { ReadAudit } from '../../src/models/read-audit.js'
import { type MemberName, type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, type Heard, partnerLine, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const SECRET = '家里老人住院'
const numberIn = (text: string): string => /2026-[谈提]-\d{3}/.exec(text)?.[0] ?? 'no number'
/** Everything the bot ever said in the group, its cards' earlier faces included. */
const groupText = (): string =>
  bot.simulator
    .replies(bot.branch.chatId)
    .flatMap(({ text, updates }) => [text, ...updates.map((update) => update.text)])
    .join('\n')
/** Who tried to read what was said, oldest first. */
async function audited(): Promise<string[]> {
  const { body } = await bot.admin.get(`/branches/${bot.branch.id}`)
  const members = body.members as { id: string; name: string }[]
  const rows = await inBranch(bot.branch.id, () => ReadAudit.find().sort({ machineAt: 1 }).lean())
  return rows.map(({ memberId, act }) => `${members.find(({ id }) => id === memberId)?.name} ${act}`)
}
const silentFor = (heard: Heard, ...names: MemberName[]): void => {
  for (const name of names) expect(heard.to(name), name).toBe('')
}

describe('a talk told in private', () => {
  it('has its receipt there, a line to the partner, and nothing for anybody else', async () => {
    const heard = await sayInPrivate(bot, '陈立', `昨天和孙小雨谈心谈话30分钟，谈了${SECRET}的事`)
    expect(heard.to('陈立')).toContain('已记｜谈心谈话 陈立—孙小雨')
    expect(heard.to('陈立')).toContain(SECRET)
    expect(heard.to('孙小雨')).toBe(partnerLine('陈立记了与你3月17日的谈心谈话'))
    expect(heard.group).toBe('')
    silentFor(heard, '王敏', '李淑贤', '周海明', '赵阳', '李响')
    const [entry] = await bot.admin.entries(bot.branch.id)
    expect(entry).toMatchObject({ kind: 'talk', title: '谈心谈话 陈立—孙小雨', participants: ['陈立', '孙小雨'] })
    expect(JSON.stringify(entry)).not.toContain('老人')
  })

  it('is read back by the two only, in private, and every look is audited', async () => {
    const ask = '查看谈话内容 2026-谈-001'
    expect((await sayInPrivate(bot, '孙小雨', ask)).to('孙小雨')).toContain(SECRET)
    const tapped = bot.simulator.replies(privateChat(bot, '陈立'))[0]
    if (!tapped) throw new Error('no receipt')
    const { heard: shown } = await tapAs(bot, '陈立', tapped, '查看内容')
    expect(shown.to('陈立')).toContain(SECRET)
    const inGroup = await sayInGroup(bot, '孙小雨', ask)
    expect(inGroup.group).toBe('已私聊你')
    expect(inGroup.to('孙小雨')).toContain(SECRET)
    for (const name of ['王敏', '周海明'] as const) {
      expect((await sayInPrivate(bot, name, ask)).to(name)).toBe('谈话内容仅谈话双方可见')
    }
    expect(await audited()).toEqual(['孙小雨 read', '陈立 read', '孙小雨 read', '王敏 refused', '周海明 refused'])
  })

  it('by somebody who was not in it gives him no content back, not even the secretary', async () => {
    const heard = await sayInPrivate(bot, '陈立', `昨天王敏和李响谈心谈话，谈了${SECRET}的事`)
    const receipt = heard.to('陈立')
    expect(receipt).toContain('已记｜谈心谈话 王敏—李响')
    expect(receipt).not.toMatch(/老人|查看内容/)
    expect(heard.to('王敏')).toBe(partnerLine('陈立记了你与李响3月17日的谈心谈话'))
    expect(heard.to('李响')).toBe(partnerLine('陈立记了你与王敏3月17日的谈心谈话'))
    const number = numberIn(receipt)
    expect((await sayInPrivate(bot, '陈立', `查看谈话内容 ${number}`)).to('陈立')).toBe('谈话内容仅谈话双方可见')
    expect((await sayInPrivate(bot, '李响', `查看谈话内容 ${number}`)).to('李响')).toContain(SECRET)
  })

  it('of another kind is called by it', async () => {
    const heard = await sayInPrivate(bot, '陈立', '昨天和周海明廉政谈话')
    expect(heard.to('周海明')).toBe(partnerLine('陈立记了与你3月17日的廉政谈话'))
  })

  it('may hold the fact alone', async () => {
    const heard = await sayInPrivate(bot, '赵阳', '昨天和李淑贤谈心谈话')
    expect(heard.to('赵阳')).not.toContain('还没记')
    const read = await sayInPrivate(bot, '赵阳', `查看谈话内容 ${numberIn(heard.to('赵阳'))}`)
    expect(read.to('赵阳')).toContain('只记了事实')
  })
})

describe('a talk told in the group', () => {
  it('leaves one line there; what was said is not repeated, and its author is asked to recall it', async () => {
    const heard = await sayInGroup(bot, '陈立', `昨天和赵阳谈心谈话30分钟，谈了${SECRET}的事`)
    expect(heard.group).toBe('已记一次谈心谈话，其余已私聊你')
    expect(heard.to('陈立')).toContain('谈话内容请不要留在群里：请长按撤回群里那条')
    expect(heard.to('赵阳')).toBe(partnerLine('陈立记了与你3月17日的谈心谈话'))
    const fact = await sayInGroup(bot, '陈立', '3月16日和赵阳谈心谈话30分钟')
    expect(fact.to('陈立')).not.toContain('撤回')
  })

  it('that is unclear is asked about in private', async () => {
    const heard = await sayInGroup(bot, '陈立', '昨天和小李谈心谈话')
    expect(heard.group).toBe('这条还没记，要补的已私聊你')
    const form = heard.only(privateChat(bot, '陈立'))
    const values = { talker: '陈立', partner: ['李响'] }
    const { heard: done } = await tapAs(bot, '陈立', form, '记下', values)
    expect(done.group).toBe('')
    expect(done.to('李响')).toBe(partnerLine('陈立记了与你3月17日的谈心谈话'))
    expect(faceOf(bot, form)).toContain('已记｜谈心谈话 陈立—李响')
  })

  it('is undone there without a word about it', async () => {
    await sayInGroup(bot, '王敏', '昨天和周海明谈心谈话30分钟')
    const heard = await sayInGroup(bot, '王敏', '撤销')
    expect(heard.group).toBe('已撤销，其余已私聊你')
    expect(heard.to('王敏')).toContain('已撤销 2026-谈-')
    expect(heard.to('周海明')).toBe('王敏撤销了与你3月17日的谈心谈话记录')
  })
})

it('the group never read a pair, a subject or a number of a talk', () => {
  expect(groupText()).not.toMatch(/老人|住院|—|2026-[谈提]-|陈立|孙小雨|李响/)
})
