import { expect } from 'vitest'
import type { MemberName, PlayBot } from './bot.js'
import { type Heard, sayInGroup, sayInPrivate } from './exchange.js'

/** One sentence that records something, from what is said to its 撤销. */
export interface KindStory {
  readonly by: MemberName
  /** Where it is typed; its receipt comes there. */
  readonly where: 'group' | 'private'
  readonly say: string
  /** What its receipt says, and in the group everything that is said there. */
  readonly receipt: readonly RegExp[]
  /** What the operator reads of it. */
  readonly entry: Readonly<Record<string, unknown>>
}

/**
 * Says it, reads the receipt, finds the entry in the admin JSON, takes it back by 撤销, and finds it voided. Returns what
 * was heard when it was said.
 */
export async function playKind(bot: PlayBot, { by, where, say, receipt, entry }: KindStory): Promise<Heard> {
  const speak = where === 'group' ? sayInGroup : sayInPrivate
  const saidIn = (heard: Heard): string => (where === 'group' ? heard.group : heard.to(by))
  const heard = await speak(bot, by, say)
  for (const line of receipt) expect(saidIn(heard), say).toMatch(line)
  if (where === 'private') expect(heard.group).toBe('')
  const recorded = (await bot.admin.entries(bot.branch.id))
    .filter(({ voided }) => !voided)
    .toSorted((a, b) => a.enteredAt.localeCompare(b.enteredAt))
    .at(-1)
  expect(recorded, say).toMatchObject({ author: by, voided: false, ...entry })
  const undone = await speak(bot, by, '撤销')
  expect(saidIn(undone)).toContain('已撤销')
  const after = (await bot.admin.entries(bot.branch.id)).find(({ id }) => id === recorded?.id)
  expect(after).toMatchObject({ number: recorded?.number, voided: true })
  return heard
}
