import type { Json } from '../../core/platform.js'

/** One element of a card: https://open.feishu.cn/document/feishu-cards/card-json-v2-structure */
export type Element = { readonly tag: string; [attribute: string]: Json }

/** A card as Feishu takes it. Unknown attributes are errors in JSON 2.0, so nothing is set that is not needed. */
export type FeishuCard = { [attribute: string]: Json }

/** Text that is shown as it is. The only form in which anything a person wrote goes into a card. */
export function plainText(content: string, style: { readonly [attribute: string]: Json } = {}): Element {
  return { tag: 'plain_text', content, ...style }
}

export function div(content: string, style?: { readonly [attribute: string]: Json }): Element {
  return { tag: 'div', text: plainText(content, style) }
}

/** Sizes and colours: https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/plain-text */
export const STRONG = { text_size: 'heading' }
export const MUTED = { text_size: 'notation', text_color: 'grey' }
export const ALARMING = { text_size: 'notation', text_color: 'red' }

export function column(width: 'auto' | number, elements: Element[]): Element {
  return width === 'auto'
    ? { tag: 'column', width: 'auto', elements }
    : { tag: 'column', width: 'weighted', weight: width, elements }
}
