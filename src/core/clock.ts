/**
 * Civil time: what day it is for the branch (parsing, obligations, sweeps, cards). Demo and tests can move it; leases,
 * limits, signatures and timeouts use machine time instead (design.md §7).
 */
export interface Clock {
  /** Epoch ms of the civil now. */
  now(): number
}

/** Machine time, in one place so that a test can prove nothing else reads it. */
export const machineNow = (): number => Date.now()

/** The civil clock that simply is the machine's. */
export const systemClock: Clock = { now: machineNow }

/** A `Date` for a stored field, from epoch ms. */
export const toDate = (epochMs: number): Date => new Date(epochMs)
