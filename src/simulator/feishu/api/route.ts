import type { PlatformContext } from '../context.js'
import type { JsonObject } from '../json.js'

/** One call as a route sees it: authorised, parsed, inside the gateway's limits. */
export interface ApiRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The JSON body; an empty object when there was none (the vendor's client sends `{}` on GET and DELETE too). */
  readonly body: JsonObject
  readonly raw: Buffer
  readonly contentType: string
}

/** What a route answers: `data` inside the usual envelope, `top` beside `code`, or a file. */
export interface ApiAnswer {
  readonly data?: unknown
  readonly top?: JsonObject
  readonly msg?: string
  readonly file?: { readonly bytes: Buffer; readonly name: string; readonly contentType: string }
}

export interface Route {
  /** What faults and assertions call it. */
  readonly name: string
  readonly method: string
  /** `:name` stands for one segment. */
  readonly path: string
  /** Outside the month's quota, as authentication and contact calls are. */
  readonly free?: boolean
  readonly withoutToken?: boolean
  /** Calls a second where the API has a limit of its own. */
  readonly perSecond?: number
  readonly handle: (request: ApiRequest, context: PlatformContext) => ApiAnswer
}
