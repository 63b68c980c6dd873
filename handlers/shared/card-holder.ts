import { recipientsOf } from '../../src/ledger/recipients.js'
import type { MemberContext } from '../context.js'

/** Said to whoever taps or types it and gets no reminders. */
export const ONLY_SECRETARY_REMINDED = '提醒只发给书记一人，由书记处理'

/** Whether the reminder cards are his to act on: the secretary's, also on leave, and whoever gets them in his place. */
export async function holdsCards({ member, branch, today }: MemberContext): Promise<boolean> {
  if (member.roles.includes('secretary')) return true
  return (await recipientsOf(branch, today)).some(({ id }) => id === member.id)
}
