import { type RawData, WebSocket } from 'ws'

/** One socket of the gateway. */
export interface StreamSocket {
  /** Ready for pushes: open, and not told to go. */
  isUsable(): boolean
  /** It lived as long as a good connection does. */
  isStable(): boolean
  /** Sends, unless the socket is gone: then whoever waits for it sends again. */
  send(text: string): void
  /** The gateway said that nothing more comes over it. */
  tellToGo(): void
  /** When a new one is needed: it was told to go (and is still open), or it is closed. Never rejects. */
  readonly over: Promise<'told' | 'closed'>
  readonly closed: Promise<void>
  /** Closes it, the hard way after a second; resolves once it is closed. */
  close(): Promise<void>
}

/** In ms. */
export interface SocketTimes {
  readonly handshakeMs: number
  /** How often it is pinged; after two pings without any frame it counts as dead. */
  readonly pingEveryMs: number
  readonly stableMs: number
}

/** Far above any push: a message's text is at most a few thousand characters. */
const MAX_FRAME_BYTES = 1024 * 1024
const MAX_UNANSWERED_PINGS = 2
const CLOSE_MS = 1000

/**
 * Opens a socket. It notices by itself when the other end is gone without a word, which TCP tells only after many
 * minutes: every frame, also a pong, proves that it lives. Rejects when the handshake fails, takes too long or `stopped`
 * fires. `onFrame` must not throw.
 */
export function openSocket(
  url: URL,
  times: SocketTimes,
  stopped: AbortSignal,
  onFrame: (socket: StreamSocket, text: string) => void,
): Promise<StreamSocket> {
  const ws = new WebSocket(url, {
    handshakeTimeout: times.handshakeMs,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    followRedirects: false,
  })
  let unanswered = 0
  let isStable = false
  let isTold = false
  let end: (how: 'told' | 'closed') => void = () => {}
  const over = new Promise<'told' | 'closed'>((resolve) => {
    end = resolve
  })
  const closed = new Promise<void>((resolve) => {
    ws.once('close', () => resolve())
  })

  const socket: StreamSocket = {
    isUsable: () => ws.readyState === WebSocket.OPEN && !isTold,
    isStable: () => isStable,
    send(text) {
      if (ws.readyState === WebSocket.OPEN) ws.send(text, () => {})
    },
    tellToGo() {
      isTold = true
      end('told')
    },
    over,
    closed,
    async close() {
      ws.close(1000)
      const hard = setTimeout(() => ws.terminate(), CLOSE_MS)
      await closed
      clearTimeout(hard)
    },
  }

  const alive = (): void => {
    unanswered = 0
  }
  const lookAfter = (): void => {
    if (unanswered >= MAX_UNANSWERED_PINGS) ws.terminate()
    else ws.ping()
    unanswered++
  }

  return new Promise((resolve, reject) => {
    const abort = (): void => ws.terminate()
    stopped.addEventListener('abort', abort, { once: true })
    // An error is always followed by a close.
    ws.on('error', (error) => reject(error))
    ws.once('open', () => {
      stopped.removeEventListener('abort', abort)
      const pings = setInterval(lookAfter, times.pingEveryMs)
      const stable = setTimeout(() => {
        isStable = true
      }, times.stableMs)
      ws.once('close', () => {
        clearInterval(pings)
        clearTimeout(stable)
      })
      resolve(socket)
    })
    ws.once('close', () => {
      stopped.removeEventListener('abort', abort)
      end('closed')
      reject(new Error('the handshake was given up'))
    })
    ws.on('pong', alive)
    ws.on('ping', alive)
    ws.on('message', (data) => {
      alive()
      onFrame(socket, toText(data))
    })
    if (stopped.aborted) abort()
  })
}

function toText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8')
}
