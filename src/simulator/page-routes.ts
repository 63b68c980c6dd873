import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ChatPageOptions } from './chat-page.js'
import type { ChatFormValues, ChatSimulator, ChatTap } from './chat-simulator.js'
import type { EventStream } from './event-stream.js'
import type { FeishuSimulator } from './feishu/index.js'
import { isObject, type JsonObject, parseJson } from './feishu/json.js'
import { describePlatform, isFeishu, preview } from './page-state.js'
import { readBody } from './read-body.js'

const maxBody = 1024 * 1024

/** A request that makes no sense; its text is shown on the page. */
class PageError extends Error {
  override readonly name = 'PageError'
}

/** The page's JSON endpoints. It is a tool for one machine: no sessions, but no other site may use it either. */
export class PageRoutes {
  readonly #options: ChatPageOptions
  readonly #stream: EventStream

  constructor(options: ChatPageOptions, stream: EventStream) {
    this.#options = options
    this.#stream = stream
  }

  /** Tells every open page what changes on the platforms, until the returned function is called. */
  follow(): () => void {
    const stops = this.#options.simulators.map(({ simulator }, platform) =>
      simulator.onChange((change) => {
        if ('message' in change) {
          const message = simulator.message(change.message.messageId)
          this.#stream.send({ type: 'message', platform, message, preview: preview(message) })
        } else this.#stream.send({ type: 'state' })
      }),
    )
    return () => {
      for (const stop of stops) stop()
    }
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://page')
    try {
      if (request.method === 'GET') {
        if (url.pathname === '/api/events') this.#stream.open(response)
        else if (url.pathname === '/api/web') frame(response, url.searchParams.get('url') ?? '')
        else answer(response, 200, await this.#read(url))
      } else answer(response, 200, await this.#act(url.pathname, await readAction(request)))
    } catch (error) {
      // Also a tap on something that has just changed, and a bot that refused: the page shows the text.
      answer(response, 400, { error: error instanceof Error ? error.message : String(error) })
    }
  }

  async #read(url: URL): Promise<object> {
    switch (url.pathname) {
      case '/api/state':
        return {
          title: this.#options.title ?? '支部台账助手',
          timezone: this.#options.timezone ?? 'Asia/Shanghai',
          now: this.#options.clock.now(),
          canMoveClock: this.#options.onClockMoved !== undefined,
          hasLedger: this.#options.books !== undefined,
          examples: this.#options.examples ?? [],
          platforms: this.#options.simulators.map(describePlatform),
        }
      case '/api/messages':
        return {
          messages: this.#simulator(url.searchParams.get('platform')).messages(url.searchParams.get('chat') ?? ''),
        }
      case '/api/ledger':
        return {
          books: await Promise.all(
            (this.#options.books ?? []).map(async ({ label, entries }) => ({ label, entries: await entries() })),
          ),
        }
      default:
        throw new PageError('没有这个接口')
    }
  }

  async #act(path: string, body: JsonObject): Promise<object> {
    if (path === '/api/clock') return this.#moveClock(text(body, 'now'))
    const simulator = this.#simulator(body.platform)
    const person = text(body, 'person')
    switch (path) {
      case '/api/say': {
        const replyTo = typeof body.replyTo === 'string' ? body.replyTo : undefined
        const { messageId } = simulator.say(person, text(body, 'chat'), text(body, 'text'), replyTo)
        return { messageId }
      }
      case '/api/tap':
        return seen(await simulator.tap(person, text(body, 'message'), text(body, 'element'), formValues(body.values)))
      case '/api/choose': {
        const value = typeof body.value === 'boolean' ? body.value : text(body, 'value')
        return seen(await feishu(simulator).choose(person, text(body, 'message'), text(body, 'element'), value))
      }
      case '/api/recall':
        simulator.recall(person, text(body, 'message'))
        return {}
      case '/api/enter':
        feishu(simulator).enterPrivateChat(person)
        return {}
      case '/api/bot':
        feishu(simulator).setBotIn(text(body, 'chat'), person, body.in === true)
        return {}
      default:
        throw new PageError('没有这个接口')
    }
  }

  async #moveClock(iso: string): Promise<object> {
    if (Number.isNaN(Date.parse(iso))) throw new PageError('时间不对')
    if (!this.#options.onClockMoved) throw new PageError('这里不能调时间')
    await this.#options.onClockMoved(iso)
    const now = this.#options.clock.now()
    this.#stream.send({ type: 'clock', now })
    return { now }
  }

  #simulator(platform: unknown): ChatSimulator {
    const found = this.#options.simulators[Number(platform ?? 0)]
    if (!found) throw new PageError('没有这个平台')
    return found.simulator
  }
}

function feishu(simulator: ChatSimulator): FeishuSimulator {
  if (!isFeishu(simulator)) throw new PageError('这个平台上不能这样做')
  return simulator
}

/** Only the page itself may act: another site can't send JSON here without the browser asking first. */
async function readAction(request: IncomingMessage): Promise<JsonObject> {
  const { origin, host } = request.headers
  if (origin !== undefined && new URL(origin).host !== host) throw new PageError('请求来自别的网站')
  if (!request.headers['content-type']?.startsWith('application/json')) throw new PageError('请求不是 JSON')
  const body = parseJson((await readBody(request, maxBody))?.toString('utf8') ?? '')
  if (!isObject(body)) throw new PageError('请求不是 JSON')
  return body
}

function text(body: JsonObject, key: string): string {
  const value = body[key]
  if (typeof value !== 'string' || value === '') throw new PageError(`缺少 ${key}`)
  return value
}

function formValues(values: unknown): ChatFormValues {
  if (!isObject(values)) return {}
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : String(value ?? ''),
    ]),
  )
}

/** What the person who tapped gets to see of it. */
const seen = ({ toast, clientCode, missing, url, said }: ChatTap): object => ({
  toast,
  clientCode,
  missing,
  url,
  said: said?.messageId,
})

/**
 * A page with nothing but another site in it, as the platforms' clients open links. The chat page's own policy lets it
 * frame only itself; this one in between lets one more site in, and runs no script.
 */
function frame(response: ServerResponse, link: string): void {
  const { protocol, origin, href } = new URL(link)
  if (protocol !== 'http:' && protocol !== 'https:') throw new PageError('这个链接打不开')
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'self'; frame-src ${origin}; frame-ancestors 'self'`,
    'referrer-policy': 'no-referrer',
  })
  // A parsed address has no quotes or angle brackets left, only ampersands.
  const source = href.replaceAll('&', '&amp;')
  response.end(
    `<!doctype html><link rel="stylesheet" href="../web-frame.css"><iframe title="网页" src="${source}"></iframe>`,
  )
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
