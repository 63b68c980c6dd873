import type { EditMeaning, EntryTarget, ErrorMeaning, Meaning, Utterance } from '../../core/meaning.js'
import { membersIn, namesOf } from '../people/find-person.js'
import { presenceAt, presenceOf } from './came-after-all.js'
import { readClosing } from './close.js'
import { editByClause, LAST_NAMED } from './edit-by-clause.js'
import { type Changes, readChanges } from './edit-changes.js'
import { fieldAt, firstField } from './edit-fields.js'
import { payersEdit } from './edit-payers.js'
import { isEditMeaning, NUMBER_FIRST, severalChanges, withFirstClause } from './edit-several.js'
import { inMonthOf, isPlan } from './edit-target.js'
import { ATTENDED, BEGINS_CHANGE, CHANGED, COMMAND, fieldFirst, isEdit, NO_EDIT } from './edit-words.js'
import { type QuotedEntry, quotedTarget } from './quoted.js'
import { readTarget } from './target.js'
import { unclear } from './unclear.js'
import { namesSeveral } from './undo-by-numbers.js'

/** Changing an entry that exists (SCHEMA §4 `edit`). What is not plain is asked: a wrong edit is as bad as a wrong record. */

/** The edit a text asks for; `quoted` is the entry in whose answer it was typed. */
export function editOf(
  typed: string,
  utterance: Utterance,
  quoted: QuotedEntry | undefined,
  forced: boolean,
): Meaning | undefined {
  // 主讲→李响.
  const said = typed
    .replace(/\s*(?:→|->|=>|➡)\s*/g, '改成')
    // 应到7人实到6人: two values in one breath.
    .replace(/(应到\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?人?)(?=\s?实到)/, '$1，')
    .replace(FACT_OF_LAST, '更正 ')
    .replace(/(?<=[改调换弄])一哈/, '一下')
    // 换个地方，到多功能厅.
    .replace(/(?:挪|换|改)一?个(地方|地点|时间|日子|题目|标题|主题|形式|名字)/, '$1改一下')
    // 分钟数填少了，应该50.
    .replace(/(?<=分钟数[^\d\n]{0,12})(\d{1,3})(?![\d分小个])/, '$1分钟')
  if (namesSeveral(said)) return unclear('edit', '一次改一条，请把编号写全，如：更正 2026-学-014 3小时')
  const closing = readClosing(said, utterance, quoted)
  if (closing) return closing
  const paid = payersEdit(said, utterance, quoted)
  if (paid) return paid
  // 赵阳上周的自学时长虚高，帮我改成20分钟.
  if (CHANGES_VALUE.test(said)) {
    const forbidden = editOfOthers(readTarget(spaced(said), utterance).owner, said, utterance)
    if (forbidden) return forbidden
  }
  const read = oneChange(said, utterance, quoted, forced)
  const change = (text: string, surely = forced) => oneChange(text, utterance, quoted, surely)
  if (isEditMeaning(read)) return withFirstClause(read, said, change)
  if (read !== undefined && !isUnclear(read)) return read
  return severalChanges(said, change) ?? read
}

/** 2026-学-004 是线上学习; 2026-学-004 三楼会议室: a number first and nothing else that was read is a correction, or asked about. */
export function editByNumber(said: string, utterance: Utterance): Meaning | undefined {
  if (!NUMBER_FIRST.test(said) || said.length > 80 || /[?？]|[吗呢][\s。]*$|谁|什么|多少|几/.test(said))
    return undefined
  return editOf(`更正 ${said.trimStart()}`, utterance, undefined, false)
}

/** 刚记的那条主持人老陈那啥: surely of the last entry, and not read: asked, never passed over. */
export function lastUnread(said: string, utterance: Utterance): ErrorMeaning | undefined {
  if (said.length > 60 || !LAST_NAMED.test(said) || /[?？]|[吗呢么][\s。]*$|谁|什么|多少|几/.test(said))
    return undefined
  const told = firstField(said) >= 0 || membersIn(said, namesOf(utterance.roster)).length > 0
  return told ? unclear('edit', ONE_AT_A_TIME) : undefined
}

/** In the usual order, or in any other. */
function oneChange(
  said: string,
  utterance: Utterance,
  quoted: QuotedEntry | undefined,
  forced: boolean,
): Meaning | undefined {
  const direct = directEdit(said, utterance, quoted, forced)
  return direct !== undefined && !isUnclear(direct) ? direct : (editByClause(said, utterance, quoted) ?? direct)
}

