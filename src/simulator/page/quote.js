import { el } from './dom.js'

/** The message that this one answers, above it; a tap goes there. */
export function drawQuote(pane, { chatId, parentId }) {
  const parent = parentId && pane.messages.get(chatId)?.get(parentId)
  if (!parent) return undefined
  return el(
    'button',
    {
      type: 'button',
      class: 'quote',
      title: '看原消息',
      data: { quotes: parentId },
      onclick: ({ target }) => showOriginal(target, parentId),
    },
    quoteText(parent),
  )
}

/** A recalled message is gone from where it was quoted as well, and a card that changed is quoted as it is now. */
export function updateQuotes(messages, message) {
  for (const quote of messages.querySelectorAll(`[data-quotes="${CSS.escape(message.messageId)}"]`)) {
    quote.textContent = quoteText(message)
  }
}

const quoteText = (message) => `回复 ${message.sender.name}：${message.recalled ? '（消息已撤回）' : oneLine(message)}`

/** A message in a few words, for whoever answers it. */
export function oneLine({ text, attachments = [] }) {
  const [file] = attachments
  const words = text.split('\n').find((line) => line.trim() !== '') ?? ''
  if (words !== '' || !file) return words
  return file.kind === 'image' ? '[图片]' : `[文件] ${file.name}`
}

function showOriginal(from, messageId) {
  const original = from.closest('.messages')?.querySelector(`[data-message="${CSS.escape(messageId)}"]`)
  if (!original) return
  original.scrollIntoView({ block: 'center' })
  original.classList.add('found')
  original.addEventListener('animationend', () => original.classList.remove('found'), { once: true })
}
