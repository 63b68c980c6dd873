import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import type { Logger } from '../src/core/logger.js'
import type { ChatKey } from '../src/intake/drain-chat.js'

export const CHAT_QUEUE = 'chats'
export const SEND_QUEUE = 'sends'

/** Only ids: Redis keeps job data in clear. */
export type ChatJob = ChatKey
export interface SendJob {
  readonly outboxId: string
  /** The row's own slot in its chat was taken when it was put back to wait. */
  readonly hasTurn?: boolean
}

/** The way to wake workers. Nothing here is awaited by a request: MongoDB holds what is owed, a sweep finds what a lost wake-up left. */
export interface Queues {
  wakeChat(chat: ChatKey): void
  wakeSender(outboxIds: readonly string[]): void
  ping(): Promise<void>
  close(): Promise<void>
}

/** A failed drain comes again soon, then it is the inbox sweep's: a chat must never hide behind a long back-off. */
const CHAT_RETRY = { attempts: 4, backoff: { type: 'fixed', delay: 1000 } } as const
const KEEP_FAILED = { age: 86_400, count: 1000 } as const

/**
 * The queues on Redis, which may not be there yet: it is connected to in the background. While it is away the wake-ups
 * fail fast (`enableOfflineQueue: false`; facts/performance.md §3.2 row 9: with the default, `add` waits for ever).
 */
export function createQueues(redisUrl: string, prefix: string, logger: Logger): Queues {
  const connection = new Redis(redisUrl, {
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    maxRetriesPerRequest: 1,
    commandTimeout: 5000,
    retryStrategy: (times) => Math.min(times * 100, 2000),
  })
  connection.on('error', (error) => logger.debug({ error: error.name }, 'redis connection of the queues'))
  const chats = new Queue<ChatJob>(CHAT_QUEUE, { connection, prefix })
  const sends = new Queue<SendJob>(SEND_QUEUE, { connection, prefix })
  for (const queue of [chats, sends]) queue.on('error', () => {})

  const waiting = new Map<string, ChatKey>()
  const flushChats = (): void => {
    for (const [id, chat] of waiting) {
      chats
        .add('drain', chat, {
          deduplication: { id, keepLastIfActive: true },
          removeOnComplete: true,
          removeOnFail: KEEP_FAILED,
          ...CHAT_RETRY,
        })
        .catch(() => logger.debug({}, 'a wake-up was lost; the inbox sweep makes up for it'))
    }
    waiting.clear()
  }

  return {
    wakeChat(chat) {
      // Many messages of one chat in one turn of the loop need one wake-up.
      if (waiting.size === 0) setImmediate(flushChats)
      waiting.set(`${chat.platform}|${chat.appId}|${chat.chatId}`, {
        platform: chat.platform,
        appId: chat.appId,
        chatId: chat.chatId,
      })
    },
    wakeSender(outboxIds) {
      for (const outboxId of outboxIds) {
        sends
          .add(
            'send',
            { outboxId },
            { deduplication: { id: outboxId }, removeOnComplete: true, removeOnFail: KEEP_FAILED },
          )
          .catch(() => logger.debug({}, 'a wake-up was lost; the outbox sweep makes up for it'))
      }
    },
    async ping() {
      await connection.ping()
    },
    async close() {
      await Promise.allSettled([chats.close(), sends.close()])
      connection.disconnect()
    },
  }
}
