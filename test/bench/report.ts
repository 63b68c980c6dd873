import { machineNow, toDate } from '../../src/core/clock.js'
import type { BenchEngines } from './engines.js'
import { CAN_PIN, describeMachine } from './machine.js'
import type { FunctionsResult } from './measure-functions.js'
import type { MemoryResult } from './measure-memory.js'
import type { RepliesResult } from './measure-replies.js'
import { GOAL, type StoreResult } from './measure-store.js'
import { median } from './statistics.js'

export interface BenchResults {
  readonly store: StoreResult
  readonly replies: RepliesResult
  readonly memory: MemoryResult
  readonly functions: FunctionsResult
}

/** The tables, for the terminal and for docs/benchmarks.md alike. */
export function tablesOf({ store, replies, memory, functions }: BenchResults): string {
  const { paced } = store
  return [
    '## Store and acknowledge, one core\n',
    table(
      ['variant', 'requests/s', '× adaptExpress', 'server CPU µs', 'mongod CPU µs', 'p50 ms', 'p99 ms', 'not 200'],
      store.rows.map((row) => [
        row.label,
        Math.round(row.perSecond),
        spread(row.toSdk),
        Math.round(row.serverMicros),
        Math.round(row.mongodMicros),
        row.p50.toFixed(1),
        row.p99.toFixed(1),
        row.refused,
      ]),
    ),
    `\nGoal: our route ≥ ${GOAL} × adaptExpress. Measured ${store.ratio.toFixed(2)}: ${store.ratio >= GOAL ? 'met' : 'missed'}. By CPU a request: ${cpuRatio(store).toFixed(2)}. Other programs used up to ${store.othersCores.toFixed(2)} cores meanwhile.\n`,
    '## Latencies\n',
    table(
      ['what', 'rate', 'p50 ms', 'p99 ms', 'beside it'],
      [
        [
          'our route, stored and acknowledged',
          `${paced.rate}/s for ${paced.seconds} s`,
          paced.p50.toFixed(1),
          paced.p99.toFixed(1),
          `worst ${paced.worst.toFixed(0)} ms, not 200: ${paced.refused}`,
        ],
        [
          'message in → receipt out, whole bot, limiter on',
          `${replies.perSecond}/s over ${replies.groups} groups for ${replies.seconds} s`,
          replies.p50.toFixed(0),
          replies.p99.toFixed(0),
          `${replies.messages} messages, ${replies.refused} refused (429, 230020), ${replies.lost} lost, ${replies.duplicates} twice`,
        ],
      ],
    ),
    '\n## Idle memory\n',
    table(
      ['process', 'RSS MB'],
      [
        ...memory.roles.map(({ role, megabytes }) => [`ROLE=${role}`, Math.round(megabytes)]),
        ['mongod, after the runs above', Math.round(memory.mongod)],
        ['redis-server, after the runs above', Math.round(memory.redis)],
      ],
    ),
    '\n## Single functions\n',
    table(
      ['function', 'p50', 'p99'],
      [
        [
          '`understand`, one sentence',
          `${functions.understand.p50.toFixed(0)} µs`,
          `${functions.understand.p99.toFixed(0)} µs`,
        ],
        [
          `\`understand\`, a hostile text of ${functions.hostile.kilobytes} KB, the slowest of ${functions.hostile.kinds} kinds (${functions.hostile.name})`,
          `${functions.hostile.milliseconds.toFixed(1)} ms`,
          'once',
        ],
        [
          'Feishu `receive`, one event of 1.2 KB',
          `${functions.receive.p50.toFixed(0)} µs`,
          `${functions.receive.p99.toFixed(0)} µs`,
        ],
      ],
    ),
  ].join('\n')
}

/** How much less CPU our route needs than the SDK: steadier than requests/s where others use the machine. */
const cpuRatio = ({ rows }: StoreResult): number => (rows[1]?.serverMicros ?? 0) / (rows[2]?.serverMicros ?? 1)

/** The median and, in brackets, the lowest and the highest round. */
const spread = (ratios: readonly number[]): string =>
  `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

/** docs/benchmarks.md as a whole: it is written by the run, never by hand. */
export function documentOf(results: BenchResults, engines: BenchEngines, load: string): string {
  const { store } = results
  const pinned = CAN_PIN
    ? 'The server under test is alone on core 0 (`taskset`); load generator, mongod, redis-server and the simulated platform share core 1.'
    : 'This machine has no `taskset` or a single core: nothing was pinned, so the ratios are rough.'
  return `# Benchmarks

Written by \`npm run bench\` (test/bench); a run takes about three minutes and replaces this file. \`npm run bench -- --quick\` only checks that everything runs.

- Day of the run: ${toDate(machineNow()).toISOString().slice(0, 10)}
- Machine: ${describeMachine()} (${load})
- Versions: Node ${process.versions.node}, ${engines.versions}

${tablesOf(results)}

## How it is measured

- ${pinned} Everything is on 127.0.0.1, in one run.
- Store and acknowledge: 64 kept-alive connections, each sending its next event when it has its answer; the variants take turns in each of ${store.rounds} rounds, ${store.measureMs / 1000} s each after a warm-up; the ${store.kept} rounds in which other programs used the machine least are kept. Medians are shown; the ratio is taken within each round. Every event is different, signed and encrypted beforehand like Feishu's (1.2 KB before encryption), from 500 groups; our variants never see one twice.
- What each variant does: \`node:http\` reads the body and answers \`{}\`. \`adaptExpress\` is the vendor's, behind \`express.json()\` with \`autoChallenge\`; it checks the signature, but no freshness and no token, and stores nothing. Our route does what production does: signature over the raw bytes, freshness, decryption, token, reading, sealing, and a group commit that mongod has confirmed with majority and journal. The whole \`ROLE=web\` process adds metrics and the wake-up of a worker through Redis.
- CPU µs are user and system time of all threads of the process (\`/proc/PID/stat\`) by requests answered.
- The steady rate: events fall due by the clock, whether or not answers come, and a wait for a free connection counts.
- Message in → receipt out: the simulated Feishu pushes a sentence and notes when the receipt arrives at it, with its rate limits on; \`ROLE=all\` from the build. A receipt is told apart by its entry's number.
- Memory: resident, after garbage was collected until it no longer fell.

## How to read it

- **Trust ratios and CPU µs, not requests/s**: compare rows of one run only. Where other programs use the machine, requests/s fall, and those of the variants that need mongod fall most: it shares its core with whatever else runs. The line below the table says how much that was; from about 0.3 cores on, look at CPU µs alone.
- The route is an ordinary Express route. Most of what Express costs is one line in it: it changes the prototypes of each request and response, which makes every later access to them slow. \`src/http/server.ts\` gives the server classes that already have these prototypes.
- p99 at full load is a queue of 64 connections, not what a person waits; the steady rates are.
- A disk that takes 2–10 ms to sync (a virtual one here takes far less) adds that to every latency, and makes batches larger, not the rate lower.
`
}
