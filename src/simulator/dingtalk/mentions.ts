import type { Mention } from './world.js'

/**
 * What a person typed in a group, as the robot gets it: the @ of the robot is taken out and a space stays before the
 * words; everybody else's name stays in the text. https://open.dingtalk.com/document/dingstart/robot-receive-message
 */
export function placeMentions(
  typed: string,
  candidates: readonly Mention[],
): { text: string; mentions: readonly Mention[] } {
  // The longest name first, so that @陈立国 isn't taken for @陈立.
  const known = [...candidates, { id: 'all', name: '所有人' }].sort((a, b) => b.name.length - a.name.length)
  const mentions: Mention[] = []
  let text = ''
  for (let at = 0; at < typed.length; ) {
    const found = typed[at] === '@' ? known.find(({ name }) => typed.startsWith(name, at + 1)) : undefined
    if (!found) {
      text += typed[at]
      at += 1
      continue
    }
    if (!mentions.some(({ id }) => id === found.id)) mentions.push(found)
    if (found.id !== 'bot') text += `@${found.name}`
    // The client's picker sets a space after a name, whether the person types one or not.
    else if (typed[at + 1 + found.name.length] !== ' ') text += ' '
    at += 1 + found.name.length
  }
  return { text, mentions }
}

/** What an app sent through a webhook: `@userId` of somebody in `atUserIds` becomes the name. */
export function showAts(
  text: string,
  userIds: readonly string[],
  everybody: boolean,
  nameOf: (id: string) => string | undefined,
): { text: string; mentions: readonly Mention[] } {
  const mentions: Mention[] = []
  let shown = text
  for (const id of userIds) {
    const name = nameOf(id)
    // Without `@userId` in the text nobody is named.
    if (name === undefined || !shown.includes(`@${id}`)) continue
    mentions.push({ id, name })
    shown = shown.replaceAll(`@${id}`, `@${name}`)
  }
  if (everybody) {
    mentions.push({ id: 'all', name: '所有人' })
    shown = `${shown} @所有人`
  }
  return { text: shown, mentions }
}
