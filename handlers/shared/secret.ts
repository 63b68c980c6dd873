import type { FormValues } from '../../cards/entry-form.js'
import type { Card } from '../../src/core/card.js'
import type { Reply } from '../../src/core/reply.js'
import { normalise } from '../../src/language/normalise.js'
import { isSecret } from '../../src/language/secrets.js'

/** Said to whoever sends what must not be in a chat (moments.md §1); the text is wiped at once. */
export const SECRET_REFUSED = '涉密、工作秘密、领导行程请勿发给我'

/** Whether something typed into a form is what a message would be refused for. */
export function holdsSecret(form: FormValues): boolean {
  return Object.values(form)
    .flat()
    .some((value) => isSecret(normalise(value, []).text))
}

/** The answer to a form that held a secret: it is given up, which `card` says in its place, and its text is wiped. */
export const secretReply = (card: Card, messageId: string): Reply => ({
  notice: { tone: 'error', text: SECRET_REFUSED },
  updates: [{ messageId, card }],
  wipe: true,
})
