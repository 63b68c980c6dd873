import { TALK_KINDS } from '../../core/entry.js'
import { UserError } from '../../core/errors.js'
import type { TalkField } from '../../models/talk-content.js'
import { isReminderTalk } from '../reminder-talk.js'
import { type EditDraft, type EntryChanges, put } from './draft.js'
import { badValue, type EditContext, isRecord, readChoice, readDate, readMember, readText } from './values.js'

const NAMES: Readonly<Partial<Record<TalkField, string>>> = {
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
  if (Object.keys(add).length > 0) throw badValue('加密保存的内容不能接着写，请整段重写，如“更正 备注：……”')
  for (const [field, name] of Object.entries(NAMES) as [TalkField, string][]) {
    if (field in set) content[field] = set[field] === null ? null : readText(set[field], name)
  }
}

/**
 * The fact of a talk. UserError `change_kind` (提醒谈话 is counted apart, its number would give it away), `not_permitted`
 * (who is named may read the content, so only one of the two may change whom it names), `self_talk`, `unknown_person`.
 */
export function editTalk(draft: EditDraft, set: Readonly<Record<string, unknown>>, ctx: EditContext): void {
  const { row } = draft
  if ('kind' in set) {
    const wasReminder = isReminderTalk(row)
    row.subkind = readChoice(set.kind, TALK_KINDS, '类别')
    if (wasReminder !== isReminderTalk(row)) {
      throw new UserError('change_kind', '提醒谈话单独编号，改不过去；请撤销这条，再重新记一条')
    }
  }
  if ('talker' in set || 'partner' in set) editPair(draft, set, ctx)
  if ('followup' in set) editFollowup(draft, set.followup)
}

function editPair({ row }: EditDraft, set: Readonly<Record<string, unknown>>, ctx: EditContext): void {
  const isNamed = () => row.talker?.memberId === ctx.editor.id || row.partner?.memberId === ctx.editor.id
  const wasNamed = isNamed()
  if ('talker' in set) row.talker = readMember(set.talker, '谈话人', ctx)
  if ('partner' in set) row.partner = readMember(set.partner, '谈话对象', ctx)
  if (row.talker?.memberId === row.partner?.memberId) throw new UserError('self_talk', '谈话双方不能是同一个人')
  if (!wasNamed || !isNamed()) {
    throw new UserError('not_permitted', '谈话双方只能由其中一人来改；记错了人请撤销这条，再重新记一条')
  }
  row.participants = [row.talker, row.partner].filter((person) => person !== undefined)
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
