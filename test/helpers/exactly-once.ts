import { expect } from 'vitest'
import type { FeishuSimulator, Said } from '../../src/simulator/feishu/index.js'
import type { Admin, SampleBranch } from './bot.js'
import { waitFor } from './wait-for.js'

/** The `index`-th of many sentences that each become one entry, told apart by their topic. */
export const trainingSentence = (index: number): string =>
  `@台账助手 昨天下午学了2小时 二十届四中全会精神第${index}讲 全员参加`

/** Numbers (2026-学-014) on the receipts that a chat shows, one per receipt, doubles kept. */
export function receiptNumbers(simulator: FeishuSimulator, chatId: string): string[] {
  return simulator
    .replies(chatId)
    .filter(({ text }) => text.includes('已记｜') || text.includes('已撤销｜'))
    .map(({ text }) => /\d{4}-[一-龥]+-\d{3,}/.exec(text)?.[0] ?? `no number in: ${text}`)
    .sort()
}

/** Several branches with a group each, to have several chats at work at once. */
export interface Place {
  readonly simulator: FeishuSimulator
  readonly admin: Admin
  readonly branches: readonly SampleBranch[]
}

/**
 * Waits until `count` entries and receipts of every branch are there, then holds them against each other: each entry
 * has one receipt and each receipt its own entry, so nothing was lost and nothing happened twice.
 */
export async function expectExactlyOnce(place: Place, count: number, ms = 60_000): Promise<void> {
  const { simulator, admin, branches } = place
  for (const branch of branches) {
    const seen = async () => ({
      entries: (await admin.entries(branch.id)).map(({ number }) => number).sort(),
      receipts: receiptNumbers(simulator, branch.chatId),
    })
    await waitFor(
      async () => {
        const { entries, receipts } = await seen()
        return entries.length >= count && receipts.length >= count
      },
      `${count} entries with receipts in ${branch.chatId}`,
      ms,
    ).catch(async (error: Error) => {
      const { entries, receipts } = await seen()
      throw new Error(`${error.message}; there are ${entries.length} entries and ${receipts.length} receipts`)
    })
    const { entries, receipts } = await seen()
    expect(new Set(entries).size).toBe(count)
    expect(entries).toHaveLength(count)
    expect(receipts).toEqual(entries)
  }
}

/** Says `count` sentences in every branch's group; different people, one after the other. */
export function sayMany({ simulator, branches }: Place, count: number, from = 1): Said[] {
  const said: Said[] = []
  for (let index = from; index < from + count; index += 1) {
    for (const { person, chatId } of branches) {
      const speakers = Object.values(person)
      const speaker = speakers[index % speakers.length] as string
      said.push(simulator.say(speaker, chatId, trainingSentence(index)))
    }
  }
  return said
}
