import { act } from './api.js'
import { createComposer } from './composer.js'
import { avatar, el, fill } from './dom.js'
import { drawMessage } from './message.js'
import { updateQuotes } from './quote.js'
import { attempt, chatsOf, isVisible, messagesOf, nameOf, onStore, setView } from './store.js'
import { shortTime } from './time.js'
import { createWebView } from './web-view.js'

const quietMs = 5 * 60_000

/** The open chat: its head, its messages, the input. Only a message that changed is drawn again. */
export function createConversation(pane) {
  const head = el('header', { class: 'talk-head' })
  const messages = el('div', { class: 'messages', role: 'log', 'aria-label': '聊天记录' })
  const composer = createComposer(pane)
  let shown = ''
  /** Whoever reads the newest keeps seeing the newest; whoever scrolled up is left alone. */
  let atEnd = true

  function drawHead() {
    const chat = chatsOf(pane).find(({ chatId }) => chatId === pane.chat)
    fill(
      head,
      el('button', { type: 'button', class: 'back', 'aria-label': '返回', onclick: () => setView('list') }, '‹'),
      chat && avatar(chat.name, chat.kind === 'p2p'),
      el(
        'div',
        { class: 'talk-title' },
        el('b', {}, chat?.name ?? '没有会话'),
        chat &&
          el(
            'small',
            {},
            chat.kind === 'p2p' ? '与机器人的私聊' : `${chat.members.length} 人${chat.botIn ? '，含机器人' : ''}`,
            el('span', { class: 'me' }, `我是 ${nameOf(pane, pane.person)}`),
          ),
      ),
      chat?.kind === 'group' &&
        pane.can.setBotIn &&
        el(
          'button',
          {
            type: 'button',
            class: 'head-action',
            onclick: () =>
              attempt(act('bot', { platform: pane.id, chat: chat.chatId, person: pane.person, in: !chat.botIn })),
          },
          chat.botIn ? '移出机器人' : '添加机器人',
        ),
    )
  }

  function drawAll() {
    drawHead()
    const list = messagesOf(pane)
    const key = `${pane.person} ${pane.chat}`
    if (key !== shown) atEnd = true
    shown = key
    fill(
      messages,
      list.length === 0 && el('p', { class: 'empty' }, '还没有消息，说一句试试'),
      list.map((message, index) => [timeBefore(message, list[index - 1]), drawMessage(pane, message, composer)]),
    )
    keepAtEnd()
  }

  function drawOne(message) {
    if (message.chatId !== pane.chat || !isVisible(pane, message)) return
    const list = messagesOf(pane)
    const old = messages.querySelector(`[data-message="${CSS.escape(message.messageId)}"]`)
    const drawn = drawMessage(pane, message, composer)
    updateQuotes(messages, message)
    if (old) old.replaceWith(drawn)
    else {
      messages.querySelector('.empty')?.remove()
      const before = list[list.findIndex(({ messageId }) => messageId === message.messageId) - 1]
      const time = timeBefore(message, before)
      if (time) messages.append(time)
      messages.append(drawn)
    }
    if (message.sender.id === pane.person) atEnd = true
    keepAtEnd()
  }

  function keepAtEnd() {
    if (atEnd) messages.scrollTop = messages.scrollHeight
  }
  messages.addEventListener('scroll', () => {
    // Out of sight everything has no height and seems to be at its end.
    if (messages.clientHeight > 0) atEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80
  })
  // A picture has its height only when it has come; `load` doesn't bubble.
  messages.addEventListener('load', keepAtEnd, true)
  // Also when it comes into sight, or a keyboard takes half of the screen.
  new ResizeObserver(keepAtEnd).observe(messages)

  drawAll()
  onStore((what, detail) => {
    if (what === 'message' && detail.pane === pane) drawOne(detail.message)
    else if (what === 'select' && (detail === undefined || detail === pane)) drawAll()
    else if (what === 'state') drawHead()
  })
  return el('section', { class: 'talk', 'aria-label': '聊天' }, head, messages, composer.element, createWebView(pane))
}

function timeBefore(message, before) {
  const quiet = !before || Math.abs(message.createTime - before.createTime) > quietMs
  return quiet && el('time', { class: 'between' }, shortTime(message.createTime))
}
