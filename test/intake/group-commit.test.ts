import { describe, expect, it } from 'vitest'
import { createGroupCommit, NotStoredError, type Stored } from '../../src/intake/group-commit.js'

/** A write that the test answers by hand, so that nothing depends on time. */
function heldWrites() {
  const batches: { items: readonly number[]; answer: (verdicts: (Stored | Error)[]) => void }[] = []
  const write = (items: readonly number[]): Promise<(Stored | Error)[]> =>
    new Promise((answer) => batches.push({ items, answer }))
  return { batches, write }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('group commit', () => {
  it('writes a single item at once, without waiting for others', async () => {
    const { batches, write } = heldWrites()
    const stored = createGroupCommit({ write }).put(1)
    await turn()
    expect(batches.map((batch) => batch.items)).toEqual([[1]])
    batches[0]?.answer(['stored'])
    await expect(stored).resolves.toBe('stored')
  })

  it('writes together what waits together, in order, at most so many', async () => {
    const { batches, write } = heldWrites()
    const commit = createGroupCommit({ write, maxBatch: 3, maxInFlight: 1 })
    const all = [1, 2, 3, 4, 5].map((item) => commit.put(item))
    await turn()
    expect(batches.map((batch) => batch.items)).toEqual([[1, 2, 3]])
    batches[0]?.answer(['stored', 'duplicate', 'stored'])
    await turn()
    await turn()
    expect(batches[1]?.items).toEqual([4, 5])
    batches[1]?.answer(['stored', 'stored'])
    await expect(Promise.all(all)).resolves.toEqual(['stored', 'duplicate', 'stored', 'stored', 'stored'])
  })

  it('judges each item by its own verdict', async () => {
    const commit = createGroupCommit<number>({
      write: async (items) => items.map((item) => (item === 2 ? new Error('disk full') : 'stored')),
    })
    const results = await Promise.allSettled([1, 2, 3].map((item) => commit.put(item)))
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((results[1] as PromiseRejectedResult).reason).toBeInstanceOf(NotStoredError)
  })

  it('gives up a batch that gets no answer, and its slot', async () => {
    const { batches, write } = heldWrites()
    const commit = createGroupCommit({ write, maxInFlight: 1, timeoutMs: 20 })
    const stuck = commit.put(1)
    await turn()
    const next = commit.put(2)
    await expect(stuck).rejects.toBeInstanceOf(NotStoredError)
    await turn()
    await turn()
    expect(batches[1]?.items).toEqual([2])
    batches[1]?.answer(['stored'])
    await expect(next).resolves.toBe('stored')
    // The answer that comes after all changes nothing.
    batches[0]?.answer(['stored'])
  })

  it('says so when what it gave up is stored after all, and only then', async () => {
    const { batches, write } = heldWrites()
    const commit = createGroupCommit({ write, timeoutMs: 20 })
    const late: number[] = []
    const givenUp = [1, 2, 3].map((item) => commit.put(item, () => late.push(item)))
    await Promise.allSettled(givenUp)
    batches[0]?.answer(['stored', 'duplicate', new Error('disk full')])
    await turn()
    const inTime = commit.put(4, () => late.push(4))
    await turn()
    batches[1]?.answer(['stored'])
    await inTime
    expect(late).toEqual([1])
  })

  it('refuses at once what would wait behind too many', async () => {
    const { write } = heldWrites()
    const commit = createGroupCommit({ write, maxInFlight: 1, maxWaiting: 2, timeoutMs: 20 })
    const waiting = [commit.put(1), commit.put(2)]
    await expect(commit.put(3)).rejects.toThrow('2 messages are waiting')
    await Promise.allSettled(waiting)
  })

  it('treats a write that throws, or forgets an item, as not stored', async () => {
    const throwing = createGroupCommit<number>({ write: () => Promise.reject(new Error('gone')) })
    await expect(throwing.put(1)).rejects.toBeInstanceOf(NotStoredError)
    const forgetting = createGroupCommit<number>({ write: async () => [] })
    await expect(forgetting.put(1)).rejects.toBeInstanceOf(NotStoredError)
  })
})
