import { el } from '../dom.js'
import { drawMarkdown } from './draw-markdown.js'
import { press } from './press.js'

/**
 * A card of the bot's own template, whose `view` is what it makes of its variables; the notice is for one person only.
 * https://open.dingtalk.com/document/development/create-and-deliver-cards
 */
export function drawTemplateCard({ view, privateParams }, context) {
  const { title, tone, bodies, buttons } = view
  const notice = privateParams[context.pane.person]?.notice
  return el(
    'div',
    { class: 'ding-card', data: { card: context.message.messageId } },
    title && el('header', { class: `ding-card-head ${tone}` }, el('h3', {}, title)),
    bodies.map((body) => el('div', { class: 'ding-card-body ding-words' }, drawMarkdown(body, context))),
    buttons.length > 0 &&
      el(
        'div',
        { class: 'ding-buttons' },
        buttons.map((button) => drawButton(button, context)),
      ),
    notice && el('p', { class: 'ding-notice', data: { notice: '' } }, notice),
  )
}

function drawButton({ text, style }, context) {
  const button = el(
    'button',
    { type: 'button', class: `card-button ding-button ${style}`, onclick: () => press(button, text, context) },
    text,
  )
  return button
}
