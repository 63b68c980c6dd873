import { el, fill } from './dom.js'

/** As long as a finger rests on a message before the clients open its menu. */
const LONG_PRESS_MS = 500
/** A finger that moves further scrolls. */
const STILL_PX = 8

let open

/** What can be done with a message: by a long press, the second mouse button, or the menu key. */
export function addMessageMenu(element, items) {
  let timer
  let from
  const forget = () => clearTimeout(timer)
  element.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch' || isControl(event.target)) return
    from = event
    timer = setTimeout(() => show(event.clientX, event.clientY, items, element), LONG_PRESS_MS)
  })
  element.addEventListener('pointermove', (event) => {
    if (from && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > STILL_PX) forget()
  })
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) element.addEventListener(end, forget)
  element.addEventListener('contextmenu', (event) => {
    // Fields keep the browser's own, for pasting.
    if (isControl(event.target)) return
    event.preventDefault()
    forget()
    show(event.clientX, event.clientY, items, element)
  })
}

const isControl = (target) => target instanceof Element && target.closest('input, textarea, select, a') !== null

function show(x, y, items, opener) {
  close()
  const menu = el('div', { class: 'menu', role: 'menu', 'aria-label': '对这条消息' })
  const run = (action) => () => {
    close()
    action()
  }
  fill(
    menu,
    items().map(([label, action]) =>
      el('button', { type: 'button', role: 'menuitem', class: 'menu-item', onclick: run(action) }, label),
    ),
  )
  menu.addEventListener('keydown', (event) => {
    const buttons = [...menu.children]
    const at = buttons.indexOf(document.activeElement)
    if (event.key === 'ArrowDown') buttons[(at + 1) % buttons.length].focus()
    else if (event.key === 'ArrowUp') buttons[(at + buttons.length - 1) % buttons.length].focus()
    else if (event.key === 'Escape') {
      close()
      opener.querySelector('button')?.focus()
    } else return
    event.preventDefault()
  })
  document.body.append(menu)
  const { width, height } = menu.getBoundingClientRect()
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`
  open = menu
  menu.firstElementChild?.focus()
}

function close() {
  open?.remove()
  open = undefined
}

document.addEventListener('pointerdown', ({ target }) => open && !open.contains(target) && close())
document.addEventListener('wheel', close, { passive: true })
