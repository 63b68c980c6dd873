import type { Mention } from './world.js'

export interface Mentionable {
  readonly openId: string
  readonly name: string
}

/**
 * What a person typed, as the platform delivers it: every `@name` of somebody in the chat becomes a placeholder
 * `@_user_n`, explained in the mentions; `@所有人` becomes `@_all`, which is not in the mentions.
 * https://open.feishu.cn/document/server-docs/im-v1/message/events/receive
 */
export function placeMentions(typed: string, people: readonly Mentionable[]): { text: string; mentions: Mention[] } {
  // The longest name first, so that @陈立国 isn't taken for @陈立.
  const candidates = [...people].sort((a, b) => b.name.length - a.name.length)
  const mentions: Mention[] = []
  let text = ''
  for (let at = 0; at < typed.length; ) {
    if (typed[at] !== '@') {
      text += typed[at]
      at += 1
      continue
    }
    const rest = typed.slice(at + 1)
    const found = candidates.find(({ name }) => rest.startsWith(name))
    if (rest.startsWith('所有人')) {
      text += '@_all'
      at += 1 + '所有人'.length
    } else if (found) {
      const key = `@_user_${mentions.length + 1}`
      mentions.push({ key, openId: found.openId, name: found.name })
      text += key
      at += 1 + found.name.length
    } else {
      text += '@'
      at += 1
    }
  }
  return { text, mentions }
}

/**
 * What an app sent: `<at user_id="ou_…">name</at>` becomes a placeholder as well.
 * https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json
 */
export function placeAtTags(
  sent: string,
  nameOf: (openId: string) => string | undefined,
): { text: string; mentions: Mention[] } {
  const mentions: Mention[] = []
  const text = sent.replace(/<at user_id="([^"]*)">([^<]*)<\/at>/g, (whole, openId: string, given: string) => {
    if (openId === 'all') return '@_all'
    const name = nameOf(openId) ?? given
    if (name === '') return whole
    const key = `@_user_${mentions.length + 1}`
    mentions.push({ key, openId, name })
    return key
  })
  return { text, mentions }
}

/** The text as a person sees it, with names in place of the placeholders. */
export function showMentions(text: string, mentions: readonly Mention[]): string {
  // From the last placeholder to the first: @_user_1 is also the beginning of @_user_10.
  const named = [...mentions].reverse().reduce((shown, { key, name }) => shown.replaceAll(key, `@${name}`), text)
  return named.replaceAll('@_all', '@所有人')
}
