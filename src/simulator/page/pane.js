import { createChatList } from './chat-list.js'
import { createConversation } from './conversation.js'
import { el } from './dom.js'
import { createPeopleRail } from './people-rail.js'
import { onStore, store } from './store.js'

/** Everything of one platform: who I am, my chats, and the open one. */
export function createPane(pane) {
  const element = el(
    'section',
    { class: 'pane', data: { platform: pane.kind }, 'aria-label': pane.label },
    store.panes.length > 1 && el('h2', { class: 'pane-title' }, pane.label),
    el('div', { class: 'pane-body' }, createPeopleRail(pane), createChatList(pane), createConversation(pane)),
  )
  const draw = () => element.classList.toggle('front', store.panes[store.front] === pane)
  draw()
  onStore((what) => what === 'select' && draw())
  return element
}
