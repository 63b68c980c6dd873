import type { Button, PersonPicker } from '../../core/card.js'
import { overLimit } from './card-limits.js'
import { escapeInline, type Line, plainLine } from './elements.js'
import type { LinkButton } from './messages.js'
import type { Place, RenderOptions } from './place.js'

/** What stands in the template's variable `buttons`: it opens its `url`, or calls back with its `action`. */
export interface TemplateButton {
  readonly text: string
  readonly style: 'default' | 'primary' | 'danger'
  /** A JSON text, for a template carries nothing else. */
  readonly action?: string
  readonly url?: string
}

export function toTemplateButton(button: Button): TemplateButton {
  return { text: titleOf(button.text), style: button.style ?? 'default', action: JSON.stringify(button.action) }
}

/**
 * A button that says its twin for whom taps it, or undefined where there can be none: in a group what is said must name
 * the robot too, and a sentence with blanks must be completed first.
 * https://open.dingtalk.com/document/dingstart/lightweight-interactive-card-messages
 */
export function toCommandButton(button: Button, place: Place, options: RenderOptions): LinkButton | undefined {
  if (place.kind !== 'person' || !options.commandButtons || hasBlanks(button.twin)) return undefined
  return { title: titleOf(button.text), url: sayLink(button.twin) }
}

/** A tap makes its person say `text` in the chat the message stands in. */
const sayLink = (text: string): string =>
  `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'))}`

/** The line that tells what to type instead of a button. */
export function twinLine(button: Button, place: Place): Line {
  const twin = escapeInline(button.twin)
  const text = escapeInline(button.text)
  if (place.kind === 'group') return `${text}：@我 ${twin}`
  if (place.kind === 'unknown') return `${text}：${twin}`
  const how = hasBlanks(button.twin) ? '补全后发给我' : '回复'
  return button.twin.includes(button.text) ? `${how}：${twin}` : `${text}，${how}：${twin}`
}

/** The line that tells what to type instead of choosing a person. */
export const pickerLine = ({ placeholder, twin }: PersonPicker, { kind }: Place): Line =>
  `${escapeInline(placeholder)}：${kind === 'group' ? '@我 ' : ''}${escapeInline(twin)}`

/** An example to be completed rather than said as it is. */
const hasBlanks = (twin: string): boolean => /…|\.\.\.|某某/.test(twin)

export function titleOf(text: string): string {
  const title = plainLine(text)
  if (title === '') throw overLimit('a button has no text')
  return title
}
