import { setTimeout as delay } from 'node:timers/promises'
import { createBackOff } from '../../core/back-off.js'
import { machineNow } from '../../core/clock.js'
import type { ConnectionState, Lease, LongConnection } from '../../core/platform.js'
import { ackFrame, type Push, readFrame } from './stream-frames.js'
import { OpenFailure, openStream, type StreamCredentials } from './stream-open.js'
import { type PushDeps, takePush } from './stream-pushes.js'
import { openSocket, type SocketTimes, type StreamSocket } from './stream-socket.js'

export interface ConnectionConfig extends StreamCredentials {
  /** For asking the gateway for a way in. */
  readonly timeoutMs?: number
}

export interface ConnectionDeps extends PushDeps {
  readonly lease: Lease
}

/** In ms; the defaults are right for the real platform. */
export interface ConnectionOptions extends Partial<SocketTimes> {
  /** How long a socket that was told to go may stay after its successor is there: the gateway closes it after 10 s. */
  readonly retireMs?: number
  /** How long closing waits for pushes under way. */
  readonly closeMs?: number
  /** Multiplies every back-off. */
  readonly backOffScale?: number
}

const DEFAULT_TIMEOUT_MS = 7000
const RETRY = { firstMs: 1000, maxMs: 60_000 }
/** After an answer that only an operator can change. */
const REFUSED_RETRY_MS = 300_000

/**
 * The Stream connection of one DingTalk app, a client of our own on `ws`: the vendor's reconnects in doubling swarms,
 * never notices a half-open socket and always asks for every event of the organisation (facts/dingtalk.md §1.2).
 *
 * One process of all has it, the one with the lease: DingTalk pushes to one connection at random. It is kept for as long
 * as the lease: a lost socket is followed by a new one after 1 s … 60 s; one that is told to go is replaced first and
 * closed afterwards. So a gateway that flaps is asked at most seven times a minute. A push is acknowledged only after the
 * door took it. Nothing of a push and no secret is logged.
 * https://opensource.dingtalk.com/developerpedia/docs/learn/stream/protocol
 */
