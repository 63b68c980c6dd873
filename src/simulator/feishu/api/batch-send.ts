import { ApiError } from '../errors.js'
import { newId } from '../ids.js'
import { isObject, type JsonObject } from '../json.js'
import { checkContent } from '../message-content.js'
import { resolveTarget } from '../targets.js'
import { addAppMessage } from './messages.js'
import type { ApiAnswer, Route } from './route.js'

const idLists = [
  ['open_ids', 'open_id'],
  ['union_ids', 'union_id'],
  ['user_ids', 'user_id'],
] as const

/**
 * To many people, never to groups; content is an object here. Its business errors come with HTTP 200.
 * https://open.feishu.cn/document/server-docs/im-v1/batch_message/send-messages-in-batches
 */
export const batchSendRoutes: readonly Route[] = [
  {
    name: 'batchSend',
    method: 'POST',
    path: '/open-apis/message/v4/batch_send/',
    handle({ body }, context): ApiAnswer {
      const content = body.msg_type === 'interactive' ? body.card : body.content
      if (!isObject(content)) throw new ApiError(10002, 'content is not an object', 200)
      const checked = quietly(() => checkContent(body.msg_type, JSON.stringify(content), context))
      const invalid: JsonObject = { invalid_department_ids: body.department_ids ?? [] }
      for (const [list, idType] of idLists) {
        const ids = Array.isArray(body[list]) ? body[list] : []
        if (ids.length > 200) throw new ApiError(10002, `${list}: more than 200`, 200)
        invalid[`invalid_${list}`] = ids.filter((id) => {
          try {
            addAppMessage(resolveTarget(idType, id, context), body, checked, context, undefined, true)
            return false
          } catch (error) {
            if (error instanceof ApiError) return true
            throw error
          }
        })
      }
      return { msg: 'ok', data: { ...invalid, message_id: newId.batchMessage() } }
    },
  },
]

function quietly<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    throw error instanceof ApiError ? new ApiError(error.code, error.message, 200) : error
  }
}
