import { setTimeout as delay } from 'node:timers/promises'
import type { HttpInstance } from '@larksuiteoapi/node-sdk'
import type { BackOff } from '../../core/back-off.js'
import { machineNow } from '../../core/clock.js'
import { type Fields, isFields } from '../../core/json.js'
import type { Logger } from '../../core/logger.js'
import { ApiFailure } from './api-failure.js'
import { createHttp } from './http.js'

/** Where a connection is opened: the SDK asks it for the socket's address before every try, also when it reconnects. */
export interface ConnectionEndpoint {
  readonly http: HttpInstance
  /** The connection lives: the next opening need not wait. */
  proven(): void
  /** Somebody else has waited before the next opening. */
  waited(): void
}

/** "Internal error, try again": the only code of the endpoint after which the SDK goes on by itself. */
const TRY_AGAIN_CODE = 1000040343

/**
 * The HTTP client for the SDK's connection client, which is the one place where openings can be paced: the SDK repeats
 * them at whatever interval the platform names, 0 as well, and after a failure every two minutes. Here each opening comes
 * `backOff` after the one before, unless the last connection was proven to live; one that fails in passing is repeated.
 *
 * Whatever is a business code, with any HTTP status and with or without `data`, reaches the SDK as a code, because it
 * takes everything else for a passing failure: a wrong secret would be tried silently for ever.
 */
export function createConnectionEndpoint(
  timeoutMs: number,
  backOff: BackOff,
  stopped: AbortSignal,
  logger: Logger,
): ConnectionEndpoint {
  const http = createHttp(timeoutMs)
  /** Machine time before which nothing is opened. */
  let notBefore = 0

  const open = async (request: Parameters<HttpInstance['request']>[0]): Promise<Fields | undefined> => {
    try {
      const answer: unknown = await http.request(request)
      return isFields(answer) && isFields(answer.data) ? withSaneIntervals(answer, answer.data) : undefined
    } catch (error) {
      const facts = error instanceof ApiFailure ? error.facts : {}
      if (facts.code !== undefined && facts.code !== TRY_AGAIN_CODE) return { code: facts.code, msg: '', data: {} }
      logger.warn(
        { platform: 'feishu', code: facts.code, status: facts.status, transport: facts.transport },
        'the long connection could not be opened; it is tried again',
      )
      return undefined
    }
  }

  const request = async (options: Parameters<HttpInstance['request']>[0]): Promise<Fields> => {
    for (;;) {
      const waitMs = notBefore - machineNow()
      if (waitMs > 0) await delay(waitMs, undefined, { signal: stopped })
      stopped.throwIfAborted()
      notBefore = machineNow() + backOff.nextMs()
      const answer = await open(options)
      if (answer) return answer
    }
  }

  return {
    http: { ...http, request: request as HttpInstance['request'] },
    proven() {
      backOff.reset()
      notBefore = 0
    },
    waited() {
      notBefore = 0
    },
  }
}

/**
 * What the SDK multiplies by 1000 and gives to `setTimeout`, where anything odd would mean one millisecond. In seconds.
 * Feishu names two minutes between two tries; they are paced here, so that a bot is back within one.
 */
function withSaneIntervals(answer: Fields, data: Fields): Fields {
  const told = isFields(data.ClientConfig) ? data.ClientConfig : {}
  const seconds = (value: unknown, otherwise: number): number =>
    typeof value === 'number' && value > 0 && value <= 3600 ? value : otherwise
  return {
    ...answer,
    data: {
      ...data,
      ClientConfig: {
        PingInterval: seconds(told.PingInterval, 120),
        // Whatever the platform says: giving up is not for a bot that nobody watches.
        ReconnectCount: -1,
        ReconnectInterval: Math.min(seconds(told.ReconnectInterval, 1), 1),
        ReconnectNonce: Math.min(seconds(told.ReconnectNonce, 0), 1),
      },
    },
  }
}
