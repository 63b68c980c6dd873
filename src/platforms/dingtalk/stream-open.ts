import { isFields, parseBounded } from '../../core/json.js'
import { MESSAGE_TOPIC, TAP_TOPIC } from './stream-frames.js'

export interface StreamCredentials {
  readonly clientId: string
  readonly clientSecret: string
  /** Base address without a slash at its end. */
  readonly apiBase: string
}

/**
 * The gateway gave no way in. `refused`: only an operator can change that. `code` is the platform's own, or that of the
 * failure below HTTP; neither quotes the request.
 */
export class OpenFailure extends Error {
  override readonly name = 'OpenFailure'
  constructor(
    readonly refused: boolean,
    readonly status: number | undefined,
    readonly code: string | undefined,
  ) {
    super(`connections/open failed: ${status ?? code ?? 'unknown'}`)
  }
}

/** Never EVENT `*`: every event of the organisation would be pushed, and each push counts against the month's quota. */
const SUBSCRIPTIONS = [MESSAGE_TOPIC, TAP_TOPIC].map((topic) => ({ type: 'CALLBACK', topic }))

/** Answers that stay the same until somebody changes the configuration. */
const REFUSALS: readonly number[] = [400, 401, 403, 404]

/**
 * Asks for a way in: the address of a socket with its ticket, good for one connection within 90 s. Throws `OpenFailure`;
 * takes no longer than `timeoutMs`.
 * https://opensource.dingtalk.com/developerpedia/docs/learn/stream/protocol
 */
export async function openStream(config: StreamCredentials, timeoutMs: number, stopped: AbortSignal): Promise<URL> {
  const { clientId, clientSecret, apiBase } = config
  const { status, text } = await post(
    `${apiBase}/v1.0/gateway/connections/open`,
    JSON.stringify({ clientId, clientSecret, subscriptions: SUBSCRIPTIONS, ua: 'branch-ledger-bot' }),
    AbortSignal.any([stopped, AbortSignal.timeout(timeoutMs)]),
  )
  const answer = parseBounded(text)
  const fields = isFields(answer) ? answer : {}
  if (status !== 200) {
    const code = codeOf(fields.code)
    throw new OpenFailure(REFUSALS.includes(status) && !/qps/i.test(code ?? ''), status, code)
  }
  const { endpoint, ticket } = fields
  if (typeof endpoint !== 'string' || typeof ticket !== 'string' || !URL.canParse(endpoint))
    throw new OpenFailure(false, status, 'unreadable answer')
  const url = new URL(endpoint)
  // A secured address must not lead to an open one.
  const isSafe = url.protocol === 'wss:' || (url.protocol === 'ws:' && apiBase.startsWith('http:'))
  if (!isSafe) throw new OpenFailure(false, status, 'unsafe endpoint')
  url.searchParams.set('ticket', ticket)
  return url
}

async function post(url: string, body: string, signal: AbortSignal): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      // Without Accept the answer is XML.
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body,
      // The secret goes nowhere else.
      redirect: 'error',
      signal,
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    const name = error instanceof Error ? error.name : undefined
    throw new OpenFailure(false, undefined, codeOf(isFields(cause) ? cause.code : undefined) ?? name)
  }
}

/** A code fit for a log line: it comes from outside. */
function codeOf(code: unknown): string | undefined {
  return typeof code === 'string' && /^[\w.]{1,80}$/.test(code) ? code : undefined
}
