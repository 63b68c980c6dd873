import { PROJECT_DAY_KINDS } from '../../core/entry.js'
import type { Meaning, ProjectEventMeaning, Utterance } from '../../core/meaning.js'
import { findDates } from '../dates/find-dates.js'
import { settleDate } from '../dates/settle-date.js'
import { Scan } from '../scan.js'

/**
 * The days on which a project began and was accepted (domain.md P11, sentences S9 and S11): 标准化项目启动日期是2025年3月1日，
 * 验收日期是2025年11月20日. Only sentences that say nothing else: each day is a `projectEvent` of its own.
 */

const DAY = '(?:日期|时间|日子|日)?(?:是|为|在|于|定在|[:：])*\\s?(\\uE001+)(?:日)?'
const DONE = '(?:正式)?(?:启动|立项|通过验收|验收通过|完成验收|验收)(?:了|的)?'
const VERB = '(?:启动|立项|开始|(?:通过|完成)?验收(?:通过)?)'
const PART = `(?:(?:的)?${VERB}${DAY}|(?:于|在|是)?(\\uE001+)${DONE})`
const PROJECT = '([\\u4E00-\\u9FFFA-Za-z0-9“”"]{2,16}?)'
const LEAD = '^\\/?(?:请|帮我?)?(?:记(?:一?下)?|登记|补录|补记)?[:：,，\\s]*'
const WHOLE = new RegExp(
  `${LEAD}${PROJECT}(?:(?:试点)?(?:建设|创建|工作)?项目|试点|建设|创建)?(?:的)?[:：,，\\s]*${PART}(?:[,，;；、。\\s和]+${PART})?[。.!！\\s]*$`,
)
const NO_PROJECT =
  /^(?:这个|该|那个)?项目$|培训|学习|会议|活动|党日|党费|谈|志愿|捐|我|今[天年]|明[天年]|昨|准备|计划|打算|将|拟|要|争取/
const UNSURE = /[?？]|吗|什么|哪|谁|多少|几[月号日]|没|未|可能|好像|听说|预计|计划|拟|争取|打算/

export function projectDaysOf(text: string, utterance: Utterance): Meaning | undefined {
  if (!/启动|立项|验收|开始/.test(text) || UNSURE.test(text) || text.length > 100) return undefined
  const scan = new Scan(text)
  const dates = findDates(scan, utterance.today)
  const found = WHOLE.exec(scan.open)
  const project = found?.[1]?.replace(/^(?:我们|支部|部门|大会堂)的?/, '')
  if (!found || project === undefined || project.length < 2 || NO_PROJECT.test(project)) return undefined
  // A bare 标准化 needs no 项目 beside it; any other word does.
  if (!/标准化|贯标/.test(project) && !/项目|试点|创建|建设/.test(found[0])) return undefined
  const records: ProjectEventMeaning[] = []
  const [first, second] = partsOf(scan.open)
  for (const [index, kind] of [first, second].entries()) {
    const mention = dates[index]
    if (kind === undefined || !mention) continue
    const settled = settleDate(text, [mention], utterance.today)
    if (settled.kind === 'error') return settled.error
    if (settled.kind !== 'said' || settled.endDate !== undefined) return { error: 'missing_field', fields: ['date'] }
    records.push({ type: 'projectEvent', project, kind, date: settled.date })
  }
  if (records.length === 0 || records.length !== dates.length) return undefined
  if (new Set(records.map(({ kind }) => kind)).size !== records.length) return undefined
  return records.length === 1 ? (records[0] as ProjectEventMeaning) : { records }
}

/** Which of the two days each part of the sentence tells, in the order said. */
function partsOf(open: string): (ProjectEventMeaning['kind'] | undefined)[] {
  const clauses = open.split(/[,，;；、。]+|(?<=\uE001)和/).filter((clause) => clause.includes('\uE001'))
  return clauses.map((clause) => {
    const [begun, accepted] = [/启动|立项|开始/.test(clause), /验收/.test(clause)]
    return begun === accepted ? undefined : begun ? PROJECT_DAY_KINDS[0] : PROJECT_DAY_KINDS[1]
  })
}
