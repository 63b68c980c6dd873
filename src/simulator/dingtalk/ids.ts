import { createHash, randomBytes, randomUUID } from 'node:crypto'

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')
const base64 = (bytes: number): string => randomBytes(bytes).toString('base64')
const hashed = (text: string): Buffer => createHash('sha256').update(text).digest()

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'
const letters = (count: number): string => Array.from(randomBytes(count), (byte) => alphabet[byte % 36]).join('')
const digits = (count: number): string => Array.from(randomBytes(count), (byte) => String(byte % 10)).join('')

/** Identifiers in the platform's own shapes, after captured messages. */
export const newId = {
  client: () => `ding${letters(16)}`,
  corp: () => `ding${hex(16)}`,
  person: () => `0${digits(16)}`,
  group: () => `cid${base64(16)}`,
  /** The same after a restart, because a bot may have kept it. */
  privateChat: (clientId: string, personId: string) => `cid${hashed(`${clientId} ${personId}`).toString('base64')}`,
  message: () => `msg${base64(16)}`,
  session: () => hex(16),
  token: () => hex(16),
  processQuery: () => `${base64(18).replace(/[+/]/g, 'x')}=`,
  downloadCode: () => base64(120),
  fileNumber: () => digits(12),
  media: () => `@lAD${base64(12).replace(/[+/]/g, 'x')}`,
  carrier: () => base64(33),
  request: () => randomUUID().toUpperCase(),
  robotToken: () => hex(32),
  robotSecret: () => `SEC${hex(32)}`,
  authCode: () => hex(16),
  file: () => hex(12),
}

/** What stands for a person or the bot where the platform hides the id: `senderId`, `chatbotUserId`, `dingtalkId`. */
export const opaqueId = (id: string): string => `$:LWCP_v1:$${hashed(`lwcp ${id}`).subarray(0, 16).toString('base64')}`

export const unionIdOf = (id: string): string =>
  `${hashed(`union ${id}`).toString('base64').replace(/[+/=]/g, 'x').slice(0, 20)}iEiE`
