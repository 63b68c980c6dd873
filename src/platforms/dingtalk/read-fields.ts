import { isFields } from '../../core/json.js'

/** What reading needs to know of the app. */
export interface ReadConfig {
  readonly clientId: string
  readonly robotCode: string
  /** Base address of the old API, where a way back into a chat must lie. */
  readonly oapiBase: string
}

/** A time in epoch ms: the page says String, real bodies carry a number. Undefined for anything else. */
export function findEpochMs(time: unknown): number | undefined {
  const digits = typeof time === 'number' ? String(time) : time
  return typeof digits === 'string' && /^\d{13}$/.test(digits) ? Number(digits) : undefined
}

/** Visible ASCII; codes to download a file are longer than ids. */
const CODE_SHAPE = /^[\x21-\x7e]{1,2000}$/

/** The first `name` among these that is a code, such as `downloadCode`. */
export function findCode(fields: unknown, name: string): string | undefined {
  const value = isFields(fields) ? fields[name] : undefined
  return typeof value === 'string' && CODE_SHAPE.test(value) ? value : undefined
}
