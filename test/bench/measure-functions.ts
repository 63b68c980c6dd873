import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { signedPush } from '../helpers/feishu-push.js'
import type { BenchContext } from './context.js'
import { hostileTexts } from './hostile-texts.js'
import { messageEvent } from './load/push-requests.js'
import { SENTENCES, utteranceOf } from './sentences.js'
import { percentile } from './statistics.js'

const HOSTILE_KB = 100

export interface FunctionsResult {
  /** µs of one sentence. */
  readonly understand: { readonly p50: number; readonly p99: number; readonly calls: number }
  /** The slowest of the hostile texts. */
  readonly hostile: {
    readonly name: string
    readonly milliseconds: number
    readonly kilobytes: number
    readonly kinds: number
  }
  /** µs from raw bytes to `Inbound`: signature, decryption, reading. */
  readonly receive: { readonly p50: number; readonly p99: number; readonly calls: number }
}

/** The pure parts by themselves, in this process, from the build. To be called before anything else is measured here. */
export async function measureFunctions({
  dist,
  quick,
}: Pick<BenchContext, 'dist' | 'quick'>): Promise<FunctionsResult> {
  const load = (path: string): Promise<unknown> => import(pathToFileURL(join(dist, path)).href)
  const { understand } = (await load('src/language/understand.js')) as typeof import('../../src/language/understand.js')
  const { createReceive } = (await load(
    'src/platforms/feishu/receive.js',
  )) as typeof import('../../src/platforms/feishu/receive.js')
  const calls = quick ? 500 : 20_000

  const sentences = timed(calls, (index) => {
    understand(SENTENCES[index % SENTENCES.length] as (typeof SENTENCES)[number])
  })
  const kinds = Object.entries(hostileTexts(HOSTILE_KB * 1000))
  const [slowest] = kinds
    .map(([name, text]) => {
      const utterance = utteranceOf(`@台账助手 ${text}`)
      const since = performance.now()
      understand(utterance)
      return { name, milliseconds: performance.now() - since }
    })
    .sort((a, b) => b.milliseconds - a.milliseconds)

  const app = { appId: 'cli_a1b2c3d4e5f60718', encryptKey: 'encrypt key', verificationToken: 'token' }
  const receive = createReceive(app)
  const receivedAt = Date.now()
  const requests = Array.from({ length: Math.min(calls, 5000) }, () => ({
    ...signedPush(messageEvent(app, 'oc_benchmark', receivedAt), { encryptKey: app.encryptKey, at: receivedAt }),
    receivedAt,
  }))
  const received = timed(calls, (index) => {
    receive(requests[index % requests.length] as (typeof requests)[number])
  })
  const hostile = { name: '', milliseconds: 0, ...slowest, kilobytes: HOSTILE_KB, kinds: kinds.length }
  return { understand: sentences, hostile, receive: received }
}

/** µs a call; the first fifth only warms up. */
function timed(calls: number, act: (index: number) => void): { p50: number; p99: number; calls: number } {
  const micros: number[] = []
  for (let index = 0; index < calls; index += 1) {
    const since = performance.now()
    act(index)
    if (index >= calls / 5) micros.push((performance.now() - since) * 1000)
  }
  return { p50: percentile(micros, 0.5), p99: percentile(micros, 0.99), calls }
}
