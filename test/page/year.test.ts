import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { civilDateAt, civilTimeAt, mondayOf, monthOf } from '../../src/core/civil-date.js'
import { isWorkday } from '../../src/core/workdays.js'
import type { ChatMessage, ChatSimulator } from '../../src/simulator/chat-simulator.js'
import { type DemoInBrowser, type PersonAtPane, startDemoInBrowser } from './demo-in-browser.js'
import { photographMessages } from './photograph.js'

const TIMEZONE = 'Asia/Shanghai'
/** A month of two branches takes seconds, on a busy machine many. */
const PATIENCE = 60_000
vi.setConfig({ testTimeout: 3 * PATIENCE })

/**
 * The year 2026 of a branch from the demo's day on, typed, tapped and moved on by the strip in one browser: on Feishu to
 * its end, on DingTalk for a quarter. Not every duty is met, so that each card has something to say.
 */
let demo: DemoInBrowser
let feishu: PersonAtPane
let dingtalk: PersonAtPane

beforeAll(async () => {
  demo = await startDemoInBrowser()
  demo.page.setDefaultTimeout(PATIENCE)
  feishu = demo.pane('feishu')
  dingtalk = demo.pane('dingtalk')
})
afterAll(async () => {
  if (process.env.SHOTS) await photographMessages(demo, process.env.SHOTS)
  await demo?.stop()
}, 300_000)

const now = (): Promise<string> => demo.page.locator('[data-clock=now]').innerText()
const lastToast = (): Promise<string> => demo.page.locator('[data-toast]').last().innerText()

async function step(label: '+1周' | '+1月', then: string): Promise<void> {
  await demo.heard(() => demo.page.getByRole('button', { name: label, exact: true }).click())
  await expect.poll(now, { message: label, timeout: PATIENCE }).toContain(then)
}

async function moveTo(moment: string, then: string): Promise<void> {
  await demo.page.getByLabel('调到这个日期和时间').fill(moment)
  await demo.heard(() => demo.page.getByRole('button', { name: '调到', exact: true }).click())
  await expect.poll(now, { message: moment, timeout: PATIENCE }).toContain(then)
}

/** Who says what, in the group or in private, one after the other. */
async function said(pane: PersonAtPane, lines: readonly (readonly [string, 'group' | 'private', string])[]) {
  for (const [person, chat, words] of lines) {
    await pane.as(person, chat)
    await pane.say(chat === 'group' ? `@台账助手 ${words}` : words)
  }
}

const titleOf = ({ text }: ChatMessage): string => text.split('\n')[0] ?? ''
const dateOf = ({ createTime }: ChatMessage): string => civilDateAt(createTime, TIMEZONE)
const momentOf = (one: ChatMessage): string => `${dateOf(one)} ${civilTimeAt(one.createTime, TIMEZONE)}`

const groupOf = (simulator: ChatSimulator): readonly ChatMessage[] =>
  simulator.replies(simulator.chats().find(({ kind }) => kind === 'group')?.chatId ?? '')
const privateOf = (simulator: ChatSimulator, name: string): readonly ChatMessage[] =>
  simulator.replies(simulator.privateChatId(simulator.people().find((one) => one.name === name)?.id ?? ''))
const digestsOf = (simulator: ChatSimulator): ChatMessage[] =>
  groupOf(simulator).filter((one) => /^(本周|近\d+周)台账|(季度|全年|\d{4}年).*(小结|台账)/.test(titleOf(one)))

const KINDS = [
  ['plan', /^\d+月计划/],
  ['gap', /^\d+月过半/],
  ['closing', /^\d+月闭环/],
  ['quarter', /季度谈心谈话/],
  ['year', /年度核对/],
] as const
const kindOf = (one: ChatMessage): string | undefined => KINDS.find(([, title]) => title.test(titleOf(one)))?.[0]
/** The cards that the calendar brought to the secretary: `2026-04-01 09:11 plan`. */
const cardsOf = (simulator: ChatSimulator): string[] =>
  privateOf(simulator, '陈立').flatMap((one) => {
    const kind = kindOf(one)
    return kind === undefined ? [] : [`${momentOf(one)} ${kind}`]
  })
/** Everything that the bot ever sent, and how often it was changed. */
const sentSoFar = (): number => {
  const simulators: readonly ChatSimulator[] = [demo.world.feishu, demo.world.dingtalk]
  const sent = simulators.flatMap((one) => one.chats().flatMap(({ chatId }) => one.replies(chatId)))
  return sent.reduce((sum, { updates }) => sum + 1 + updates.length, 0)
}

