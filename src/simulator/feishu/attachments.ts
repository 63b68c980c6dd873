import type { StoredAttachment } from '../attachment.js'
import { asString, isObject, objectsIn, parseJson } from './json.js'
import type { Message, Resource, World } from './world.js'

/** The pictures and files of a message that isn't a card, in their order. */
export function attachmentsOf(message: Message, world: World): StoredAttachment[] {
  if (message.msgType === 'interactive' || message.msgType === 'text') return []
  return keysIn(message).flatMap((key) => findAttachment(message, key, world) ?? [])
}

/** A person's file lies with the message, what the app sent or shows on a card among its uploads. */
export function findAttachment(message: Message, key: string, world: World): StoredAttachment | undefined {
  const resource = message.resources.get(key) ?? (message.sender.type === 'app' ? world.uploads.get(key) : undefined)
  return resource && toAttachment(key, resource)
}

function toAttachment(key: string, { kind, bytes, name, fileType }: Resource): StoredAttachment {
  const shown = kind === 'image' ? 'image' : fileType === 'opus' ? 'audio' : 'file'
  return { kind: shown, key, name: name ?? `${key}.png`, size: bytes.length, bytes }
}

/** A video has a still picture as well, which the client shows in it and not beside it. */
function keysIn(message: Message): string[] {
  const content = parseJson(message.content)
  if (!isObject(content)) return []
  if (message.msgType === 'post') {
    const paragraphs = Array.isArray(content.content) ? content.content : []
    return paragraphs.flatMap((line) => objectsIn(line).flatMap((part) => asString(part.image_key) ?? []))
  }
  const key = asString(content.file_key) ?? asString(content.image_key)
  return key === undefined ? [] : [key]
}
