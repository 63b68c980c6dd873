/** Nothing longer is ever sent; it is kept sealed with the message. */
const MAX_CHARS = 1024
const PATH = '/robot/sendBySession'

/**
 * Whether a way back into a chat is DingTalk's own: the address comes in a body that no signature covers, so it is
 * called only at the old API's origin and exactly this path (contract.md). Judged when it is read and again when it is used.
 */
export function isSessionUrl(url: string, oapiBase: string): boolean {
  if (url.length > MAX_CHARS || !URL.canParse(url) || !URL.canParse(oapiBase)) return false
  const { origin, pathname, username, password } = new URL(url)
  return origin === new URL(oapiBase).origin && pathname === PATH && username === '' && password === ''
}
