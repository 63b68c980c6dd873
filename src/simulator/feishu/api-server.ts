import type { IncomingMessage, ServerResponse } from 'node:http'
import { machineNow } from '../../core/clock.js'
import { readBody } from '../read-body.js'
import type { ApiAnswer, ApiRequest } from './api/route.js'
import { type MatchedRoute, matchRoute } from './api/routes.js'
import type { PlatformContext } from './context.js'
import { ApiError } from './errors.js'
import { type FaultPlan, LostAnswer, strike } from './faults.js'
import { newId } from './ids.js'
import { asString, isObject, type JsonObject, parseJson } from './json.js'

/** One call the bot made, for assertions. Times are real. */
export interface ApiCallRecord {
  readonly at: number
  /** The route's name; `unknown` for a path the platform doesn't have. */
  readonly name: string
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The JSON body without the app's secret; undefined for an upload. */
  readonly body: JsonObject | undefined
  /** Set once answered; 0 when the answer was lost. */
  status?: number
  code?: number
}

const maxBody = 32 * 1024 * 1024

/** The open platform's HTTP side: token, faults, limits, quota, then the route. */
export class ApiServer {
  readonly calls: ApiCallRecord[] = []
  readonly #context: PlatformContext
  readonly #faults: FaultPlan
  readonly #stopped: AbortSignal
  readonly #onCall: () => void

  constructor(context: PlatformContext, faults: FaultPlan, stopped: AbortSignal, onCall: () => void) {
    this.#onCall = onCall
    this.#context = context
    this.#faults = faults
    this.#stopped = stopped
  }

  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://simulator')
    const method = incoming.method ?? 'GET'
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
      query: Object.fromEntries(url.searchParams),
      body: body && withoutSecret(body),
    }
    this.calls.push(record)
    this.#onCall()
    if (!matched || !raw) {
      record.status = matched ? 413 : 404
      response.writeHead(record.status, { 'content-type': 'text/plain' }).end('404 page not found')
      return
    }
    const request: ApiRequest = { params: matched.params, query: url.searchParams, body: body ?? {}, raw, contentType }
    try {
      const answer = await this.#answer(matched, request, incoming, response)
      record.status = 200
      record.code = typeof answer.top?.code === 'number' ? answer.top.code : 0
      sendAnswer(response, answer)
    } catch (error) {
      if (error instanceof LostAnswer) {
        record.status = 0
        if (error.how === 'reset') incoming.socket.destroy()
      } else if (error instanceof ApiError) {
        record.status = this.#context.settings.errorsAs200 && error.status < 500 ? 200 : error.status
        record.code = error.code
        sendError(response, error, record.status)
      } else throw error
    }
  }

  async #answer(
    { route }: MatchedRoute,
    request: ApiRequest,
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<ApiAnswer> {
    const { limits, tokens, uuids } = this.#context
    const path = new URL(incoming.url ?? '/', 'http://simulator').pathname
    if (!route.withoutToken) tokens.check(incoming.headers.authorization)
    const fault = this.#faults.take(route.name, route.method, path)
    const uuid = asString(request.body.uuid)
    if (uuid !== undefined && uuid.length > 50) {
      throw new ApiError(230001, 'Your request contains an invalid request parameter, ext=uuid is longer than 50')
    }
    const release = uuid === undefined ? () => {} : uuids.begin(uuid)
    let answer: ApiAnswer
    try {
      await strike(fault, 'before', this.#stopped)
      limits.passGateway(route.name, route.perSecond)
      if (!route.free) limits.countCall()
      answer = route.handle(request, this.#context)
      release()
    } catch (error) {
      // A caller that hung up is gone but its request goes on; only one that hangs ends with the connection.
      if (error instanceof LostAnswer && error.how === 'hang') response.on('close', release)
      else release()
      throw error
    }
    await strike(fault, 'after', this.#stopped)
    return answer
  }
}

/** The app's secret goes by two names. */
function withoutSecret(body: JsonObject): JsonObject {
  const secrets = ['app_secret', 'AppSecret'].filter((name) => name in body)
  return { ...body, ...Object.fromEntries(secrets.map((name) => [name, '***'])) }
}

function sendAnswer(response: ServerResponse, { data, top, msg, file }: ApiAnswer): void {
  if (file) {
    response.writeHead(200, {
      'content-type': file.contentType,
      'content-length': file.bytes.length,
      'content-disposition': `attachment; filename="${encodeURIComponent(file.name)}"`,
    })
    response.end(file.bytes)
    return
  }
  const body = { code: 0, msg: msg ?? 'success', ...top, ...(data === undefined ? {} : { data }) }
  sendJson(response, 200, body)
}

function sendError(response: ServerResponse, error: ApiError, status: number): void {
  for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value)
  const body = error.status >= 500 && error.code === 0 ? {} : { code: error.code, msg: error.message }
  sendJson(response, status, { ...body, error: { log_id: newId.log() } })
}

function sendJson(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
