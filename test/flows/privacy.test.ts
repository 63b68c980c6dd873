import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MemberName, type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, heardAfter, press, sayInGroup, sayInPrivate } from '../helpers/exchange.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

/** They speak, so their names may stand on a receipt; the others are only spoken of. */
const speakers: readonly MemberName[] = ['陈立', '王敏', '赵阳', '周海明']
const absentees = ['李响', '孙小雨', '李淑贤', '响哥', '小雨', '李姐'] as const
const reasons = ['病假', '发烧', '产假', '公出', '家里有事', '在外地出差'] as const
const contents = ['家里老人住院', '想调离岗位', '和同事闹矛盾', '考勤不合格'] as const
const FORBIDDEN = [...absentees, '淑贤', '小孙', '老人住院', '调离', '闹矛盾', '考勤', ...reasons]

const absence = fc.tuple(fc.constantFrom(...absentees), fc.constantFrom(...reasons))
const days = fc.constantFrom('昨天', '3月16日下午', '2月30日', '前天上午', '')
const tails = fc.constantFrom('，其余全员参加', '，应到7人实到6人', '，应到7人实到7人', '', '，实到5人')

/** Events that say who was missing, in a form the bot understands, half understands or doesn't. */
const event = fc
  .tuple(
    days,
    fc.constantFrom('集中学习2小时', '学了1小时', '主题党日 参观纪念馆', '召开党员大会', ''),
    fc.constantFrom('党章', '议题：一季度工作', ''),
    fc.array(absence, { minLength: 1, maxLength: 3 }),
    fc.constantFrom(' ', '请', '因', '（', '：'),
    tails,
  )
  .map(([day, what, topic, missing, link, tail]) => {
    const named = missing.map(([name, reason]) => `${name}${link}${reason}${link === '（' ? '）' : ''}`)
    return `${day}${what} ${topic} ${named.join('、')}${tail}`
  })

const talk = fc
  .tuple(
    days,
    fc.constantFrom('谈心谈话', '廉政谈话', '提醒谈话', '谈话', '聊了聊'),
    fc.constantFrom(...absentees, '小李', '王小明'),
    fc.constantFrom(...contents),
    fc.constantFrom('，谈了', ' 内容：', '，因为', '，月底前跟进'),
  )
  .map(([day, kind, partner, content, link]) => `${day}和${partner}${kind}30分钟${link}${content}的事`)

const order = fc.constantFrom(
  '撤销',
  '不记了',
  '查看谈话内容 2026-谈-001',
  '撤销 2026-谈-001',
  '撤销 2026-提-001',
  '帮助',
)

const message = fc.record({
  by: fc.constantFrom(...speakers),
  where: fc.constantFrom('group', 'group', 'group', 'private'),
  text: fc.oneof({ weight: 3, arbitrary: event }, { weight: 3, arbitrary: talk }, { weight: 1, arbitrary: order }),
})

/**
 * Everything the bot put into the group, as it was sent: what a card hides is in it too. Only the names a field offers
 * to choose from (主持人) are left out: they are the whole roster and say nothing of anybody.
 */
function toldToGroup(): string[] {
  const { simulator, branch } = bot
  const written = (content: unknown): string =>
    JSON.stringify(typeof content === 'string' ? JSON.parse(content) : content, (key, value) =>
      key === 'options' ? undefined : value,
    )
  return simulator
    .replies(branch.chatId)
    .flatMap(({ content, updates }) => [written(content), ...updates.map(({ text }) => text)])
}

/** Sends the newest form of the group as it is but with a topic and a day, as its author would. */
async function fillNewestForm(): Promise<void> {
  const { simulator, branch } = bot
  const form = simulator.replies(branch.chatId).findLast(({ text }) => text.includes('还没记｜'))
  if (!form) return
  for (const name of speakers) {
    if (!faceOf(bot, form).includes('还没记｜')) return
    const values = { topic: '党章', date: '2026-03-16', ...(form.text.includes('类别 *') ? { kind: '党员大会' } : {}) }
    await press(bot, branch.person[name], form, '记下', values)
  }
}

/** moments.md §1: who is missing, why, and anything of a talk is never said in a group. */
it('whatever is said, the group never reads an absentee, a reason, a partner or a word of a talk', async () => {
  const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000_000)
  console.info(`privacy: FC_SEED=${seed}`)
  const property = fc.asyncProperty(fc.array(message, { minLength: 4, maxLength: 7 }), async (messages) => {
    const before = toldToGroup().length
    for (const { by, where, text } of messages) await (where === 'group' ? sayInGroup : sayInPrivate)(bot, by, text)
    await fillNewestForm()
    for (const told of toldToGroup().slice(before)) {
      for (const word of FORBIDDEN) expect(told).not.toContain(word)
    }
  })
  await fc.assert(property, { seed, numRuns: 8, endOnFailure: true })
  // The property is worth something only if records and questions came of it.
  const said = toldToGroup().join('\n')
  expect(said).toContain('已记')
  expect(said).toContain('还没记')
  const digest = await heardAfter(bot, () => bot.admin.sweep('digests', '2026-03-20T16:30:00+08:00'))
  for (const word of FORBIDDEN) expect(digest.group).not.toContain(word)
}, 240_000)
