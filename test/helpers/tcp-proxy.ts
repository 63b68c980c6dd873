import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A cable to a local server that can be pulled, or be a bad one. */
export interface TcpProxy {
  readonly port: number
  /** Ends every connection and refuses new ones from now on. */
  cut(): void
  /** Lets connections through again. */
  mend(): void
  /** Whatever the server says arrives so many ms later, from now on. */
  slow(ms: number): void
  /** Connections stay and nothing passes, as with a server that stands still. */
  freeze(): void
  /** What waited passes after all. */
  thaw(): void
  stop(): void
}

/** Listens on a free port of the loopback and passes everything on to `port`. */
export async function startTcpProxy(port: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let whole = true
  let latencyMs = 0
  let passable = Promise.resolve()
  let thaw = (): void => {}
  const server = createServer((incoming) => {
    if (!whole) {
      incoming.destroy()
      return
    }
    const outgoing = connect(port, '127.0.0.1')
    for (const socket of [incoming, outgoing]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        incoming.destroy()
        outgoing.destroy()
      })
    }
    carry(incoming, outgoing, async () => passable)
    carry(outgoing, incoming, async (at) => {
      await until(at + latencyMs)
      await passable
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = (): void => {
    whole = false
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    mend: () => {
      whole = true
    },
    slow: (ms) => {
      latencyMs = ms
    },
    freeze: () => {
      thaw()
      passable = new Promise((resolve) => {
        thaw = resolve
      })
    },
    thaw: () => thaw(),
    stop: () => {
      thaw()
      cut()
      server.close()
    },
  }
}

/** Passes on what `from` says, in order, each piece when `mayPass` lets it; `at`: when it came. */
function carry(from: Socket, to: Socket, mayPass: (at: number) => Promise<void>): void {
  let carried = Promise.resolve()
  const next = (pass: () => void): void => {
    const at = Date.now()
    carried = carried.then(() => mayPass(at)).then(pass)
  }
  from.on('data', (piece) => next(() => void to.write(piece)))
  from.on('end', () => next(() => void to.end()))
}

async function until(moment: number): Promise<void> {
  const ms = moment - Date.now()
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
}
