import { WebhookError } from './errors.js'
import type { Fields } from './json.js'

/** Visible ASCII: wide enough for every platform's ids, too narrow for log or path tricks. */
const ID_SHAPE = /^[\x21-\x7e]{1,128}$/

export function findId(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  return typeof value === 'string' && ID_SHAPE.test(value) ? value : undefined
}

/** An id without which the event is not what it says it is. Throws `WebhookError` 400. */
export function getId(fields: Fields, name: string): string {
  const id = findId(fields, name)
  if (id === undefined) throw new WebhookError(400, `${name} is missing`)
  return id
}
