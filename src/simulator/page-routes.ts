import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ChatPageOptions } from './chat-page.js'
import type { ChatFormValues, ChatSimulator, ChatTap } from './chat-simulator.js'
import type { EventStream } from './event-stream.js'
import type { FeishuSimulator } from './feishu/index.js'
import { isObject, type JsonObject, parseJson } from './feishu/json.js'
import { answerBytes, type NamedBytes } from './page-bytes.js'
import { calendarAround } from './page-calendar.js'
import { PageClock } from './page-clock.js'
import { PageError, textField } from './page-error.js'
import { answerFrame } from './page-frame.js'
import { describePlatform, isFeishu, preview } from './page-state.js'
import { mostUploadBody, sendFile, sendPicture, sendVoice } from './page-uploads.js'
import { readBody } from './read-body.js'

const maxBody = 1024 * 1024

/** Taken when the options name none: where the branches are. */
const usualTimezone = 'Asia/Shanghai'

/** The page's JSON endpoints. It is a tool for one machine: no sessions, but no other site may use it either. */
export class PageRoutes {
  readonly #options: ChatPageOptions
  readonly #stream: EventStream
  readonly #timezone: string
  readonly #clock: PageClock

  constructor(options: ChatPageOptions, stream: EventStream) {
    this.#options = options
    this.#stream = stream
    this.#timezone = options.timezone ?? usualTimezone
    const { clock, onClockMoved: move } = options
    this.#clock = new PageClock({ clock, timezone: this.#timezone, move }, stream)
  }

  /** Tells every open page what changes on the platforms, until the returned function is called. */
  follow(): () => void {
    const stops = this.#options.simulators.map(({ simulator }, platform) =>
      simulator.onChange((change) => {
        if ('message' in change) {
          const message = simulator.message(change.message.messageId)
          const fresh = change.type === 'message'
          this.#stream.send({ type: 'message', platform, fresh, message, preview: preview(message) })
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
        else if (url.pathname === '/api/web') answerFrame(response, url.searchParams.get('url') ?? '')
        else if (url.pathname === '/api/attachment') answerBytes(response, this.#attachment(url.searchParams))
        else if (url.pathname === '/api/evidence') answerBytes(response, await this.#evidence(url.searchParams))
        else answer(response, 200, await this.#read(url))
      } else answer(response, 200, await this.#act(url.pathname, await readAction(request, url.pathname)))
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
          timezone: this.#timezone,
          now: this.#options.clock.now(),
          canMoveClock: this.#options.onClockMoved !== undefined,
          movingTo: this.#clock.movingTo,
          hasLedger: this.#options.books !== undefined,
          examples: this.#options.examples ?? [],
          platforms: this.#options.simulators.map(describePlatform),
        }
      case '/api/calendar':
        return calendarAround(this.#options.clock.now(), this.#timezone)
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
    if (path === '/api/clock') return this.#clock.move(body)
    const simulator = this.#simulator(body.platform)
    const person = textField(body, 'person')
    switch (path) {
      case '/api/say': {
        const replyTo = typeof body.replyTo === 'string' ? body.replyTo : undefined
        const { messageId } = simulator.say(person, textField(body, 'chat'), textField(body, 'text'), replyTo)
        return { messageId }
      }
      case '/api/picture':
        return { messageId: sendPicture(simulator, person, textField(body, 'chat'), body).messageId }
      case '/api/file':
        return { messageId: sendFile(simulator, person, textField(body, 'chat'), body).messageId }
      case '/api/voice':
        return { messageId: sendVoice(simulator, person, textField(body, 'chat'), body).messageId }
      case '/api/tap':
        return seen(
          await simulator.tap(person, textField(body, 'message'), textField(body, 'element'), formValues(body.values)),
        )
      case '/api/choose': {
        const value = typeof body.value === 'boolean' ? body.value : textField(body, 'value')
        return seen(
          await feishu(simulator).choose(person, textField(body, 'message'), textField(body, 'element'), value),
        )
      }
      case '/api/recall':
        simulator.recall(person, textField(body, 'message'))
        return {}
      case '/api/enter':
        feishu(simulator).enterPrivateChat(person)
        return {}
      case '/api/bot':
        feishu(simulator).setBotIn(textField(body, 'chat'), person, body.in === true)
        return {}
      default:
        throw new PageError('没有这个接口')
    }
  }

  /** A picture or file of a message, also a picture on a card. */
  #attachment(query: URLSearchParams): NamedBytes {
    const simulator = this.#simulator(query.get('platform'))
    const found = simulator.attachment(query.get('message') ?? '', query.get('key') ?? '')
    if (!found) throw new PageError('没有这个文件')
    return found
  }

  /** A file that a branch keeps with an entry. */
  async #evidence(query: URLSearchParams): Promise<NamedBytes> {
    const book = this.#options.books?.[Number(query.get('book') ?? -1)]
    const found = await book?.evidence?.(query.get('id') ?? '')
    if (!found) throw new PageError('没有这份凭证')
    return found
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
async function readAction(request: IncomingMessage, path: string): Promise<JsonObject> {
  const { origin, host } = request.headers
  if (origin !== undefined && new URL(origin).host !== host) throw new PageError('请求来自别的网站')
  if (!request.headers['content-type']?.startsWith('application/json')) throw new PageError('请求不是 JSON')
  const most = path === '/api/picture' || path === '/api/file' ? mostUploadBody : maxBody
  const bytes = await readBody(request, most)
  if (!bytes) throw new PageError('内容太长，最多20MB')
  const body = parseJson(bytes.toString('utf8'))
  if (!isObject(body)) throw new PageError('请求不是 JSON')
  return body
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

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
