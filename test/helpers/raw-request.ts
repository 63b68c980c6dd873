import http from 'node:http'
import { connect } from 'node:net'

export interface RawAnswer {
  readonly status: number
  readonly body: string
}

export interface RawOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | number>>
  readonly body?: string | Buffer
}

/** One request exactly as told: no header is added beyond those HTTP needs, every request has its own connection. */
export function rawRequest(url: string, { method = 'POST', headers = {}, body }: RawOptions = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, agent: false, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      )
    })
    request.on('error', reject)
    request.end(body)
  })
}

/**
 * Writes bytes to the server's socket and keeps it open: everything the server says until it closes the connection, and
 * how long that took. `more` is written again and again, to see whether somebody listens.
 */
export function rawSocket(
  url: string,
  head: string | Buffer,
  more?: { readonly bytes: Buffer; readonly everyMs: number },
): Promise<{ text: string; closedAfterMs: number }> {
  const { hostname, port } = new URL(url)
  const started = Date.now()
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connect(Number(port), hostname, () => socket.write(head))
    const timer = more && setInterval(() => socket.writable && socket.write(more.bytes), more.everyMs)
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearInterval(timer)
      resolve({ text: Buffer.concat(chunks).toString('utf8'), closedAfterMs: Date.now() - started })
    })
  })
}