export function openConnection(
  config: ConnectionConfig,
  deps: ConnectionDeps,
  options: ConnectionOptions = {},
): LongConnection {
  const { handshakeMs = 10_000, pingEveryMs = 15_000, stableMs = 30_000 } = options
  const { retireMs = 10_000, closeMs = 3000, backOffScale = 1 } = options
  const { logger } = deps
  const backOff = createBackOff({ firstMs: RETRY.firstMs * backOffScale, maxMs: RETRY.maxMs * backOffScale })
  const sockets = new Set<StreamSocket>()
  const underWay = new Set<Promise<void>>()
  /** Ends the keeping of a connection; undefined while another process has the lease. */
  let keeping: AbortController | undefined
  let hasFailed = false
  let closed: Promise<void> | undefined

  const answer = async (socket: StreamSocket, push: Push): Promise<void> => {
    const ack = await takePush(push, machineNow(), deps)
    if (ack) socket.send(ackFrame(push.messageId, ack.code, JSON.stringify(ack.data)))
  }

  const onFrame = (socket: StreamSocket, text: string): void => {
    const frame = readFrame(text)
    if (frame === undefined) logger.debug({ platform: 'dingtalk' }, 'a frame of the gateway could not be read')
    else if (frame.kind === 'ping') socket.send(ackFrame(frame.messageId, 200, frame.data))
    else if (frame.kind === 'disconnect') socket.tellToGo()
    // What comes while closing is not acknowledged: it comes again, to whoever is there then.
    else if (frame.kind === 'push' && !closed) {
      const work = answer(socket, frame).finally(() => underWay.delete(work))
      underWay.add(work)
    }
  }

  const open = async (stopped: AbortSignal): Promise<StreamSocket> => {
    const url = await openStream(config, config.timeoutMs ?? DEFAULT_TIMEOUT_MS, stopped)
    const socket = await openSocket(url, { handshakeMs, pingEveryMs, stableMs }, stopped, onFrame)
    sockets.add(socket)
    void socket.closed.then(() => sockets.delete(socket))
    if (stopped.aborted) void socket.close()
    stopped.throwIfAborted()
    return socket
  }

  /** One connection after the other until `stopped`; never rejects. */
  const keepConnected = async (stopped: AbortSignal): Promise<void> => {
    let waitMs = 0
    let former: StreamSocket | undefined
    while (await hasWaited(waitMs, stopped)) {
      // At most two at a time: the one that was told to go and its successor.
      for (const socket of sockets) if (socket !== former) void socket.close()
      try {
        const socket = await open(stopped)
        hasFailed = false
        logger.info({ platform: 'dingtalk' }, 'Stream connection is up')
        if (former) retire(former, retireMs)
        former = socket
        const how = await socket.over
        if (stopped.aborted) return
        waitMs = waitAfter(socket, how)
      } catch (error) {
        if (stopped.aborted) return
        waitMs = waitAfterFailure(error)
      }
    }
  }

  const waitAfter = (socket: StreamSocket, how: 'told' | 'closed'): number => {
    logger.info({ platform: 'dingtalk', how }, 'Stream connection is over; opening another')
    if (!socket.isStable()) return backOff.nextMs()
    backOff.reset()
    // Nothing comes any more over one that was told to go, and the gateway expects its successor at once.
    return how === 'told' ? 0 : backOff.nextMs()
  }

  const waitAfterFailure = (error: unknown): number => {
    const failure = error instanceof OpenFailure ? error : undefined
    const waitMs = failure?.refused ? REFUSED_RETRY_MS * backOffScale : backOff.nextMs()
    const fields = {
      platform: 'dingtalk',
      status: failure?.status,
      code: failure?.code,
      retryInMs: Math.round(waitMs),
    }
    if (failure?.refused) {
      hasFailed = true
      logger.error(fields, `DingTalk refuses the Stream connection: ${adviceFor(failure.status)}`)
    } else logger.warn(fields, 'the Stream connection could not be opened; it is tried again')
    return waitMs
  }

  const closeSockets = async (): Promise<void> => {
    await Promise.all([...sockets].map((socket) => socket.close()))
  }

  const claim = deps.lease.hold({
    held() {
      if (closed) return
      keeping?.abort()
      keeping = new AbortController()
      void keepConnected(keeping.signal)
    },
    lost() {
      logger.info({ platform: 'dingtalk' }, 'another process has the Stream connection; standing by')
      keeping?.abort()
      keeping = undefined
      void closeSockets()
    },
  })

  const close = async (): Promise<void> => {
    keeping?.abort()
    await atMost(closeMs, Promise.all(underWay))
    await closeSockets()
    // Last, so that the next process finds nobody else on the line.
    await claim.release()
  }

  const state = (): ConnectionState => {
    if (closed) return 'closed'
    if (!keeping) return 'standby'
    if ([...sockets].some((socket) => socket.isUsable())) return 'connected'
    return hasFailed ? 'failed' : 'connecting'
  }

  return {
    state,
    close() {
      closed ??= close()
      return closed
    },
  }
}

/** Its acknowledgements under way still go out; usually the gateway closes it before the time is up. */
function retire(socket: StreamSocket, ms: number): void {
  const timer = setTimeout(() => void socket.close(), ms)
  void socket.closed.then(() => clearTimeout(timer))
}

/** False: stopped before the time was up. */
async function hasWaited(ms: number, stopped: AbortSignal): Promise<boolean> {
  if (ms > 0) await delay(ms, undefined, { signal: stopped }).catch(() => {})
  return !stopped.aborted
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController()
  await Promise.race([work, hasWaited(ms, over.signal)])
  over.abort()
}

function adviceFor(status: number | undefined): string {
  if (status === 404) return 'check DINGTALK_API_BASE'
  if (status === 403)
    return 'see the code; the app must be a published internal app whose robot takes messages by Stream (console → 应用能力 → 机器人), without an IP list that leaves this machine out'
  return 'check DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET (console → 凭证与基础信息)'
}
