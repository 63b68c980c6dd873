import type { Button, Card } from '../../src/core/card.js'

/** What a person can tap: its text and what the tap sends. */
export interface Tappable {
  readonly text: string
  readonly value: unknown
  readonly submits?: string
}

/** Every button of a rendered Feishu card, read back out of the payload in the order it is shown. */
export function decodeButtons(payload: unknown): Tappable[] {
  const found: Tappable[] = []
  walk(payload, undefined, found)
  return found
}

/** The same for the neutral card: what `decodeButtons` of its rendering must give. */
export function tappablesOf(card: Card): Tappable[] {
  const toTappable = (button: Button): Tappable => ({ text: button.text, value: button.action })
  const submits = card.blocks.flatMap((block) =>
    block.type === 'form' ? [{ ...toTappable(block.form.submit), submits: block.form.name }] : [],
  )
  return [...submits, ...(card.buttons ?? []).map(toTappable)]
}

function walk(node: unknown, form: string | undefined, found: Tappable[]): void {
  if (Array.isArray(node)) for (const item of node) walk(item, form, found)
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return
  const element = node as Record<string, unknown>
  if (element.tag === 'button') {
    const behaviors = element.behaviors as { type: string; value: unknown }[]
    const text = (element.text as { content: string }).content
    for (const behavior of behaviors) {
      if (behavior.type !== 'callback') continue
      const submits = element.form_action_type === 'submit' ? { submits: form ?? '' } : {}
      found.push({ text, value: behavior.value, ...submits })
    }
    return
  }
  const inner = element.tag === 'form' ? (element.name as string) : form
  for (const item of Object.values(element)) walk(item, inner, found)
}
