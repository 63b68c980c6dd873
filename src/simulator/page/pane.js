import { createChatList } from './chat-list.js'
import { createConversation } from './conversation.js'
import { el } from './dom.js'
import { createPeopleRail } from './people-rail.js'
import { store } from './store.js'

/** Everything of one platform: who I am, my chats, and the open one. */
export function createPane(pane) {
  return el(
    'section',
    { class: 'pane', data: { platform: pane.kind }, 'aria-label': pane.label },
    store.panes.length > 1 && el('h2', { class: 'pane-title' }, pane.label),
    createPeopleRail(pane),
    createChatList(pane),
    createConversation(pane),
  )
}
