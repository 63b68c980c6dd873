import type { EditMeaning, Utterance } from '../../core/meaning.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import { METRIC_NAMES } from '../records/metric.js'
import { COMMAND } from './edit-words.js'
import type { QuotedEntry } from './quoted.js'

/**
 * 更正 2026-数-001 处罚单改成4张, or the same in reply to the receipt: one count of a sheet. The counts named change, the others
 * stay (`add.items` of a metric replaces by name).
 */

const NUMBERED = /(?<!\d)(\d{4}-数-\d{1,5})(?!\d)/
const CHANGE =
  '(?:的)?(?:数量|张数|个数|项数|数)?(?:应该|应|统一|要|给我)?(?:改成|改为|改到|更正为|调整为|变更为|修改为|换成|是|为|改|[:：])?\\s?'
const OPEN = '(?:(?:还|仍)?(?:没有?|未)(?:闭环|销号|整改|完成|办结)的?)'
const N = NUMBER.replace('(?:', '(')

export function metricEditOf(
  text: string,
  _utterance: Utterance,
  quoted: QuotedEntry | undefined,
): EditMeaning | undefined {
  const number = NUMBERED.exec(text)?.[1] ?? (quoted?.number?.includes('-数-') ? quoted.number : undefined)
  if (number === undefined || /[?？]|吗[\s。]*$/.test(text)) return undefined
  const rest = text
    .replace(COMMAND, '')
    .replace(NUMBERED, ' ')
    .replace(/^[\s把将的里:：,，]+/, '')
  const items: Record<string, number> = {}
  const open: Record<string, number> = {}
  for (const clause of rest.split(/[,，;；。\n]+/)) {
    const said = clause.trim().replace(/^(?:把|将|其中|还有|另外)+/, '')
    if (said === '') continue
    if (!readClause(said, items, open)) return undefined
  }
  if (Object.keys(items).length + Object.keys(open).length === 0) return undefined
  return {
    type: 'edit',
    target: { number },
    add: {
      ...(Object.keys(items).length > 0 ? { items } : {}),
      ...(Object.keys(open).length > 0 ? { open } : {}),
    },
  }
}

function readClause(said: string, items: Record<string, number>, open: Record<string, number>): boolean {
  for (const { name, words } of METRIC_NAMES) {
    const found = new RegExp(
      `^(?:(${OPEN})的?)?(?:${words})(${OPEN})?(?:从?${NUMBER}[张份个项次件]?)?${CHANGE}${N}\\s?[张份个项次件条]?(?:${OPEN})?$`,
    ).exec(said)
    const count = found && parseNumber(found[3] ?? '')
    if (!found || count === undefined || count === null) continue
    const list = (found[1] ?? found[2]) === undefined ? items : open
    if (list[name] !== undefined) return false
    list[name] = count
    return true
  }
  return false
}
