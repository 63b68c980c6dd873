import type { Page } from 'playwright-core'

export interface Contrast {
  readonly text: string
  readonly ratio: number
}

/** Contrast of every text that is seen, placeholders included, by the formula of WCAG 2.1. */
export async function contrasts(page: Page): Promise<Contrast[]> {
  return page.evaluate<Contrast[]>(`(() => {
    const parse = (color) => (color.match(/[\\d.]+/g) || []).map(Number)
    const light = ([r, g, b]) =>
      [r, g, b]
        .map((one) => one / 255)
        .map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
        .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0)
    const backOf = (element) => {
      for (let one = element; one; one = one.parentElement) {
        const [r, g, b, a = 1] = parse(getComputedStyle(one).backgroundColor)
        if (a === 1) return [r, g, b]
      }
      return [255, 255, 255]
    }
    const ratio = (color, back) => {
      const [high, low] = [light(color), light(back)].sort((a, b) => b - a)
      return (high + 0.05) / (low + 0.05)
    }
    const found = []
    for (const element of document.body.querySelectorAll('*')) {
      if (element.getClientRects().length === 0 || element.tagName === 'OPTION') continue
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
      const entry = 'value' in element && element.type !== 'hidden' && element.type !== 'checkbox'
      if (own || entry) {
        const color = parse(getComputedStyle(element).color)
        found.push({ text: element.textContent || element.name, ratio: ratio(color, backOf(element)) })
      }
      if (element.placeholder) {
        const color = parse(getComputedStyle(element, '::placeholder').color)
        found.push({ text: element.placeholder, ratio: ratio(color, backOf(element)) })
      }
    }
    return found
  })()`)
}
