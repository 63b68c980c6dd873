import type { HandOverMeaning, Utterance } from '../../core/meaning.js'
import { membersIn, namesOf } from '../people/find-person.js'
import { Scan, TAKEN } from '../scan.js'
import { daysOf } from './days-said.js'

/** The secretary's office passed on (moments.md §5). Whole messages only. 把赵阳设为书记 names no hand-over and is the roster's. */

const OFFICE = /书记/
const VERB = /接任|接替|继任|接手|交接|移交|交给|接班/
const FRAME =
  /^\/|请|麻烦|帮我?|登记(?:一?下)?|支部|党支部|书记|一职|的?(?:职务|工作|岗位|担子)|由|让|把|将|给|到|同志|我|来|担?任|当|做|新|接任|接替|继任|接手|交接|移交|交给|交|接班|换成?/g
const LEFT_OVER = /[\s,，、。.!！:：;；~()（）-]|的|了|吧|为|是|在|从|自|于|起|开始|生效|正式/g

const HOW = '请写明由谁接任、哪天起，如：4月1日起书记由赵阳接任'

const TWINS: Readonly<Record<string, HandOverMeaning['ask']>> = {
  确认交接: 'confirm',
  取消交接: 'cancel',
  交接清单: 'list',
  看交接清单: 'list',
  我的交接清单: 'list',
}

/** 确认交接, 取消交接 and 交接清单, by the bare words. */
export function handOverTwin(words: string): HandOverMeaning | undefined {
  const ask = Object.hasOwn(TWINS, words) ? TWINS[words] : undefined
  return ask && { type: 'hand_over', ask }
}

/** The secretary names who is to follow him; undefined when the message is anything else, or anybody else's. */
export function handOverOf(
  body: string,
  { senderRoles, roster, sender, today }: Utterance,
): HandOverMeaning | undefined {
  if (body.length > 40 || !OFFICE.test(body) || !VERB.test(body) || !senderRoles.includes('secretary')) return undefined
  const text = body.replace(/[\s。.!！?？~]+$/gu, '')
  const found = membersIn(text, namesOf(roster))
  const people = found.filter(({ name }) => name === undefined || name !== sender)
  const nameless = found.reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text)
  const scan = new Scan(nameless.replace(FRAME, ' '))
  const days = daysOf(scan, today)
  if (scan.open.replaceAll(TAKEN, '').replace(LEFT_OVER, '') !== '') return undefined
  const [person, ...others] = people
  const isOneDay = days !== 'unclear' && (days === undefined || days.to === undefined || days.from === days.to)
  if (person?.name === undefined || others.length > 0 || !isOneDay)
    return { type: 'hand_over', ask: 'propose', question: HOW }
  const date = days?.from
  return { type: 'hand_over', ask: 'propose', name: person.name, ...(date !== undefined && { date }) }
}
