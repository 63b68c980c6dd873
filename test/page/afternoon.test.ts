import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screenshot } from '../helpers/browser.js'
import { drawnPicture } from '../helpers/picture.js'
import { type DemoInBrowser, type PersonAtPane, startDemoInBrowser } from './demo-in-browser.js'
import { photographMessages } from './photograph.js'

/** One afternoon of a branch on each platform's pane, typed, tapped and read by its people in one browser. */
let demo: DemoInBrowser
let feishu: PersonAtPane
let dingtalk: PersonAtPane

beforeAll(async () => {
  demo = await startDemoInBrowser()
  feishu = demo.pane('feishu')
  dingtalk = demo.pane('dingtalk')
})
afterAll(async () => {
  // SHOTS=/tmp/shots: pictures of every card at two widths, to be looked at.
  if (process.env.SHOTS) await photographMessages(demo, process.env.SHOTS)
  await demo?.stop()
})

const photo = (seed: number) => ({ name: `会场${seed}.png`, mimeType: 'image/png', buffer: drawnPicture(seed) })
const entry = (book: '飞书' | '钉钉', number: string): Promise<string> => demo.entry(book, number).innerText()
/** Everything that the group of a pane reads, whoever looks. */
const groupText = (pane: PersonAtPane): Promise<string> => pane.element.locator('.messages').innerText()

