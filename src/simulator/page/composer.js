import { createAtPicker } from './at-picker.js'
import { el, fill } from './dom.js'
import { oneLine } from './quote.js'
import { sendMessage } from './send-message.js'
import { createStaged } from './staged.js'
import { attempt, chatsOf, onStore, store } from './store.js'

/** The input with its picker for @. Texts not yet sent are kept per person and chat. */
export function createComposer(pane) {
  const input = el('textarea', { rows: 1, class: 'input', 'aria-label': '输入消息', enterkeyhint: 'send' })
  const picker = createAtPicker(pane, input, () => grow())
  const reply = el('div', { class: 'replying', hidden: true })
  const at = el('button', { type: 'button', class: 'at-button', 'aria-label': '@ 提及', onclick: insertAt }, '@')
  const send = el('button', { type: 'button', class: 'send', onclick: submit }, '发送')
  // Neither client answers a message with a file.
  const staged = createStaged(() => {
    if (staged.file) replyTo(undefined)
    grow()
  })
  const voice = el(
    'button',
    {
      type: 'button',
      class: 'tool-button',
      'aria-label': '语音',
      'aria-pressed': 'false',
      title: '发语音：打的字就是平台听写出来的字',
      onclick: () => speak(!speaking),
    },
    el('i', { class: 'icon-microphone' }),
  )
  const examples = el('div', { class: 'examples', hidden: store.examples.length === 0 })
  let speaking = false

  const chat = () => chatsOf(pane).find(({ chatId }) => chatId === pane.chat)
  const draftKey = () => `${pane.person} ${pane.chat}`
  let current = draftKey()

  function replyTo(message) {
    pane.replyTo = message?.messageId
    reply.hidden = !message
    if (!message) return
    speak(false)
    staged.clear()
    const words = `回复 ${message.sender.name}：${oneLine(message)}`
    const cancel = el('button', { type: 'button', 'aria-label': '取消回复', onclick: () => replyTo(undefined) }, '✕')
    fill(reply, el('span', {}, words), cancel)
    input.focus()
  }

  /** The next message is a voice; the platform's own dictation is what was typed. */
  function speak(on) {
    speaking = on
    voice.setAttribute('aria-pressed', String(on))
    send.textContent = on ? '发语音' : '发送'
    drawPlaceholder()
  }

  async function submit() {
    const text = input.value.trim()
    const { file } = staged
    if ((text === '' && !file) || !pane.chat) return
    const { id: platform, person, chat: to, replyTo: parent } = pane
    const sending = sendMessage({ platform, person, chat: to, text, replyTo: parent, file, asVoice: speaking })
    input.value = ''
    replyTo(undefined)
    speak(false)
    staged.clear()
    picker.close()
    grow()
    const sent = await attempt(sending)
    // What couldn't be sent stays with the person.
    if (!sent && input.value === '') input.value = text
    if (!sent && file) staged.stage(file)
    grow()
  }

  function insertAt() {
    input.focus()
    input.setRangeText('@', input.selectionStart, input.selectionEnd, 'end')
    picker.open()
  }

  function grow() {
    input.style.height = 'auto'
    // What isn't on the page or out of sight measures nothing.
    input.style.height = input.scrollHeight > 0 ? `${Math.min(input.scrollHeight, 132)}px` : ''
    send.disabled = input.value.trim() === '' && !staged.file
  }

  input.addEventListener('input', () => {
    picker.open()
    grow()
  })
  input.addEventListener('blur', picker.close)
  input.addEventListener('paste', ({ clipboardData }) => staged.stage(clipboardData?.files[0]))
  input.addEventListener('keydown', (event) => {
    // While a Chinese word is being composed, Enter chooses the word.
    if (event.isComposing) return
    if (picker.takeKey(event)) return
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
      speak(false)
      staged.clear()
      input.blur()
    }
    const name = chat()?.name
    drawPlaceholder()
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

  function drawPlaceholder() {
    const name = chat()?.name
    input.placeholder = !name ? '' : speaking ? `对 ${name} 说的话` : `发送给 ${name}`
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
    picker.element,
    reply,
    staged.box,
    el('div', { class: 'composer-tools' }, at, staged.buttons, pane.can.speak && voice, examples),
    el('div', { class: 'composer-row' }, input, send),
  )
  return { element, replyTo }
}