/** 刚才那条应到7人实到6人; 刚才那条没记主持人，主持是陈立: what was left out, said of the last entry. */
const FACT_OF_LAST =
  /^(?:刚才|刚刚|上一?)(?:我)?(?:记|录|发)?的?那?一?[条笔][,，\s]*(?:没(?:有)?(?:记|写|填)(?:上)?(?:应到|实到|主持人?|主讲人?|记录人?|地点)[,，\s]+)?(?=(?:应到|实到|主持|主讲|记录)人?(?:是|为|[:：]|[\d一二三四五六七八九十])[^?？吗谁]{1,24}$)/

const CHANGES_VALUE = /(?:改|调|减|换|更正|修改)(?:成|为|到|至)/

const isUnclear = (meaning: Meaning): boolean => 'error' in meaning && meaning.error === 'unclear'

/** A correction in the usual order: the entry, the field, the new value. */
function directEdit(
  said: string,
  utterance: Utterance,
  quoted: QuotedEntry | undefined,
  forced: boolean,
): Meaning | undefined {
  const body = fieldFirst(said)
  const open = body.replace(/《[^《》\n]{1,60}》/g, (title) => '\uE000'.repeat(title.length))
  const replied =
    quoted !== undefined &&
    (CHANGED.test(open) || (open.length <= 24 && !/名单|人员/.test(open) && fieldAt(open) !== undefined))
  const presence = forced || COMMAND.test(body) ? undefined : presenceOf(body.replace(OBJECTION, ''), utterance)
  const corrects = presence !== undefined && (presence.corrects || quoted !== undefined || OBJECTION.test(body))
  if (presence && !corrects && 'set' in presence.changes) return unclear('edit', EVERYBODY_THEN)
  if (!forced && !replied && !corrects && !isEdit(open) && !describesEntry(body, open, utterance)) return undefined
  if (NO_EDIT.test(open)) return { type: 'help' }
  return readEdit(body, utterance, quoted, forced)
}

function readEdit(body: string, utterance: Utterance, quoted: QuotedEntry | undefined, forced: boolean): Meaning {
  const text = body.replace(COMMAND, '')
  const present = presenceAt(text, utterance)
  const cut = present < 0 ? cutAt(text) : present
  const before = present < 0 ? text.slice(0, cut) : text.slice(0, cut).replace(OBJECTION, '')
  const said = readTarget(spaced(before), utterance)
  const forbidden = editOfOthers(said.owner ?? readTarget(spaced(text), utterance).owner, body, utterance)
  if (forbidden) return forbidden
  if (said.error) return said.error
  const target = said.target ?? (said.unclear ? undefined : defaultTarget(quoted))
  const known = quoted?.number !== undefined || quoted?.fields !== undefined
  if (target === undefined) return unclear('edit', known ? ONE_AT_A_TIME : quoted ? NO_ENTRY : WHICH)
  const changes = readChanges(
    inMonthOf(text.slice(cut), target, utterance.today),
    utterance,
    isPlan(target) ? 'plan' : 'log',
  )
  if (changes === undefined) return unclear('edit', ONE_AT_A_TIME)
  if ('error' in changes) return changes.error
  const named = said.target !== undefined || quoted !== undefined || forced || COMMAND.test(body)
  if (!named && isHourOnly(changes)) return unclear('edit', '改哪一条的时间？请写编号：更正 2026-学-014 下午3点')
  return { type: 'edit', target, ...withPayer(changes, text.slice(0, cut), utterance) } satisfies EditMeaning
}

/**
 * 昨天和李响的谈话，时长改为50分钟: what stands before the change names one entry, by kind and day or person, and tells
 * nothing else; in a record, where somebody corrects himself, more would have been told.
 */
function describesEntry(body: string, open: string, utterance: Utterance): boolean {
  if (!CHANGED.test(open)) return false
  const cut = cutAt(open)
  if (cut < 4 || !BEGINS_CHANGE.test(open.slice(cut))) return false
  const { target, unclear: vague, error } = readTarget(spaced(body.slice(0, cut)), utterance)
  if (vague || error || typeof target !== 'object' || !('find' in target)) return false
  const { type, date, partner } = target.find
  const changes =
    type === undefined || (date ?? partner) === undefined ? undefined : readChanges(body.slice(cut), utterance, 'log')
  return changes !== undefined && !('error' in changes)
}

/** 不对，全员都到了. */
const OBJECTION = /^(?:不对|错了|写错了|记错了|说错了|不是的)[,，。!！\s]+/
const EVERYBODY_THEN = '要把刚才那条改成全员参加吗？是的话请回复：更正 全员参加'
const ONE_AT_A_TIME = '改成什么没看明白，请一次改一项，如：更正 时长3小时'
const NO_ENTRY = '这条消息没有对应的记录，请写编号：更正 2026-学-014 3小时'
const WHICH = '要改哪一条？请写编号：更正 2026-学-014 3小时'

