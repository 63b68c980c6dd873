import type { MessagePart } from '../attachment.js'
import { newId } from './ids.js'
import type { JsonObject } from './json.js'
import { type Mentionable, placeMentions } from './mentions.js'
import type { Outgoing } from './people.js'
import type { Mention, Resource } from './world.js'

/**
 * A message of words and pictures as the platform delivers it: a post without a locale around it, in which every part is
 * a paragraph and a mention an element of its own (test/fixtures/feishu/event_im_message_receive_v1_group_post_derived).
 */
export function postOf(parts: readonly MessagePart[], people: readonly Mentionable[]): Outgoing {
  const resources = new Map<string, Resource>()
  const mentions: Mention[] = []
  const content = parts.map((part) => {
    if (typeof part === 'string') return paragraph(part, people, mentions)
    const key = newId.image()
    resources.set(key, { kind: 'image', bytes: part })
    return [{ tag: 'img', image_key: key }]
  })
  return { msgType: 'post', content: { title: '', content }, mentions, resources }
}

/** Mentions are counted through the whole post, so each paragraph's placeholders go on from those before it. */
function paragraph(typed: string, people: readonly Mentionable[], mentions: Mention[]): JsonObject[] {
  const placed = placeMentions(typed, people)
  const before = mentions.length
  const names = new Map<string, string>()
  for (const mention of placed.mentions) {
    const key = `@_user_${mentions.length + 1}`
    mentions.push({ ...mention, key })
    names.set(key, mention.name)
  }
  return placed.text
    .split(/(@_user_\d+|@_all)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const number = /^@_user_(\d+)$/.exec(piece)?.[1]
      if (number === undefined && piece !== '@_all') return { tag: 'text', text: piece, style: [] }
      const key = number === undefined ? piece : `@_user_${before + Number(number)}`
      return { tag: 'at', user_id: key, user_name: names.get(key) ?? '所有人', style: [] }
    })
}
