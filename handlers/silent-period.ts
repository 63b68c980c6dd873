import { addDays, formatChinese } from '../src/core/civil-date.js'
import type { SilentPeriodMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { LONGEST_SILENT_DAYS, OPEN_ENDED_DAYS, periodOn } from '../src/core/silent-periods.js'
import type { SilentPeriod } from '../src/core/views.js'
import { mayKeepCalendar } from '../src/ledger/permissions.js'
import {
  addSilentPeriod,
  cancelSilentPeriod,
  endSilentPeriod,
  silentPeriodsFrom,
} from '../src/ledger/silent-periods.js'
import { isGroup, type MemberContext } from './context.js'
import { handleUnreadable } from './unreadable.js'

const HOW_TO_CHANGE = '请写明起止日期，如：保障期改为3月20日到3月28日'

/**
 * 保障期, set, ended or asked for by the secretary: answered in private wherever it was typed, and the text is not kept.
 * Anybody else is answered as if the words meant nothing, for a refusal would tell that there is such a thing.
 */
export async function silentPeriod(meaning: SilentPeriodMeaning, ctx: MemberContext): Promise<Reply> {
  if (!mayKeepCalendar(ctx.member)) return { ...(isGroup(ctx) ? {} : handleUnreadable('text')), wipe: true }
  const text = await answerTo(meaning, ctx)
  const named = ctx.inSeveral ? `${ctx.branch.name}：${text}` : text
  if (!isGroup(ctx)) return { ...textReply(named), wipe: true }
  return { direct: [{ memberId: ctx.member.id, content: { type: 'text', text: named } }], wipe: true }
}

async function answerTo(meaning: SilentPeriodMeaning, { today, now }: MemberContext): Promise<string> {
  if (meaning.question !== undefined) return meaning.question
  const standing = await silentPeriodsFrom(today)
  switch (meaning.ask) {
    case 'show':
      return standing.length === 0
        ? '没有设保障期。'
        : `保障期：\n${standing.map((one) => daysText(one, today)).join('\n')}`
    case 'end':
      return end(standing, today, now)
    case 'cancel':
      return cancel(meaning, standing, today, now)
    default:
      return set(meaning, standing, today, now)
  }
}

async function set(
  meaning: SilentPeriodMeaning,
  standing: readonly SilentPeriod[],
  today: string,
  now: number,
): Promise<string> {
  // 保障期到3月28日 says the end of the one that stands, or of the only one to come; 改为 the whole of it.
  const known = periodOn(standing, today) ?? (standing.length === 1 ? standing[0] : undefined)
  const extended = meaning.to !== undefined && known && known.from <= meaning.to ? known : undefined
  // 改到3月30日 of one that begins after that day, or of no one knows which.
  if (meaning.replaces && meaning.from === undefined && !extended && standing.length > 0) return HOW_TO_CHANGE
  const from = meaning.from ?? extended?.from ?? today
  const to = meaning.to ?? addDays(from, OPEN_ENDED_DAYS - 1)
  const instead = meaning.replaces
    ? replaced(standing, { from, to })
    : meaning.from === undefined
      ? extended
      : undefined
  const added = await addSilentPeriod({ from, to }, { today, now, instead })
  if (!added) return `一次最长${LONGEST_SILENT_DAYS}天，请分开设。`
  const open = meaning.to === undefined ? `没说到哪天，先按${OPEN_ENDED_DAYS}天；` : ''
  return `好的，${daysText(added, today)}我不主动发消息，有事照常问我。${open}提前结束发「保障期结束」。这件事只有你知道。`
}

/** The one that 改为 means: which it overlaps, or the only one. */
const replaced = (standing: readonly SilentPeriod[], { from, to }: SilentPeriod): SilentPeriod | undefined =>
  standing.find((one) => one.from <= to && one.to >= from) ?? (standing.length === 1 ? standing[0] : undefined)

async function end(standing: readonly SilentPeriod[], today: string, now: number): Promise<string> {
  if (!periodOn(standing, today))
    return `现在不在保障期。${standing.length > 0 ? '要取消后面的，发「取消保障期」。' : ''}`
  await endSilentPeriod(today, now)
  return '好的，保障期到此结束，积下的提醒会在工作时间补上。'
}

async function cancel(
  { from, to = from }: SilentPeriodMeaning,
  standing: readonly SilentPeriod[],
  today: string,
  now: number,
): Promise<string> {
  const meant = from === undefined ? standing : standing.filter((one) => one.from <= (to ?? from) && one.to >= from)
  const [only, ...others] = meant
  if (!only) return '没有设这样的保障期。'
  if (others.length > 0) {
    return `有几段保障期：\n${meant.map((one) => daysText(one, today)).join('\n')}\n请写明取消哪段，如：取消${dayText(only.from)}的保障期`
  }
  await cancelSilentPeriod(only, today, now)
  return `好的，${daysText(only, today)}的保障期已取消。`
}

const dayText = (date: string): string => formatChinese(date).replace(/（.*）$/u, '')

const daysText = ({ from, to }: SilentPeriod, today: string): string =>
  from === to ? formatChinese(from, today) : `${formatChinese(from, today)}到${formatChinese(to, today)}`
