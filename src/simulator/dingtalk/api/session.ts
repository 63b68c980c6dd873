import { ApiError } from '../errors.js'
import { checkWebhookBody } from '../outgoing.js'
import { postMessage } from '../post.js'
import { ok, type Route } from './route.js'

/** https://open.dingtalk.com/document/dingstart/robot-reply-and-send-messages */
export const sessionRoutes: readonly Route[] = [
  {
    name: 'session.send',
    method: 'POST',
    path: '/robot/sendBySession',
    auth: 'none',
    unthrottled: true,
    handle({ body, query }, context) {
      const { limits, sessions, settings, world } = context
      const chatId = sessions.chatOf(query.get('session') ?? '')
      const chat = chatId === undefined ? undefined : world.getChat(chatId)
      // The HTTP status is 200 all the same.
      if (!chat?.botIn || chat.disbanded) throw new ApiError(300001, 'session 不存在')
      if (settings.sessionRepliesCount === 'api') limits.countApi('old')
      if (settings.sessionRepliesCount === 'webhook' && !limits.countWebhook()) {
        throw new ApiError(90020, '本组织当月Webhook与Stream调用量已超限')
      }
      const checked = checkWebhookBody(body, context)
      if (checked) postMessage(chat, { ...checked, content: body, via: 'session' }, context)
      return ok()
    },
  },
]
