import { avatar, el, fill } from './dom.js'
import { chatsOf, nameOf } from './store.js'

/** The list of names that opens behind an @ in the input: who is in the chat, the bot first. */
export function createAtPicker(pane, input, onPick) {
  const picker = el('div', { class: 'picker', hidden: true, role: 'listbox', 'aria-label': '选择要 @ 的人' })
  let offered = []
  let chosen = 0

  /** The unfinished @… before the cursor. */
  function typedAt() {
    const before = input.value.slice(0, input.selectionStart)
    const start = before.lastIndexOf('@')
    const word = start < 0 ? undefined : before.slice(start + 1)
    return word === undefined || /\s/.test(word) ? undefined : { start, word }
  }

  function candidates(word) {
    const group = chatsOf(pane).find(({ chatId }) => chatId === pane.chat)
    if (!group) return []
    const bot = group.botIn ? [pane.bot.name] : []
    const others = group.kind === 'group' ? group.members.filter((id) => id !== pane.person) : []
    const everybody = group.kind === 'group' ? ['所有人'] : []
    const names = [...bot, ...others.map((id) => nameOf(pane, id)), ...everybody]
    // A name that is there in full needs no picking any more.
    return names.filter((name) => name.startsWith(word) && name !== word)
  }

  function open() {
    const typed = typedAt()
    offered = typed ? candidates(typed.word) : []
    chosen = 0
    draw()
  }

  function draw() {
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

  function close() {
    offered = []
    draw()
  }

  function pick(name) {
    const typed = typedAt()
    const start = typed?.start ?? input.selectionStart
    const end = input.selectionStart
    input.setRangeText(`@${name} `, start, end, 'end')
    close()
    input.focus()
    onPick()
  }

  /** Whether the key was the list's, and not the input's. */
  function takeKey(event) {
    if (offered.length === 0) return false
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length
      draw()
    } else if (event.key === 'Enter' || event.key === 'Tab') pick(offered[chosen])
    else if (event.key === 'Escape') close()
    else return false
    event.preventDefault()
    return true
  }

  return { element: picker, open, close, takeKey }
}
