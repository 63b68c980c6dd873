import type { FeishuSimulator } from './feishu/index.js'

/** What the page needs of a simulated platform; the card inside a message is drawn by the page, per platform. */
export type PageSimulator = Pick<
  FeishuSimulator,
  | 'platform'
  | 'options'
  | 'botOpenId'
  | 'people'
  | 'chats'
  | 'messages'
  | 'message'
  | 'privateChatId'
  | 'say'
  | 'recall'
  | 'tap'
  | 'choose'
  | 'enterPrivateChat'
  | 'setBotIn'
  | 'onChange'
>

/** One simulated platform under the name the page shows. */
export interface PagePlatform {
  readonly label: string
  readonly simulator: PageSimulator
}

/** A platform's people and chats; messages come chat by chat. */
export function describePlatform({ label, simulator }: PagePlatform, id: number): object {
  for (const person of simulator.people()) simulator.privateChatId(person.openId)
  return {
    id,
    label,
    kind: simulator.platform,
    bot: { openId: simulator.botOpenId, name: simulator.options.botName },
    people: simulator.people().map(({ openId, name }) => ({ openId, name })),
    chats: simulator.chats().map(({ chatId, kind, name, members, botIn, disbanded }) => ({
      chatId,
      kind,
      name,
      members: [...members],
      botIn,
      disbanded,
      last: lastLine(simulator, chatId),
    })),
  }
}

function lastLine(simulator: PageSimulator, chatId: string): object | null {
  const last = simulator.messages(chatId).at(-1)
  if (!last) return null
  const text = last.recalled ? '撤回了一条消息' : last.card ? `[卡片] ${last.text}` : last.text
  return { at: last.createTime, sender: last.sender.name, text: text.slice(0, 60) }
}
