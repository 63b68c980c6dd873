import { act } from './api.js'
import { attempt } from './store.js'

/**
 * Sends a tap and keeps the control still meanwhile. What the person sees of the answer is for the platform's own
 * drawing to show; undefined when the simulator refused.
 */
export async function sendTap(control, kind, body, { pane, message }) {
  control.classList.add('waiting')
  control.disabled = true
  const seen = await attempt(act(kind, { platform: pane.id, person: pane.person, message: message.messageId, ...body }))
  control.classList.remove('waiting')
  control.disabled = false
  return seen
}
