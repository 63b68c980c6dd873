import { el } from './dom.js'
import { onStore } from './store.js'

/** The platform's own browser: a page that a message links to, over the chat it was opened from. */
export function createWebView(pane) {
  const view = el('div', {
    class: 'web-view',
    role: 'dialog',
    'aria-label': '网页',
    hidden: true,
    data: { web: '' },
    onkeydown: (event) => event.key === 'Escape' && close(),
  })
  let opener

  function open(url) {
    const { host } = new URL(url)
    const shut = el('button', { type: 'button', class: 'web-close', 'aria-label': '关闭网页', onclick: close }, '✕')
    const outside = { class: 'head-action', href: url, target: '_blank', rel: 'noreferrer noopener' }
    opener = document.activeElement
    view.replaceChildren(
      el('header', { class: 'web-head' }, shut, el('b', {}, host), el('a', outside, '在浏览器打开')),
      el('iframe', {
        title: '网页',
        sandbox: 'allow-forms allow-same-origin allow-scripts',
        src: `api/web?url=${encodeURIComponent(url)}`,
      }),
    )
    view.hidden = false
    shut.focus()
  }

  function close() {
    view.hidden = true
    // Whatever runs in the page ends with it.
    view.replaceChildren()
    opener?.focus()
  }

  let shown = `${pane.person} ${pane.chat}`
  onStore((what, detail) => {
    if (what === 'link' && detail.pane === pane) open(detail.url)
    // The page was opened by one person in one chat.
    const current = `${pane.person} ${pane.chat}`
    if (current !== shown && !view.hidden) close()
    shown = current
  })
  return view
}
