import type { Utterance } from '../core/meaning.js'

/** Whether a message is meant for the bot, and its text without the calling (SCHEMA §1 "Who is addressed"). */
export function addressedBody(text: string, utterance: Utterance): string | undefined {
  const called = `@${utterance.botName}`
  const named = text.includes(called)
  const body = text
    .split(called)
    .join(' ')
    .replace(/^[\s,，:：]+/, '')
    .trim()
  if (utterance.chat === 'p2p') return body
  return named || utterance.addressed || /^\s*\//.test(text) ? body : undefined
}
