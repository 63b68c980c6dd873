import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, sayInGroup, tapAs } from '../helpers/exchange.js'
import { type KindStory, playKind } from '../helpers/kind-story.js'
import { CARDS_LIVE } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const STORIES: readonly (KindStory & { readonly kind: string })[] = [
  {
    kind: '质量单',
    by: '周海明',
    where: 'group',
    say: '昨天开了2张提醒整改单，会务部，茶水不及时，3月31日前整改',
    receipt: [/已记｜提醒整改单2张 · 会务部/, /整改期限：3月31日（未销号）/],
    entry: { kind: 'qualitySlip', date: '2026-03-17', fields: { kind: '提醒整改单', count: 2, department: '会务部' } },
  },
  {
    kind: '问题清单',
    by: '陈立',
    where: 'group',
    say: '问题清单：支部自查，问题：学习记录不全，措施：补齐记录，责任人：周海明，3月31日前完成',
    receipt: [/已记｜支部自查 · 学习记录不全/, /措施：补齐记录/, /责任人 周海明/],
    entry: { kind: 'problem', fields: { source: '支部自查', owner: '周海明', due_to: '2026-03-31' } },
  },
  {
    kind: '抽查',
    by: '王敏',
    where: 'group',
    say: '昨天抽查会务部，合格，95分',
    receipt: [/已记｜抽查 · 会务部/, /结果：合格/, /得分 95/],
    entry: { kind: 'spotCheck', date: '2026-03-17', fields: { kind: '抽查', score: 95 } },
  },
  {
    kind: '指标',
    by: '王敏',
    where: 'group',
    say: '2月开具服务质量处罚单3张，提醒整改单5张，其中1张未销号',
    receipt: [/已记｜2026年2月指标/, /服务质量处罚单3/, /提醒整改单5/, /其中未销号：提醒整改单1/],
    entry: { kind: 'metric', fields: { period: '2026-02', items: { 服务质量处罚单: 3, 提醒整改单: 5 } } },
  },
]

it.each(STORIES)('$kind: one sentence, one receipt, one entry, taken back', async (story) => {
  await playKind(bot, story)
})

it('what was put right is closed by the button or by its number, and the receipt says so', async () => {
  const heard = await sayInGroup(bot, '周海明', '昨天开了1张提醒整改单，会务部')
  const receipt = heard.only(bot.branch.chatId)
  const number = /2026-单-\d{3}/.exec(receipt.text)?.[0] ?? ''
  const tapped = await tapAs(bot, '陈立', receipt, '已整改')
  expect(tapped.toast).toContain(`已销号 ${number}`)
  expect(tapped.heard.to('周海明')).toContain(`陈立销号了你记的 ${number}`)
  if (CARDS_LIVE) expect(faceOf(bot, receipt)).toContain('已销号：3月18日')
  expect((await sayInGroup(bot, '周海明', `销号 ${number}`)).group).toContain('之前已销号')
  const entries = await bot.admin.entries(bot.branch.id, '?kind=qualitySlip')
  expect(entries.find((entry) => entry.number === number)).toMatchObject({ fields: { closed_on: '2026-03-18' } })
})
