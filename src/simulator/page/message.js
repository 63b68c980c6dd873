import { act } from './api.js'
import { drawCard as drawDingtalk } from './dingtalk/draw-card.js'
import { avatar, el } from './dom.js'
import { drawCard as drawFeishu } from './feishu/draw-card.js'
import { attempt } from './store.js'

/** What the platform did with a message to the bot, where that isn't simply "delivered". */
const marks = {
  'not-for-bot': ['quiet', '机器人收不到：没有 @它'],
  pending: ['quiet', '正在送达机器人…'],
  retrying: ['warn', '机器人没有回应，平台会再送'],
  failed: ['bad', '没有送达机器人'],
  dropped: ['bad', '没有送达机器人'],
}

/** What a platform draws in a way of its own; a message for which it returns nothing is a bubble of text. */
const drawCards = { feishu: drawFeishu, dingtalk: drawDingtalk }

/** One message, as the chosen person sees it. */
export function drawMessage(pane, message, composer) {
  const { sender } = message
  const mine = sender.type === 'user' && sender.id === pane.person
  const attributes = { data: { message: message.messageId, sender: sender.name } }
  if (message.recalled) {
    return el('p', { class: 'recalled', ...attributes }, `${mine ? '你' : sender.name}撤回了一条消息`)
  }
  return el(
    'article',
    { class: mine ? 'message mine' : 'message', ...attributes },
    avatar(sender.name, sender.type === 'app'),
    el(
      'div',
      { class: 'message-body' },
      el('div', { class: 'message-who' }, sender.name, sender.type === 'app' && el('em', { class: 'tag' }, '机器人')),
      quote(pane, message),
      drawCards[pane.kind]?.(pane, message) ?? el('div', { class: 'bubble' }, withMentions(message)),
      el('div', { class: 'message-foot' }, mark(pane, message), actions(pane, message, mine, composer)),
    ),
  )
}

function quote(pane, message) {
  const parent = message.parentId && pane.messages.get(message.chatId)?.get(message.parentId)
  if (!parent) return undefined
  const words = parent.recalled ? '消息已撤回' : parent.text.split('\n')[0]
  return el('div', { class: 'quote' }, `回复 ${parent.sender.name}：${words}`)
}

/** Names that are mentions stand out; everything else is what was typed. */
function withMentions({ text, mentions }) {
  const names = [...new Set(mentions.map(({ name }) => `@${name}`)), '@所有人'].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(`(${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`)
  return text.split(pattern).map((piece, index) => (index % 2 === 1 ? el('span', { class: 'at' }, piece) : piece))
}

function mark(pane, { chatId, delivery }) {
  const chat = pane.chats.find((each) => each.chatId === chatId)
  if (delivery === 'not-for-bot' && !chat?.botIn) return el('span', { class: 'mark quiet' }, '机器人不在群里')
  const [tone, text] = marks[delivery] ?? []
  return text && el('span', { class: `mark ${tone}`, data: { delivery } }, text)
}

function actions(pane, message, mine, composer) {
  const recall = () => attempt(act('recall', { platform: pane.id, person: pane.person, message: message.messageId }))
  return el(
    'span',
    { class: 'message-actions' },
    el('button', { type: 'button', onclick: () => composer.replyTo(message) }, '回复'),
    mine && el('button', { type: 'button', onclick: recall }, '撤回'),
  )
}
