import type { Button, Card, Rendered } from '../../core/card.js'
import { overLimit, TEXT_LIMITS, VARIABLE_BYTES } from './card-limits.js'
import type { CardVariables } from './client.js'
import { cutToBytes, escapeInline, heading, joinLines, type Line, plainLine } from './elements.js'
import type { LinkButton, Message } from './messages.js'
import type { Place, RenderOptions } from './place.js'
import { renderBlock } from './render-block.js'
import { pickerLine, type TemplateButton, toCommandButton, toTemplateButton, twinLine } from './render-button.js'
import { renderForm } from './render-form.js'

/** Bodies of the template, one after the other: a variable is short. */
const BODY_VARIABLES = ['body', 'body2', 'body3', 'body4'] as const
/** Every public variable of template.json; all are sent each time, so that an update leaves nothing behind. */
export const CARD_VARIABLES = ['title', 'tone', ...BODY_VARIABLES, 'buttons'] as const
/** What only who tapped sees. */
export const PRIVATE_VARIABLE = 'notice'

/**
 * Renders a neutral card as a message: markdown with buttons that open something, the form of it that needs no template.
 * A button that can't be one (in a group, beyond `maxButtons`, switched off) is told as its typed twin. Everything a
 * person wrote is escaped. Throws `PlatformError` when it is too long, for DingTalk would refuse or cut it.
 *
 * `lost` names what could not be shown: a form in a group, and the question before a button that acts at once. A typed
 * twin asks no question either, but typing is deliberate, so nothing is lost there.
 */
export function renderMessage(
  card: Card,
  place: Place,
  options: RenderOptions,
  maxButtons: number,
): Rendered<Message & { readonly type: 'markdown' }> {
  const lost: string[] = []
  const { lines, links } = renderBody(card, place, options, lost)
  const buttons: LinkButton[] = [...links]
  for (const button of card.buttons ?? []) {
    const command = buttons.length < maxButtons ? toCommandButton(button, place, options) : undefined
    if (command) buttons.push(command)
    else lines.push(twinLine(button, place))
    if (command) noteConfirm(button, lost)
  }
  const title = titleOf(card)
  const markdown = joinLines([heading(escapeInline(title)), ...lines])
  if (markdown.length > TEXT_LIMITS.chars)
    throw overLimit(`a card has ${markdown.length} of ${TEXT_LIMITS.chars} characters`)
  return {
    payload: { type: 'markdown', title: cutToBytes(title, TEXT_LIMITS.titleBytes), markdown, buttons },
    lost,
  }
}

/**
 * Renders a neutral card as the variables of our template, in which every button calls back, also in a group: the
 * callback says who tapped. Undefined when it does not fit into them. `squeeze`: rather tell buttons as typed twins (a
 * card that is shown already can't become anything else). `lost` as above.
 */
export function renderVariables(
  card: Card,
  place: Place,
  options: RenderOptions,
  squeeze = false,
): Rendered<CardVariables> | undefined {
  const lost: string[] = []
  const { lines, links } = renderBody(card, place, options, lost)
  const shown = [...(card.buttons ?? [])]
  const typed: Button[] = []
  let buttons = buttonsVariable(links, shown)
  while (squeeze && !fits(buttons) && shown.length > 0) {
    typed.unshift(shown.pop() as Button)
    buttons = buttonsVariable(links, shown)
  }
  for (const button of shown) noteConfirm(button, lost)
  const title = titleOf(card)
  const bodies = pack([...lines, ...typed.map((button) => twinLine(button, place))])
  if (!bodies || !fits(buttons) || !fits(title)) return undefined
  const body = Object.fromEntries(BODY_VARIABLES.map((name, index) => [name, bodies[index] ?? '']))
  return { payload: { title, tone: card.tone, ...body, buttons }, lost }
}

interface Body {
  readonly lines: Line[]
  readonly links: readonly LinkButton[]
}

function renderBody(card: Card, place: Place, options: RenderOptions, lost: string[]): Body {
  const lines: Line[] = []
  const links: LinkButton[] = []
  for (const block of card.blocks) {
    if (block.type === 'picker') {
      // There is none here; whom it would choose is named in a sentence.
      lines.push(pickerLine(block.picker, place))
      continue
    }
    if (block.type !== 'form') {
      lines.push(...renderBlock(block))
      continue
    }
    const form = renderForm(block.form, place, options, lost)
    lines.push(...form.lines)
    if (form.link) links.push(form.link)
  }
  return { lines, links }
}

function buttonsVariable(links: readonly LinkButton[], buttons: readonly Button[]): string {
  const opening = links.map(({ title, url }): TemplateButton => ({ text: title, style: 'primary', url }))
  return JSON.stringify([...opening, ...buttons.map(toTemplateButton)])
}

/** Lines spread over the bodies, in order; undefined when they are too many, or one of them too long. */
function pack(lines: readonly Line[]): string[] | undefined {
  const bodies: Line[][] = [[]]
  for (const line of lines) {
    const last = bodies.at(-1) ?? []
    if (fits(joinLines([...last, line]))) last.push(line)
    else if (fits(line)) bodies.push([line])
    else return undefined
  }
  return bodies.length > BODY_VARIABLES.length ? undefined : bodies.map(joinLines)
}

const fits = (value: string): boolean => Buffer.byteLength(value) <= VARIABLE_BYTES

function titleOf(card: Card): string {
  const title = plainLine(card.title)
  if (title === '') throw overLimit('a card has no title')
  return title
}

function noteConfirm(button: Button, lost: string[]): void {
  if (button.confirm) lost.push(`button ${button.action.name}: acts without asking first`)
}
