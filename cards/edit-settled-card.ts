import type { Card } from '../src/core/card.js'

/** How a form that changes an entry ended. */
export interface SettledEdit {
  readonly outcome: 'changed' | 'same' | 'dropped'
  /** 2026-学-014 集中学习 · 党章. */
  readonly name: string
  /** 时长 2小时→3小时, each. */
  readonly changes?: readonly string[]
}

const TEXTS = { same: '没有改动，记录保持原样。', dropped: '记录保持原样。' } as const

/** What the form becomes once it can't be sent any more. Private, as the form was. */
export function editSettledCard({ outcome, name, changes = [] }: SettledEdit): Card {
  return outcome === 'changed'
    ? { title: `已改｜${name}`, tone: 'success', blocks: changes.map((text) => ({ type: 'text', text })) }
    : { title: `没有改｜${name}`, tone: 'neutral', blocks: [{ type: 'text', text: TEXTS[outcome] }] }
}
