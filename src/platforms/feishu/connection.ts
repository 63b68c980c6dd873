import { LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk'
import { createBackOff } from '../../core/back-off.js'
import type { Logger } from '../../core/logger.js'
import type { ConnectionState, Door, LongConnection } from '../../core/platform.js'
import { createConnectionEndpoint } from './connection-endpoint.js'
import { createConnectionEvents } from './connection-events.js'
import { createSdkLogger } from './sdk-logger.js'

export interface ConnectionConfig {
  readonly appId: string
  readonly appSecret: string
  /** Base address without a slash at its end. */
  readonly domain: string
}

/** Everything in ms, except where it says seconds; the defaults are right for the real platform. */
export interface ConnectionOptions {
  /** Seconds after a ping without any frame until the socket counts as dead. */
  readonly pingTimeout?: number
  /** How long storing may take: the platform waits 3 s for the acknowledgement. */
  readonly doorMs?: number
  readonly handshakeMs?: number
  /** A connection that lived this long was a good one: losing it starts no back-off. */
  readonly stableMs?: number
  /** Multiplies every back-off. */
  readonly backOffScale?: number
}

/** The SDK's own default for the endpoint. */
const ENDPOINT_TIMEOUT_MS = 15_000
/** After a failure in passing, between two openings. */
const RETRY = { firstMs: 1000, maxMs: 60_000 }
/** After an answer that only an operator can change. */
const RESTART = { firstMs: 5000, maxMs: 300_000 }

/**
 * The long connection of one Feishu app, on the SDK's unmodified client, kept for as long as it is not closed: the SDK
 * reconnects a lost socket, and where it gives up for good (a wrong secret, too many connections) a fresh client is
 * started after 5 s … 5 min. Any number of processes may have one (50 at most per app): each event goes to one of them.
 *
 * An event is acknowledged only after the door took it. Nothing of an event and no secret is logged.
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case
 */
export function openConnection(
  config: ConnectionConfig,
  door: Door,
  logger: Logger,
  options: ConnectionOptions = {},
): LongConnection {
  const { pingTimeout = 10, doorMs = 2800, handshakeMs = 10_000, stableMs = 30_000, backOffScale = 1 } = options
  const scaled = ({ firstMs, maxMs }: typeof RETRY) =>
    createBackOff({ firstMs: firstMs * backOffScale, maxMs: maxMs * backOffScale })
  const restarts = scaled(RESTART)
  const stopping = new AbortController()
  const endpoint = createConnectionEndpoint(ENDPOINT_TIMEOUT_MS, scaled(RETRY), stopping.signal, logger)
  const events = createConnectionEvents(config.appId, door, doorMs, logger)

  let client: WSClient | undefined
  let hasFailed = false
  let restartTimer: NodeJS.Timeout | undefined
  let stableTimer: NodeJS.Timeout | undefined
  let closed: Promise<void> | undefined

  const connected = (): void => {
    hasFailed = false
    logger.info({ platform: 'feishu' }, 'long connection is up')
    clearTimeout(stableTimer)
    stableTimer = setTimeout(() => {
      restarts.reset()
      endpoint.proven()
    }, stableMs)
  }

  const lost = (): void => {
    clearTimeout(stableTimer)
    logger.warn({ platform: 'feishu' }, 'long connection was lost; reconnecting')
  }

  const failed = (error: Error): void => {
    clearTimeout(stableTimer)
    // The text after the code is the platform's: it is not logged.
    const code = Number(/code=(\d{1,12})/.exec(error.message)?.[1] ?? Number.NaN)
    hasFailed = true
    client?.close({ force: true })
    client = undefined
    if (closed) return
    const waitMs = restarts.nextMs()
    logger.error(
      { platform: 'feishu', code: Number.isNaN(code) ? undefined : code, retryInMs: Math.round(waitMs) },
      `Feishu refuses the long connection: ${adviceFor(code)}`,
    )
    restartTimer = setTimeout(() => {
      endpoint.waited()
      start()
    }, waitMs)
  }

  const start = (): void => {
    client = new WSClient({
      appId: config.appId,
      appSecret: config.appSecret,
      domain: config.domain,
      httpInstance: endpoint.http,
      logger: createSdkLogger(logger),
      loggerLevel: LoggerLevel.warn,
      handshakeTimeoutMs: handshakeMs,
      // Without it a half-open socket stays "connected" for ever.
      wsConfig: { pingTimeout },
      onReady: connected,
      onReconnected: connected,
      onReconnecting: lost,
      onError: failed,
    })
    void client.start({ eventDispatcher: events.dispatcher })
  }

  const close = async (): Promise<void> => {
    clearTimeout(restartTimer)
    clearTimeout(stableTimer)
    const finished = await events.finish()
    // The SDK sends an acknowledgement in the turns that follow its handler's end.
    await new Promise((resolve) => setImmediate(resolve))
    // A socket that is cut while the platform still sends takes what was just written with it, so it is cut only when
    // nothing was: a polite close of a dead one would linger for 30 s.
    client?.close({ force: finished === 0 })
    stopping.abort()
  }

  const state = (): ConnectionState => {
    if (closed) return 'closed'
    if (client?.getConnectionStatus().state === 'connected') return 'connected'
    return hasFailed ? 'failed' : 'connecting'
  }

  start()
  return {
    state,
    close() {
      closed ??= close()
      return closed
    },
  }
}

/**
 * What an operator can do about a code of the endpoint; a code that is not known is named in the log line.
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case
 */
function adviceFor(code: number): string {
  switch (code) {
    case 514:
      return 'check FEISHU_APP_ID and FEISHU_APP_SECRET (console → 凭证与基础信息)'
    case 403:
      return 'the app may not use it: it must be a self-built app, enabled and published (console → 版本管理与发布)'
    case 1000040345:
    case 1000040350:
      return 'the app has too many connections (50 at most): stop other programs that run with the same FEISHU_APP_ID'
    case 1000040351:
      return 'the app belongs to the other domain: FEISHU_DOMAIN is https://open.feishu.cn or, for Lark, https://open.larksuite.com'
    case 1:
      return 'the platform is busy; nothing to do unless it stays so'
    default:
      return 'see the code; check the app in the console (开发者后台 → 事件与回调 → 订阅方式: 使用长连接接收事件)'
  }
}
