import type { JsonObject } from '../../feishu/json.js'
import type { PlatformContext } from '../context.js'

/** One call as a route sees it: authorised, parsed, inside limits and quota. */
export interface ApiRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The JSON body; an empty object when there was none. */
  readonly body: JsonObject
  /** False when there was a body that is no JSON object. */
  readonly isJson: boolean
  readonly raw: Buffer
  readonly contentType: string
  /** `x-acs-dingtalk-access-token` or `access_token`. */
  readonly token: string
}

/** What a route answers with HTTP 200. */
export interface ApiAnswer {
  readonly body?: JsonObject
  readonly file?: { readonly bytes: Buffer; readonly name: string }
}

export interface Route {
  /** What faults and assertions call it. */
  readonly name: string
  readonly method: string
  /** `:name` stands for one segment. */
  readonly path: string
  /** `none`: no app token; such calls count in no API budget. */
  readonly auth?: 'none'
  /** Outside the month's API budget. */
  readonly free?: boolean
  /** Not limited by calls a second. */
  readonly unthrottled?: boolean
  /** The permission point it needs. */
  readonly scope?: string
  readonly handle: (request: ApiRequest, context: PlatformContext) => ApiAnswer
}

/** An answer of the old API. */
export const ok = (more: JsonObject = {}): ApiAnswer => ({ body: { errcode: 0, errmsg: 'ok', ...more } })

/** The new API lives under /v1.0, the old one everywhere else. */
export const styleOf = (path: string): 'new' | 'old' => (path.startsWith('/v1.0/') ? 'new' : 'old')