/** What the year's calendar asks for; the first workday, the middle and the fifth-last workday of each month. */
const QUARTER_OF_CARDS = [
  '2026-04-24 09:11 closing',
  '2026-05-06 09:11 plan',
  '2026-05-15 09:11 gap',
  '2026-05-25 09:11 closing',
  '2026-06-01 09:11 plan',
  '2026-06-01 09:11 quarter',
  '2026-06-15 09:11 gap',
  '2026-06-24 09:11 closing',
]
const REST_OF_YEAR = [
  '2026-07-01 09:11 plan',
  '2026-07-15 09:11 gap',
  '2026-07-27 09:11 closing',
  '2026-08-03 09:11 plan',
  '2026-08-17 09:11 gap',
  '2026-08-25 09:11 closing',
  '2026-09-01 09:11 plan',
  '2026-09-01 09:11 quarter',
  '2026-09-15 09:11 gap',
  '2026-09-23 09:11 closing',
  '2026-10-08 09:11 plan',
  '2026-10-15 09:11 gap',
  '2026-10-26 09:11 closing',
  '2026-11-02 09:11 plan',
  '2026-11-02 09:11 year',
  '2026-11-16 09:11 gap',
  '2026-11-24 09:11 closing',
  '2026-12-01 09:11 plan',
  '2026-12-01 09:11 quarter',
  '2026-12-15 09:11 gap',
  '2026-12-25 09:11 closing',
]

