import type { EntryKind, MeetingKind, TalkKind } from '../core/entry.js'

const REMINDER_TALK: TalkKind = '提醒谈话'

/**
 * 提醒谈话: it answers a fault, and its fact is for the two and the secretary only (moments.md §4). It is counted in no
 * obligation, list or digest, because every count that moves would tell the others of it.
 */
export const isReminderTalk = (entry: {
  readonly kind: EntryKind
  readonly subkind?: TalkKind | MeetingKind | string
}) => entry.kind === 'talk' && entry.subkind === REMINDER_TALK
