import { machineNow, toDate } from '../src/core/clock.js'
import { InboxRow } from '../src/models/inbox-row.js'
import type { Sweep } from './sweep.js'

/** Younger rows have a wake-up under way. */
const LEFT_BEHIND_MS = 2000
const CHATS_AT_ONCE = 500

/** Wakes the chats whose stored rows nobody took: Redis was down or wiped, or the process died before the wake-up. */
export const sweepInbox: Sweep = async (_at, deps) => {
  const chats = await InboxRow.aggregate<{ _id: { platform: string; appId: string; chatId: string } }>([
    { $match: { state: 'stored', storedAt: { $lt: toDate(machineNow() - LEFT_BEHIND_MS) } } },
    { $group: { _id: { platform: '$platform', appId: '$appId', chatId: '$chatId' }, since: { $min: '$storedAt' } } },
    { $sort: { since: 1 } },
    { $limit: CHATS_AT_ONCE },
  ])
  for (const chat of chats) deps.wakeChat(chat._id)
  return []
}
