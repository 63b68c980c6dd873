import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A cable to a local server that can be pulled. */
export interface TcpProxy {
  readonly port: number
  /** Ends every connection and refuses new ones from now on. */
  cut(): void
  /** Lets connections through again. */
  mend(): void
  stop(): void
}

/** Listens on a free port of the loopback and passes everything on to `port`. */
export async function startTcpProxy(port: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let whole = true
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
    incoming.pipe(outgoing).pipe(incoming)
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
    stop: () => {
      cut()
      server.close()
    },
  }
}
