import { asString, isObject, type JsonObject, objectsIn } from './json.js'

/** One tagged object of a card, with where it stands. */
export interface CardNode {
  readonly element: JsonObject
  readonly tag: string
  /** `body.elements[1].columns[0].elements[0]`: what a test can name to tap it. */
  readonly path: string
  /** The nearest form around it. */
  readonly form: JsonObject | undefined
  /** Tags of the objects around it, outermost first. */
  readonly ancestors: readonly string[]
}

/** Data, not elements: a `tag` inside them is the app's own business. */
const opaque = new Set(['value', 'chart_spec', 'rows', 'behaviors', 'style', 'action'])

/** Every tagged object below a card's header and body, in reading order. */
export function walkCard(card: JsonObject): CardNode[] {
  const nodes: CardNode[] = []
  const visit = (value: unknown, path: string, form: JsonObject | undefined, ancestors: readonly string[]): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        visit(item, `${path}[${index}]`, form, ancestors)
      })
      return
    }
    if (!isObject(value)) return
    const tag = asString(value.tag)
    if (tag !== undefined) nodes.push({ element: value, tag, path, form, ancestors })
    const innerForm = tag === 'form' ? value : form
    const innerAncestors = tag === undefined ? ancestors : [...ancestors, tag]
    for (const [key, child] of Object.entries(value)) {
      if (!opaque.has(key)) visit(child, `${path}.${key}`, innerForm, innerAncestors)
    }
  }
  visit(card.header, 'header', undefined, [])
  visit(card.body, 'body', undefined, [])
  return nodes
}

const textTags = new Set(['plain_text', 'lark_md', 'markdown'])

/** Every word a card shows, one line per text: what tests search. */
export function cardText(card: JsonObject): string {
  const lines: string[] = []
  for (const { element, tag } of walkCard(card)) {
    const content = asString(element.content)
    if (textTags.has(tag) && content) lines.push(content)
    if (tag !== 'table') continue
    const columns = objectsIn(element.columns)
    lines.push(columns.map((column) => asString(column.display_name) ?? '').join(' | '))
    for (const row of objectsIn(element.rows)) {
      lines.push(columns.map((column) => cellText(row[asString(column.name) ?? ''])).join(' | '))
    }
  }
  return lines.join('\n')
}

function cellText(cell: unknown): string {
  if (Array.isArray(cell)) return cell.map(cellText).join('、')
  if (isObject(cell)) return asString(cell.text) ?? ''
  return cell === undefined || cell === null ? '' : String(cell)
}

/** The label of a button. */
export function buttonText(element: JsonObject): string {
  return isObject(element.text) ? (asString(element.text.content) ?? '') : ''
}
