import { connect, type Socket } from 'node:net'

/**
 * One kept-alive connection with one request on its way at a time. It reads no more of an answer than its status and
 * length: a client that costs as much as the server would be what is measured.
 */
export class Connection {
  readonly #socket: Socket
  #pending = ''
  #onAnswer: ((status: number) => void) | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.#read(chunk))
    socket.on('close', () => this.#answer(0))
    socket.on('error', () => undefined)
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Connection(socket)))
      socket.once('error', reject)
    })
  }

  /** `onAnswer` gets the status, 0 when the connection broke. */
  send(request: Buffer, onAnswer: (status: number) => void): void {
    if (this.#socket.destroyed) return void setImmediate(onAnswer, 0)
    this.#onAnswer = onAnswer
    this.#socket.write(request)
  }

  close(): void {
    this.#onAnswer = undefined
    this.#socket.destroy()
  }

  #read(chunk: Buffer): void {
    const text = this.#pending + chunk.toString('latin1')
    const end = text.indexOf('\r\n\r\n')
    const length = end < 0 ? undefined : /content-length: (\d+)/i.exec(text)?.[1]
    if (length === undefined || text.length < end + 4 + Number(length)) {
      this.#pending = text
      return
    }
    this.#pending = ''
    this.#answer(Number(text.slice(9, 12)))
  }

  #answer(status: number): void {
    const onAnswer = this.#onAnswer
    this.#onAnswer = undefined
    onAnswer?.(status)
  }
}
