import { avatar, badge, el, fill } from './dom.js'
import { onStore, selectPerson, unreadInPrivate } from './store.js'

/** Who is typing: everybody of the tenant, with what they have not read yet. */
export function createPeopleRail(pane) {
  const rail = el('nav', { class: 'people', 'aria-label': '我是谁' })
  function draw() {
    fill(
      rail,
      el('span', { class: 'people-hint' }, '我是'),
      pane.people.map(({ id, name }) => {
        const unread = unreadInPrivate(pane, id)
        return el(
          'button',
          {
            type: 'button',
            class: id === pane.person ? 'person on' : 'person',
            data: { person: name },
            'aria-pressed': String(id === pane.person),
            onclick: () => selectPerson(pane, id),
          },
          avatar(name),
          el('span', { class: 'person-name' }, name),
          badge(unread),
        )
      }),
    )
  }
  draw()
  onStore((what) => ['state', 'select', 'message'].includes(what) && draw())
  return rail
}
