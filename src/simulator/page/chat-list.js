import { avatar, badge, el, fill } from './dom.js'
import { chatsOf, onStore, selectChat, unreadOf } from './store.js'
import { shortTime } from './time.js'

/** The chats of whoever was chosen. */
export function createChatList(pane) {
  const list = el('div', { class: 'chats', role: 'group', 'aria-label': '会话' })
  function draw() {
    fill(list, el('div', { class: 'chats-head' }, '消息'), chatsOf(pane).map(drawChat))
  }
  function drawChat(chat) {
    const unread = unreadOf(pane, pane.person, chat.chatId)
    const isBot = chat.kind === 'p2p'
    return el(
      'button',
      {
        type: 'button',
        class: chat.chatId === pane.chat ? 'chat on' : 'chat',
        ...(chat.chatId === pane.chat ? { 'aria-current': 'true' } : {}),
        data: { chat: chat.name, kind: chat.kind },
        onclick: () => selectChat(pane, chat.chatId),
      },
      avatar(chat.name, isBot),
      el(
        'span',
        { class: 'chat-body' },
        el(
          'span',
          { class: 'chat-line' },
          el('b', {}, chat.name),
          isBot && el('em', { class: 'tag' }, '机器人'),
          chat.last && el('time', {}, shortTime(chat.last.at)),
        ),
        el(
          'span',
          { class: 'chat-line' },
          el('span', { class: 'chat-last' }, chat.last ? lastText(chat) : '还没有消息'),
          badge(unread),
        ),
      ),
    )
  }
  draw()
  onStore((what) => ['state', 'select', 'message', 'clock'].includes(what) && draw())
  return list
}

function lastText({ kind, last }) {
  const text = last.text.replaceAll('\n', ' ')
  return kind === 'group' ? `${last.sender}：${text}` : text
}