describe('an afternoon on Feishu', () => {
  it('begins at two: the calendar is set, and nothing is due', async () => {
    await demo.page.getByLabel('调到这个日期和时间').fill('2026-03-18T14:00')
    await demo.heard(() => demo.page.getByRole('button', { name: '调到', exact: true }).click())
    await demo.page.getByText('2026年3月18日 周三 14:00').waitFor()
    await demo.page.locator('[data-toast]', { hasText: '没有发消息' }).waitFor()
  })

  it('a sentence becomes an entry; an answer to its receipt changes it', async () => {
    await feishu.as('赵阳', 'group')
    await feishu.say('@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
    const receipt = feishu.message('编号 2026-学-001')
    expect(await receipt.innerText()).toContain('形式：集中学习「默认」')
    await feishu.reply(receipt, '@台账助手 更正 3小时')
    expect(await feishu.message('2026-学-001 已改').innerText()).toContain('时长 2小时→3小时')
    expect(await feishu.element.locator('.message.mine .quote').last().innerText()).toContain('回复 台账助手：已记')
    await expect.poll(() => entry('飞书', '2026-学-001')).toContain('3小时')
  })

  it('a wrong word costs nothing; what is missing is asked back, and filled in on the card', async () => {
    await feishu.as('王敏', 'group')
    await feishu.say('@台账助手 昨天上午集种学习90分钟 民法典 李响请假')
    expect(await feishu.message('编号 2026-学-002').innerText()).toContain('应到7 实到6')
    await feishu.say('@台账助手 前天下午集中学习1小时 全员参加')
    const form = feishu.message('主题是什么')
    await form.locator('[data-field=topic] input').fill('学习党章')
    await feishu.tap(form, '记下')
    await feishu.message('编号 2026-学-003').waitFor()
    await expect.poll(() => entry('飞书', '2026-学-003')).toContain('学习党章')
  })

  it('a photo in private asks which entry it proves, and stands in the ledger as a picture', async () => {
    await feishu.as('王敏', 'private')
    await feishu.sendFile(photo(1))
    await feishu.element.locator('.message.mine img.thumbnail').waitFor()
    await feishu.tap(feishu.message('是哪一条'), '2026-学-002')
    const kept = demo.entry('飞书', '2026-学-002').locator('img.thumbnail')
    await expect
      .poll(() => kept.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(320)
  })

  it('有出入: told in private, settled by a change, and the group reads neither', async () => {
    await feishu.as('李响', 'group')
    await feishu.tap(feishu.message('编号 2026-学-002'), '有出入')
    await expect.poll(() => feishu.unread('李响')).toBe(1)
    await feishu.as('李响', 'private')
    const words = feishu.message('2026-学-002')
    await words.locator('[data-field=words] :is(input, textarea)').fill('我那天在，没有请假')
    await feishu.tap(words, '提交')
    await expect.poll(() => feishu.unread('王敏')).toBe(1)
    await expect.poll(() => feishu.unread('周海明')).toBe(1)
    expect(await feishu.unread('陈立')).toBe(0)
    await feishu.as('王敏', 'private')
    expect(await feishu.message('李响：我那天在').innerText()).toContain('2026-学-002')
    await feishu.tap(feishu.message('李响：我那天在'), '改一下')
    const form = feishu.message('改｜2026-学-002')
    await form.locator('[data-field=absent] summary').click()
    await form.locator('[data-field=absent]').getByLabel('李响').uncheck()
    const people = form.locator('[data-field=attendees]')
    await people.locator('summary').click()
    await people.getByRole('button', { name: '全选' }).click()
    await feishu.tap(form, '保存')
    await expect.poll(() => entry('飞书', '2026-学-002')).not.toContain('缺1')
    await feishu.as('李响', 'private')
    await feishu.message('王敏已改').waitFor()
    expect(await feishu.element.locator('[data-chat][data-kind=group]').innerText()).not.toContain('没有请假')
  })

  it('a talk is the two’s alone', async () => {
    await feishu.as('陈立', 'private')
    await feishu.say('昨天和孙小雨谈心谈话30分钟，谈了家里老人住院的事')
    await feishu.message('编号 2026-谈-001').waitFor()
    await feishu.as('孙小雨', 'private')
    expect(await feishu.message('陈立记了与你').innerText()).not.toContain('住院')
  })

  it('a recalled message is gone from the chat; its author is asked whether the entry goes too', async () => {
    await feishu.as('周海明', 'group')
    await feishu.say('@台账助手 3月2日召开党员大会，应到7人，实到7人，议题：一季度工作')
    const number = /2026-会-\d{3}/.exec(await feishu.message('党员大会').innerText())?.[0] ?? ''
    await feishu.recall(feishu.element.locator('.message.mine').last())
    await expect.poll(() => groupText(feishu)).toContain('你撤回了一条消息')
    await feishu.as('周海明', 'private')
    await feishu.tap(feishu.message(`对应记录 ${number} 要撤销吗`), '撤销')
    await expect.poll(() => entry('飞书', number)).toContain('作废')
  })

  it('a pasted list, a plan, a question, and a talk of people that is not for the bot', async () => {
    await feishu.as('李响', 'group')
    await feishu.say(
      '@台账助手 3月3日下午集中学习1小时 宪法 全员参加\n3月5日下午主题党日 参观南湖革命纪念馆 全员参加 3小时\n3月10日下午集中学习2小时 保密法 全员参加',
    )
    expect(await feishu.message('已记3条').innerText()).toContain('南湖革命纪念馆')
    await feishu.say('@台账助手 下周四下午2点主题党日，题目定为清明祭英烈')
    await feishu.message('编号 2026-计-001').waitFor()
    await feishu.element.getByLabel('输入消息').fill('晚上一起吃饭吗')
    await feishu.element.locator('.send').click()
    await feishu.element.getByText('机器人收不到：没有 @它').waitFor()
    await feishu.as('孙小雨', 'private')
    await feishu.say('今年集中学习了几次')
    expect(await feishu.message('2026年台账').innerText()).toContain('集中学习5次')
  })
})

describe('the same afternoon on DingTalk', () => {
  it('a sentence becomes an entry; an answer to the sentence changes it', async () => {
    await dingtalk.as('赵阳', 'group')
    await dingtalk.say('@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
    await dingtalk.message('编号 2026-学-001').waitFor()
    await dingtalk.reply(dingtalk.element.locator('.message.mine').last(), '@台账助手 更正 90分钟')
    expect(await dingtalk.message('2026-学-001 已改').innerText()).toContain('时长 2小时→1.5小时')
  })

  it('what is missing is asked in private, and filled in on a page as wide as a phone', async () => {
    await dingtalk.as('王敏', 'group')
    await dingtalk.say('@台账助手 前天下午集中学习1小时 全员参加')
    await expect.poll(() => dingtalk.unread('王敏')).toBe(1)
    await dingtalk.as('王敏', 'private')
    const form = await dingtalk.openPage(dingtalk.message('主题是什么'), '填写')
    await form.getByLabel('主题').fill('学习党章')
    const frame = await dingtalk.element.locator('[data-web] iframe').boundingBox()
    expect(frame?.width).toBeLessThanOrEqual(430)
    await dingtalk.submitPage(form, '记下')
    await expect.poll(() => entry('钉钉', '2026-学-002')).toContain('学习党章')
  })

  it('a voice is shown as one, and recorded only when its speaker has looked at it', async () => {
    await dingtalk.as('赵阳', 'private')
    await dingtalk.speak('昨天上午集中学习民法典两个小时全员参加')
    expect(await dingtalk.element.locator('.voice').last().innerText()).toContain('语音')
    const form = await dingtalk.openPage(dingtalk.message('语音转成的字不一定准'), '填写')
    await dingtalk.submitPage(form, '记下')
    await expect.poll(() => entry('钉钉', '2026-学-003')).toContain('民法典')
  })

  it('a photo with words that name the bot proves the entry; a file in private as well', async () => {
    await dingtalk.as('王敏', 'group')
    await dingtalk.sendFile(photo(2), '@台账助手')
    await demo.entry('钉钉', '2026-学-002').locator('img.thumbnail').waitFor()
    await dingtalk.as('赵阳', 'private')
    const pdf = { name: '签到表.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 signed by all') }
    await dingtalk.sendFile(pdf)
    await dingtalk.tap(dingtalk.message('是哪一条'), '附到 2026-学-003')
    await demo.entry('钉钉', '2026-学-003').getByText('签到表.pdf').waitFor()
  })

  it('dues: reported, confirmed, asked after; the group reads no sum', async () => {
    await dingtalk.as('孙小雨', 'private')
    await dingtalk.say('3月党费我交了52.4元')
    await expect.poll(() => dingtalk.unread('李淑贤')).toBe(1)
    await dingtalk.as('李淑贤', 'private')
    await dingtalk.tap(dingtalk.message('孙小雨说已交'), '确认收到')
    await dingtalk.as('孙小雨', 'private')
    await dingtalk.message('李淑贤已确认').waitFor()
    await dingtalk.as('李淑贤', 'private')
    await dingtalk.say('谁还没交3月党费')
    expect(await dingtalk.message('2026年3月党费').innerText()).not.toContain('孙小雨：暂无记录')
  })

  it('有出入 typed under a sentence, and 撤销 by its author', async () => {
    await dingtalk.as('李响', 'group')
    await dingtalk.reply(dingtalk.said('昨天下午学了2小时'), '@台账助手 有出入 应该是上午')
    await expect.poll(() => groupText(dingtalk)).toContain('已私下转告')
    await dingtalk.as('赵阳', 'private')
    expect(await dingtalk.message('李响：应该是上午').innerText()).toContain('2026-学-001')
    await dingtalk.as('赵阳', 'group')
    await dingtalk.say('@台账助手 撤销 2026-学-001')
    await expect.poll(() => entry('钉钉', '2026-学-001')).toContain('作废')
    await dingtalk.as('李响', 'private')
    await dingtalk.message('赵阳已撤销这条记录').waitFor()
  })

  it('a recalled message stays recorded, for the platform tells nobody', async () => {
    await dingtalk.as('周海明', 'group')
    await dingtalk.say('@台账助手 3月5日下午主题党日 参观南湖革命纪念馆 全员参加 3小时')
    await dingtalk.recall(dingtalk.element.locator('.message.mine').last())
    await expect.poll(() => groupText(dingtalk)).toContain('你撤回了一条消息')
    await expect.poll(() => entry('钉钉', '2026-党-001')).toContain('南湖')
  })
})

it('neither group ever read a talk, a sum, who was absent, or what somebody disputed', () => {
  for (const simulator of [demo.world.feishu, demo.world.dingtalk]) {
    const group = simulator.chats().find(({ kind }) => kind === 'group')
    const read = simulator
      .replies(group?.chatId ?? '')
      .flatMap(({ text, updates }) => [text, ...updates.map((one) => one.text)])
    expect(read.length).toBeGreaterThan(5)
    expect(read.join('\n')).not.toMatch(/谈心|住院|52\.4|未到|请假|我那天在|应该是上午/)
  }
})

it('the ledger panel has it all, each in its branch’s book', async () => {
  const shown = async (book: string): Promise<string[]> => {
    const rows = await demo.page.locator(`[data-book=${book}] [data-entry]`).allInnerTexts()
    return rows.map((row) => row.replace(/\s+/g, ' ').trim()).sort()
  }
  await expect
    .poll(() => shown('飞书'))
    .toEqual([
      '2026-会-001 3月2日 一季度工作 三会一课 作废 补录 7人',
      '2026-党-001 3月5日 参观南湖革命纪念馆 主题党日 3小时 补录 7人',
      '2026-学-001 3月17日 二十届四中全会精神 培训学习 3小时 形式默认 7人',
      '2026-学-002 3月17日 民法典 培训学习 1.5小时 7人',
      '2026-学-003 3月16日 学习党章 培训学习 1小时 7人',
      '2026-学-004 3月3日 宪法 培训学习 1小时 补录 7人',
      '2026-学-005 3月10日 保密法 培训学习 2小时 补录 7人',
      expect.stringMatching(/^2026-计-001 3月26日 计划主题党日 · 清明祭英烈/),
      '2026-谈-001 3月17日 谈心谈话 陈立—孙小雨 谈心谈话 30分钟 2人',
    ])
  await expect
    .poll(() => shown('钉钉'))
    .toEqual([
      '2026-党-001 3月5日 参观南湖革命纪念馆 主题党日 3小时 补录 7人',
      expect.stringMatching(/^2026-学-001 3月17日 二十届四中全会精神 培训学习 1.5小时 作废/),
      '2026-学-002 3月16日 学习党章 培训学习 1小时 7人',
      expect.stringMatching(/^2026-学-003 3月17日 民法典 培训学习 2小时 PDF 签到表.pdf/),
      expect.stringMatching(/^2026-费-001 3月18日 3月党费/),
    ])
  await screenshot(demo.page, 'afternoon-end')
})

it('the page had no errors', () => {
  expect(demo.troubles).toEqual([])
})
