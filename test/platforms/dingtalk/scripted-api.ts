import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PlatformError } from '../../../src/core/errors.js'
import type { LogFields, Logger } from '../../../src/core/logger.js'
import type { ApiCall, Platform } from '../../../src/core/platform.js'
import { createApi } from '../../../src/platforms/dingtalk/api.js'
import { createClient, type DingtalkClient } from '../../../src/platforms/dingtalk/client.js'
import {
  createDingtalkPlatform,
  type DingtalkConfig,
  type DingtalkDeps,
} from '../../../src/platforms/dingtalk/platform.js'
import { CLIENT_ID, CLIENT_SECRET } from './setup.js'

export const TOKEN_PATH = '/v1.0/oauth2/accessToken'
export const TO_PERSON = '/v1.0/robot/oToMessages/batchSend'
export const TO_GROUP = '/v1.0/robot/groupMessages/send'
export const CREATE_CARD = '/v1.0/card/instances/createAndDeliver'
export const UPDATE_CARD = '/v1.0/card/instances'
export const REGISTER = '/v1.0/card/callbacks/register'
export const SESSION = '/robot/sendBySession'
export const USER = '/topapi/v2/user/get'

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly token: string | undefined
  readonly contentType: string | undefined
  readonly accept: string | undefined
  // biome-ignore lint/suspicious/noExplicitAny: each path has a body of its own
  readonly body: any
}

/** What to answer; `drop` cuts the connection once the request was read, `hang` never answers. */
export type Answer =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body: unknown }
  | 'drop'
  | 'hang'

export type Script = (request: SeenRequest) => Answer | undefined

export interface ScriptedApi {
  readonly url: string
  readonly requests: SeenRequest[]
  /** Requests that are not for a token. */
  calls(): SeenRequest[]
  /** Their paths. */
  paths(): string[]
  tokenRequests(): SeenRequest[]
  close(): Promise<void>
}

/** A server that answers each request as the script says, otherwise with success; tokens are `t-1`, `t-2`, … */
export async function startScriptedApi(script: Script): Promise<ScriptedApi> {
  const requests: SeenRequest[] = []
  const isToken = (request: SeenRequest): boolean => request.path === TOKEN_PATH
  const server: Server = createServer(async (incoming, outgoing) => {
    const request = await readRequest(incoming)
    requests.push(request)
    answer(outgoing, script(request) ?? defaultAnswer(request, requests.filter(isToken).length))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const calls = () => requests.filter((request) => !isToken(request))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    calls,
    paths: () => calls().map(({ path }) => path),
    tokenRequests: () => requests.filter(isToken),
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
}

async function readRequest(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  const url = new URL(incoming.url ?? '/', 'http://scripted')
  const contentType = incoming.headers['content-type']
  const token = incoming.headers['x-acs-dingtalk-access-token']
  return {
    method: incoming.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    token: typeof token === 'string' ? token : undefined,
    contentType,
    accept: incoming.headers.accept,
    body: contentType === 'application/json' && text !== '' ? JSON.parse(text) : text,
  }
}

function defaultAnswer({ path }: SeenRequest, tokens: number): Answer {
  if (path === TOKEN_PATH) return { body: { accessToken: `t-${tokens}`, expireIn: 7200 } }
  if (path === TO_PERSON) {
    return { body: { processQueryKey: 'pqk', invalidStaffIdList: [], flowControlledStaffIdList: [] } }
  }
  if (path === TO_GROUP) return { body: { processQueryKey: 'pqk' } }
  if (path === CREATE_CARD) return { body: { success: true, result: { deliverResults: [{ success: true }] } } }
  if (path.startsWith('/v1.0/')) return { body: { success: true, result: true } }
  return { body: { errcode: 0, errmsg: 'ok' } }
}

function answer(outgoing: ServerResponse, reply: Answer): void {
  if (reply === 'hang') return
  if (reply === 'drop') {
    outgoing.destroy()
    return
  }
  outgoing.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers })
  outgoing.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
}

/** A refusal of the new API. */
export const refused = (code: string, status = 400): Answer => ({
  status,
  body: { requestid: 'R-1', code, message: code },
})
/** A refusal of the old one. */
export const refusedOld = (errcode: number | string): Answer => ({ body: { errcode, errmsg: 'canary of a text' } })

export interface CapturedPlatform {
  readonly platform: Platform
  readonly client: DingtalkClient
  readonly apiCalls: ApiCall[]
  /** Every log line as JSON. */
  readonly log: string[]
}

/** A platform against the scripted server, with everything it logs and counts. */
export function platformFor(
  url: string,
  config: Partial<DingtalkConfig> = {},
  deps: Partial<DingtalkDeps> = {},
): CapturedPlatform {
  const apiCalls: ApiCall[] = []
  const log: string[] = []
  const write = (fields: LogFields, message: string): void => {
    log.push(JSON.stringify({ ...fields, message }))
  }
  const logger: Logger = { debug: write, info: write, warn: write, error: write }
  const onApiCall = (call: ApiCall): void => void apiCalls.push(call)
  const whole: DingtalkConfig = {
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    robotCode: CLIENT_ID,
    mode: 'stream',
    apiBase: url,
    oapiBase: url,
    ...config,
  }
  return {
    platform: createDingtalkPlatform(whole, { logger, onApiCall, ...deps }),
    client: createClient(createApi({ timeoutMs: 5000, ...whole }, { onApiCall }), CLIENT_ID),
    apiCalls,
    log,
  }
}

export async function failureOf(promise: Promise<unknown>): Promise<PlatformError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof PlatformError)) throw new Error(`expected a PlatformError, got ${String(error)}`)
  return error
}
