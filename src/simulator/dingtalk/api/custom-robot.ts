import { machineNow } from '../../../core/clock.js'
import { asString, type JsonObject } from '../../feishu/json.js'
import type { PlatformContext } from '../context.js'
import type { CustomRobot } from '../custom-robots.js'
import { ApiError } from '../errors.js'
import { checkWebhookBody } from '../outgoing.js'
import { postMessage } from '../post.js'
import { signRobot } from '../signing.js'
import { ok, type Route } from './route.js'

const hour = 60 * 60_000

/** https://open.dingtalk.com/document/development/custom-robots-send-group-messages */
export const customRobotRoutes: readonly Route[] = [
  {
    name: 'robot.send',
    method: 'POST',
    path: '/robot/send',
    auth: 'none',
    unthrottled: true,
    handle({ body, isJson, query }, context) {
      const { customRobots, limits, settings, world } = context
      const robot = customRobots.find(query.get('access_token') ?? '')
      if (!robot) throw new ApiError(400101, 'token is not exist')
      if (!isJson) throw new ApiError(40035, '缺少参数 json')
      if (!limits.countWebhook()) throw new ApiError(90020, '本组织当月Webhook与Stream调用量已超限')
      const chat = world.getChat(robot.chatId)
      if (chat.disbanded) throw new ApiError(400013, '群已被解散')
      if (robot.stopped) throw new ApiError(400102, '机器人已停用')
      checkSecurity(robot, query, body)
      const done = ok({ errcode: settings.numbersAsStrings ? '0' : 0 })
      const uuid = asString(body.msgUuid)
      if (uuid && customRobots.wasSent(robot, uuid)) return done
      if (settings.limits && !customRobots.mayTalk(robot)) {
        throw new ApiError(410100, '发送速度太快而限流')
      }
      post(robot, body, context)
      if (uuid) customRobots.remember(robot, uuid)
      return done
    },
  },
]

function post(robot: CustomRobot, body: JsonObject, context: PlatformContext): void {
  const checked = checkWebhookBody(body, context)
  if (!checked) return
  const saying = { ...checked, content: body, via: 'custom' as const, senderName: robot.name }
  postMessage(context.world.getChat(robot.chatId), saying, context)
}

/** https://open.dingtalk.com/document/dingstart/customize-robot-security-settings */
function checkSecurity({ keywords, secret }: CustomRobot, query: URLSearchParams, body: JsonObject): void {
  const words = JSON.stringify(body)
  if (keywords.length > 0 && !keywords.some((keyword) => words.includes(keyword))) {
    throw new ApiError(310000, 'description:关键词不匹配;')
  }
  if (secret === undefined) return
  const timestamp = query.get('timestamp') ?? ''
  if (!(Math.abs(machineNow() - Number(timestamp)) <= hour)) {
    throw new ApiError(310000, 'description:机器人发送签名过期;')
  }
  if (query.get('sign') !== signRobot(timestamp, secret)) {
    throw new ApiError(310000, 'description:机器人发送签名不匹配;')
  }
}
