import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LogFields, Logger } from '../../../src/core/logger.js'
import type { ApiCall, Platform } from '../../../src/core/platform.js'
import { createFeishuPlatform } from '../../../src/platforms/feishu/platform.js'
import { APP_ID, ENCRYPT_KEY, TOKEN } from './setup.js'

export const APP_SECRET = 'SECRET_canary_9d1f'
export const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal'

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
  // biome-ignore lint/suspicious/noExplicitAny: each path has a body of its own
  readonly body: any
}

/** What to answer; `drop` cuts the connection once the request was read, `hang` never answers. */
export type Answer =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body: unknown }
  | 'drop'
  | 'hang'

export interface ScriptedApi {
  readonly domain: string
  readonly requests: SeenRequest[]
  /** Requests that are not for a token. */
  calls(): SeenRequest[]
  tokenRequests(): SeenRequest[]
  close(): Promise<void>
}

/** A server that answers each request as the script says; token requests get `t-1`, `t-2`, … unless it says otherwise. */
export async function startScriptedApi(script: (request: SeenRequest) => Answer | undefined): Promise<ScriptedApi> {
  const requests: SeenRequest[] = []
  const isToken = (request: SeenRequest): boolean => request.path === TOKEN_PATH
  const server: Server = createServer(async (incoming, outgoing) => {
    const request = await readRequest(incoming)
    requests.push(request)
    answer(outgoing, script(request) ?? defaultAnswer(request, requests.filter(isToken).length))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    domain: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    calls: () => requests.filter((request) => !isToken(request)),
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
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    authorization: incoming.headers.authorization,
    body: text === '' ? undefined : JSON.parse(text),
  }
}

function defaultAnswer(request: SeenRequest, tokens: number): Answer {
  return request.path === TOKEN_PATH
    ? { body: { code: 0, msg: 'ok', tenant_access_token: `t-${tokens}`, expire: 7200 } }
    : { body: { code: 0, msg: 'success', data: { message_id: 'om_sent' } } }
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

export interface CapturedPlatform {
  readonly platform: Platform
  readonly apiCalls: ApiCall[]
  /** Every log line as JSON. */
  readonly log: string[]
}

/** A platform against the scripted server, with everything it logs and counts. */
export function platformFor(domain: string, options: { readonly timeoutMs?: number } = {}): CapturedPlatform {
  const apiCalls: ApiCall[] = []
  const log: string[] = []
  const write = (fields: LogFields, message: string): void => {
    log.push(JSON.stringify({ ...fields, message }))
  }
  const logger: Logger = { debug: write, info: write, warn: write, error: write }
  const platform = createFeishuPlatform(
    {
      appId: APP_ID,
      appSecret: APP_SECRET,
      mode: 'webhook',
      encryptKey: ENCRYPT_KEY,
      verificationToken: TOKEN,
      domain,
      ...options,
    },
    { logger, onApiCall: (call) => apiCalls.push(call) },
  )
  return { platform, apiCalls, log }
}
