import { cpuMsOf, machineCpuMs } from '../process-usage.js'
import { percentile } from '../statistics.js'
import { Connection } from './connection.js'
import { type PushedApp, pushRequests } from './push-requests.js'

export interface LoadJob {
  readonly port: number
  readonly app: PushedApp
  readonly connections: number
  readonly warmUpMs: number
  readonly measureMs: number
  /** Different events made beforehand. */
  readonly events: number
  /** Groups they come from. */
  readonly chats: number
  /** Start again from the first event when all were sent: for servers that keep nothing. Else the run ends there. */
  readonly again: boolean
  /** So many a second, whether or not answers come; left out: each connection as fast as it can. */
  readonly perSecond?: number
  readonly serverPid: number
  readonly mongodPid: number
}

export interface LoadResult {
  readonly answered: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly worst: number
  readonly serverMicros: number
  readonly mongodMicros: number
  /** Cores that programs other than server, mongod and load generator used meanwhile. */
  readonly othersCores: number
  /** Answers other than 200, and connections that broke, by status. */
  readonly refused: Readonly<Record<string, number>>
}

interface Marks {
  readonly at: number
  readonly answered: number
  readonly server: number
  readonly mongod: number
  readonly others: number
}

/** Sends events and measures from the end of the warm-up. Latencies are of what was sent after it. */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const requests = pushRequests(job.app, job.events, job.chats)
  const connections = await Promise.all(Array.from({ length: job.connections }, () => Connection.open(job.port)))
  const refused: Record<string, number> = {}
  const latencies: number[] = []
  let answered = 0
  let sent = 0
  let measuring = false
  let stopping = false
  const nextRequest = (): Buffer | undefined => {
    if (stopping || (sent >= requests.length && !job.again)) return undefined
    return requests[sent++ % requests.length]
  }
  const note = (status: number, since: number, counts: boolean): void => {
    answered += 1
    if (status !== 200) refused[status] = (refused[status] ?? 0) + 1
    if (counts) latencies.push(performance.now() - since)
  }
  const mark = (): Marks => {
    const [server, mongod] = [cpuMsOf(job.serverPid), cpuMsOf(job.mongodPid)]
    const others = machineCpuMs() - server - mongod - cpuMsOf(process.pid)
    return { at: performance.now(), answered, server, mongod, others }
  }
  const pump = job.perSecond === undefined ? closedLoop : pacedAt(job.perSecond)
  const drained = pump({ connections, nextRequest, note, isMeasuring: () => measuring })

  await Promise.race([drained, pause(job.warmUpMs)])
  measuring = true
  const first = mark()
  await Promise.race([drained, pause(job.measureMs)])
  const last = mark()
  stopping = true
  await drained
  for (const connection of connections) connection.close()

  const count = last.answered - first.answered
  return {
    answered: count,
    perSecond: count / ((last.at - first.at) / 1000),
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    worst: percentile(latencies, 1),
    serverMicros: ((last.server - first.server) * 1000) / count,
    mongodMicros: ((last.mongod - first.mongod) * 1000) / count,
    othersCores: (last.others - first.others) / (last.at - first.at),
    refused,
  }
}

interface Pump {
  readonly connections: readonly Connection[]
  /** Undefined: no more. */
  readonly nextRequest: () => Buffer | undefined
  readonly note: (status: number, since: number, counts: boolean) => void
  readonly isMeasuring: () => boolean
}

/** Each connection sends its next request when it has the answer to the one before. */
function closedLoop({ connections, nextRequest, note, isMeasuring }: Pump): Promise<unknown> {
  const drive = (connection: Connection): Promise<void> =>
    new Promise((resolve) => {
      const next = (): void => {
        const request = nextRequest()
        if (!request) {
          resolve()
          return
        }
        const since = performance.now()
        const counts = isMeasuring()
        connection.send(request, (status) => {
          note(status, since, counts)
          if (status === 0) resolve()
          else next()
        })
      }
      next()
    })
  return Promise.all(connections.map(drive))
}

/** Requests fall due by the clock; one that finds no free connection waits, and its wait counts. */
function pacedAt(perSecond: number) {
  return ({ connections, nextRequest, note, isMeasuring }: Pump): Promise<void> =>
    new Promise((resolve) => {
      const free = [...connections]
      const due: { request: Buffer; since: number; counts: boolean }[] = []
      const started = performance.now()
      let made = 0
      let onTheirWay = 0
      const sendDue = (): void => {
        while (due.length > 0 && free.length > 0) {
          // In turn: one that is left aside for seconds is closed by the server.
          const connection = free.shift() as Connection
          const { request, since, counts } = due.shift() as (typeof due)[number]
          onTheirWay += 1
          connection.send(request, (status) => {
            onTheirWay -= 1
            note(status, since, counts)
            if (status !== 0) free.push(connection)
            sendDue()
          })
        }
      }
      const tick = setInterval(() => {
        const since = performance.now()
        for (const target = ((since - started) * perSecond) / 1000; made < target; made += 1) {
          const request = nextRequest()
          if (request) due.push({ request, since, counts: isMeasuring() })
          else if (due.length === 0 && onTheirWay === 0) {
            clearInterval(tick)
            return resolve()
          } else break
        }
        sendDue()
      }, 1)
    })
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
