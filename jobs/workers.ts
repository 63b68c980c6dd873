import { DelayedError, type Job, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { machineNow } from '../src/core/clock.js'
import type { Logger } from '../src/core/logger.js'
import { drainChat } from '../src/intake/drain-chat.js'
import type { ProcessDeps } from '../src/intake/plan.js'
import { type SendDeps, sendOne } from '../src/intake/send-one.js'
import { CHAT_QUEUE, type ChatJob, SEND_QUEUE, type SendJob } from './queues.js'

/**
 * A killed worker's job is taken over when its lock ends and the stalled check comes round: 7 s (facts/engines.md).
 * The default of one stall before a job fails for good would lose a chat after two kills (facts/performance.md §0.7).
 */
const RECOVERY = { lockDuration: 5000, stalledInterval: 3000, maxStalledCount: 10 } as const
const CHATS_AT_ONCE = 8
/** Rate × latency of the platform, twice: 16.7/s × 80 ms needs two, slow answers need more. */
const SENDS_AT_ONCE = 24

export interface Workers {
  isRunning(): boolean
  /** Stops taking jobs, waits for running ones up to a limit. */
  close(): Promise<void>
}

/** Starts the workers of this process: one drains chats, one sends. They begin as soon as Redis is there. */
export function startWorkers(
  redisUrl: string,
  prefix: string,
  deps: ProcessDeps & SendDeps & { readonly logger: Logger; wakeChat(chat: ChatJob): void },
): Workers {
  const connection = new Redis(redisUrl, {
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * 100, 2000),
  })
  connection.on('error', (error) => deps.logger.debug({ error: error.name }, 'redis connection of the workers'))
  const chats = new Worker<ChatJob>(CHAT_QUEUE, (job) => drain(job.data, deps), {
    connection,
    prefix,
    concurrency: CHATS_AT_ONCE,
    ...RECOVERY,
  })
  const sends = new Worker<SendJob>(SEND_QUEUE, (job, token) => send(job, token, deps), {
    connection,
    prefix,
    concurrency: SENDS_AT_ONCE,
    ...RECOVERY,
  })
  for (const worker of [chats, sends]) {
    worker.on('error', (error) => deps.logger.debug({ error: error.name }, 'worker connection'))
    worker.on('failed', (job, error) =>
      deps.logger.warn({ queue: worker.name, jobId: job?.id, error: error.name }, 'a job failed'),
    )
  }
  return {
    isRunning: () => chats.isRunning() && sends.isRunning(),
    async close() {
      await Promise.allSettled([chats.close(), sends.close()])
      connection.disconnect()
    },
  }
}

async function drain(chat: ChatJob, deps: ProcessDeps & { wakeChat(chat: ChatJob): void }): Promise<void> {
  if (await drainChat(chat, deps)) deps.wakeChat(chat)
}

/** A row that has to wait goes back to the queue, so that a busy chat never holds a worker (facts/performance.md §2.1). */
async function send(job: Job<SendJob>, token: string | undefined, deps: SendDeps): Promise<void> {
  const result = await sendOne(job.data.outboxId, deps, job.data.hasTurn)
  if (!('retryInMs' in result)) return
  await job.updateData({ outboxId: job.data.outboxId, hasTurn: result.hasTurn === true })
  await job.moveToDelayed(machineNow() + result.retryInMs, token)
  throw new DelayedError()
}
