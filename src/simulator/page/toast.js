import { el } from './dom.js'

const marks = { success: '✓', error: '✕', warning: '!', info: 'i' }

/** A short line over the page, as the client shows the answer to a tap. */
export function showToast(type, text) {
  const toast = el(
    'div',
    { class: `toast ${type}`, data: { toast: type } },
    el('i', {}, marks[type] ?? 'i'),
    el('span', {}, text),
  )
  document.getElementById('toasts').append(toast)
  setTimeout(() => toast.remove(), 4000)
}
