import type { Block, Card } from '../src/core/card.js'
import { formatChinese } from '../src/core/civil-date.js'

/** One line of what became different of one person. */
export interface RosterChangeLine {
  readonly name: string
  readonly what: string
  readonly before?: string
  readonly after: string
}

export interface RosterChanged {
  readonly title: string
  readonly lines: readonly RosterChangeLine[]
  /** From which day. */
  readonly on: string
  /** Nobody said a day. */
  readonly dateInferred: boolean
  readonly note?: string
}

/** For the one who changed the roster, in private: before → after, and from when. */
export function rosterChangeCard({ title, lines, on, dateInferred, note }: RosterChanged): Card {
  const blocks: Block[] = [
    {
      type: 'fields',
      items: lines.map(({ name, what, before, after }) => ({
        label: `${name}｜${what}`,
        value: before === undefined ? after : `${before} → ${after}`,
      })),
    },
    { type: 'text', text: `自${formatChinese(on)}起${dateInferred ? '「默认」' : ''}。应到和提醒都按这一天算。` },
    ...(note === undefined ? [] : [{ type: 'text', text: note, style: 'muted' } as const]),
  ]
  return { title: `名册已改｜${title}`, tone: 'success', blocks }
}
