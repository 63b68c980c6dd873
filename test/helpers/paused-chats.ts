import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { CHAT_QUEUE } from '../../jobs/queues.js'
import type { Bot } from './bot.js'

/** Runs `work` while no worker takes a chat, so that everything it causes is stored before the first of it is done. */
export async function whileChatsPause(bot: Bot, work: () => Promise<void>): Promise<void> {
  const connection = new Redis(bot.database.redisUrl, { maxRetriesPerRequest: null })
  const chats = new Queue(CHAT_QUEUE, { connection, prefix: `ledger-${bot.database.prefix}` })
  await chats.pause()
  try {
    await work()
  } finally {
    await chats.resume()
    await chats.close()
    connection.disconnect()
  }
}
