import { el } from './dom.js'
import { showPicture } from './picture-view.js'

const draw = {
  image: ({ name }, url) => drawPicture(url, '图片', name),
  file: drawFile,
  audio: drawVoice,
}

/** Pictures as pictures, files by name and size, voices by what was said. Undefined when the message has none. */
export function drawAttachments(pane, { messageId, attachments = [] }) {
  if (attachments.length === 0) return undefined
  return el(
    'div',
    { class: 'attachments' },
    attachments.map((attachment) => draw[attachment.kind](attachment, attachmentUrl(pane, messageId, attachment.key))),
  )
}

/** The bytes as the platform keeps them. */
export const attachmentUrl = (pane, messageId, key) =>
  `api/attachment?platform=${pane.id}&message=${encodeURIComponent(messageId)}&key=${encodeURIComponent(key)}`

/** A thumbnail; a tap opens it. What the browser can't draw stays a box with words. */
export function drawPicture(url, alt, name = alt) {
  const picture = el('img', { class: 'thumbnail', src: url, alt, loading: 'lazy' })
  const open = el(
    'button',
    { type: 'button', class: 'picture-open', 'aria-label': `打开${alt}`, onclick: () => showPicture(url, name) },
    picture,
  )
  picture.addEventListener('error', () => picture.replaceWith(el('span', { class: 'picture' }, `${alt}（打不开）`)))
  return open
}

export function drawFile({ name, size }, url) {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? '文件'
  return el(
    'a',
    { class: 'file', href: url, download: name, 'aria-label': `文件 ${name}，${sizeText(size)}` },
    el('span', { class: 'file-kind', 'aria-hidden': 'true' }, ending.toUpperCase()),
    el('span', { class: 'file-name' }, name, el('small', {}, sizeText(size))),
  )
}

export function sizeText(bytes) {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** The client plays it; here it is what the platform wrote down. */
function drawVoice({ seconds, transcript }) {
  return el(
    'div',
    { class: 'voice' },
    el('b', {}, el('i', { class: 'icon-microphone', 'aria-hidden': 'true' }), `语音${seconds ? ` ${seconds}″` : ''}`),
    transcript && el('span', { class: 'transcript' }, transcript),
  )
}
