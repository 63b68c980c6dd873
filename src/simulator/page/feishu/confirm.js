import { el } from '../dom.js'
import { drawText } from './draw-text.js'

/** The client's own question before a tap counts. */
export function confirmFirst({ title, text }, context) {
  return new Promise((resolve) => {
    const dialog = el(
      'dialog',
      { class: 'confirm', onclose: () => finish(dialog.returnValue === 'yes') },
      el('h4', {}, drawText(title, context)),
      text && el('p', {}, drawText(text, context)),
      el(
        'div',
        { class: 'confirm-buttons' },
        el(
          'button',
          { type: 'button', class: 'card-button feishu-button default', onclick: () => dialog.close('no') },
          '取消',
        ),
        el(
          'button',
          { type: 'button', class: 'card-button feishu-button primary_filled', onclick: () => dialog.close('yes') },
          '确定',
        ),
      ),
    )
    function finish(answer) {
      dialog.remove()
      resolve(answer)
    }
    document.body.append(dialog)
    dialog.showModal()
  })
}
