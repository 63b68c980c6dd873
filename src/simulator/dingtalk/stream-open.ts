import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isObject, type JsonObject, objectsIn, parseJson } from '../feishu/json.js'
import { readBody } from '../read-body.js'

/** What a connection asked for. */
export interface StreamSubscription {
  readonly type: 'EVENT' | 'CALLBACK'
  readonly topic: string
}

/** A refusal of `connections/open`. */
export interface OpenRefusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

const maxBody = 64 * 1024

/** Observed: 401 `{"requestid":…,"code":"authFailed","message":"鉴权失败"}` (zfanswer/dify-on-dingtalk#28). */
const authFailed: OpenRefusal = { status: 401, code: 'authFailed', message: '鉴权失败' }
const badBody: OpenRefusal = { status: 400, code: 'param.error', message: '请求参数错误' }

/** What a body asks for; with a refusal when credentials or form are wrong. */
export async function readOpen(
  request: IncomingMessage,
  clientId: string,
  clientSecret: string,
): Promise<{ readonly subscriptions: readonly StreamSubscription[]; readonly refusal?: OpenRefusal }> {
  const raw = await readBody(request, maxBody)
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false
  const body = isJson && raw ? parseJson(raw.toString('utf8')) : undefined
  if (!isObject(body)) return { subscriptions: [], refusal: badBody }
  if (body.clientId !== clientId || body.clientSecret !== clientSecret)
    return { subscriptions: [], refusal: authFailed }
  const asked = Array.isArray(body.subscriptions) ? body.subscriptions : []
  const subscriptions = objectsIn(asked).flatMap(toSubscription)
  const good = asked.length > 0 && subscriptions.length === asked.length
  return good ? { subscriptions } : { subscriptions: [], refusal: badBody }
}

/** Events are subscribed all together (`*`) or not at all. */
function toSubscription({ type, topic }: JsonObject): StreamSubscription[] {
  if (typeof topic !== 'string' || topic === '') return []
  if (type === 'EVENT') return topic === '*' ? [{ type, topic }] : []
  return type === 'CALLBACK' ? [{ type, topic }] : []
}

/** Answers in JSON to whoever accepts exactly that, and in XML to everybody else, as the gateway does. */
export function sendOpen(request: IncomingMessage, response: ServerResponse, status: number, body: JsonObject): void {
  const full = status === 200 ? body : { requestid: randomUUID().toUpperCase(), ...body }
  if (request.headers.accept?.includes('application/json')) {
    response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' }).end(JSON.stringify(full))
    return
  }
  const fields = Object.entries(full).map(([name, value]) => `<${name}>${String(value)}</${name}>`)
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Response>${fields.join('')}</Response>`
  response.writeHead(status, { 'content-type': 'text/xml;charset=utf-8' }).end(xml)
}
