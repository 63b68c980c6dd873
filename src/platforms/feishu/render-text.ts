/**
 * Plain text as the content of a text message. Feishu reads `<at user_id="all">`, `<b>`, `<i>`, `<u>` and `[text](url)` in
 * it and knows no escape for them, so what could begin a tag or a link gets the full-width form of one character: a
 * sentence typed by a member never pings a group or hides an address. `1<2` stays as it is.
 * https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json
 */
export function renderText(text: string): string {
  return JSON.stringify({ text: escapeText(text) })
}

export function escapeText(text: string): string {
  return text.replace(/<(?=\s*\/?\s*[a-z])/gi, '＜').replaceAll('](', '］(')
}
