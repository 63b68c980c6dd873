/** A button of an ActionCard, which opens an address: a page, or a word that its person then says (`dtmd`). */
export interface LinkButton {
  readonly title: string
  readonly url: string
}

/** A message as both ways of sending know it, each in its own words. */
export type Message =
  | { readonly type: 'text'; readonly text: string }
  /** Markdown, with as many buttons as the way can carry; none is fine. */
  | {
      readonly type: 'markdown'
      readonly title: string
      readonly markdown: string
      readonly buttons: readonly LinkButton[]
    }

/** https://open.dingtalk.com/document/development/robot-message-type (消息类型: `sampleActionCard2…5`) */
export const MAX_ROBOT_BUTTONS = 5

/**
 * For a `sessionWebhook`, any number of buttons. There is never an `at`: the bot calls nobody.
 * https://open.dingtalk.com/document/dingstart/robot-reply-and-send-messages
 */
export function toSessionMessage(message: Message): Record<string, unknown> {
  if (message.type === 'text') return { msgtype: 'text', text: { content: message.text } }
  const { title, markdown: text, buttons } = message
  if (buttons.length === 0) return { msgtype: 'markdown', markdown: { title, text } }
  const btns = buttons.map((button) => ({ title: button.title, actionURL: button.url }))
  return { msgtype: 'actionCard', actionCard: { title, text, btnOrientation: '0', btns } }
}

/** For the robot's OpenAPI: `msgKey` and its parameters. Throws `RangeError` for more buttons than there are kinds. */
export function toRobotMessage(message: Message): { readonly msgKey: string; readonly msgParam: string } {
  if (message.type === 'text') return { msgKey: 'sampleText', msgParam: JSON.stringify({ content: message.text }) }
  const { title, markdown: text, buttons } = message
  if (buttons.length > MAX_ROBOT_BUTTONS) throw new RangeError(`${buttons.length} buttons in a robot message`)
  if (buttons.length === 0) return { msgKey: 'sampleMarkdown', msgParam: JSON.stringify({ title, text }) }
  const [only] = buttons
  if (buttons.length === 1 && only) {
    const single = { title, text, singleTitle: only.title, singleURL: only.url }
    return { msgKey: 'sampleActionCard', msgParam: JSON.stringify(single) }
  }
  const actions = buttons.map(({ title: name, url }, index) => [
    [`actionTitle${index + 1}`, name],
    [`actionURL${index + 1}`, url],
  ])
  return {
    msgKey: `sampleActionCard${buttons.length}`,
    msgParam: JSON.stringify({ title, text, ...Object.fromEntries(actions.flat()) }),
  }
}
