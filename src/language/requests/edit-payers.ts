import type { EditMeaning, EntryTarget, ErrorMeaning, NamedAmount, Utterance } from '../../core/meaning.js'
import { type Names, namesOf } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { readPeople } from '../people/read-person.js'
import { Scan } from '../scan.js'
import { MISTYPED } from './clause-change.js'
import { takeMonths } from './dues/months.js'
import { isDenial } from './edit-absences.js'
import { isNoise, withoutManners } from './edit-asides.js'
import { headOf, newValue } from './edit-changes.js'
import { fieldValue } from './edit-values.js'
import { COMMAND } from './edit-words.js'
import { type QuotedEntry, quotedTarget } from './quoted.js'

/**
 * What one payer gave, in a list of dues or gifts: 更正 2026-费-001 赵阳改成60元; 2026-费-001 赵阳交的是60，王敏是98.5;
 * 3月党费里赵阳的改成60. Every clause must be a payer with his sum; whose sums are not named stay as they are.
 */
export function payersEdit(
  said: string,
  utterance: Utterance,
  quoted: QuotedEntry | undefined,
): EditMeaning | ErrorMeaning | undefined {
  if (said.length > LONGEST || !/\d|[一二三四五六七八九十百]/.test(said) || /[?？]|吗[\s。]*$/.test(said))
    return undefined
  const listed = listSaid(withoutManners(said), utterance, quoted)
  const items = listed && paymentsIn(listed.rest, namesOf(utterance.roster), utterance)
  if (!listed || !items) return undefined
  return 'error' in items ? items : { type: 'edit', target: listed.target, set: { items } }
}

const LONGEST = 120
/** The series of dues and of gifts. */
const LIST_NUMBER = /(?<!\d)(\d{4}-[费捐]-\d{1,5})(?!\d)(?:那|这)?[条笔份张]?(?:里面?|中|的)*/
const OF_A_LIST = /-[费捐]-/
const MONTH = '(?:(?:20\\d\\d年|今年|去年)?(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月份?|上上?个?月|本月|这个月)'
/** 3月党费里, 上个月那笔党费. */
const LIST_OF_MONTH = new RegExp(
  `^(?:把|将)?(${MONTH})(?:的|那[条笔份张])?党费(?:那[条笔份张]|名单|明细|台账|记录)?(?:里面?|中|的)*`,
)
/** 刚录的党费, 刚才那笔捐款里. */
const LAST_LIST =
  /^(?:把|将)?(?:我)?(?:刚刚?才?|刚才|方才|上一?|前一)(?:我)?(?:记|录入?|登记?|报|写|发|填)?(?:进去|上去)?的?(?:那|这)?一?[条笔份张]?(?:的)?(?:党费|捐款|募捐|一日捐)(?:那一?[条笔份])?(?:里面?|中|的)*[\s,，]*/
/** A month's dues are told in the same words: there nothing but a change will do. */
const SURELY = /改[成为到]|更正|订正|纠正|(?:写|记|填|打|录|敲|输|报|登)(?:错|成)|应[该为]|不是/

function listSaid(
  text: string,
  utterance: Utterance,
  quoted: QuotedEntry | undefined,
): { target: EntryTarget; rest: string } | undefined {
  const bare = text.replace(COMMAND, '')
  if (quoted !== undefined) {
    const type = quoted.fields?.type
    const isList = OF_A_LIST.test(quoted.number ?? '') || type === 'dues' || type === 'donation'
    const target = isList ? quotedTarget(quoted) : undefined
    return target && { target, rest: bare.replace(LIST_NUMBER, '') }
  }
  const number = LIST_NUMBER.exec(bare)
  if (number)
    return {
      target: { number: number[1] as string },
      rest: `${bare.slice(0, number.index)}${bare.slice(number.index + number[0].length)}`,
    }
  const last = LAST_LIST.exec(bare)
  if (last) return { target: 'last', rest: bare.slice(last[0].length) }
  const found = LIST_OF_MONTH.exec(bare)
  if (!found || !SURELY.test(text)) return undefined
  const [said] = takeMonths(new Scan(found[1] as string), utterance.today)
  const [month, more] = said?.months ?? []
  if (month === undefined || more !== undefined || said?.unsure) return undefined
  return { target: { find: { type: 'dues', month } }, rest: bare.slice(found[0].length) }
}

/** 的那笔, 交的, 党费金额: between the payer and his sum. */
const BETWEEN =
  /^(?:同志)?的?(?:(?:那|这)?一?[笔份条]|当月|这个月|本月)?的?(?:党费|捐款|款|钱数?)?(?:里|上)?(?:金额|数额)?(?:给)?(?:实际|其实|确实)?(?:上)?(?:应[收交缴]|实[收交缴]|交|缴|捐|给|付)?(?:了|的|费)*/

/** Each payer with his sum; undefined when any clause says something else. */
function paymentsIn(rest: string, names: Names, utterance: Utterance): NamedAmount[] | ErrorMeaning | undefined {
  const items: NamedAmount[] = []
  let payers: string[] = []
  for (const clause of rest.split(/[,，;；。\n]+|(?<=[\d元块角])、/)) {
    const words = clause.trim().replace(/^(?:把|将|里|其中|的|[\s:：])+/, '')
    if (words === '' || isNoise(words)) continue
    const people = readPeople(words, 0, names)
    const error = people.map(personError).find((one) => one !== undefined)
    if (error) return error
    if (people.length > 0) payers = people.map(({ name }) => name as string)
    if (payers.length === 0) return undefined
    const after = words
      .slice(people.at(-1)?.end ?? 0)
      .replace(BETWEEN, '')
      .replace(/^都|^均/, '')
    if (after === '' || isNoise(after) || isDenial(after)) continue
    const read = fieldValue('money', newValue(MISTYPED.exec(after)?.[1] ?? headOf(after).rest), utterance, 'log')
    if (!read || 'error' in read) return undefined
    for (const name of payers) items.push({ name, amount: read.values.amount as number })
    payers = []
  }
  const once = new Set(items.map(({ name }) => name)).size === items.length
  return items.length === 0 || payers.length > 0 || !once ? undefined : items
}
