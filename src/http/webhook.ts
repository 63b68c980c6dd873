import type { IncomingMessage, ServerResponse } from 'node:http'
import { machineNow } from '../core/clock.js'
import { WebhookError } from '../core/errors.js'
import type { Logger } from '../core/logger.js'
import type { Door, Json, RawRequest, Received } from '../core/platform.js'
import { readBody } from './read-body.js'

export interface WebhookDeps {
  readonly door: Door
  readonly logger: Logger
  readonly count: (result: WebhookResult) => void
}

/** What comes in counts itself at the door. */
export type WebhookResult = 'ignored' | 'challenge' | 'refused' | 'not-stored'

/**
 * The one way in from a platform: raw bytes → verified → stored → 200. Answers 401, 400, 413 or 415 to what is not
 * proven genuine, 503 to what could not be stored (the platform sends it again), and never any other 5xx or an echo.
 */
export function createWebhook(receive: (request: RawRequest) => Received, deps: WebhookDeps) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const arrivedAt = machineNow()
    try {
      const body = await readBody(request)
      const received = receive({
        headers: request.headers as RawRequest['headers'],
        body,
        receivedAt: arrivedAt,
      })
      if (received.type === 'challenge') {
        deps.count('challenge')
        return answer(response, 200, received.body)
      }
      if (received.type === 'ignored') {
        deps.count('ignored')
        return answer(response, 200, {})
      }
      answer(response, 200, await deps.door(received.inbound, arrivedAt))
    } catch (error) {
      refuse(error, request, response, deps)
    }
  }
}

function refuse(error: unknown, request: IncomingMessage, response: ServerResponse, deps: WebhookDeps): void {
  if (error instanceof WebhookError) {
    deps.count('refused')
    deps.logger.debug({ status: error.status, reason: error.reason }, 'a webhook request was refused')
    // What is left of an oversized body is not read: the connection ends with the answer.
    if (error.status === 413) response.setHeader('connection', 'close')
    answer(response, error.status, {})
    if (error.status === 413) response.once('finish', () => request.destroy())
    return
  }
  deps.count('not-stored')
  deps.logger.warn(
    { error: error instanceof Error ? error.name : 'unknown' },
    'an event was not stored; the platform will send it again',
  )
  answer(response, 503, {})
}

function answer(response: ServerResponse, status: number, body: Json): void {
  if (response.headersSent || response.destroyed) return
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}
