import { createDecipheriv, createHash } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client, DefaultCache, LoggerLevel } from '@larksuiteoapi/node-sdk'
import {
  type FeishuSimulator,
  type FeishuSimulatorOptions,
  startFeishuSimulator,
} from '../../src/simulator/feishu/index.js'

process.env.NO_PROXY = '127.0.0.1,localhost'

const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }

/** The vendor's client as it is, pointed at the simulator, with a cache of its own (the default one is global). */
export const newClient = (feishu: FeishuSimulator): Client =>
  new Client({
    appId: feishu.options.appId,
    appSecret: feishu.options.appSecret,
    domain: feishu.url,
    cache: new DefaultCache(),
    logger: silent,
    loggerLevel: LoggerLevel.error,
  })

/** The business code of a call that must fail. */
export async function codeOf(call: Promise<unknown>): Promise<number | undefined> {
  try {
    return ((await call) as { code?: number }).code
  } catch (error) {
    return (error as { response?: { data?: { code?: number } } }).response?.data?.code
  }
}

/** The whole answer of a call that must fail. */
export async function failureOf(
  call: Promise<unknown>,
): Promise<{ status: number; headers: Record<string, string>; data: { code: number; msg: string } }> {
  try {
    throw new Error(`did not fail: ${JSON.stringify(await call)}`)
  } catch (error) {
    const { response } = error as { response?: never }
    if (!response) throw error
    return response
  }
}

export type Answer = (request: {
  path: string
  body: string
  headers: http.IncomingHttpHeaders
}) =>
  | { status?: number; body?: string; headers?: Record<string, string> }
  | undefined
  | Promise<{ status?: number; body?: string; headers?: Record<string, string> } | undefined>

export interface Endpoint {
  readonly url: string
  readonly requests: { path: string; body: string; headers: http.IncomingHttpHeaders }[]
  stop(): Promise<void>
}

/** A bot's address that answers as told; `undefined` means never. */
export async function startEndpoint(answer: Answer): Promise<Endpoint> {
  const requests: Endpoint['requests'] = []
  const server = http.createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const request = {
      path: incoming.url ?? '',
      body: Buffer.concat(chunks).toString('utf8'),
      headers: incoming.headers,
    }
    requests.push(request)
    const told = await answer(request)
    if (told) response.writeHead(told.status ?? 200, told.headers).end(told.body ?? '{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A branch of three in one group. */
export async function startBranch(options?: FeishuSimulatorOptions) {
  const feishu = await startFeishuSimulator(options)
  const zhao = feishu.addPerson('赵阳').openId
  const chen = feishu.addPerson('陈立').openId
  const sun = feishu.addPerson('孙小雨').openId
  const { chatId } = feishu.addGroup('第三党支部', [zhao, chen, sun])
  return { feishu, client: newClient(feishu), zhao, chen, sun, chatId }
}

/** A JSON 2.0 card with these elements. */
export const cardWith = (...elements: unknown[]) => ({
  schema: '2.0',
  config: { update_multi: true },
  header: { title: { tag: 'plain_text', content: '标题' }, template: 'blue' },
  body: { elements },
})

export const button = (
  text: string,
  value: Record<string, unknown> = { v: 1 },
  more: Record<string, unknown> = {},
) => ({
  tag: 'button',
  text: { tag: 'plain_text', content: text },
  behaviors: [{ type: 'callback', value }],
  ...more,
})

/** What is inside an encrypted push. */
export function decryptBody(body: string, encryptKey: string) {
  const bytes = Buffer.from(JSON.parse(body).encrypt, 'base64')
  const key = createHash('sha256').update(encryptKey).digest()
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16))
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString())
}
