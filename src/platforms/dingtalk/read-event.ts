import type { Logger } from '../../core/logger.js'
import type { ApiCall, Received } from '../../core/platform.js'
import { readCardCallback } from './read-action.js'
import type { ReadConfig } from './read-fields.js'
import { isOpaqueId, QUOTA_NOTICE, readRobotMessage } from './read-message.js'

/** Reads what DingTalk pushed, whichever way it came. The readers throw `WebhookError`, nothing else. */
export interface Readers {
  /** To be called for every push, before it is read: each counts against the organisation's month. */
  count(): void
  message(body: unknown, receivedAt: number): Received
  /** `key`: what makes this tap unique; `actedAt` in epoch ms. */
  card(body: unknown, key: string, actedAt: number): Received
}

/** The readers, which also log what an operator should know. */
export function createReaders(
  config: ReadConfig,
  deps: { readonly logger: Logger; readonly onApiCall: (call: ApiCall) => void },
): Readers {
  const { clientId } = config
  return {
    // Whether card callbacks are in the budget of messages as well is not documented: counted, to be on the safe side.
    count: () =>
      deps.onApiCall({ platform: 'dingtalk', appId: clientId, tenant: clientId, api: 'push', pool: 'pushes' }),
    message: (body, receivedAt) => {
      const received = readRobotMessage(body, config, receivedAt)
      hint(received, deps.logger)
      return received
    },
    card: (body, key, actedAt) => readCardCallback(body, key, actedAt, config),
  }
}

function hint(received: Received, logger: Logger): void {
  if (received.type === 'ignored' && received.reason.startsWith(QUOTA_NOTICE)) {
    logger.warn(
      { platform: 'dingtalk' },
      'DingTalk stopped pushing messages: the organisation’s monthly Webhook & Stream quota is used up; it returns on the 1st, or buy a larger edition',
    )
  } else if (received.type === 'inbound' && received.inbound.kind === 'message') {
    if (isOpaqueId(received.inbound.senderId))
      logger.debug(
        { platform: 'dingtalk' },
        'a sender without senderStaffId: of another organisation, or the app is not published (版本管理与发布)',
      )
  }
}
