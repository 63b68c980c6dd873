import { getId } from '../../core/fields.js'
import { type Fields, isFields } from '../../core/json.js'
import type { InboundMembership, Received } from '../../core/platform.js'
import { readAction } from './read-action.js'
import { getOpenId, toEpochMs } from './read-fields.js'
import { readMessage } from './read-message.js'

/** What a verified event is: something for us, or nothing of interest. */
export type ReadEvent = Exclude<Received, { type: 'challenge' }>

/**
 * Turns a verified envelope of version 2 into an `Inbound`. Throws `WebhookError` 400 when an event we know lacks what
 * makes it that event. Event names: https://open.feishu.cn/document/server-docs/event-subscription-guide/overview
 */
export function readEvent(header: Fields, envelope: Fields, appId: string): ReadEvent {
  const event = isFields(envelope.event) ? envelope.event : {}
  switch (header.event_type) {
    case 'im.message.receive_v1':
      return readMessage(header, event, appId)
    case 'card.action.trigger':
      return { type: 'inbound', inbound: readAction(header, envelope, event, appId) }
    case 'im.chat.member.bot.added_v1':
      return membership('botAdded', header, event, appId)
    case 'im.chat.member.bot.deleted_v1':
    case 'im.chat.disbanded_v1':
      return membership('botRemoved', header, event, appId)
    case 'im.message.recalled_v1':
      return recall(header, event, appId)
    case 'im.chat.access_event.bot_p2p_chat_entered_v1':
      return membership('chatOpened', header, event, appId)
    default:
      return { type: 'ignored', reason: `event type ${nameOf(header.event_type)}` }
  }
}

function membership(kind: InboundMembership['kind'], header: Fields, event: Fields, appId: string): ReadEvent {
  return {
    type: 'inbound',
    inbound: {
      platform: 'feishu',
      kind,
      appId,
      key: getId(header, 'event_id'),
      chatId: getId(event, 'chat_id'),
      // A group that is dissolved by its owner's departure has no operator.
      operatorId: getOpenId(event.operator_id) ?? '',
      happenedAt: toEpochMs(header.create_time),
    },
  }
}

/** https://open.feishu.cn/document/server-docs/im-v1/message/events/recalled: it names no person. */
function recall(header: Fields, event: Fields, appId: string): ReadEvent {
  return {
    type: 'inbound',
    inbound: {
      platform: 'feishu',
      kind: 'recalled',
      appId,
      key: getId(header, 'event_id'),
      chatId: getId(event, 'chat_id'),
      messageId: getId(event, 'message_id'),
      happenedAt: toEpochMs(header.create_time),
    },
  }
}

/** A type name fit for a log line: it comes from outside, and reasons are logged. */
function nameOf(type: unknown): string {
  return typeof type === 'string' && /^[\w.]{1,80}$/.test(type) ? type : 'unknown'
}
