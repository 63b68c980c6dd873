import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machineNow } from '../../../src/core/clock.js'
import { createFormLinks, type FormLink } from '../../../src/core/form-link.js'
import { inBranch } from '../../../src/models/branch-scope.js'
import { Draft, type DraftRow } from '../../../src/models/draft.js'
import { type Bot, type MemberName, startBot } from '../../helpers/bot.js'
import { faceOf, heardAfter, partnerLine, sayInGroup, sayInPrivate } from '../../helpers/exchange.js'
import { formFor, NO_TOPIC } from '../../helpers/form.js'

const PUBLIC_URL = 'https://ledger.example.org'
const LINK_SECRET = 'link-secret-of-this-file-0123456789'

let bot: Bot
beforeAll(async () => {
  bot = await startBot({ environment: { PUBLIC_URL, LINK_SECRET } })
})
afterAll(() => bot.stop())

const links = createFormLinks(LINK_SECRET, PUBLIC_URL)
const entries = () => bot.admin.entries(bot.branch.id)
const draftOf = (id: string) => inBranch(bot.branch.id, () => Draft.findById(id).lean<DraftRow>())

/** The draft that a sentence left behind. */
async function draftFor(name: MemberName, sentence = NO_TOPIC, say = sayInGroup): Promise<string> {
  await say(bot, name, sentence)
  return newestDraft()
}
async function newestDraft(): Promise<string> {
  const rows = await inBranch(bot.branch.id, () => Draft.find().sort({ _id: -1 }).limit(1).lean<DraftRow[]>())
  return rows[0]?._id ?? ''
}

const linkFor = (name: MemberName, draftId: string, other: Partial<FormLink> = {}): string =>
  links
    .url({
      platform: 'feishu',
      appId: bot.simulator.options.appId,
      userId: bot.branch.person[name],
      draftId,
      expiresAt: machineNow() + 60_000,
      ...other,
    })
    .replace(PUBLIC_URL, bot.url)

async function open(address: string): Promise<{ status: number; text: string }> {
  return read(await fetch(address))
}
/** What a page says, without its style. */
async function read(response: Response): Promise<{ status: number; text: string }> {
  return { status: response.status, text: (await response.text()).replace(/<style>.*<\/style>/s, '') }
}

/** Sends the form as a browser does: everything on the page as it stands, and `values` over it. */
async function send(
  address: string,
  values: Readonly<Record<string, string>>,
  revision = 0,
  button = 'submit-entry',
): Promise<{ status: number; text: string }> {
  const filled = { date: '2026-03-17', duration: '2小时', form: '集中学习', period: '下午', ...values }
  const body = new URLSearchParams({ ...filled, _revision: String(revision), _do: button })
  return read(await fetch(address, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } }))
}
/** The same, and everything that the bot said because of it. */
async function sendAndHear(...input: Parameters<typeof send>) {
  const sending = send(...input)
  const heard = await heardAfter(bot, () => sending)
  return { ...(await sending), heard }
}

