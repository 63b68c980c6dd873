import { el } from '../dom.js'
import { drawActionCard } from './draw-action-card.js'
import { drawMarkdown } from './draw-markdown.js'
import { drawTemplateCard } from './draw-template-card.js'

/** What the client draws from a message that isn't plain text; undefined when it is. */
export function drawCard(pane, message) {
  const context = { pane, message }
  if (message.actionCard) return drawActionCard(message.actionCard, context)
  if (message.card) return drawTemplateCard(message.card, context)
  if (message.markdown) return el('div', { class: 'bubble ding-words' }, drawMarkdown(message.markdown.text, context))
  return undefined
}
