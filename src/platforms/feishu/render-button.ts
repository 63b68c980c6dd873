import type { Button } from '../../core/card.js'
import type { Json } from '../../core/platform.js'
import { CARD_LIMITS, overLimit } from './card-limits.js'
import { column, type Element, plainText } from './elements.js'

/**
 * A button that calls back with its action. The value must be an object: a string breaks typed clients (200671).
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/button
 */
export function renderButton(button: Button): Element {
  if (button.text === '' || button.text.length > CARD_LIMITS.buttonTextChars)
    throw overLimit(`a button's text has ${button.text.length} of ${CARD_LIMITS.buttonTextChars} characters`)
  return {
    tag: 'button',
    type: button.style ?? 'default',
    text: plainText(button.text),
    behaviors: [{ type: 'callback', value: { ...button.action } as { [key: string]: Json } }],
    ...(button.confirm
      ? { confirm: { title: plainText(button.confirm.title), text: plainText(button.confirm.text) } }
      : {}),
  }
}

/** A row that wraps on a narrow screen. */
export function renderButtonRow(buttons: readonly Button[]): Element {
  return {
    tag: 'column_set',
    flex_mode: 'flow',
    columns: buttons.map((button) => column('auto', [renderButton(button)])),
  }
}
