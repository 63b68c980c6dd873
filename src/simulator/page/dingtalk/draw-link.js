import { el } from '../dom.js'
import { changed } from '../store.js'
import { press } from './press.js'

/** A link in the words of a message: a page, or words that the person says. No other address leads anywhere. */
export function drawLink(words, url, context) {
  const link = el('button', { type: 'button', class: 'ding-link', onclick: follow }, words)
  function follow() {
    // Pages need no look at the simulator, where two links of the same words couldn't be told apart.
    if (/^https?:\/\//i.test(url)) changed('link', { pane: context.pane, url })
    else press(link, link.textContent, context)
  }
  return link
}
