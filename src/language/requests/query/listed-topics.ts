import type { Utterance } from '../../../core/meaning.js'
import { membersIn, namesOf } from '../../people/find-person.js'
import { Scan } from '../../scan.js'
import { takeSpan } from './span.js'

/** What is asked after by its bare name, several at once: 我的学时和党费情况, 查王敏的学时、谈话、党费. */

const QUESTION_OF: ReadonlyMap<string, string> = new Map([
  ['学时', '多少'],
  ['课时', '多少'],
  ['党费', '交了没有'],
  ['谈话', '几次'],
  ['谈心', '几次'],
  ['谈心谈话', '几次'],
])
const TOPIC = '(?:谈心谈话|学时|课时|党费|谈话|谈心)'
const TOPICS = new RegExp(
  `^(.{0,24}?)(${TOPIC}(?:(?:[、,，和跟与及\\s]|以及|还有){1,2}${TOPIC}){1,3})(?:的)?(?:情况|进度|记录|明细|完成情况|数据)?(?:都|各|分别)?(?:怎么样|咋样|如何|多少|呢)?[?？。\\s]*$`,
)
/** What may stand before the first of them besides a time and a person. */
const FRAME =
  /请问?|麻烦|帮忙?|给|我们|我|想|知道|要|查(?:一?下|询|看|查)?|看(?:一?下|看)?|问(?:一?下|问)?|报(?:一?下)?|列(?:一?下)?|告诉|本人|自己|个人|支部|同志|截至|目前|现在|到|的|，|,|\s/g

/** One question for each of them, or undefined when the text is no such list. */
export function listedTopics(body: string, utterance: Utterance): string[] | undefined {
  const [, frame, list] = TOPICS.exec(body) ?? []
  if (frame === undefined || list === undefined) return undefined
  const scan = new Scan(frame)
  takeSpan(scan, utterance.today)
  let left = scan.open
  for (const { said } of membersIn(frame, namesOf(utterance.roster))) left = left.replace(said, '')
  if (left.replace(/[\uE000\uE001]/g, '').replace(FRAME, '') !== '') return undefined
  return (list.match(new RegExp(TOPIC, 'g')) ?? []).map((topic) => `${frame}${topic}${QUESTION_OF.get(topic)}`)
}
