import type { FormValues } from '../../cards/entry-form.js'
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
