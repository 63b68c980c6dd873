import type { ChatSaid, ChatSimulator } from './chat-simulator.js'
import type { DingtalkSimulator } from './dingtalk/index.js'
import type { JsonObject } from './feishu/json.js'
import { PageError, textField } from './page-error.js'

/** What the simulated platforms take; a photo of a phone has 3 to 12 MB. */
const mostBytes = 20 * 1024 * 1024
/** Four letters of base64 for three bytes, and room for the rest of the request. */
export const mostUploadBody = Math.ceil((mostBytes * 4) / 3) + 64 * 1024
/** How fast people speak. */
const lettersPerSecond = 4

/** Only DingTalk tells the bot what a voice says; on Feishu the simulator has no voices. */
export const isDingtalk = (simulator: ChatSimulator): simulator is DingtalkSimulator =>
  simulator.platform === 'dingtalk'

/** A picture alone, or with the words typed above it in one message, as the clients send it. */
export function sendPicture(simulator: ChatSimulator, person: string, chat: string, body: JsonObject): ChatSaid {
  const bytes = bytesOf(body)
  const words = typeof body.text === 'string' ? body.text.trim() : ''
  if (words === '') return simulator.sendImage(person, chat, bytes)
  return simulator.sendRichText(person, chat, [words, bytes])
}

export function sendFile(simulator: ChatSimulator, person: string, chat: string, body: JsonObject): ChatSaid {
  return simulator.sendFile(person, chat, textField(body, 'name'), bytesOf(body))
}

/** What was typed stands for what the platform understood of the voice. */
export function sendVoice(simulator: ChatSimulator, person: string, chat: string, body: JsonObject): ChatSaid {
  if (!isDingtalk(simulator)) throw new PageError('这个平台上不能这样做')
  const words = textField(body, 'text')
  const seconds = Math.max(1, Math.ceil([...words].length / lettersPerSecond))
  return simulator.sendAudio(person, chat, words, seconds * 1000)
}

function bytesOf(body: JsonObject): Buffer {
  const bytes = Buffer.from(textField(body, 'data'), 'base64')
  if (bytes.length === 0) throw new PageError('这个文件是空的')
  if (bytes.length > mostBytes) throw new PageError('文件太大，最多20MB')
  return bytes
}
