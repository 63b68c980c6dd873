import { el } from '../dom.js'
import { sendTap } from '../tap.js'
import { showToast } from '../toast.js'
import { confirmFirst } from './confirm.js'
import { drawText } from './draw-text.js'

const clientCodes = {
  200340: '卡片回调没有配置',
  200341: '机器人没有及时回应',
  200342: '连不上机器人',
  200343: '找不到机器人的地址',
  200671: '机器人回应出错',
  200672: '机器人回应的内容不对',
  200673: '机器人给的卡片不对',
  200830: '机器人给的卡片版本不对',
}

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/button */
export function drawButton(element, path, context) {
  const { type = 'default', size = 'medium', disabled } = element
  const button = el(
    'button',
    {
      type: 'button',
      class: `card-button feishu-button ${type} ${size} ${element.width === 'fill' ? 'fill' : ''}`,
      disabled: disabled === true,
      title: disabled ? (element.disabled_tips?.content ?? '') : (element.hover_tips?.content ?? ''),
      onclick: () => press(button, element, path, context),
    },
    drawText(element.text, context),
  )
  return button
}

async function press(button, element, path, context) {
  const { form } = context
  if (element.form_action_type === 'reset') {
    for (const field of form?.fields.values() ?? []) field.reset()
    return
  }
  const submits = form && element.form_action_type === 'submit'
  const empty = submits ? [...form.fields.values()].filter((field) => field.isMissing()) : []
  if (empty.length > 0) {
    // As the client does: marked, and nothing is sent.
    for (const field of empty) field.mark('请填写')
    empty[0].focus()
    return
  }
  if (element.confirm && !(await confirmFirst(element.confirm, context))) return
  const values = submits ? Object.fromEntries([...form.fields].map(([name, field]) => [name, field.value()])) : {}
  await send(button, 'tap', { element: path, values }, context)
}

/** Sends a tap and shows what the client would show. */
export async function send(control, kind, body, context) {
  const seen = await sendTap(control, kind, body, context)
  if (!seen) return
  if (seen.clientCode) {
    showToast('error', `出错了，请稍后重试　code: ${seen.clientCode}（${clientCodes[seen.clientCode] ?? '平台错误'}）`)
  } else if (seen.toast) showToast(seen.toast.type, seen.toast.content)
  if (seen.url && /^https?:\/\//i.test(seen.url)) window.open(seen.url, '_blank', 'noopener')
}
