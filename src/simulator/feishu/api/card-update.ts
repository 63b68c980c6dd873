import { ApiError } from '../errors.js'
import { isObject } from '../json.js'
import { updateCard } from './messages.js'
import type { Route } from './route.js'

const problems = {
  unknown: { code: 300020, msg: 'token is invalid' },
  expired: { code: 300030, msg: 'token is expired' },
  'used up': { code: 300040, msg: 'token has been used too many times' },
} as const

/** https://open.feishu.cn/document/server-docs/im-v1/message-card/delay-update-message-card */
export const cardUpdateRoutes: readonly Route[] = [
  {
    name: 'card.update',
    method: 'POST',
    path: '/open-apis/interactive/v1/card/update',
    handle({ body }, context) {
      const known = context.locks.look(String(body.token))
      if ('problem' in known) {
        const { code, msg } = problems[known.problem]
        throw new ApiError(code, msg)
      }
      const message = context.world.getMessage(known.messageId)
      if (message.recalled) throw new ApiError(200000, 'the message was recalled')
      if (!isObject(body.card)) throw new ApiError(11311, 'card is not an object')
      context.limits.passTarget('card', message.messageId)
      updateCard(message, JSON.stringify(body.card), 'delayed', context)
      context.locks.use(String(body.token))
      return { msg: 'ok' }
    },
  },
]
