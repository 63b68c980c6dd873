import { createHash } from 'node:crypto'
import { PlatformError } from '../../core/errors.js'
import { readWhole } from '../../core/files.js'
import { isFields } from '../../core/json.js'
import type { FeishuApi } from './api.js'

/** A message ready to send: `content` is the JSON string Feishu asks for. */
export interface OutgoingMessage {
  readonly msgType: 'text' | 'interactive'
  readonly content: string
}

export type Receiver = { readonly idType: 'chat_id' | 'open_id'; readonly id: string }

/** The API calls the bot makes. All throw `PlatformError`. */
export interface FeishuClient {
  send(receiver: Receiver, message: OutgoingMessage, key: string): Promise<string>
  updateCard(messageId: string, content: string): Promise<void>
  /** What somebody sent in a message; `PlatformError` `too-large` over 20 MB. */
  resource(messageId: string, fileKey: string, type: 'image' | 'file'): Promise<Buffer>
  /** A picture for cards; its key. */
  uploadImage(bytes: Buffer): Promise<string>
  botOpenId(): Promise<string>
  namesOf(openIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Undefined: more than a card can offer. */
  membersOf(chatId: string): Promise<readonly ChatMember[] | undefined>
}

export interface ChatMember {
  readonly userId: string
  readonly name: string
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/basic_batch */
const NAMES_PER_CALL = 10
/** https://open.feishu.cn/document/server-docs/group/chat-member/get */
const MEMBERS_PER_CALL = 100
const MOST_MEMBERS = 200
/** https://open.feishu.cn/document/server-docs/im-v1/message/create (`uuid`) */
const UUID_CHARS = 50

export function createClient(api: FeishuApi): FeishuClient {
  return {
    // https://open.feishu.cn/document/server-docs/im-v1/message/create
    send: (receiver, message, key) =>
      api.call('im.v1.message.create', 'send', async (sdk, options) =>
        messageIdOf(
          await sdk.im.v1.message.create(
            {
              params: { receive_id_type: receiver.idType },
              data: {
                receive_id: receiver.id,
                msg_type: message.msgType,
                content: message.content,
                uuid: toUuid(key),
              },
            },
            options,
          ),
        ),
      ),

    // https://open.feishu.cn/document/server-docs/im-v1/message-card/patch (PUT on a card is refused or ignored)
    updateCard: (messageId, content) =>
      api.call('im.v1.message.patch', 'repeatable', async (sdk, options) => {
        await sdk.im.v1.message.patch(
          { path: { message_id: encodeURIComponent(messageId) }, data: { content } },
          options,
        )
      }),

    // https://open.feishu.cn/document/server-docs/im-v1/message/get-2 (resources of a message, at most 100 MB)
    resource: (messageId, fileKey, type) =>
      api.call('im.v1.messageResource.get', 'repeatable', async (sdk, options) => {
        const file = await sdk.im.v1.messageResource.get(
          {
            params: { type },
            path: { message_id: encodeURIComponent(messageId), file_key: encodeURIComponent(fileKey) },
          },
          options,
        )
        const bytes = await readWhole(file.getReadableStream())
        if (bytes) return bytes
        throw new PlatformError('permanent-content', 'too-large', 'a file that somebody sent is larger than 20 MB')
      }),

    // https://open.feishu.cn/document/server-docs/im-v1/image/create; the SDK resolves to null when it was refused
    uploadImage: (bytes) =>
      api.call('im.v1.image.create', 'repeatable', async (sdk, options) => {
        const answer: unknown = await sdk.im.v1.image.create({ data: { image_type: 'message', image: bytes } }, options)
        if (isFields(answer) && typeof answer.image_key === 'string' && answer.image_key !== '') return answer.image_key
        throw new PlatformError('permanent-content', 'no-image-key', 'Feishu took a picture without naming it')
      }),

    // https://open.feishu.cn/document/client-docs/bot-v3/obtain-bot-info: the answer has `bot` where others have `data`
    botOpenId: () =>
      api.call('bot.v3.info', 'repeatable', async (sdk, options) => {
        const answer: unknown = await sdk.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, options)
        const bot = isFields(answer) && isFields(answer.bot) ? answer.bot : {}
        if (typeof bot.open_id === 'string' && bot.open_id !== '') return bot.open_id
        throw new PlatformError(
          'configuration',
          'no-bot',
          'Feishu bot.v3.info names no bot: switch the bot ability on in the console (应用能力) and publish a version',
        )
      }),

    namesOf: async (openIds) => {
      const names = new Map<string, string>()
      const unique = [...new Set(openIds)]
      for (let start = 0; start < unique.length; start += NAMES_PER_CALL) {
        const chunk = unique.slice(start, start + NAMES_PER_CALL)
        const answer: unknown = await api.call('contact.v3.user.basicBatch', 'repeatable', (sdk, options) =>
          sdk.contact.v3.user.basicBatch({ params: { user_id_type: 'open_id' }, data: { user_ids: chunk } }, options),
        )
        for (const [id, name] of readNames(answer)) names.set(id, name)
      }
      return names
    },

    membersOf: async (chatId) => {
      const members: ChatMember[] = []
      for (let next = ''; members.length <= MOST_MEMBERS; ) {
        const answer: unknown = await api.call('im.v1.chatMembers.get', 'repeatable', (sdk, options) =>
          sdk.im.v1.chatMembers.get(
            {
              path: { chat_id: encodeURIComponent(chatId) },
              params: {
                member_id_type: 'open_id',
                page_size: MEMBERS_PER_CALL,
                ...(next === '' ? {} : { page_token: next }),
              },
            },
            options,
          ),
        )
        const page = readMembers(answer)
        members.push(...page.members)
        if (page.next === undefined) return members.length > MOST_MEMBERS ? undefined : members
        next = page.next
      }
      return undefined
    },
  }
}

function readMembers(answer: unknown): { readonly members: readonly ChatMember[]; readonly next?: string } {
  const data = isFields(answer) && isFields(answer.data) ? answer.data : {}
  const members = (Array.isArray(data.items) ? data.items : []).flatMap((one): ChatMember[] =>
    isFields(one) && typeof one.member_id === 'string' && typeof one.name === 'string' && one.name !== ''
      ? [{ userId: one.member_id, name: one.name }]
      : [],
  )
  const next = data.has_more === true && typeof data.page_token === 'string' ? data.page_token : ''
  return next === '' ? { members } : { members, next }
}

/** A key of at most 50 plain characters as it is, any other by its hash: equal keys stay equal. */
export function toUuid(key: string): string {
  if (key.length <= UUID_CHARS && /^[\x21-\x7e]+$/.test(key)) return key
  return createHash('sha256').update(key).digest('hex').slice(0, UUID_CHARS)
}

function messageIdOf(answer: unknown): string {
  const data = isFields(answer) && isFields(answer.data) ? answer.data : {}
  if (typeof data.message_id === 'string' && data.message_id !== '') return data.message_id
  // Feishu said yes without saying where: the same key again gets the same message.
  throw new PlatformError(
    'unknown-outcome',
    'no-message-id',
    'Feishu accepted a message without naming it; it is tried again with the same key',
  )
}

function* readNames(answer: unknown): Generator<[string, string]> {
  const data = isFields(answer) && isFields(answer.data) ? answer.data : {}
  for (const user of Array.isArray(data.users) ? data.users : []) {
    if (isFields(user) && typeof user.user_id === 'string' && typeof user.name === 'string' && user.name !== '')
      yield [user.user_id, user.name]
  }
}
