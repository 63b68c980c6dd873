import { machineNow } from '../../core/clock.js'
import { SlidingWindow } from '../feishu/sliding-window.js'
import { newId } from './ids.js'

/** A custom robot (自定义机器人) of one group. */
export interface CustomRobot {
  readonly accessToken: string
  readonly chatId: string
  readonly name: string
  /** Set when it was added with 「加签」. */
  readonly secret: string | undefined
  readonly keywords: readonly string[]
  stopped: boolean
}

export interface CustomRobotSettings {
  readonly name?: string
  /** 「加签」; a secret of its own unless told. False: other security settings. */
  readonly signed?: boolean
  readonly keywords?: readonly string[]
}

const perMinute = 20
const silenceMs = 10 * 60_000

/** https://open.dingtalk.com/document/development/custom-robots-send-group-messages */
export class CustomRobots {
  readonly #robots = new Map<string, CustomRobot>()
  readonly #windows = new SlidingWindow()
  readonly #silentUntil = new Map<string, number>()
  readonly #sent = new Set<string>()

  add(chatId: string, { name = '自定义机器人', signed = true, keywords = [] }: CustomRobotSettings): CustomRobot {
    const robot: CustomRobot = {
      accessToken: newId.robotToken(),
      chatId,
      name,
      secret: signed ? newId.robotSecret() : undefined,
      keywords,
      stopped: false,
    }
    this.#robots.set(robot.accessToken, robot)
    return robot
  }

  find(accessToken: string): CustomRobot | undefined {
    return this.#robots.get(accessToken)
  }

  /** False when it talks too much: more than 20 a minute silence it for ten. */
  mayTalk(robot: CustomRobot): boolean {
    const now = machineNow()
    if ((this.#silentUntil.get(robot.accessToken) ?? 0) > now) return false
    if (this.#windows.take(robot.accessToken, perMinute, 60_000, now) === 0) return true
    this.#silentUntil.set(robot.accessToken, now + silenceMs)
    return false
  }

  wasSent(robot: CustomRobot, msgUuid: string): boolean {
    return this.#sent.has(`${robot.accessToken} ${msgUuid}`)
  }

  remember(robot: CustomRobot, msgUuid: string): void {
    this.#sent.add(`${robot.accessToken} ${msgUuid}`)
  }
}
