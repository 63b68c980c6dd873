import { TALK_KINDS } from '../../core/entry.js'
import { UserError } from '../../core/errors.js'
import type { TalkField } from '../../models/talk-content.js'
import { isReminderTalk } from '../reminder-talk.js'
import { asPartners, partnersOf } from '../talk-partners.js'
import { type EditDraft, type EntryChanges, put } from './draft.js'
import { badValue, type EditContext, isRecord, readChoice, readDate, readMember, readText } from './values.js'

const NAMES: Readonly<Partial<Record<TalkField, string>>> = {
  occasion: '谈话时机',
  topic: '内容',
  problem: '问题',
  place: '地点',
  note: '备注',
}

/** Whether the entry's free words are sealed apart from it. */
export const isSealed = ({ kind, subkind }: EditDraft['row']): boolean =>
  kind === 'talk' || kind === 'analysis' || (kind === 'plan' && subkind === 'talk')

/** New words go to the sealed content, never to the row. Nothing is appended: that would need a look at what is there. */
export function editContent({ content }: EditDraft, { set = {}, add = {} }: EntryChanges): void {
  if (Object.keys(add).some((field) => field !== 'partners'))
    throw badValue('加密保存的内容不能接着写，请整段重写，如“更正 备注：……”')
  for (const [field, name] of Object.entries(NAMES) as [TalkField, string][]) {
    if (field in set) content[field] = set[field] === null ? null : readText(set[field], name)
  }
}

/**
 * The fact of a talk. UserError `change_kind` (提醒谈话 is counted apart, its number would give it away), `not_permitted`
 * (who is named may read the content, so only one of the two may change whom it names), `self_talk`, `unknown_person`.
 */
export function editTalk(draft: EditDraft, { set = {}, add = {} }: EntryChanges, ctx: EditContext): void {
  const { row } = draft
  if ('kind' in set) {
    const wasReminder = isReminderTalk(row)
    row.subkind = readChoice(set.kind, TALK_KINDS, '类别')
    if (wasReminder !== isReminderTalk(row)) {
      throw new UserError('change_kind', '提醒谈话单独编号，改不过去；请撤销这条，再重新记一条')
    }
  }
  if (['talker', 'partner', 'partners'].some((field) => field in set) || 'partners' in add)
    editPair(draft, { set, add }, ctx)
  if ('followup' in set) editFollowup(draft, set.followup)
}

function editPair({ row }: EditDraft, { set = {}, add = {} }: EntryChanges, ctx: EditContext): void {
  const isNamed = () => [row.talker, ...partnersOf(row)].some((person) => person?.memberId === ctx.editor.id)
  const wasNamed = isNamed()
  if ('talker' in set) row.talker = readMember(set.talker, '谈话人', ctx)
  const named = partnersIn(set, row)
  const added = Array.isArray(add.partners) ? add.partners : undefined
  const partners = added ? [...(named ?? partnersOf(row).map(({ name }) => name)), ...added] : named
  if (partners !== undefined) {
    const people = [...new Set(partners)].map((name) => readMember(name, '谈话对象', ctx))
    const { partner, partners: several } = asPartners(people)
    row.partner = partner
    put(row, 'partners', several)
  }
  const all = partnersOf(row)
  if (all.some(({ memberId }) => memberId === row.talker?.memberId))
    throw new UserError('self_talk', '谈话双方不能是同一个人')
  if (!wasNamed || !isNamed()) {
    throw new UserError('not_permitted', '谈话双方只能由其中一人来改；记错了人请撤销这条，再重新记一条')
  }
  row.participants = [row.talker, ...all].filter((person) => person !== undefined)
}

/** Whom the talk was with: a list names all of them, one name stands for them all; `null` leaves only the first. */
function partnersIn(
  { partner, partners }: Readonly<Record<string, unknown>>,
  row: EditDraft['row'],
): unknown[] | undefined {
  if (Array.isArray(partners) && partners.length > 0) return partners
  if (Array.isArray(partner) && partner.length > 0) return partner
  if (partner !== undefined && partner !== null) return [partner]
  return partners === null ? [row.partner?.name] : undefined
}

function editFollowup({ row, content }: EditDraft, value: unknown): void {
  if (value === null) {
    content.followup = null
    for (const key of ['followup', 'followupFrom', 'followupDue'] as const) put(row, key, undefined)
    return
  }
  if (!isRecord(value)) throw badValue('后续跟进请写成“更正 跟进：月底前再谈一次”')
  if (value.what !== undefined) content.followup = readText(value.what, '后续跟进')
  if (value.due_from !== undefined) put(row, 'followupFrom', readDate(value.due_from))
  if (value.due_to !== undefined) put(row, 'followupDue', readDate(value.due_to))
  if (row.followupDue !== undefined && row.followupDue < row.date) {
    throw badValue('跟进期限早于谈话日期，请写成“更正 跟进期限4月10日”')
  }
  row.followup = true
}
