import { digestPreviewCard } from '../cards/digest-card.js'
import { formatChinese, mondayOf } from '../src/core/civil-date.js'
import type { DigestMeaning } from '../src/core/meaning.js'
import type { Content } from '../src/core/platform.js'
import { type Reply, textReply } from '../src/core/reply.js'
import type { DigestData } from '../src/core/views.js'
import { previewDigest, previewSpan, toldThisWeek } from '../src/ledger/digest-due.js'
import { sendDigestsTo } from '../src/ledger/digest-target.js'
import { nextDigestDay } from '../src/ledger/digest-times.js'
import { DIGEST_TIME } from '../src/ledger/reminder-times.js'
import type { MemberContext } from './context.js'
import { inPrivate } from './shared/in-private.js'
import { branchNameFor } from './shared/receipt.js'

type Every = Extract<DigestMeaning, { wish: 'preview' }>['every']

/** What is said of the digest: a look at the next one, or where it goes. */
export async function digest(meaning: DigestMeaning, ctx: MemberContext): Promise<Reply> {
  return meaning.wish === 'send' ? send(meaning.to, ctx) : preview(meaning.every, ctx)
}

const isSecretary = ({ member }: MemberContext): boolean => member.roles.includes('secretary')
const isOfficer = ({ member }: MemberContext): boolean => member.roles.some((role) => role !== 'member')
/** Nobody sees it in the group: the bot is not there, or the secretary wished so. */
const goesToSecretary = ({ branch }: MemberContext): boolean => branch.chatClosed || branch.digestTo === 'secretary'

async function send(to: 'group' | 'secretary', ctx: MemberContext): Promise<Reply> {
  if (!isSecretary(ctx)) return textReply('周报发到哪里由书记来定。')
  const changed = await sendDigestsTo(to, ctx.member, ctx.now)
  const where = to === 'group' ? '周报发到群里。' : '周报只私聊发给书记，不发到群里；要改回来请说：周报发到群里'
  return textReply(`${changed ? '好，以后' : '现在就是这样：'}${where}`)
}

/** As of now and in private, exactly what would be sent; nothing counts as told by it. */
async function preview(every: Every, ctx: MemberContext): Promise<Reply> {
  const told = await toldThisWeek(ctx.branch, ctx.today)
  if (!isOfficer(ctx)) return textReply(memberText(whenSent(told, ctx), ctx))
  const content = every === 'week' ? await weekContent(told, ctx) : await spanContent(every, told, ctx)
  return inPrivate(content, ctx)
}

function memberText(when: string, ctx: MemberContext): string {
  if (goesToSecretary(ctx)) return '周报现在由书记来看，想了解请找书记。'
  return `周报${when}，到时大家都能看到。`
}

async function weekContent(told: string | undefined, ctx: MemberContext): Promise<Content> {
  const pending = await previewDigest(ctx.branch, ctx.today, told)
  const before = told === undefined ? '' : '本周的已经发过，这是下一次的。'
  if (pending) return cardOf(pending.data, `${before}${whenSent(told, ctx)}`, ctx)
  const since = told === undefined ? '到现在还' : '本周的周报已经发过，之后还'
  return { type: 'text', text: `${since}没有可说的记录。没有记录就不发，并入下一次。` }
}

async function spanContent(every: 'quarter' | 'year', told: string | undefined, ctx: MemberContext): Promise<Content> {
  const data = await previewSpan(ctx.branch, every, ctx.today)
  if (!data) return { type: 'text', text: `${every === 'quarter' ? '本季度' : '今年'}到现在还没有可说的记录。` }
  const isRunning = data.spans.some(({ until }) => until !== undefined)
  const end = every === 'quarter' ? '季度' : '全年'
  return cardOf(data, isRunning ? `${end}结束后，随第一次周报一起发` : `${whenSent(told, ctx)}，随周报一起发`, ctx)
}

function cardOf(data: DigestData, note: string, ctx: MemberContext): Content {
  const reading = {
    inGroup: !goesToSecretary(ctx),
    canReply: ctx.knowsReplies === true,
    today: ctx.today,
    branchName: branchNameFor(ctx),
  }
  return { type: 'card', card: digestPreviewCard(data, reading, note) }
}

/** 3月20日（周五）16:10发到群里. A 保障期 is reckoned with for the secretary alone: a later day would tell of it. */
function whenSent(told: string | undefined, ctx: MemberContext): string {
  const { calendar, silentPeriods } = ctx.branch
  const days = { calendar, silentPeriods: isSecretary(ctx) ? silentPeriods : [] }
  const day = nextDigestDay(ctx.today, days, told === undefined ? undefined : mondayOf(ctx.today))
  const when = day === undefined ? '到时' : `${formatChinese(day, ctx.today)}${DIGEST_TIME}`
  return `${when}${goesToSecretary(ctx) ? '私聊发给书记' : '发到群里'}`
}
