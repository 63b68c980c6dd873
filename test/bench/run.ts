import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { killChildren } from './children.js'
import type { BenchContext } from './context.js'
import { startEngines } from './engines.js'
import { pinMyself } from './machine.js'
import { measureStore } from './measure-store.js'

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, dist: { type: 'string' }, only: { type: 'string' } } })
pinMyself()
const engines = await startEngines()
process.on('exit', killChildren)
const context: BenchContext = { engines, dist: resolve(values.dist ?? 'dist'), quick: values.quick ?? false }
try {
  console.log(JSON.stringify(await measureStore(context), (_k, v) => (typeof v === 'number' ? Math.round(v * 100) / 100 : v), 1))
} finally {
  await engines.stop()
}
