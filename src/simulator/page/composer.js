import { act } from './api.js'
import { avatar, el, fill } from './dom.js'
import { attempt, chatsOf, nameOf, onStore, store } from './store.js'

/** The input with its picker for @. Texts not yet sent are kept per person and chat. */
export function createComposer(pane) {
  const input = el('textarea', { rows: 1, class: 'input', 'aria-label': '输入消息', enterkeyhint: 'send' })
  const picker = el('div', { class: 'picker', hidden: true, role: 'listbox', 'aria-label': '选择要 @ 的人' })
  const reply = el('div', { class: 'replying', hidden: true })
  const at = el('button', { type: 'button', class: 'at-button', 'aria-label': '@ 提及', onclick: insertAt }, '@')
  const send = el('button', { type: 'button', class: 'send', onclick: submit }, '发送')
  const examples = el('div', { class: 'examples', hidden: store.examples.length === 0 })
  let offered = []
  let chosen = 0

  const chat = () => chatsOf(pane).find(({ chatId }) => chatId === pane.chat)
  const draftKey = () => `${pane.person} ${pane.chat}`
  let current = draftKey()

  function replyTo(message) {
    pane.replyTo = message?.messageId
    reply.hidden = !message
    if (!message) return
    const words = `回复 ${message.sender.name}：${message.text.split('\n')[0]}`
    const cancel = el('button', { type: 'button', 'aria-label': '取消回复', onclick: () => replyTo(undefined) }, '✕')
    fill(reply, el('span', {}, words), cancel)
    input.focus()
  }

  async function submit() {
    const text = input.value.trim()
    if (text === '' || !pane.chat) return
    const body = { platform: pane.id, person: pane.person, chat: pane.chat, text }
    if (pane.replyTo) body.replyTo = pane.replyTo
    input.value = ''
    replyTo(undefined)
    closePicker()
    grow()
    const sent = await attempt(act('say', body))
    // What couldn't be sent stays with the person.
    if (!sent && input.value === '') input.value = text
    grow()
  }

  /** The unfinished @… before the cursor. */
  function typedAt() {
    const before = input.value.slice(0, input.selectionStart)
    const start = before.lastIndexOf('@')
    const word = start < 0 ? undefined : before.slice(start + 1)
    return word === undefined || /\s/.test(word) ? undefined : { start, word }
  }

  function candidates(word) {
    const group = chat()
    if (!group) return []
    const bot = group.botIn ? [pane.bot.name] : []
    const others = group.kind === 'group' ? group.members.filter((id) => id !== pane.person) : []
    const everybody = group.kind === 'group' ? ['所有人'] : []
    const names = [...bot, ...others.map((id) => nameOf(pane, id)), ...everybody]
    // A name that is there in full needs no picking any more.
    return names.filter((name) => name.startsWith(word) && name !== word)
  }

  function openPicker() {
    const typed = typedAt()
    offered = typed ? candidates(typed.word) : []
    chosen = 0
    drawPicker()
  }

  function drawPicker() {
    picker.hidden = offered.length === 0
    fill(
      picker,
      offered.map((name, index) =>
        el(
          'button',
          {
            type: 'button',
            role: 'option',
            class: index === chosen ? 'pick on' : 'pick',
            'aria-selected': String(index === chosen),
            data: { pick: name },
            // Before the input loses the focus, so that the cursor stays where it is.
            onmousedown: (event) => event.preventDefault(),
            onclick: () => pick(name),
          },
          avatar(name, name === pane.bot.name),
          name,
        ),
      ),
    )
  }

  function closePicker() {
    offered = []
    drawPicker()
  }

  function pick(name) {
    const typed = typedAt()
    const start = typed?.start ?? input.selectionStart
    const end = input.selectionStart
    input.setRangeText(`@${name} `, start, end, 'end')
    closePicker()
    input.focus()
    grow()
  }

  function insertAt() {
    input.focus()
    input.setRangeText('@', input.selectionStart, input.selectionEnd, 'end')
    openPicker()
  }

  function grow() {
    input.style.height = 'auto'
    // What isn't on the page or out of sight measures nothing.
    input.style.height = input.scrollHeight > 0 ? `${Math.min(input.scrollHeight, 132)}px` : ''
    send.disabled = input.value.trim() === ''
  }

  input.addEventListener('input', () => {
    openPicker()
    grow()
  })
  input.addEventListener('blur', closePicker)
  input.addEventListener('keydown', (event) => {
    // While a Chinese word is being composed, Enter chooses the word.
    if (event.isComposing) return
    if (offered.length > 0) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        chosen = (chosen + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length
        drawPicker()
        event.preventDefault()
        return
      }
      if (event.key === 'Enter' || event.key === 'Tab') {
        pick(offered[chosen])
        event.preventDefault()
        return
      }
      if (event.key === 'Escape') return closePicker()
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      submit()
    }
  })

  function drawContext() {
    if (draftKey() !== current) {
      pane.drafts.set(current, input.value)
      current = draftKey()
      input.value = pane.drafts.get(current) ?? ''
      replyTo(undefined)
      input.blur()
    }
    const name = chat()?.name
    input.placeholder = name ? `发送给 ${name}` : ''
    input.disabled = !name
    examples.hidden = store.examples.length === 0 || !name
    fill(
      examples,
      store.examples.map((text) =>
        el('button', { type: 'button', class: 'example', title: text, onclick: () => offer(text) }, text),
      ),
    )
    grow()
  }

  function offer(text) {
    input.value = text
    input.focus()
    grow()
  }

  drawContext()
  onStore((what) => (what === 'select' || what === 'state') && drawContext())
  const element = el(
    'footer',
    { class: 'composer' },
    picker,
    reply,
    examples,
    el('div', { class: 'composer-row' }, at, input, send),
  )
  return { element, replyTo }
}
