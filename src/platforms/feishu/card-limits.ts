import { PlatformError } from '../../core/errors.js'
import type { Json } from '../../core/platform.js'
import type { FeishuCard } from './elements.js'

/**
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-structure and the component pages beside it. Tables: the
 * official limit is 5, but cards with more than 3 were seen refused in the field.
 */
export const CARD_LIMITS = {
  bytes: 30_000,
  elements: 200,
  tables: 3,
  tableColumns: 50,
  tablePageRows: 10,
  charts: 5,
  buttonTextChars: 100,
  inputChars: 1000,
} as const

/** A card Feishu would refuse as a whole, and the person would see nothing. Says which limit, never the content. */
export function overLimit(what: string): PlatformError {
  return new PlatformError(
    'permanent-content',
    'card-limit',
    `Feishu can't show this card: ${what}. Shorten it where it is built (cards/), for instance by pages.`,
  )
}

/** Throws when the finished card is over a limit that only the whole card shows. */
export function assertWithinLimits(card: FeishuCard): void {
  const bytes = Buffer.byteLength(JSON.stringify(card))
  if (bytes > CARD_LIMITS.bytes) throw overLimit(`${bytes} bytes of ${CARD_LIMITS.bytes}`)
  const tags = tagsOf(card)
  if (tags.length > CARD_LIMITS.elements) throw overLimit(`${tags.length} elements of ${CARD_LIMITS.elements}`)
  for (const [tag, limit] of [['table', CARD_LIMITS.tables] as const, ['chart', CARD_LIMITS.charts] as const]) {
    const count = tags.filter((name) => name === tag).length
    if (count > limit) throw overLimit(`${count} elements of kind ${tag}, ${limit} are allowed`)
  }
}

/** Every object with a tag counts, texts included. */
function tagsOf(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(tagsOf)
  if (typeof value !== 'object' || value === null) return []
  const own = typeof value.tag === 'string' ? [value.tag] : []
  // A chart's spec and a button's value are data, not elements.
  const inner = Object.entries(value).filter(([name]) => name !== 'chart_spec' && name !== 'value' && name !== 'rows')
  return [...own, ...inner.flatMap(([, item]) => tagsOf(item))]
}
