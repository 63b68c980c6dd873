import type { Json, Notice } from '../../core/platform.js'
import { VARIABLE_BYTES } from './card-limits.js'
import { cutToBytes } from './elements.js'
import { PRIVATE_VARIABLE } from './render-card.js'

/**
 * The answer to a tap: nothing, or a line on the card that only who tapped sees. DingTalk has no toast in the answer;
 * it is there for whoever watches the bot from outside. By key, or the rest of the card would be emptied.
 * https://open.dingtalk.com/document/development/event-callback-card
 */
export function actionReply(notice: Notice | undefined): Json {
  if (!notice) return {}
  return {
    toast: { type: notice.tone, content: notice.text },
    userPrivateData: { cardParamMap: { [PRIVATE_VARIABLE]: cutToBytes(notice.text, VARIABLE_BYTES) } },
    cardUpdateOptions: { updatePrivateDataByKey: true, updateCardDataByKey: true },
  }
}
