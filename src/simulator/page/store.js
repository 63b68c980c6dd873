import { act, follow, read } from './api.js'
import { setCivilNow } from './time.js'
import { showToast } from './toast.js'

/**
 * What the page knows. Panes are one per platform; each has its own chosen person and chat.
 * Listeners are called with what changed: `state`, `select`, `message`, `clock`, `calendar`, `ledger`, `link`.
 */
export const store = {
  title: '',
  canMoveClock: false,
  /** Where a move of the clock that is under way leads, epoch ms. */
  movingTo: null,
  /** What the bot has sent during it. */
  sentMeanwhile: 0,
  /** The branch's civil day and the weeks around it, as the server knows them. */
  calendar: undefined,
  hasLedger: false,
  examples: [],
  panes: [],
  books: [],
  ledgerError: '',
  /** On a phone one thing is shown at a time: `list`, `chat` or `ledger`. */
  view: 'list',
  /** Where two panes don't fit beside each other, this one is shown. */
  front: 0,
}

const listeners = new Set()

export const onStore = (listener) => listeners.add(listener)

export function changed(what, detail) {
  for (const listener of listeners) listener(what, detail)
}

/** Loads everything and keeps it up to date. */
export async function startStore() {
  await loadState()
  await Promise.all([loadCalendar(), ...store.panes.map((pane) => loadMessages(pane)), loadLedger()])
  let first = true
  follow(receive, async () => {
    // After a lost connection something may have been missed.
    if (!first)
      await Promise.all([loadState(), loadCalendar(), ...store.panes.map((pane) => loadMessages(pane)), loadLedger()])
    first = false
  })
}

async function loadState() {
  const state = await read('state')
  setCivilNow(state.now, state.timezone)
  Object.assign(store, {
    title: state.title,
    canMoveClock: state.canMoveClock,
    movingTo: state.movingTo,
    hasLedger: state.hasLedger,
    examples: state.examples,
  })
  store.panes = state.platforms.map((platform) => {
    const known = store.panes.find(({ id }) => id === platform.id)
    const pane = known ?? { messages: new Map(), unread: new Map(), drafts: new Map(), replyTo: undefined }
    Object.assign(pane, platform)
    if (!pane.people.some(({ id }) => id === pane.person)) pane.person = pane.people[0]?.id
    if (!chatsOf(pane).some(({ chatId }) => chatId === pane.chat)) pane.chat = chatsOf(pane)[0]?.chatId
    return pane
  })
  changed('state')
}

export async function loadMessages(pane) {
  const { chat } = pane
  if (!chat) return
  const { messages } = await read(`messages?platform=${pane.id}&chat=${encodeURIComponent(chat)}`)
  const known = [...(pane.messages.get(chat)?.values() ?? [])]
  pane.messages.set(chat, new Map(messages.map((message) => [message.messageId, message])))
  // Drawn again, a form that somebody has begun to fill in would be empty.
  const isNews = known.length === 0 || JSON.stringify(known) !== JSON.stringify(messages)
  if (isNews && pane.chat === chat) changed('select', pane)
}

let ledgerTimer

/** Asks for the ledger, once for a burst of messages. */
function loadLedgerSoon() {
  clearTimeout(ledgerTimer)
  ledgerTimer = setTimeout(loadLedger, 250)
}

export async function loadLedger() {
  if (!store.hasLedger) return
  try {
    store.books = (await read('ledger')).books
    store.ledgerError = ''
  } catch (error) {
    store.ledgerError = error.message
  }
  changed('ledger')
}

function receive(event) {
  if (event.type === 'state') loadState()
  if (event.type === 'clock') receiveClock(event)
  if (event.type === 'message') receiveMessage(event)
}

function receiveClock({ now, movingTo }) {
  const wasMoving = store.movingTo !== null
  setCivilNow(now)
  store.movingTo = movingTo
  if (!wasMoving) store.sentMeanwhile = 0
  else if (movingTo === null) {
    const sent = store.sentMeanwhile
    showToast('info', sent > 0 ? `时间到了，其间机器人发了${sent}条消息` : '时间到了，其间机器人没有发消息')
  }
  changed('clock')
  loadCalendar()
  loadLedgerSoon()
}

/** Moves the civil clock for everybody; what becomes of it comes back as events. */
export const moveClock = (to) => attempt(act('clock', to))

/** Which days are worked is the server's to know, and which zone the branch lives in. */
async function loadCalendar() {
  const calendar = await read('calendar')
  if (store.calendar?.date === calendar.date && store.calendar.time === calendar.time) return
  store.calendar = calendar
  changed('calendar')
}

