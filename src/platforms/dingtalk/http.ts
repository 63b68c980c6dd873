import { AsyncLocalStorage } from 'node:async_hooks'
import { machineNow } from '../../core/clock.js'
import { readWhole } from '../../core/files.js'
import { isFields, parseBounded } from '../../core/json.js'
import { type Answer, ApiFailure, failureOfTransport } from './api-failure.js'

/** Far above any answer to a send or a look-up. */
const MAX_ANSWER_BYTES = 1024 * 1024

/** The end (epoch ms) of the work that is being done: all requests of one send share it, fallbacks included. */
const deadline = new AsyncLocalStorage<number>()

/** Runs work whose requests together may take `timeoutMs`. Inside such work the outer deadline holds. */
export function withDeadline<T>(timeoutMs: number, run: () => Promise<T>): Promise<T> {
  return deadline.getStore() === undefined ? deadline.run(machineNow() + timeoutMs, run) : run()
}

/** What is left of the running work's time, in ms. */
export function timeLeft(): number {
  return Math.max(0, (deadline.getStore() ?? Number.POSITIVE_INFINITY) - machineNow())
}

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly headers?: Readonly<Record<string, string>>
  /** JSON, or a form with a file. */
  readonly body?: unknown
}

/**
 * One request, within the deadline of the running work. Follows no redirect, so that a token goes nowhere else, and
 * reads no more than 1 MB. Throws `ApiFailure` when there is no answer.
 */
export async function request(url: string, { method, headers, body }: OutgoingRequest): Promise<Answer> {
  const left = timeLeft()
  // Nothing was sent yet, which is not the same as a request that got no answer in time.
  if (left === 0) throw new ApiFailure({ transport: 'not-started' })
  const isForm = body instanceof FormData
  try {
    const response = await fetch(url, {
      method,
      // Without it the gateway answers in XML.
      headers: { accept: 'application/json', ...(isForm ? {} : { 'content-type': 'application/json' }), ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.min(Math.ceil(left), 2 ** 31 - 1)),
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    })
    const text = await readBounded(response)
    const parsed = parseBounded(text)
    return { status: response.status, body: isFields(parsed) ? parsed : undefined, isHtml: /^\s*</.test(text) }
  } catch (error) {
    throw failureOfTransport(error)
  }
}

/** The bytes behind an address that DingTalk gave, in the running work's time. Undefined: more than may be kept. */
export async function fetchFile(url: string): Promise<Buffer | undefined> {
  const left = timeLeft()
  if (left === 0) throw new ApiFailure({ transport: 'not-started' })
  try {
    const signal = AbortSignal.timeout(Math.min(Math.ceil(left), 2 ** 31 - 1))
    const response = await fetch(url, { redirect: 'manual', signal })
    if (!response.ok || !response.body) throw new ApiFailure({ status: response.status })
    return await readWhole(response.body)
  } catch (error) {
    throw failureOfTransport(error)
  }
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > MAX_ANSWER_BYTES) throw new ApiFailure({ transport: 'answer-too-large' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
