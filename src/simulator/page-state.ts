import type { ChatMessage, ChatSimulator } from './chat-simulator.js'
import type { FeishuSimulator } from './feishu/index.js'
import { isDingtalk } from './page-uploads.js'

/** One simulated platform under the name the page shows. */
export interface PagePlatform {
  readonly label: string
  readonly simulator: ChatSimulator
}

/** The one platform whose bot hears of more than messages and taps; elsewhere the page leaves such actions out. */
export const isFeishu = (simulator: ChatSimulator): simulator is FeishuSimulator => simulator.platform === 'feishu'

/** A platform's people and chats; messages come chat by chat. */
export function describePlatform({ label, simulator }: PagePlatform, id: number): object {
  for (const person of simulator.people()) simulator.privateChatId(person.id)
  const feishu = isFeishu(simulator) ? simulator : undefined
  return {
    id,
    label,
    kind: simulator.platform,
    bot: { id: feishu?.botOpenId, name: simulator.botName },
    can: { enter: feishu !== undefined, setBotIn: feishu !== undefined, speak: isDingtalk(simulator) },
    people: simulator.people().map((person) => ({ id: person.id, name: person.name })),
    chats: simulator.chats().map(({ chatId, kind, name, members, botIn, disbanded }) => ({
      chatId,
      kind,
      name,
      members: [...members],
      botIn,
      disbanded,
      last: lastOf(simulator.messages(chatId)),
    })),
  }
}

function lastOf(messages: readonly ChatMessage[]): object | null {
  const last = messages.findLast((message) => !isPartial(message))
  return last ? { at: last.createTime, sender: last.sender.name, text: preview(last) } : null
}

/** What differs per platform in a message, as far as a chat list shows it. */
interface Previewed {
  readonly visibleTo?: readonly string[] | undefined
  readonly card?: unknown
  readonly actionCard?: { readonly title: string }
  readonly markdown?: { readonly title: string }
}

/** Only some people see it, so the chat list, which is drawn for all, doesn't show it. */
const isPartial = (message: ChatMessage & Previewed): boolean => message.visibleTo !== undefined

/** One line of a message for the chat list. A DingTalk message's title stands nowhere else. */
export function preview(message: ChatMessage & Previewed): string {
  if (message.recalled) return '已撤回一条消息'
  const { card, actionCard, markdown } = message
  const title = actionCard?.title ?? markdown?.title
  return (title ?? (card ? `[卡片] ${message.text}` : message.text)).slice(0, 60)
}