describe('the first quarter', () => {
  it('March: sentences of all, a plan that everybody is reminded of, and a 保障期 told in private', async () => {
    expect(await now()).toBe('2026年3月18日 周三 10:00')
    const lines = [
      ['赵阳', 'group', '昨天下午学了2小时 二十届四中全会精神 全员参加'],
      ['王敏', 'group', '下周四下午2点主题党日，题目定为清明祭英烈，地点烈士陵园，提醒大家'],
      ['李淑贤', 'private', '3月份党费：陈立125元，王敏98.5元，李淑贤88元'],
      ['陈立', 'private', '昨天和孙小雨谈心谈话30分钟，谈了家里老人住院的事'],
    ] as const
    await said(feishu, [...lines, ['陈立', 'private', '保障期 4月13日到4月17日']])
    await said(dingtalk, lines)
    await feishu.message('4月13日').waitFor()
  })

  it('a week on: the closing card, put off by a tap, and everybody reminded of the plan', async () => {
    await step('+1周', '3月25日 周三 10:00')
    await feishu.as('陈立', 'private')
    await feishu.tap(feishu.message('3月闭环'), '三天后再看')
    await step('+1周', '4月1日 周三 10:00')
    const { feishu: simulator } = demo.world
    expect(cardsOf(simulator)).toEqual([
      '2026-03-25 09:11 closing',
      '2026-03-30 09:11 closing',
      '2026-04-01 09:11 plan',
    ])
    for (const name of ['陈立', '王敏', '李淑贤', '周海明', '赵阳', '孙小雨', '李响']) {
      const reminded = privateOf(simulator, name).filter(({ text }) => text.includes('提醒你'))
      expect(reminded.map(momentOf), name).toEqual(['2026-03-25 16:31'])
    }
    const asked = privateOf(simulator, '王敏').filter((one) => titleOf(one) === '办了吗？')
    expect(asked.map(momentOf)).toEqual(['2026-03-27 09:31'])
    expect(
      groupOf(simulator)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('提醒你')
  })

  it('April: what came in the 保障期 comes once after it; what was not done is explained', async () => {
    const lines = [
      ['周海明', 'group', '3月26日下午主题党日 清明祭英烈 全员参加 3小时'],
      ['孙小雨', 'group', '昨天我讲了微党课《青年党员的初心》30分钟，全员参加'],
    ] as const
    await said(feishu, lines)
    await said(dingtalk, lines)
    await moveTo('2026-04-22T10:00', '4月22日 周三')
    // What a silent time held back comes with the day’s first look.
    expect(cardsOf(demo.world.feishu).slice(3)).toEqual(['2026-04-20 08:31 gap'])
    expect(cardsOf(demo.world.dingtalk).slice(-1)).toEqual(['2026-04-15 09:11 gap'])
    await feishu.as('陈立', 'private')
    await feishu.tap(feishu.message('4月过半'), '本月未开展')
    const form = feishu.message('写说明')
    await form.locator('[data-field=duties] summary').click()
    await form.locator('[data-field=duties]').getByLabel('主题党日').check()
    await form.locator('[data-field=text] :is(input, textarea)').fill('防汛值守，推迟到5月')
    await feishu.tap(form, '提交')
    await feishu.message('已写上').waitFor()
  })

  it('May and June, by the strip', async () => {
    const lines = [
      ['李响', 'group', '昨天下午集中学习2小时 民法典 全员参加'],
      ['李淑贤', 'private', '4月份党费：陈立125元，王敏98.5元'],
    ] as const
    await said(feishu, lines)
    await said(dingtalk, lines)
    await step('+1月', '5月22日 周五 10:00')
    await said(feishu, [
      ['赵阳', 'group', '昨天主题党日 参观南湖革命纪念馆 全员参加 3小时'],
      ['王敏', 'private', '昨天和李响谈心谈话20分钟，谈了工作压力'],
    ])
    await step('+1月', '6月22日 周一 10:00')
    await said(feishu, [['周海明', 'group', '6月18日召开党员大会，应到7人，实到7人，议题：半年工作']])
    await step('+1月', '7月22日 周三 10:00')
    expect(cardsOf(demo.world.feishu).slice(4, 12)).toEqual(QUARTER_OF_CARDS)
    const onDingtalk = cardsOf(demo.world.dingtalk).filter((one) => one >= '2026-04-24' && one < '2026-07')
    expect(onDingtalk).toEqual(QUARTER_OF_CARDS)
  })
})

describe('the rest of the year', () => {
  it('a few sentences a month, a step a month', async () => {
    await said(feishu, [['李响', 'group', '昨天下午集中学习3小时 保密法 全员参加']])
    await step('+1月', '8月22日 周六 10:00')
    await said(feishu, [['陈立', 'private', '8月20日和周海明谈心谈话40分钟，谈了转岗']])
    await step('+1月', '9月22日 周二 10:00')
    await said(feishu, [['赵阳', 'group', '昨天主题党日 观看红色电影 全员参加 2小时']])
    await step('+1月', '10月22日 周四 10:00')
    await said(feishu, [['李淑贤', 'private', '10月份党费：陈立125元，王敏98.5元']])
    await step('+1月', '11月22日 周日 10:00')
    await said(feishu, [['孙小雨', 'group', '11月19日集中学习2小时 党章 全员参加']])
    await step('+1月', '12月22日 周二 10:00')
    await moveTo('2026-12-31T17:31', '12月31日')
  })

  it('the secretary got each card at its time, five a month at most and none on a day of rest', () => {
    const { feishu: simulator } = demo.world
    const cards = cardsOf(simulator)
    expect(cards.slice(4)).toEqual([...QUARTER_OF_CARDS, ...REST_OF_YEAR])
    for (const one of cards) {
      const date = one.slice(0, 10)
      const ofMonth = cards.filter((other) => other.startsWith(monthOf(date)))
      expect(ofMonth.length, date).toBeLessThanOrEqual(5)
      expect(isWorkday(date), one).toBe(true)
    }
    for (const name of ['赵阳', '李响', '孙小雨']) {
      expect(
        privateOf(simulator, name).filter((one) => kindOf(one) !== undefined),
        name,
      ).toEqual([])
    }
  })

  it('the explanation is kept on the month’s later card', () => {
    const closing = privateOf(demo.world.feishu, '陈立').find((one) => titleOf(one).startsWith('4月闭环'))
    expect(closing?.text).toContain('主题党日：未开展（说明：防汛值守，推迟到5月）')
  })

  it('the year’s card tells of hours that are too few, not of missing records', () => {
    const card = privateOf(demo.world.feishu, '陈立').find((one) => kindOf(one) === 'year')
    expect(card?.text).toContain('年度学时（今年）：7人还没学够')
    expect(card?.text).toMatch(/周海明 差[\d.]+学时（应32）/)
  })

  it('the group got one digest a week at most, on workdays, and none in the 保障期', () => {
    for (const simulator of [demo.world.feishu, demo.world.dingtalk]) {
      const days = digestsOf(simulator).map(dateOf)
      expect(days.length).toBeGreaterThan(simulator.platform === 'feishu' ? 8 : 3)
      expect(new Set(days.map(mondayOf)).size).toBe(days.length)
      for (const day of days) expect(isWorkday(day), day).toBe(true)
    }
    const inSilence = digestsOf(demo.world.feishu).filter(
      (one) => dateOf(one) > '2026-04-12' && dateOf(one) < '2026-04-18',
    )
    expect(inSilence).toEqual([])
  })

  it('each quarter that ended is told once, with its chart', async () => {
    const digests = digestsOf(demo.world.feishu)
    for (const quarter of ['一季度', '二季度', '三季度']) {
      const told = digests.filter(({ text }) => text.includes(quarter))
      expect(told, quarter).toHaveLength(1)
      expect(JSON.stringify(told[0]?.content), quarter).toContain('chart_spec')
    }
    await feishu.as('赵阳', 'group')
    expect(await feishu.message('三季度').locator('.chart').isVisible()).toBe(true)
  })

  it('no group read a talk, a sum, an explanation or a 保障期', () => {
    for (const simulator of [demo.world.feishu, demo.world.dingtalk]) {
      const read = groupOf(simulator).flatMap(({ text, updates }) => [text, ...updates.map((one) => one.text)])
      expect(read.join('\n')).not.toMatch(/住院|工作压力|转岗|\d元|防汛|未开展|保障期|闭环|过半/)
      const digests = digestsOf(simulator).map(({ text }) => text)
      expect(digests.join('\n')).not.toMatch(/应到|实到|请假|未到|%|党费/)
    }
  })

  it('moving back sends nothing, and forward again nothing twice', async () => {
    const before = sentSoFar()
    await moveTo('2026-12-14T08:00', '12月14日')
    await expect.poll(lastToast, { timeout: PATIENCE }).toContain('没有发消息')
    await moveTo('2026-12-31T17:31', '12月31日')
    await expect.poll(lastToast, { timeout: PATIENCE }).toContain('没有发消息')
    expect(sentSoFar()).toBe(before)
  })

  it('the page had no errors', () => {
    expect(demo.troubles).toEqual([])
  })
})
