import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { killChildren } from './children.js'
import type { BenchContext } from './context.js'
import { startEngines } from './engines.js'
import { loadNow, pinMyself } from './machine.js'
import { measureFunctions } from './measure-functions.js'
import { measureMemory } from './measure-memory.js'
import { measureReplies } from './measure-replies.js'
import { measureStore } from './measure-store.js'
import { documentOf, tablesOf } from './report.js'

// npm run bench [-- --quick] [-- --dist <another build, to compare with>]. Prints tables; a whole run of `dist` also
// writes docs/benchmarks.md. A missed goal is printed, never an exit code.

/** A run that hangs is ended: nothing of it may be left on a machine that others use. */
const LONGEST_MS = 240_000
const DOCUMENT = 'docs/benchmarks.md'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, dist: { type: 'string' } } })
const load = loadNow()
const say = (line: string): void => console.error(line)

const dist = resolve(values.dist ?? 'dist')
const { quick } = values
// In a fresh process with both cores, before anything else runs: what the loads leave in the heap is not the functions'.
say('1/4 single functions')
const functions = await measureFunctions({ dist, quick })

pinMyself()
const engines = await startEngines()
process.once('exit', killChildren)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(1))
const deadline = setTimeout(() => {
  say('the benchmark took too long and is ended')
  void end(1)
}, LONGEST_MS)

/** The engines stop with their folder; children with us. */
async function end(code: number): Promise<never> {
  clearTimeout(deadline)
  killChildren()
  await engines.stop()
  process.exit(code)
}

try {
  const context: BenchContext = { engines, dist, quick }
  say('2/4 store and acknowledge')
  const store = await measureStore(context)
  say('3/4 message in, receipt out')
  const replies = await measureReplies(context)
  say('4/4 idle memory')
  const memory = await measureMemory(context)
  const results = { store, replies, memory, functions }
  console.log(tablesOf(results))
  if (!values.quick && !values.dist) {
    mkdirSync('docs', { recursive: true })
    writeFileSync(DOCUMENT, documentOf(results, engines, load))
    say(`written to ${DOCUMENT}`)
  }
} catch (error) {
  console.error(error)
  await end(1)
}
await end(0)
