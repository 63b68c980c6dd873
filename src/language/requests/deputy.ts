import type { DeputyMeaning, Utterance } from '../../core/meaning.js'
import { membersIn, namesOf } from '../people/find-person.js'
import { Scan, TAKEN } from '../scan.js'
import { type Days, daysOf } from './days-said.js'

/** Who stands in for the secretary on leave (moments.md §5). Whole messages only: 赵阳代理主持 inside a sentence is news. */

const NAME = /代理/
const SHOW =
  /^(?:(?:查|看)(?:一?下)?)?(?:现在|目前|这几天)?(?:是)?(?:谁在?|有没有人)(?:做|当)?(?:书记)?代理(?:书记)?(?:呢|吗)?$|^(?:(?:查|看)(?:一?下)?)?代理(?:书记)?(?:是谁|情况|到(?:哪天|什么时候|几号))$/
const END =
  /^(?:提前)?(?:取消|结束|停止|解除|终止|撤销)(?:书记)?(?:的)?(?:代理|(.{2,6}?)的?代理)$|^(?:书记)?(?:代理|(.{2,6}?)的?代理)(?:可以)?(?:提前)?(?:取消|结束|停止|解除|终止|到此为止)了?$/
/** What may stand around a name and days and changes nothing. */
const FRAME =
  /^\/|我|本人|书记|要|去|(?:请|休)?(?:年|事|病|产|公|探亲)?假|休息|请|出差|外出|外派|学习|开会|疗养|期间|这几天|这段时间|不在|由|让|安排|指定|改(?:为|由|成)|设(?:为|置)?|同志|工作|职务|支部|代理|暂时|临时|先|来|帮我?|替我?/g
const LEFT_OVER = /[\s,，、。.!！:：;；~()（）-]|的|了|吧|为|是|在|从|自|于|起|到|至|止|截|开始|都|一直|共|\d{1,2}天/g

const HOW = '请写明由谁代理、到哪天，如：3月20日到3月28日由赵阳代理'

/** Undefined when the message is anything else. Of others than the secretary only the question is understood. */
export function deputyOf(body: string, utterance: Utterance): DeputyMeaning | undefined {
  if (body.length > 50 || !NAME.test(body)) return undefined
  const text = body.replace(/^\/|[\s。.!！?？~]+$/gu, '')
  if (SHOW.test(text)) return { type: 'deputy', ask: 'show' }
  if (!utterance.senderRoles.includes('secretary')) return undefined
  const ended = END.exec(text)
  if (ended && isNobodyElse(ended[1] ?? ended[2], utterance)) return { type: 'deputy', ask: 'end' }
  return setOf(text, utterance)
}

const isNobodyElse = (said: string | undefined, { roster }: Utterance): boolean =>
  said === undefined || membersIn(said, namesOf(roster)).length === 1

function setOf(text: string, { roster, sender, today }: Utterance): DeputyMeaning | undefined {
  const people = membersIn(text, namesOf(roster)).filter(({ name }) => name === undefined || name !== sender)
  const [person, ...others] = people
  const nameless = [...membersIn(text, namesOf(roster))].reduceRight(
    (rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`,
    text,
  )
  const scan = new Scan(nameless.replace(FRAME, ' '))
  const days = daysOf(scan, today)
  if (scan.open.replaceAll(TAKEN, '').replace(LEFT_OVER, '') !== '') return undefined
  const asked = { type: 'deputy', ask: 'set', question: HOW } as const
  if (person?.name === undefined || others.length > 0 || days === 'unclear' || days === undefined) return asked
  return untilOf(days) === undefined ? asked : { type: 'deputy', ask: 'set', name: person.name, ...days }
}

/** From a day on (起) says no end, and a deputy for ever is a hand-over. */
const untilOf = ({ to }: Days): string | undefined => to
