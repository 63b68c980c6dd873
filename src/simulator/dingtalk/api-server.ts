import type { IncomingMessage, ServerResponse } from 'node:http'
import { machineNow } from '../../core/clock.js'
import { isObject, type JsonObject, parseJson } from '../feishu/json.js'
import { readBody } from '../read-body.js'
import { type ApiAnswer, type ApiRequest, styleOf } from './api/route.js'
import { type MatchedRoute, matchRoute } from './api/routes.js'
import type { PlatformContext } from './context.js'
import { ApiError } from './errors.js'
import { type Fault, type FaultPlan, LostAnswer, RawAnswer, strike } from './faults.js'
import { newId } from './ids.js'
import type { StreamGateway } from './stream-gateway.js'

/** One call the bot made, for assertions. Times are real. */
export interface ApiCallRecord {
  readonly at: number
  /** The route's name; `unknown` for a path the platform doesn't have. */
  readonly name: string
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The JSON body without secrets; undefined for an upload. */
  readonly body: JsonObject | undefined
  /** Set once answered; 0 when the answer was lost. */
  status?: number
  /** 0 for success, `code` of the new API, `errcode` of the old one. */
  code?: string | number
}

const maxBody = 32 * 1024 * 1024
const secrets = new Set([
  'appSecret',
  'clientSecret',
  'client_secret',
  'apiSecret',
  'appsecret',
  'access_token',
  'sign',
])
const gatewayPath = '/v1.0/gateway/connections/open'

/** Both hosts of the platform on one port: token, faults, limits, quota, then the route. */
export class ApiServer {
  readonly calls: ApiCallRecord[] = []
  readonly #context: PlatformContext
  readonly #faults: FaultPlan
  readonly #gateway: StreamGateway
  readonly #stopped: AbortSignal
  readonly #onCall: () => void

  constructor(
    context: PlatformContext,
    faults: FaultPlan,
    gateway: StreamGateway,
    stopped: AbortSignal,
    onCall: () => void,
  ) {
    this.#context = context
    this.#faults = faults
    this.#gateway = gateway
    this.#stopped = stopped
    this.#onCall = onCall
  }

  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://simulator')
    const method = incoming.method ?? 'GET'
    if (method === 'POST' && url.pathname === gatewayPath) {
      await this.#openGateway(incoming, response)
      return
    }
    const raw = await readBody(incoming, maxBody)
    const contentType = incoming.headers['content-type'] ?? ''
    const parsed = contentType.startsWith('multipart/') ? undefined : parseJson(raw?.toString('utf8') ?? '')
    const body = isObject(parsed) ? parsed : undefined
    const matched = matchRoute(method, url.pathname)
    const record: ApiCallRecord = {
      at: machineNow(),
      name: matched?.route.name ?? 'unknown',
      method,
      path: url.pathname,
      query: masked(Object.fromEntries(url.searchParams)) as Record<string, string>,
      body: body && masked(body),
    }
    this.calls.push(record)
    this.#onCall()
    if (!matched || !raw) {
      const error = new ApiError(matched ? 'EntityTooLarge' : 'InvalidAction.NotFound', undefined, matched ? 413 : 404)
      return sendError(response, error, record)
    }
    const header = incoming.headers['x-acs-dingtalk-access-token']
    const token = styleOf(url.pathname) === 'new' ? header : url.searchParams.get('access_token')
    const request: ApiRequest = {
      params: matched.params,
      query: url.searchParams,
      body: body ?? {},
      isJson: body !== undefined,
      raw,
      contentType,
      token: typeof token === 'string' ? token : '',
    }
    await this.#respond(incoming, response, record, async () => {
      sendAnswer(response, await this.#answer(matched, request, method, url.pathname))
      record.status = 200
      record.code = 0
    })
  }

  /** The gateway reads and answers by itself, so only faults before that are possible. */
  async #openGateway(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const record: ApiCallRecord = {
      at: machineNow(),
      name: 'gateway.open',
      method: 'POST',
      path: gatewayPath,
      query: {},
      body: undefined,
    }
    this.calls.push(record)
    this.#onCall()
    const fault = this.#faults.take(record.name, record.method, record.path)
    await this.#respond(incoming, response, record, async () => {
      await strike(fault, 'before', this.#stopped)
      await this.#gateway.handleOpen(incoming, response, incoming.headers.host ?? '')
      record.status = response.statusCode
      record.code = response.statusCode === 200 ? 0 : response.statusCode
    })
  }

  async #respond(
    incoming: IncomingMessage,
    response: ServerResponse,
    record: ApiCallRecord,
    answer: () => Promise<void>,
  ): Promise<void> {
    try {
      await answer()
    } catch (error) {
      if (error instanceof LostAnswer) {
        record.status = 0
        if (error.how === 'reset') incoming.socket.destroy()
      } else if (error instanceof RawAnswer) {
        record.status = error.status
        if (isObject(error.body)) sendJson(response, error.status, error.body)
        else response.writeHead(error.status, { 'content-type': 'text/html; charset=utf-8' }).end(error.body)
      } else if (error instanceof ApiError) {
        sendError(response, error, record)
      } else throw error
    }
  }

  async #answer({ route }: MatchedRoute, request: ApiRequest, method: string, path: string): Promise<ApiAnswer> {
    const { limits, tokens } = this.#context
    const style = styleOf(path)
    if (route.auth !== 'none') tokens.check(request.token, style)
    const fault: Fault | undefined = this.#faults.take(route.name, method, path)
    await strike(fault, 'before', this.#stopped)
    if (!route.unthrottled) limits.passGateway(route.name, style)
    if (route.auth !== 'none') {
      this.#checkOffice(route.scope, style)
      if (!route.free) limits.countApi(style)
    }
    const answer = route.handle(request, this.#context)
    await strike(fault, 'after', this.#stopped)
    return answer
  }

  /** What an administrator has to allow. https://open.dingtalk.com/document/development/add-api-permission */
  #checkOffice(scope: string | undefined, style: 'new' | 'old'): void {
    const { deniedScopes, ipAllowed } = this.#context.settings
    if (!ipAllowed) {
      throw style === 'new'
        ? new ApiError('Forbidden.AccessDenied.IpNotInWhiteList', '访问ip不在白名单之中')
        : new ApiError(60020, '访问ip不在白名单之中')
    }
    if (!scope || !deniedScopes.has(scope)) return
    throw style === 'new'
      ? new ApiError('Forbidden.AccessDenied.AccessTokenPermissionDenied', '没有调用该接口的权限', 403, [scope])
      : new ApiError(60011, `没有调用该接口的权限，requiredScopes=[${scope}]`)
  }
}

const masked = (values: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, secrets.has(name) ? '***' : value]))

function sendAnswer(response: ServerResponse, { body, file }: ApiAnswer): void {
  if (!file) {
    sendJson(response, 200, body ?? {})
    return
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.bytes.length })
  response.end(file.bytes)
}

function sendError(response: ServerResponse, error: ApiError, record: ApiCallRecord): void {
  record.status = error.status
  record.code = error.code
  if (typeof error.code === 'number') {
    sendJson(response, error.status, { errcode: error.code, errmsg: error.message })
    return
  }
  const { requiredScopes } = error
  sendJson(response, error.status, {
    requestid: newId.request(),
    code: error.code,
    message: error.message,
    ...(requiredScopes ? { accessdenieddetail: { requiredScopes } } : {}),
  })
}

function sendJson(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
