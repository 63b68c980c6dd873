import type { JsonObject } from './feishu/json.js'

/** A request that makes no sense; its text is shown on the page. */
export class PageError extends Error {
  override readonly name = 'PageError'
}

/** A field that must be there and say something. */
export function textField(body: JsonObject, key: string): string {
  const value = body[key]
  if (typeof value !== 'string' || value === '') throw new PageError(`缺少 ${key}`)
  return value
}
