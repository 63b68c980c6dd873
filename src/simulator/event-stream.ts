import type { ServerResponse } from 'node:http'

/** Server-Sent Events to every open page. */
export class EventStream {
  readonly #pages = new Set<ServerResponse>()

  open(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
    response.write('retry: 1000\n\n')
    this.#pages.add(response)
    response.on('close', () => this.#pages.delete(response))
  }

  send(event: object): void {
    const frame = `data: ${JSON.stringify(event)}\n\n`
    for (const page of this.#pages) page.write(frame)
  }

  close(): void {
    for (const page of this.#pages) page.end()
  }
}
