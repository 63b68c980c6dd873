import type { IncomingMessage } from 'node:http'
import { WebhookError } from '../core/errors.js'

/** Feishu's largest event is about 205 KB encrypted (facts/feishu.md §1.4); the contract says 1 MB for both platforms. */
export const MAX_BODY_BYTES = 1024 * 1024

/**
 * Reads a request's raw bytes: signatures are over them. Throws `WebhookError` 413 above the limit (announced or
 * counted) and 415 for any content encoding, so that a small body can never unpack into a large one. Chunks are joined
 * as bytes, because a character may be split between two.
 */
export function readBody(request: IncomingMessage, limit = MAX_BODY_BYTES): Promise<Buffer> {
  const encoding = request.headers['content-encoding']
  if (encoding && encoding !== 'identity') return Promise.reject(new WebhookError(415, 'content-encoding'))
  if (Number(request.headers['content-length'] ?? 0) > limit)
    return Promise.reject(new WebhookError(413, 'content-length'))
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) {
        request.pause()
        request.removeAllListeners('data')
        reject(new WebhookError(413, 'body'))
        return
      }
      chunks.push(chunk)
    })
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)))
    request.on('error', () => reject(new WebhookError(400, 'the connection ended before the body')))
  })
}
