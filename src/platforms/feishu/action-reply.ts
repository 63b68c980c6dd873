import type { Json, Notice } from '../../core/platform.js'

/**
 * The answer to a tap: nothing, or a toast. Never a card: a card in the answer is refused by some clients (200673), and an
 * update that overtakes the answer is reverted, so the card is changed afterwards.
 * https://open.feishu.cn/document/feishu-cards/card-callback-communication
 */
export function actionReply(notice: Notice | undefined): Json {
  return notice ? { toast: { type: notice.tone, content: notice.text } } : {}
}
