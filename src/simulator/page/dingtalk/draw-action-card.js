import { el } from '../dom.js'
import { drawMarkdown } from './draw-markdown.js'
import { press } from './press.js'

/**
 * Words, and a row for each button. The title stands in the chat list only.
 * https://open.dingtalk.com/document/development/robot-message-type
 */
export function drawActionCard({ markdown, buttons, vertical }, context) {
  // More than two never fit beside each other, whatever the message asks for.
  const beside = !vertical && buttons.length === 2
  return el(
    'div',
    { class: 'ding-card', data: { card: context.message.messageId } },
    el('div', { class: 'ding-card-body ding-words' }, drawMarkdown(markdown, context)),
    el(
      'div',
      { class: beside ? 'ding-rows beside' : 'ding-rows' },
      buttons.map(({ text }) => {
        const button = el(
          'button',
          { type: 'button', class: 'card-button ding-row', onclick: () => press(button, text, context) },
          text,
        )
        return button
      }),
    ),
  )
}
