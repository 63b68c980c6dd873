import http from 'node:http'
import https from 'node:https'
import { machineNow } from '../core/clock.js'

/** What came of one POST. `failure` is set when no answer came. */
export interface PostResult {
  readonly status: number
  readonly body: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly durationMs: number
  readonly failure?: 'timeout' | 'connection' | 'dns'
}

export interface PostOptions {
  readonly headers?: Readonly<Record<string, string>>
  /** Time to the last byte of the answer. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/**
 * POSTs a body as a platform's pusher does: no redirects, no proxy, one deadline for everything. Never rejects. Every
 * request has its own connection, because a kept one breaks whenever the bot under test is killed and started again.
 */
export function post(url: string, body: string | Buffer, options: PostOptions): Promise<PostResult> {
  const started = machineNow()
  return new Promise((resolve) => {
    const finish = (part: Partial<PostResult>): void => {
      clearTimeout(deadline)
      resolve({ status: 0, body: '', headers: {}, durationMs: machineNow() - started, ...part })
    }
    const target = new URL(url)
    const request = (target.protocol === 'https:' ? https : http).request(target, {
      method: 'POST',
      agent: false,
      headers: { ...options.headers, 'content-length': Buffer.byteLength(body) },
      ...(options.signal ? { signal: options.signal } : {}),
    })
    const deadline = setTimeout(() => {
      finish({ failure: 'timeout' })
      request.destroy()
    }, options.timeoutMs)
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const status = response.statusCode ?? 0
        finish({ status, body: Buffer.concat(chunks).toString('utf8'), headers: response.headers })
      })
      response.on('error', () => finish({ failure: 'connection' }))
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      finish({ failure: error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN' ? 'dns' : 'connection' })
    })
    request.end(body)
  })
}
