import type { OwnRemindersMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { setReminders } from '../src/ledger/reminder-choices.js'
import type { MemberContext } from './context.js'

/** 以后别提醒我, 开启提醒: for the member's own reminders in this branch; the secretary's cards are no such. */
export async function ownReminders({ on }: OwnRemindersMeaning, ctx: MemberContext): Promise<Reply> {
  await setReminders(ctx.member.id, on)
  return textReply(on ? '好的，到时私聊提醒你。不要了发“以后别提醒我”' : '好的，以后不提醒你了。要恢复发“开启提醒”')
}
