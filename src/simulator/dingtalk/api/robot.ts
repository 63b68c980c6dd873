import { asString, type JsonObject } from '../../feishu/json.js'
import type { PlatformContext } from '../context.js'
import { ApiError, invalid, missing } from '../errors.js'
import { newId } from '../ids.js'
import { checkMsgParam, stringsIn } from '../outgoing.js'
import { knownPrivateChat, openPrivateChat, postMessage } from '../post.js'
import type { Chat } from '../world.js'
import type { ApiAnswer, ApiRequest, Route } from './route.js'

const scope = 'qyapi_robot_sendmsg'
const maxUsers = 20

/** Proactive messages of the robot; none has an idempotency key. */
export const robotRoutes: readonly Route[] = [
  {
    // https://open.dingtalk.com/document/development/chatbots-send-one-on-one-chat-messages-in-batches
    name: 'robot.batchSend',
    method: 'POST',
    path: '/v1.0/robot/oToMessages/batchSend',
    scope,
    handle: ({ body }, context) => ({ body: batchSend(body, context) }),
  },
  {
    // https://open.dingtalk.com/document/development/the-robot-sends-a-group-message
    name: 'robot.groupSend',
    method: 'POST',
    path: '/v1.0/robot/groupMessages/send',
    scope,
    handle({ body }, context) {
      checkRobot(body, context)
      const checked = checkMsgParam(body, context)
      const chat = groupOf(body, context)
      const processQueryKey = newId.processQuery()
      postMessage(chat, { ...checked, content: body, via: 'openapi', processQueryKey }, context)
      return { body: { processQueryKey } }
    },
  },
  {
    name: 'robot.batchRecall',
    method: 'POST',
    path: '/v1.0/robot/otoMessages/batchRecall',
    scope,
    handle: (request, context) => recall(request, context),
  },
  {
    name: 'robot.groupRecall',
    method: 'POST',
    path: '/v1.0/robot/groupMessages/recall',
    scope,
    handle: (request, context) => recall(request, context, groupOf(request.body, context)),
  },
]

function batchSend(body: JsonObject, context: PlatformContext): JsonObject {
  const { settings, world } = context
  checkRobot(body, context)
  const userIds = stringsIn(body.userIds)
  if (userIds.length === 0) throw missing('userIds')
  // The text on the platform still speaks of 100.
  if (userIds.length > maxUsers) throw invalid('userIds.overMax', '接收用户数量超过最大值100')
  const checked = checkMsgParam(body, context)
  const people = [...new Set(userIds)].map((id) => ({ id, person: world.people.get(id) }))
  const unreachable = people.filter(({ person }) => !person?.available || person.external).map(({ id }) => id)
  const unopened = people.some(({ person }) => person && !knownPrivateChat(person, context))
  if (
    (settings.unavailablePeople === 'refused' && unreachable.some((id) => world.people.has(id))) ||
    (settings.unopenedChats === 'refused' && unopened)
  ) {
    throw new ApiError('robot.oto.notExist', '机器人单聊会话不存在')
  }
  const processQueryKey = newId.processQuery()
  const flowControlled: string[] = []
  for (const { id, person } of people) {
    if (!person || unreachable.includes(id)) continue
    if (person.flowControlled) flowControlled.push(id)
    else {
      const chat = openPrivateChat(person, context)
      postMessage(chat, { ...checked, content: body, via: 'openapi', processQueryKey }, context)
    }
  }
  return { processQueryKey, invalidStaffIdList: unreachable, flowControlledStaffIdList: flowControlled }
}

function checkRobot(body: JsonObject, { options }: PlatformContext): void {
  if (!asString(body.robotCode)) throw missing('robotCode')
  if (body.robotCode !== options.robotCode) throw invalid('robotCode', '机器人不存在')
}

/** Only groups have an openConversationId; a private chat's conversationId is none. */
function groupOf(body: JsonObject, { world }: PlatformContext): Chat {
  if (!asString(body.openConversationId)) throw missing('openConversationId')
  const chat = world.chats.get(String(body.openConversationId))
  if (chat?.kind !== 'group') throw new ApiError('invalid.openConversationId', 'openConversationId无效')
  if (chat.disbanded) throw new ApiError('group.disbanded', '群已解散')
  if (!chat.botIn) throw new ApiError('resource.not.found', '机器人不在群内')
  return chat
}

function recall({ body }: ApiRequest, context: PlatformContext, group?: Chat): ApiAnswer {
  checkRobot(body, context)
  const keys = stringsIn(body.processQueryKeys)
  if (keys.length === 0) throw missing('processQueryKeys')
  const { world } = context
  const successResult: string[] = []
  const failedResult: JsonObject = {}
  for (const key of keys) {
    const sent = [...world.messages.values()].filter(
      ({ processQueryKey, chatId }) =>
        processQueryKey === key && (group ? chatId === group.chatId : world.getChat(chatId).kind === 'p2p'),
    )
    for (const message of sent) {
      message.recalled = true
      world.changed({ type: 'update', message })
    }
    if (sent.length > 0) successResult.push(key)
    else failedResult[key] = 'processQueryKey not found'
  }
  return { body: { successResult, failedResult } }
}