function receiveMessage({ platform, message, preview, fresh }) {
  const pane = store.panes.find(({ id }) => id === platform)
  if (!pane) return
  const chat = pane.chats.find(({ chatId }) => chatId === message.chatId)
  const known = pane.messages.get(message.chatId)
  // A change of an old message is told of in the same way; its time says nothing, for the clock can go back.
  const isNew = fresh && !known?.has(message.messageId)
  known?.set(message.messageId, message)
  // The chat list is drawn for all, this message for some.
  if (chat && !message.visibleTo && (isNew || message.createTime === chat.last?.at)) {
    chat.last = { at: message.createTime, sender: message.sender.name, text: preview }
  }
  if (isNew && chat) countUnread(pane, chat, message)
  if (isNew && message.sender.type === 'app') store.sentMeanwhile += 1
  changed('message', { pane, message })
  if (message.sender.type === 'app') loadLedgerSoon()
}

/** Everybody in the chat who isn't looking at it has one more to read; so a card to the secretary doesn't go unseen. */
function countUnread(pane, chat, message) {
  for (const id of message.visibleTo ?? chat.members) {
    const looking = id === pane.person && chat.chatId === pane.chat && isChatShown(pane)
    if (looking || id === message.sender.id) continue
    const counts = pane.unread.get(id) ?? new Map()
    counts.set(chat.chatId, (counts.get(chat.chatId) ?? 0) + 1)
    pane.unread.set(id, counts)
  }
}

// The widths are those of narrow.css.
const isPhone = () => matchMedia('(max-width: 760px)').matches
const isPaneShown = (pane) => pane === store.panes[store.front] || matchMedia('(min-width: 1100px)').matches
const isChatShown = (pane) => isPaneShown(pane) && (!isPhone() || store.view === 'chat')

/** The open chat's messages, as far as the chosen person sees them. */
export const messagesOf = (pane) =>
  [...(pane.messages.get(pane.chat)?.values() ?? [])].filter((message) => isVisible(pane, message))
export const isVisible = (pane, { visibleTo }) => !visibleTo || visibleTo.includes(pane.person)

export const unreadOf = (pane, id, chatId) => pane.unread.get(id)?.get(chatId) ?? 0
/** What waits for a person in private; what a group says everybody can see anyway. */
export const unreadInPrivate = (pane, id) => {
  const chat = pane.chats.find(({ kind, members }) => kind === 'p2p' && members.includes(id))
  return chat ? unreadOf(pane, id, chat.chatId) : 0
}
/** Whether the chosen person, or anybody in private, has something to read. */
export const isWaiting = (pane) =>
  pane.chats.some(({ chatId }) => unreadOf(pane, pane.person, chatId) > 0) ||
  pane.people.some(({ id }) => unreadInPrivate(pane, id) > 0)

/** The chosen person's chats: groups, then the private one with the bot. */
export function chatsOf(pane) {
  const mine = pane.chats.filter(({ members, disbanded }) => members.includes(pane.person) && !disbanded)
  return mine.sort((a, b) => (a.kind === b.kind ? 0 : a.kind === 'group' ? -1 : 1))
}

export const nameOf = (pane, id) =>
  id === pane.bot.id ? pane.bot.name : (pane.people.find((person) => person.id === id)?.name ?? id)

export async function selectPerson(pane, id) {
  const wasPrivate = pane.chats.find(({ chatId }) => chatId === pane.chat)?.kind === 'p2p'
  pane.person = id
  pane.replyTo = undefined
  const mine = chatsOf(pane)
  // Somebody with something unread is chosen in order to read it.
  const waiting = unreadInPrivate(pane, id) > 0 && mine.find(({ kind }) => kind === 'p2p')
  const stay =
    mine.find(({ chatId }) => chatId === pane.chat) ?? (wasPrivate && mine.find(({ kind }) => kind === 'p2p'))
  pane.chat = (waiting || stay || mine[0])?.chatId
  await show(pane)
}

export async function selectChat(pane, chatId) {
  pane.chat = chatId
  pane.replyTo = undefined
  turnTo('chat')
  if (pane.can.enter && pane.chats.find((chat) => chat.chatId === chatId)?.kind === 'p2p') {
    // The platform tells the bot each time somebody opens its chat.
    attempt(act('enter', { platform: pane.id, person: pane.person }))
  }
  await show(pane)
}

async function show(pane) {
  if (isChatShown(pane)) markRead(pane)
  changed('select', pane)
  await loadMessages(pane)
}

const markRead = (pane) => pane.unread.get(pane.person)?.delete(pane.chat)

/** Before anything is drawn: what isn't shown can't be scrolled to its end. */
function turnTo(view) {
  store.view = view
  document.body.dataset.view = view
}

export function setView(view) {
  turnTo(view)
  for (const pane of store.panes) if (isChatShown(pane)) markRead(pane)
  changed('select')
}

export function bringToFront(pane) {
  store.front = store.panes.indexOf(pane)
  setView(store.view)
}

/** Waits for an action and shows its refusal. */
export async function attempt(action) {
  try {
    return await action
  } catch (error) {
    showToast('error', error.message)
    return undefined
  }
}
