import type { BenchEngines } from './engines.js'

/** What every measurement gets. */
export interface BenchContext {
  readonly engines: BenchEngines
  /** Folder of the build that is measured. */
  readonly dist: string
  /** A smoke check: everything runs, no number means anything. */
  readonly quick: boolean
}
