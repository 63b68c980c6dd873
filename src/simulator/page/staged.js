import { sizeText } from './attachments.js'
import { el, fill } from './dom.js'
import { showToast } from './toast.js'

/** What the simulated platforms take. */
const MOST_BYTES = 20 * 1024 * 1024

/** A picture or file that was chosen and not yet sent, above the input, with the buttons that choose it. */
export function createStaged(onChange) {
  const box = el('div', { class: 'staged', hidden: true })
  let file
  let preview

  function stage(chosen) {
    if (!chosen) return
    if (chosen.size === 0) return showToast('warning', '这个文件是空的')
    if (chosen.size > MOST_BYTES) return showToast('warning', '文件太大，最多20MB')
    clear()
    file = chosen
    preview = isPicture(chosen) ? URL.createObjectURL(chosen) : undefined
    box.hidden = false
    fill(
      box,
      preview && el('img', { src: preview, alt: '' }),
      el('span', {}, chosen.name, el('small', {}, sizeText(chosen.size))),
      el('button', { type: 'button', 'aria-label': `不发 ${chosen.name}`, onclick: clear }, '✕'),
    )
    onChange()
  }

  function clear() {
    if (preview) URL.revokeObjectURL(preview)
    file = undefined
    preview = undefined
    box.hidden = true
    fill(box)
    onChange()
  }

  return {
    box,
    buttons: [chooser('icon-picture', '选图片', 'image/*', stage), chooser('icon-file', '选文件', '', stage)],
    stage,
    clear,
    get file() {
      return file
    },
  }
}

export const isPicture = ({ type }) => type.startsWith('image/')

/** The bytes as the page's server takes them. */
export function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(reader.result.slice(reader.result.indexOf(',') + 1)))
    reader.addEventListener('error', () => reject(new Error('这个文件读不出来')))
    reader.readAsDataURL(file)
  })
}

function chooser(icon, label, accept, onFile) {
  const input = el('input', { type: 'file', accept, hidden: true, 'aria-label': label })
  input.addEventListener('change', () => {
    onFile(input.files[0])
    // The same file may be chosen again.
    input.value = ''
  })
  const button = el(
    'button',
    { type: 'button', class: 'tool-button', 'aria-label': label, title: label, onclick: () => input.click() },
    el('i', { class: icon }),
  )
  return [input, button]
}
