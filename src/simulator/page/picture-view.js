import { el } from './dom.js'

/** A picture over the page, as large as there is room; Esc or a tap closes it. */
export function showPicture(url, name) {
  const dialog = el(
    'dialog',
    { class: 'picture-view', 'aria-label': name, onclose: () => dialog.remove() },
    el('img', { src: url, alt: name, onclick: () => dialog.close() }),
    el('button', { type: 'button', class: 'picture-close', onclick: () => dialog.close() }, '关闭'),
  )
  document.body.append(dialog)
  dialog.showModal()
}
