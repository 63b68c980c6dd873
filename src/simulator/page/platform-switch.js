import { el, fill } from './dom.js'
import { bringToFront, isWaiting, onStore, store } from './store.js'

/** Which platform is shown, where there is room for one. */
export function createPlatformSwitch() {
  const nav = el('nav', { class: 'switch', 'aria-label': '平台' })
  function draw() {
    fill(
      nav,
      store.panes.map((pane, index) =>
        el(
          'button',
          {
            type: 'button',
            class: index === store.front ? 'switch-to on' : 'switch-to',
            data: { switch: pane.kind },
            'aria-pressed': String(index === store.front),
            onclick: () => bringToFront(pane),
          },
          pane.label,
          index !== store.front && isWaiting(pane) && el('i', { class: 'dot' }),
        ),
      ),
    )
  }
  draw()
  onStore((what) => ['state', 'select', 'message'].includes(what) && draw())
  return nav
}
