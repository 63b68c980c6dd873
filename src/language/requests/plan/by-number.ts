import type { ErrorMeaning, Meaning, Utterance } from '../../../core/meaning.js'
import { parseNumber } from '../../chinese-numerals.js'
import { findDates } from '../../dates/find-dates.js'
import { settleDate } from '../../dates/settle-date.js'
import { Scan, TAKEN } from '../../scan.js'
import { findTime } from '../../times.js'
import { COMMAND } from '../edit-words.js'
import { unclear } from '../unclear.js'

/** 改期 2026-计-003 4月2日下午3点; 取消计划 2026-计-003 大家都出差. Bare commands are twins (src/language/twins). */
const MOVED = /^\/?改期(?:到|至)?\s*(\d{4}-计-\d{1,5})\s*(.{1,40})$/s
const CANCELLED = /^\/?取消(?:计划)?\s*(\d{4}-计-\d{1,5})[\s,，:：]*(.{1,100})$/s
/** 更正 2026-计-001 改到4月9日; 把2026-计-001推迟到4月9日下午3点; 2026-计-001时间改成4月9日. */
const NAMED =
  /^\/?(?:请|麻烦|帮我?|给我?|把|将|更正|修改|订正|[:：,，\s])*(\d{4}-计-\d{1,5})(?:(?:那|这)?一?[条个项次场]|计划|安排|主题党日|党日|党员大会|大会|会议|业务培训|培训|学习|微党课|党课|谈心谈话|谈心|谈话|活动|慰问)*(?:的)?[\s,，:：]*(.{1,40})$/s
/** 2026-计-001不办了，大家都出差. */
const OFF =
  /^\/?(?:请|麻烦|帮我?|给我|把|将|计划|安排|[:：,，\s])*(\d{4}-计-\d{1,5})(?:(?:那|这)?一?[条个项次场]|计划|安排|主题党日|党日|党员大会|大会|会议|培训|党课|活动)*[\s,，:：]*(?:临时|给我?|先)?(?:取消(?!不了)|不[办开搞弄]|作罢)(?:掉|了|吧|计划)*(?:[\s,，:：]+(.{1,100}))?[。.!！\s]*$/s
/** 时间往后挪到; the number may stand in what is replied to. */
const MOVING =
  /^(?:这|那|上)?一?[条个项次场]?(?:计划|安排)?(?:的)?(?:举办|召开|开会|活动)?(?:时间|日期|日子)?(?:临时|先|得|要|需要|都|统一|给我?|帮我?|请)*(?:改期|改|推迟|推|延期|延后|延|推后|顺延|提前|挪|调整|调|变更|换|移|往[前后](?:挪|移|推|调|放|延|顺延))(?:一下)?(?:到|至|为|成|在)?\s*(?=[\d一二三四五六七八九十下本这上周星礼明后大月清端中国元春劳五])/
/** 推迟一周, 提前两天: counted from its own day. */
const SHIFTED =
  /^(?:时间|日期)?(?:临时|先|得|要|需要|给我?|帮我?|请)*(推迟|延期|延后|延|推后|顺延|往后(?:挪|移|推|调|放|延|顺延|推迟)|提前|往前(?:挪|移|推|调|放|提))(?:了|个)?\s?(\d{1,2}|[一二两三四五六七八九十]{1,2})\s?个?(天|日|周|星期|礼拜)(?:开|举行|办|进行)?(?:了|吧)*[。.!！\s]*$/
const EXAMPLE = '改到哪一天？请写明，如：改期 2026-计-003 4月2日下午3点'

/** What is to become of a plan that is named by its number; undefined when none is. */
export function planByNumber(body: string, { today, quoted }: Utterance): Meaning | undefined {
  const cancelled = CANCELLED.exec(body) ?? (/[?？]|吗[\s。]*$/.test(body) ? null : OFF.exec(body))
  if (cancelled) {
    const [, number = '', reason = ''] = cancelled
    const why = reason.replace(/^因为?|[。.\s]+$/g, '')
    return { type: 'settle_plan', outcome: 'cancelled', number, ...(why !== '' && { reason: why }) }
  }
  const moved = MOVED.exec(body)
  if (!moved) return movedLoosely(body, today, quoted?.number)
  const [, number = '', words = ''] = moved
  const scan = new Scan(words)
  const date = settleDate(words, findDates(scan, today, 'plan'), today, 'plan')
  if (date.kind === 'error') return date.error as ErrorMeaning
  const time = findTime(scan)
  const left = scan.open.replaceAll(TAKEN, '').replace(/[\s,，。到至改的]/g, '')
  if (date.kind !== 'said' || time.doubt || left !== '') return unclear('edit', EXAMPLE)
  return {
    type: 'settle_plan',
    outcome: 'moved',
    number,
    date: date.date,
    ...(time.start !== undefined && { start: time.start }),
    ...(time.end !== undefined && { end: time.end }),
    ...(time.period !== undefined && { period: time.period }),
  }
}

/**
 * The number and its new day in any other words, or in reply to the plan. A day is enough behind 更正; only an hour is a
 * change of the same plan. Anything more (地点改成三楼) is for the edits to read.
 */
function movedLoosely(body: string, today: string, replied: string | undefined): Meaning | undefined {
  const named = NAMED.exec(body)
  const number = named?.[1] ?? (replied?.includes('-计-') ? replied : undefined)
  if (number === undefined || /[?？]|吗[\s。]*$|不用|不要|别|没/.test(body)) return undefined
  const said = named?.[2] ?? body.replace(COMMAND, '')
  const shift = SHIFTED.exec(said)
  const steps = parseNumber(shift?.[2] ?? '')
  if (shift && steps !== undefined) {
    const days = steps * (shift[3] === '天' || shift[3] === '日' ? 1 : 7)
    return { type: 'settle_plan', outcome: 'moved', number, days: /前/.test(shift[1] as string) ? -days : days }
  }
  const verb = MOVING.exec(said)
  if (!verb && !(named && COMMAND.test(body))) return undefined
  const words = said.slice(verb?.[0].length ?? 0)
  const scan = new Scan(words)
  const date = settleDate(words, findDates(scan, today, 'plan'), today, 'plan')
  const time = findTime(scan)
  const left = scan.open.replaceAll(TAKEN, '').replace(/[\s,，。!！到至在的了吧开]/g, '')
  if (left !== '' || time.doubt) return undefined
  if (date.kind === 'error') return date.error as ErrorMeaning
  const { start, end, period } = time
  const when = { ...(start !== undefined && { start }), ...(end !== undefined && { end }), ...(period && { period }) }
  if (date.kind === 'said') return { type: 'settle_plan', outcome: 'moved', number, date: date.date, ...when }
  return date.kind === 'unsaid' && Object.keys(when).length > 0
    ? { type: 'edit', target: { number }, set: when }
    : undefined
}
