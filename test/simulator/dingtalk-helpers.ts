import {
  type DingtalkSimulator,
  type DingtalkSimulatorOptions,
  startDingtalkSimulator,
} from '../../src/simulator/dingtalk/index.js'
import { type Answer, startEndpoint } from './helpers.js'

/** An answer of the platform, parsed. */
export interface Answered {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers have as many shapes as there are APIs
  readonly body: any
}

/** A bot's HTTP client, no more than fetch and a token. */
export class Caller {
  readonly #dingtalk: DingtalkSimulator
  token = ''

  constructor(dingtalk: DingtalkSimulator) {
    this.#dingtalk = dingtalk
  }

  async signIn(): Promise<this> {
    const { clientId, clientSecret } = this.#dingtalk.options
    const { body } = await this.json('POST', '/v1.0/oauth2/accessToken', { appKey: clientId, appSecret: clientSecret })
    this.token = body.accessToken
    return this
  }

  /** A call of either API: the token goes into header and query as each wants it. */
  async json(method: string, path: string, body?: unknown): Promise<Answered> {
    const url = new URL(path, this.#dingtalk.url)
    const old = !path.startsWith('/v1.0/') && !url.searchParams.has('access_token')
    if (old && this.token) url.searchParams.set('access_token', this.token)
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-acs-dingtalk-access-token': this.token,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

  post(path: string, body: unknown): Promise<Answered> {
    return this.json('POST', path, body)
  }

  /** What a sessionWebhook or any other whole address answers. */
  async postTo(url: string, body: unknown): Promise<Answered> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }

  batchSend(
    userIds: readonly string[],
    msgKey = 'sampleText',
    msgParam: unknown = { content: '你好' },
  ): Promise<Answered> {
    const { robotCode } = this.#dingtalk.options
    return this.post('/v1.0/robot/oToMessages/batchSend', {
      robotCode,
      userIds,
      msgKey,
      msgParam: JSON.stringify(msgParam),
    })
  }

  groupSend(
    openConversationId: string,
    msgKey = 'sampleText',
    msgParam: unknown = { content: '大家好' },
  ): Promise<Answered> {
    const { robotCode } = this.#dingtalk.options
    const body = { robotCode, openConversationId, msgKey, msgParam: JSON.stringify(msgParam) }
    return this.post('/v1.0/robot/groupMessages/send', body)
  }
}

const stops: (() => Promise<void>)[] = []

/** For `afterEach`: stops whatever the test has started. */
export async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0)) await stop()
}

/** A branch of three in one group, and a signed-in caller. */
export async function startBranch(options?: DingtalkSimulatorOptions) {
  const dingtalk = await startDingtalkSimulator(options)
  stops.push(dingtalk.stop)
  const zhao = dingtalk.addPerson('赵阳', { id: 'manager4220', mobile: '13900001111' }).id
  const chen = dingtalk.addPerson('陈立').id
  const sun = dingtalk.addPerson('孙小雨').id
  const { chatId } = dingtalk.addGroup('第三党支部', [zhao, chen, sun])
  const bot = await new Caller(dingtalk).signIn()
  return { dingtalk, zhao, chen, sun, chatId, bot }
}

/** The same with a bot that answers messages (and taps, under /cards) as told. */
export async function startPair(answer: Answer = () => ({}), options?: DingtalkSimulatorOptions) {
  const branch = await startBranch(options)
  const endpoint = await startEndpoint(answer)
  stops.push(endpoint.stop)
  branch.dingtalk.setTargets({ messages: `${endpoint.url}/messages` })
  const bodies = () => endpoint.requests.map(({ body }) => JSON.parse(body))
  /** The sessionWebhook of a person's fresh message. */
  const openSession = async (chatId: string): Promise<string> => {
    await branch.dingtalk.say(branch.zhao, chatId, '@台账助手 在吗').delivered
    return bodies().at(-1).sessionWebhook
  }
  return { ...branch, endpoint, bodies, openSession }
}
