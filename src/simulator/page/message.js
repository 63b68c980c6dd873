import { act } from './api.js'
import { drawAttachments } from './attachments.js'
import { drawCard as drawDingtalk } from './dingtalk/draw-card.js'
import { avatar, el } from './dom.js'
import { drawCard as drawFeishu } from './feishu/draw-card.js'
import { addMessageMenu } from './message-menu.js'
import { drawQuote } from './quote.js'
import { attempt } from './store.js'

/** What the platform did with a message to the bot, where that isn't simply "delivered". */
const marks = {
  'not-for-bot': ['quiet', '机器人收不到：没有 @它'],
  pending: ['quiet', '正在送达机器人…'],
  retrying: ['warn', '机器人没有回应，平台会再送'],
  failed: ['bad', '没有送达机器人'],
  dropped: ['bad', '没有送达机器人'],
}

/** A group passes on a picture with words that name the bot, and never a file or a voice. */
const inGroup = {
  image: '群里的图片请和 @它 的话一起发，或私聊发给它',
  file: '群里的文件到不了，请私聊发给它',
  audio: '群里的语音到不了，请私聊发给它',
}

/** What a platform draws in a way of its own; a message for which it returns nothing is a bubble of text. */
const drawCards = { feishu: drawFeishu, dingtalk: drawDingtalk }

/** One message, as the chosen person sees it. */
export function drawMessage(pane, message, composer) {
  const { sender } = message
  const mine = sender.type === 'user' && sender.id === pane.person
  const attributes = { data: { message: message.messageId, sender: sender.name } }
  if (message.recalled) {
    return el(
      'p',
      { class: 'recalled', ...attributes },
      el('em', { class: 'tag' }, '已撤回'),
      `${mine ? '你' : sender.name}撤回了一条消息`,
    )
  }
  const actions = actionsOf(pane, message, mine, composer)
  const element = el(
    'article',
    { class: mine ? 'message mine' : 'message', ...attributes },
    avatar(sender.name, sender.type === 'app'),
    el(
      'div',
      { class: 'message-body' },
      el('div', { class: 'message-who' }, sender.name, sender.type === 'app' && el('em', { class: 'tag' }, '机器人')),
      drawQuote(pane, message),
      drawCards[pane.kind]?.(pane, message) ?? drawWords(message),
      drawAttachments(pane, message),
      el(
        'div',
        { class: 'message-foot' },
        mark(pane, message),
        el(
          'span',
          { class: 'message-actions' },
          actions.map(([label, action]) => el('button', { type: 'button', onclick: action }, label)),
        ),
      ),
    ),
  )
  addMessageMenu(element.querySelector('.message-body'), () => [
    ...actions,
    ['复制文字', () => attempt(navigator.clipboard.writeText(message.text))],
  ])
  return element
}

/** A bubble; none where the words only stand for the file below them. */
function drawWords(message) {
  const standsForFile = message.attachments?.length > 0 && /^\[(图片|文件|语音)\]/.test(message.text)
  return !standsForFile && message.text !== '' && el('div', { class: 'bubble' }, withMentions(message))
}

/** Names that are mentions stand out; everything else is what was typed. */
function withMentions({ text, mentions }) {
  const names = [...new Set(mentions.map(({ name }) => `@${name}`)), '@所有人'].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(`(${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`)
  return text.split(pattern).map((piece, index) => (index % 2 === 1 ? el('span', { class: 'at' }, piece) : piece))
}

function mark(pane, { chatId, delivery, attachments = [] }) {
  const chat = pane.chats.find((each) => each.chatId === chatId)
  const quiet = (words) => el('span', { class: 'mark quiet' }, words)
  if (delivery === 'not-for-bot') {
    if (!chat?.botIn) return quiet('机器人不在群里')
    if (attachments.length > 0) return quiet(`机器人收不到：${inGroup[attachments[0].kind]}`)
  }
  const [tone, text] = marks[delivery] ?? []
  return text && el('span', { class: `mark ${tone}`, data: { delivery } }, text)
}

/** By its name and what it does: the same in the line below a message and in its menu. */
function actionsOf(pane, message, mine, composer) {
  const recall = () => attempt(act('recall', { platform: pane.id, person: pane.person, message: message.messageId }))
  return [['回复', () => composer.replyTo(message)], ...(mine ? [['撤回', recall]] : [])]
}
