import { changed } from '../store.js'
import { sendTap } from '../tap.js'
import { showToast } from '../toast.js'

/** A tap on what carries this text: the bot hears of it, or the person says something, or a page opens. */
export async function press(control, text, context) {
  const seen = await sendTap(control, 'tap', { element: text }, context)
  if (!seen) return
  if (seen.clientCode) showToast('error', `操作失败，请稍后重试（${seen.clientCode}）`)
  else if (seen.toast) showToast(seen.toast.type, seen.toast.content)
  if (!seen.url) return
  if (/^https?:\/\//i.test(seen.url)) changed('link', { pane: context.pane, url: seen.url })
  else showToast('warning', '这个链接打不开')
}
