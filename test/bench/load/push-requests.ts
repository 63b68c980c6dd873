import { randomBytes } from 'node:crypto'
import { signedPush } from '../../helpers/feishu-push.js'

export interface PushedApp {
  readonly appId: string
  readonly encryptKey: string
  readonly verificationToken: string
}

const id = (prefix: string): string => `${prefix}${randomBytes(16).toString('hex')}`

/** About what people type: brings the whole event to 1.2 KB. */
const SENTENCE =
  '@_user_1 昨天下午在三楼会议室集中学习了2小时 党的二十届四中全会精神 陈立主讲 应到7人实到6人 赵阳因公出差请假'

/** An event as Feishu pushes it (fields of a recorded one), every id its own. */
export function messageEvent({ appId, verificationToken }: PushedApp, chatId: string, at: number): object {
  const tenant = '736588c9260f175e'
  const user = () => ({ open_id: id('ou_'), union_id: id('on_'), user_id: '' })
  return {
    schema: '2.0',
    header: {
      event_id: randomBytes(16).toString('hex'),
      token: verificationToken,
      create_time: String(at),
      event_type: 'im.message.receive_v1',
      tenant_key: tenant,
      app_id: appId,
    },
    event: {
      message: {
        chat_id: chatId,
        chat_type: 'group',
        content: JSON.stringify({ text: SENTENCE }),
        create_time: String(at),
        mentions: [{ id: user(), key: '@_user_1', name: '台账助手', tenant_key: tenant }],
        message_id: id('om_'),
        message_type: 'text',
        update_time: String(at),
      },
      sender: { sender_id: user(), sender_type: 'user', tenant_key: tenant },
    },
  }
}

/** `count` different events from `chats` groups, signed and encrypted, as the bytes of whole HTTP requests. */
export function pushRequests(app: PushedApp, count: number, chats: number): Buffer[] {
  const chatIds = Array.from({ length: chats }, () => id('oc_'))
  return Array.from({ length: count }, (_, index) => {
    const at = Date.now()
    const { headers, body } = signedPush(messageEvent(app, chatIds[index % chats] ?? '', at), {
      encryptKey: app.encryptKey,
      at,
    })
    const lines = Object.entries({
      host: '127.0.0.1',
      'user-agent': 'Go-http-client/1.1',
      'accept-encoding': 'gzip',
      ...headers,
      'content-length': String(body.length),
    }).map(([name, value]) => `${name}: ${value}`)
    return Buffer.concat([Buffer.from(`POST /feishu/events HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`), body])
  })
}
