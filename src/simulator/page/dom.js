/**
 * Makes an element. Children are elements or texts; a text is only ever a text, so nothing that somebody typed can
 * become markup.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue
    if (name === 'class') element.className = value
    else if (name === 'style') Object.assign(element.style, value)
    else if (name === 'data') Object.assign(element.dataset, value)
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (name in element && typeof value !== 'string') element[name] = value
    else element.setAttribute(name, value === true ? '' : value)
  }
  append(element, children)
  return element
}

/** Appends children, leaving out what is nothing. */
export function append(element, children) {
  for (const child of children.flat(Number.POSITIVE_INFINITY)) {
    if (child === undefined || child === null || child === false) continue
    element.append(child instanceof Node ? child : document.createTextNode(String(child)))
  }
}

/** Replaces everything inside. */
export function fill(element, ...children) {
  element.replaceChildren()
  append(element, children)
}

/** Dark enough for white letters (4.5:1). */
const palette = ['#2b62db', '#0b7a68', '#b15a07', '#7040d8', '#b23a74', '#25803a', '#0a7299', '#8a6a00']

/** A round picture with the end of a name, always the same colour for the same name. */
export function avatar(name, bot = false) {
  const sum = [...name].reduce((total, letter) => total + letter.codePointAt(0), 0)
  const color = bot ? '#c4161c' : palette[sum % palette.length]
  const letters = bot ? '台账' : [...name].slice(-2).join('')
  return el(
    'span',
    { class: bot ? 'avatar bot' : 'avatar', style: { background: color }, 'aria-hidden': 'true' },
    letters,
  )
}

/** How much somebody has not read; nothing when that is nothing. */
export const badge = (unread) =>
  unread > 0 && el('i', { class: 'badge', role: 'img', 'aria-label': `${unread}条未读` }, unread > 99 ? '99+' : unread)
