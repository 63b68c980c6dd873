import { MongoClient } from 'mongodb'
import type { Bot } from './bot.js'
import { type SignedPush, signatureHeaders, signedPush } from './feishu-push.js'
import { type RawAnswer, rawRequest } from './raw-request.js'

/** The two addresses of the console; either takes events and card callbacks. */
export const ROUTES = ['/feishu/events', '/feishu/cards'] as const

// biome-ignore lint/suspicious/noExplicitAny: attacks spoil events in every possible way
export type AnyEvent = any

/** The platform's side of the wire, by hand: genuine events, to be spoilt. */
export function wireOf(bot: Bot) {
  const { encryptKey, verificationToken, appId, tenantKey } = bot.simulator.options
  const id = (): string => Math.random().toString(16).slice(2).padEnd(24, '0')
  const header = (eventType: string): AnyEvent => ({
    event_id: id(),
    token: verificationToken,
    create_time: String(bot.clock.now()),
    event_type: eventType,
    tenant_key: tenantKey,
    app_id: appId,
  })
  return {
    encryptKey,
    /** A message to the bot in the branch's group. */
    message(text = '@_user_1 帮助'): AnyEvent {
      return {
        schema: '2.0',
        header: header('im.message.receive_v1'),
        event: {
          sender: { sender_id: { open_id: bot.branch.person.赵阳 }, sender_type: 'user', tenant_key: tenantKey },
          message: {
            message_id: `om_${id()}`,
            create_time: String(bot.clock.now()),
            chat_id: bot.branch.chatId,
            chat_type: 'group',
            message_type: 'text',
            content: JSON.stringify({ text }),
            mentions: [{ key: '@_user_1', id: { open_id: bot.simulator.botOpenId }, name: '台账助手' }],
          },
        },
      }
    },
    /** A tap whose button nobody knows. */
    tap(value: unknown = { v: 99, name: 'no-such-action' }, operator: string = bot.branch.person.陈立): AnyEvent {
      return {
        schema: '2.0',
        header: { ...header('card.action.trigger'), create_time: String(bot.clock.now() * 1000) },
        event: {
          operator: { open_id: operator, tenant_key: tenantKey },
          token: `c-${id()}`,
          action: { tag: 'button', value },
          host: 'im_message',
          context: { open_message_id: `om_${id()}`, open_chat_id: bot.branch.chatId },
        },
      }
    },
    challenge: (token = verificationToken, challenge: unknown = 'are-you-there'): AnyEvent => ({
      challenge,
      token,
      type: 'url_verification',
    }),
    push: (event: unknown, at = Date.now()): SignedPush => signedPush(event, { encryptKey, at }),
    /** Any bytes at all, correctly signed. */
    sign(bytes: string | Buffer): SignedPush {
      const body = Buffer.from(bytes)
      return { headers: signatureHeaders(body, { encryptKey, at: Date.now() }), body }
    },
    post: (route: string, push: Partial<SignedPush>): Promise<RawAnswer> => rawRequest(`${bot.url}${route}`, push),
  }
}

export type Wire = ReturnType<typeof wireOf>

/** Looks into the bot's inbox: every row that was ever stored. */
export async function inboxOf(bot: Bot) {
  const client = await new MongoClient(bot.database.mongoUri).connect()
  return {
    count: () => client.db().collection('inbox').countDocuments(),
    close: () => client.close(),
  }
}
