import { PlatformError } from '../../core/errors.js'

/**
 * Limits of messages. No official limit of a text's length is known; community bots cut at 3,800 to 4,000 characters.
 * `msgParam`: https://open.dingtalk.com/document/development/the-robot-sends-a-group-message
 */
export const TEXT_LIMITS = { chars: 3800, msgParamBytes: 15_000, titleBytes: 300 } as const

/** https://open.dingtalk.com/document/development/create-and-deliver-cards: bytes of one variable's value */
export const VARIABLE_BYTES = 1024

/** A message DingTalk would refuse or cut. Says which limit, never the content. */
export function overLimit(what: string): PlatformError {
  return new PlatformError(
    'permanent-content',
    'card-limit',
    `DingTalk can't show this: ${what}. Shorten it where it is built (cards/), for instance by pages.`,
  )
}