/** 把书记记的…: a title that is a member's alias is read as one behind a blank. */
const spaced = (text: string): string => text.replace(/^(把|将)/, '$1 ')

/** 王敏的金额应该是89.5: one payer's sum in a list of dues or gifts. */
function withPayer(changes: Changes, before: string, utterance: Utterance): Changes {
  const [payer, second] = membersIn(before, namesOf(utterance.roster))
  const amount = changes.set?.amount
  if (amount === undefined || payer?.name === undefined || second) return changes
  const { amount: _, ...rest } = changes.set as Record<string, unknown>
  return { ...changes, set: { ...rest, items: [{ name: payer.name, amount }] } }
}

/** 时间改成下午三点 may as well be about something planned. */
const isHourOnly = ({ set }: Changes): boolean =>
  set !== undefined && Object.keys(set).every((key) => key === 'start' || key === 'period')

/** 更正 李响请假; 更正 赵阳、小雨没来: who was away, of the last entry. */
const PERSON_FIRST =
  /^@?[\u4E00-\u9FFF]{2,3}(?:[、和,，]@?[\u4E00-\u9FFF]{2,3}){0,6}(?:同志)?(?:其实|也|都|是|因)?[^\s,，。的]{0,6}?(?:请假|[病事年产公婚]假|没来|没到|没参加|缺席|未到|出差|参加了|来了|到了|(?:主讲|授课|主持|记录)(?=[。!！\s]*$))(?!的)/

/** Where the entry's name ends and what is to change begins. */
function cutAt(text: string): number {
  if (ATTENDED.test(text)) return pureValueAt(text)
  if (PERSON_FIRST.test(text)) return 0
  // 刚才那条是专题讲座不是集中学习: what it is comes first.
  const isNot = text.search(/(?:应该?)?是[^,，。;；是]{1,16}[,，]?(?:而)?不是/)
  if (isNot > 0 && firstField(text.slice(0, isNot)) < 0) return isNot
  const change = text.search(
    /(?:应该?|给|都)?(?:改成|改为|改到|改作|换成|换为|更新[成为]|更正为|调整为|变更为|修改为)|(?:写|记|填|打|录|弄|搞|输)(?:错|反)|不对|有误|错了|应该?是|其实是|不是|补充|补一?个|加上|补上|添上|漏(?:了|记|写)|少(?:记|写)了|忘了?(?:记|写)/,
  )
  const field = firstField(text)
  const stop = [change, field].filter((at) => at >= 0)
  if (stop.length === 0) return pureValueAt(text)
  const at = Math.min(...stop)
  const old = oldValueAt(text, at)
  return old ?? at
}

/** 把2小时改成3小时: what stands before the verb is the old value, not the entry's name. */
function oldValueAt(text: string, at: number): number | undefined {
  const before = text.slice(0, at)
  const number =
    /(?:把|将|从|由)?\s?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]+)个?(?:半)?(?:小时|分钟|钟头|学时|人)\s?$/.exec(
      before,
    )
  if (number) return number.index
  const day = /(?:从|由)\s?(?:\d{1,2}月)?\d{1,2}[日号]\s?$/.exec(before)
  return day?.index
}

/** 刚才那条 李响请假了: the first blank or comma behind the entry's name. */
function pureValueAt(text: string): number {
  const name =
    /^(?:把|将)?(?:我)?(?:刚才|刚刚|上|最后|最近|前)?(?:我)?(?:记|录|写|发)?的?(?:那|这)?一?[条笔]|^\d{4}-[\u4E00-\u9FFF]-\d{1,5}/.exec(
      text,
    )
  return name?.[0].length ?? 0
}

function defaultTarget(quoted: QuotedEntry | undefined): EntryTarget | undefined {
  return quoted === undefined ? 'last' : quotedTarget(quoted)
}

/** A member may not change another's entry; secretary and ledger officer may (moments.md §3). */
export function editOfOthers(owner: string | undefined, body: string, utterance: Utterance): ErrorMeaning | undefined {
  if (utterance.senderRoles.some((role) => role === 'secretary' || role === 'ledger')) return undefined
  const others =
    owner !== undefined ||
    /(?:别人|他人|其他人|人家|他|她)(?:们)?(?:刚才|昨天|今天)?(?:记|录入?|写|登记?|发|填|报)的/.test(body)
  return others ? { error: 'not_permitted', action: 'edit_others' } : undefined
}
