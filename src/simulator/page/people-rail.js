import { avatar, el, fill } from './dom.js'
import { onStore, selectPerson, unreadInPrivate } from './store.js'

/** Who is typing: everybody of the tenant, with what they have not read yet. */
export function createPeopleRail(pane) {
  const rail = el('nav', { class: 'people', 'aria-label': '我是谁' })
  function draw() {
    fill(
      rail,
      el('span', { class: 'people-hint' }, '我是'),
      pane.people.map(({ openId, name }) => {
        const unread = unreadInPrivate(pane, openId)
        return el(
          'button',
          {
            type: 'button',
            class: openId === pane.person ? 'person on' : 'person',
            data: { person: name },
            'aria-pressed': String(openId === pane.person),
            onclick: () => selectPerson(pane, openId),
          },
          avatar(name),
          el('span', { class: 'person-name' }, name),
          unread > 0 && el('i', { class: 'badge' }, unread > 99 ? '99+' : unread),
        )
      }),
    )
  }
  draw()
  onStore((what) => ['state', 'select', 'message'].includes(what) && draw())
  return rail
}
