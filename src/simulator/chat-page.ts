import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../core/clock.js'
import { EventStream } from './event-stream.js'
import type { NamedBytes } from './page-bytes.js'
import { servePageFile } from './page-files.js'
import { PageRoutes } from './page-routes.js'
import type { PagePlatform } from './page-state.js'

/** One row of `GET /admin/branches/:id/entries`, as far as the page shows it. */
export interface LedgerRow {
  readonly number: string
  readonly kind: string
  readonly date: string
  readonly title: string
  readonly participants?: readonly string[]
  readonly absent?: readonly { readonly name: string; readonly reason?: string }[]
  readonly inferred?: readonly string[]
  readonly minutes?: number
  readonly author?: string
  readonly late?: boolean
  readonly voided?: boolean
  /** Pictures and files kept with it, oldest first; bytes by `Book.evidence`. */
  readonly evidence?: readonly LedgerEvidence[]
}

export interface LedgerEvidence {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
}

export interface Book {
  readonly label: string
  readonly entries: () => Promise<readonly LedgerRow[]>
  /** The bytes of a piece of evidence that an entry of this book names. */
  readonly evidence?: (id: string) => Promise<NamedBytes | undefined>
}

export interface ChatPageOptions {
  /** One pane each, side by side. */
  readonly simulators: readonly PagePlatform[]
  readonly host?: string
  /** 0 or absent: a free port. */
  readonly port?: number
  readonly title?: string
  readonly timezone?: string
  /** The civil clock that the page shows; the simulators should have the same. */
  readonly clock: Clock
  /**
   * Moves the civil clock of simulators and bot; settles when what the move set off has been done. `onStep` is called
   * whenever the clock stands at another moment on the way.
   */
  readonly onClockMoved?: (iso: string, onStep: () => void) => Promise<void>
  /** Branches' ledgers under the names the page shows, asked again after every message. */
  readonly books?: readonly Book[]
  /** Sentences offered above the input, to try with one tap. */
  readonly examples?: readonly string[]
}

export interface ChatPage {
  readonly url: string
  stop(): Promise<void>
}

/** Starts the page on which people chat with the bot through the simulated platforms. */
export async function startChatPage(options: ChatPageOptions): Promise<ChatPage> {
  const host = options.host ?? '127.0.0.1'
  const stream = new EventStream()
  const routes = new PageRoutes(options, stream)
  const server = http.createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname
    const served = path.startsWith('/api/') ? routes.handle(request, response) : servePageFile(path, response)
    served.catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const unsubscribe = routes.follow()
  return {
    url: `http://${host}:${port}/`,
    stop() {
      unsubscribe()
      stream.close()
      return new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}
