import { randomInt } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'

/** What every connection of a gateway has; gateways add what they know about theirs. */
export interface LiveSocket {
  readonly socket: WebSocket
}

/** What a gateway does with its sockets' frames. */
export interface SocketHandlers<T extends LiveSocket> {
  onFrame(connection: T, data: Buffer, binary: boolean): void
  /** A connection came or went. */
  onChange(): void
}

/** The WebSockets one simulated gateway holds, and what can happen to all of them at once. */
export class LiveSockets<T extends LiveSocket> {
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #connections = new Set<T>()
  readonly #handlers: SocketHandlers<T>
  #frozen = false

  constructor(handlers: SocketHandlers<T>) {
    this.#handlers = handlers
  }

  /** Those whose socket is open, oldest first. */
  get open(): readonly T[] {
    return [...this.#connections].filter(({ socket }) => socket.readyState === socket.OPEN)
  }

  /** Completes the handshake; `describe` is called once with the open socket. */
  accept(request: IncomingMessage, stream: Duplex, head: Buffer, describe: (socket: WebSocket) => T): void {
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      const connection = describe(socket)
      this.#connections.add(connection)
      socket.on('message', (data, binary) => this.#handlers.onFrame(connection, toBuffer(data), binary))
      // A reset by the client shows as an error before the close; nothing is left to do about it.
      socket.on('error', () => {})
      socket.on('close', () => {
        this.#connections.delete(connection)
        this.#handlers.onChange()
      })
      if (this.#frozen) socket.pause()
      this.#handlers.onChange()
    })
  }

  /** One open connection by lot among those the test lets through: the platforms choose at random. */
  random(test: (connection: T) => boolean = () => true): T | undefined {
    const open = this.open.filter(test)
    return open.length === 0 ? undefined : open[randomInt(open.length)]
  }

  /** Sends unless frozen: then the frame is lost on the way, which the sender can't know. */
  send({ socket }: T, data: string | Uint8Array): void {
    if (!this.#frozen && socket.readyState === socket.OPEN) socket.send(data)
  }

  /**
   * Half-open sockets: handshakes go through, then nothing is read, answered or delivered, not even WebSocket pings and
   * closes. Switched off, what waited in the buffers is read after all.
   */
  freeze(on: boolean): void {
    this.#frozen = on
    for (const { socket } of this.#connections) {
      if (on) socket.pause()
      else socket.resume()
    }
  }

  /** Cuts every connection without a close frame. */
  dropAll(): void {
    for (const { socket } of this.#connections) socket.terminate()
  }
}

/** Answers a handshake with an HTTP error. */
export function refuseHandshake(stream: Duplex, status: string, headers: Readonly<Record<string, string>> = {}): void {
  const all = Object.entries({ Connection: 'close', 'Content-Length': '0', ...headers })
  const lines = [`HTTP/1.1 ${status}`, ...all.map(([name, value]) => `${name}: ${value}`)]
  // A client that is gone already makes writing fail; it needs no answer.
  stream.on('error', () => {})
  stream.once('finish', () => stream.destroy())
  stream.end(`${lines.join('\r\n')}\r\n\r\n`)
}

function toBuffer(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}