describe('a form page', () => {
  it('shows what was understood to its author, people included, and changes nothing', async () => {
    const id = await draftFor('赵阳', '昨天下午学了2小时 孙小雨公出')
    const before = [await draftOf(id), await entries()]
    const { status, text } = await open(linkFor('赵阳', id))
    expect(status).toBe(200)
    expect(text).toContain('主题是什么')
    expect(text).toContain('name="date" required type="date"')
    expect(text).toContain('value="孙小雨" checked')
    await open(linkFor('赵阳', id))
    expect([await draftOf(id), await entries()]).toEqual(before)
  })

  it('with errors comes back as it was typed, and corrected is recorded with a receipt in the group', async () => {
    const form = await formFor(bot, '赵阳')
    const address = linkFor('赵阳', await newestDraft())
    const wrong = await sendAndHear(address, { topic: '条例', duration: '好久', date: '2026-03-19', place: '二楼' })
    expect(wrong.status).toBe(200)
    expect(wrong.text).toContain('这一天还没到')
    expect(wrong.text).toContain('value="好久"')
    expect(wrong.text).toContain('name="_revision" value="1"')
    expect(wrong.heard.all).toEqual([])
    const right = await sendAndHear(address, { topic: '条例', absent: '李响', absent_reason: '公出' }, 1)
    expect(right.text).toMatch(/已记 2026-学-\d{3}/)
    expect(right.text).toContain('可以返回聊天')
    // The card that stands in the group becomes the receipt.
    expect(faceOf(bot, form)).toContain('已记｜集中学习 · 条例')
    expect(faceOf(bot, form)).not.toMatch(/李响|公出/)
    expect((await entries()).find(({ title }) => title === '条例')).toMatchObject({
      date: '2026-03-17',
      minutes: 120,
      absent: [{ name: '李响', reason: '公出' }],
    })
  })

  it('is settled afterwards, for reading and for writing', async () => {
    const id = await draftFor('赵阳')
    const address = linkFor('赵阳', id)
    await sendAndHear(address, { topic: '只此一次' })
    expect(await open(address)).toMatchObject({ status: 200, text: expect.stringContaining('这张表已处理过') })
    const again = await sendAndHear(address, { topic: '第二次' })
    expect(again.heard.all).toEqual([])
    const more = await sendAndHear(address, { topic: '第三次' }, 1)
    expect(more.text).toContain('这张表已处理过')
    expect((await entries()).filter(({ title }) => /只此一次|第.次/.test(title))).toHaveLength(1)
  })

  it('sent twice at the same moment counts once, and both are told that it is done', async () => {
    const address = linkFor('李淑贤', await draftFor('李淑贤'))
    let answers: { text: string }[] = []
    await heardAfter(bot, async () => {
      answers = await Promise.all([1, 2, 3].map(() => send(address, { topic: '连按三次' })))
    })
    expect((await entries()).filter(({ title }) => title === '连按三次')).toHaveLength(1)
    for (const { text } of answers) expect(text).toContain('可以返回聊天')
  })

  it('whose revision is not the newest is shown anew', async () => {
    const address = linkFor('赵阳', await draftFor('赵阳'))
    await send(address, { topic: '' })
    await send(address, { topic: '', duration: '好久' }, 1)
    const stale = await send(address, { topic: '旧的一张', place: '三楼', extra: 'x' }, 1)
    expect(stale.text).toContain('name="_revision" value="2"')
    expect(stale.text).toContain('value="旧的一张"')
    expect((await entries()).some(({ title }) => title === '旧的一张')).toBe(false)
  })

  it('is given up by 不记了 without a word in the group', async () => {
    const id = await draftFor('赵阳')
    const { text, heard } = await sendAndHear(linkFor('赵阳', id), {}, 0, 'drop-draft')
    expect(text).toContain('好的，没有记')
    expect(heard.group).toBe('')
    expect(await draftOf(id)).toMatchObject({ closed: true })
  })

  it('of a talk stays between its people', async () => {
    const id = await draftFor('陈立', '和小李谈心谈话', sayInPrivate)
    const address = linkFor('陈立', id)
    const { text } = await open(address)
    expect(text).toContain('对方可见')
    const values = { kind: '谈心谈话', talker: '陈立', partner: '李响', date: '2026-03-17', topic: '家里的事' }
    const sent = await sendAndHear(address, values)
    expect(sent.text).toContain('已记')
    expect(sent.heard.group).toBe('')
    expect(sent.heard.to('李响')).toBe(partnerLine('陈立记了与你3月17日的谈心谈话'))
    expect(bot.log.lines.join('\n')).not.toMatch(/家里的事|李响/)
  })

  it('shows a talk’s content to nobody but the two', async () => {
    const id = await draftFor('赵阳', '昨天王敏和小李谈心谈话，谈了家里的困难', sayInPrivate)
    const { text } = await open(linkFor('赵阳', id))
    expect(text).toContain('还没记')
    expect(text).toContain('<option value="王敏" selected>')
    expect(text).not.toContain('家里的困难')
  })

  it('with a secret in it is refused, and nothing of it is kept', async () => {
    const id = await draftFor('赵阳')
    const { text } = await sendAndHear(linkFor('赵阳', id), { topic: '传达绝密文件精神' })
    expect(text).toContain('涉密')
    expect(text).not.toContain('传达')
    expect(await draftOf(id)).toMatchObject({ closed: true })
  })
})

describe('a link', () => {
  it('that is over, or names another person, branch or platform, opens nothing and writes nothing', async () => {
    const id = await draftFor('赵阳')
    const stranger = bot.simulator.addPerson('路人').openId
    const before = [await draftOf(id), await entries()]
    const wrong: [string, number, string][] = [
      [linkFor('赵阳', id, { expiresAt: machineNow() - 1 }), 410, '链接已过期'],
      [linkFor('陈立', id), 403, '这张表由发起的人来填'],
      [linkFor('赵阳', id, { userId: stranger }), 403, '不在这个支部'],
      [linkFor('赵阳', id, { platform: 'dingtalk' }), 403, '已过期'],
      [linkFor('赵阳', '69ba000000000000000000d1'), 403, '已过期'],
      [`${linkFor('赵阳', id)}x`, 404, '链接打不开'],
    ]
    for (const [address, status, words] of wrong) {
      expect(await open(address)).toMatchObject({ status, text: expect.stringContaining(words) })
      const { text, heard } = await sendAndHear(address, { topic: '不该记下' })
      expect(text).not.toMatch(/已记 /)
      expect(text).not.toContain('不该记下')
      expect(heard.all).toEqual([])
      await sendAndHear(address, {}, 0, 'drop-draft')
    }
    expect([await draftOf(id), await entries()]).toEqual(before)
    expect(await open(linkFor('赵阳', id))).toMatchObject({ status: 200 })
  })
})
