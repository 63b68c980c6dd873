import type { Meaning } from '../../core/meaning.js'
import { ENTRY_NUMBER } from './target.js'
import { unclear } from './unclear.js'

/** Taking back what was named by several numbers, and what can't be taken back: an undo itself. */

const VERB = '(?:撤销|撤消|撤回|撤掉|删除|删掉|删了|作废|撤)'
const FRAME =
  '(?:请|麻烦|帮我?|给我?|把|将|都|全部?|也|这[几两三四五]条|掉|了|吧|一下|(?:是)?(?:记|录|发|登|写)?(?:重复|重|错|多)了|[\\s,，。.!！])*'
const NUMBERS = '\\d{4}-\\p{Script=Han}-\\d{1,5}(?:(?:\\s|、|,|，|和|跟|与|及)+\\d{4}-\\p{Script=Han}-\\d{1,5}){1,9}'
const ORDER = new RegExp(`^${FRAME}(?:${VERB}${FRAME}${NUMBERS}|${NUMBERS}${FRAME}${VERB})${FRAME}$`, 'u')
const RESTORE =
  /^(?:请|麻烦|帮我?|给我?)*(?:取消|撤销|收回)(?:刚才|刚刚|上一?次|前面|那次)?的?撤[销回][。!！\s]*$|^(?:请|麻烦|帮我?|给我?)*(?:恢复|还原|找回)(?:一下|刚才|刚刚|撤销的|那|上|一?条|记录|的|[\s:：])*(?:\d{4}-\p{Script=Han}-\d{1,5})?[。!！\s]*$/u

const SHORT = /(\d{4}-\p{Script=Han}-)(\d{1,5})((?:\s?(?:、|,|，|和|跟|与|及)\s?\d{1,5}(?![\d-]))+)/gu

/** 2026-学-028和029: the second number in full. */
const spelledOut = (body: string): string =>
  body.replace(
    SHORT,
    (_all, series: string, first: string, more: string) =>
      `${series}${first}${more.replace(/\d+/g, (number) => `${series}${number.padStart(first.length, '0')}`)}`,
  )

const SEVERAL = new RegExp(SHORT.source, 'u')
/** Whether more than one entry is named by number: 2026-学-028和029, 2026-学-028到030. */
export const namesSeveral = (text: string): boolean =>
  SEVERAL.test(text) || /\d{4}-\p{Script=Han}-\d{1,5}\s?(?:到|至|-|~)\s?\d{1,5}(?!\d|[月号日点.:：])/u.test(text)

/** 撤销 2026-学-022 2026-学-023: each of them; 取消撤销: what to do instead. Undefined when a text is neither. */
export function undoByNumbers(body: string): Meaning | undefined {
  if (body.length > 200) return undefined
  if (RESTORE.test(body)) return unclear('undo', '撤销过的不能恢复。请把原来那句再发一次，晚记的会如实标「补录」')
  const whole = spelledOut(body)
  if (!ORDER.test(whole)) return undefined
  const numbers = [...new Set(whole.match(new RegExp(ENTRY_NUMBER.source, 'gu')) ?? [])]
  const [only, other] = numbers
  if (only !== undefined && other === undefined) return { type: 'undo', target: { number: only } }
  return { type: 'undo', target: { find: { numbers } }, count: numbers.length }
}
