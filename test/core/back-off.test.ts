import { describe, expect, it } from 'vitest'
import { createBackOff } from '../../src/core/back-off.js'

describe('back-off', () => {
  const waits = (random: () => number, count = 9): number[] => {
    const backOff = createBackOff({ firstMs: 1000, maxMs: 60_000, random })
    return Array.from({ length: count }, () => backOff.nextMs())
  }

  it('doubles, with a random half, and stays between its bounds', () => {
    expect(waits(() => 0)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000])
    expect(waits(() => 1)).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000])
  })

  it('lets at most seven tries happen in a minute, at its luckiest', () => {
    let at = 0
    const tries = [0, ...waits(() => 0).map((wait) => (at += wait))]
    expect(tries.filter((time) => time <= 61_000)).toHaveLength(7)
  })

  it('begins anew after a reset', () => {
    const backOff = createBackOff({ firstMs: 5, maxMs: 100, random: () => 0 })
    expect([backOff.nextMs(), backOff.nextMs()]).toEqual([5, 10])
    backOff.reset()
    expect(backOff.nextMs()).toBe(5)
  })
})
