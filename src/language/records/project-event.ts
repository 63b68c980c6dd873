import type { ProjectEventKind } from '../../core/entry.js'
import type { ProjectEventMeaning } from '../../core/meaning.js'
import { checkLeftovers } from '../checks.js'
import { factsOf, openScan, zoneOf, zoneText } from '../facts.js'
import type { Scan } from '../scan.js'
import { cleanTopic } from '../topic.js'
import { readGathering } from './gathering.js'
import { joined, type Reader, restOf } from './reading.js'

/** Events of a project (SCHEMA §3 `projectEvent`; domain.md P11: 启动会, 推进会, 实务培训, 内审会议, 线上答题). */

const KINDS: readonly (readonly [ProjectEventKind, string])[] = [
  ['启动会', '(?:项目)?启动(?:会议?|大会|仪式)'],
  ['推进会', '(?:项目|工作)?推进(?:会议?|大会)'],
  ['内审会议', '内(?:部)?审(?:核)?(?:会议?|检查)?'],
  ['线上答题', '(?:线上|网上|在线)(?:[\\u4E00-\\u9FFF]{0,6}?)(?:答题|答卷|测试|考试|竞答)'],
  ['实务培训', '实务培训(?:会|班)?'],
]
/** What makes the words before a 实务培训 a project and not the trade of those trained. */
const PROJECT = /标准化|贯标|项目|试点|体系|认证|创建|工程|改造|数字化|品质会堂|星级|ISO|达标|提升行动|专项行动/i
const OPENING =
  '(?:正式|顺利|如期|圆满|又|再|还)?(?:召开|开展|组织|举行|举办|开|参加|进行|完成|搞|做|弄|办|组了)了?(?:一次|一场|第[一二三四五六七八九十]次)?'
const LABEL = /(?:项目(?:名称)?[:：]|项目名称(?=\s))\s?([^\s,，。;；\n]{2,20})/
/** How it was answered: no field of an event, so a note. */
const MARKS =
  /(?:平均|人均|最高|最低)(?:分|得分|成绩)?(?:为|是)?\s?\d{1,3}(?:\.\d)?分?(?!钟|之)|(?:平均|最高|人均)?(?:分数?|得分|成绩|正确率)(?:为|是|[:：])?\s?\d{1,3}(?:\.\d)?[分%]?/
/** 请省标院刘工讲的: a visitor, however he is called. */
const INVITED =
  /(?<=^|[\s,，。;；\uE001])(?:还)?(?:请|邀请|请来|特邀)了?([\u4E00-\u9FFF]{2,14}?)(?:来)?(?:主讲|讲|授课|辅导|授训)(?:的|了|课)?(?=$|[\s,，。;；])/
/** The verb before what was taught. */
const TAUGHT =
  /(?<=^|[\s,，。;；\uE001])(?:主要|重点)?(?:讲(?:的是|了)?|培训(?:的是|了))(?=[\u4E00-\u9FFF]{3})(?!师|课|话|座|台|解员)/g
const NOISE = {
  start: /^(?:召开|开展|组织|举行|举办|开|参加|进行|完成|会上|会议|内容|主题|登记|的|活动)+(?=.{2})/,
  end: /(?:的|活动|工作)+$/,
}

/** Whether the words name such an event; a 实务培训 only of a project, as 质管员实务培训 is a training. */
export function namesProjectEvent(open: string): boolean {
  return KINDS.some(([kind, words]) => {
    const found = new RegExp(words).exec(open)
    if (!found) return false
    if (kind === '启动会' || kind === '推进会') return !/精神|讲话/.test(open.slice(found.index, found.index + 8))
    return PROJECT.test(open)
  })
}

export const readProjectEvent: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  // 平均96分: no minutes.
  const marks = scan.take(MARKS)
  const facts = factsOf(scan, utterance)
  const invited = scan.take(INVITED)?.groups[0]
  // /项目 标准化 推进会: the command's own word.
  scan.take(/^项目(?=\s)/)
  const labelled = scan.as('project', 'records/project-event.ts LABEL', () => scan.take(LABEL)?.groups[0])
  const event = scan.as('kind, project', 'records/project-event.ts takeEvent', () => takeEvent(scan))
  scan.takeAll(NTH)
  // 实务培训，讲摆台流程: what it was about, not who spoke.
  scan.takeAll(TAUGHT)
  const zone = zoneOf(facts, 'topic')
  const { fields, lecturer } = readGathering(facts)
  const record: Partial<ProjectEventMeaning> & { type: 'projectEvent' } = { type: 'projectEvent', ...fields }
  if (event.kind) record.kind = event.kind
  else facts.errors.push({ error: 'missing_field', fields: ['kind'] })
  if (event.several) facts.doubts.push({ fields: ['kind'], question: '说到了不止一种项目活动，请一种一条。' })
  const speaker = lecturer ?? invited
  if (speaker !== undefined) Object.assign(record, { lecturer: speaker })
  if (marks && record.note === undefined) record.note = marks.text
  const rest = restOf(scan, NOISE)
  const named = rest.find(({ text }) => PROJECT.test(text))
  const project = labelled ?? event.project ?? named?.text.replace(TEAM, '')
  if (project !== undefined) record.project = project
  else facts.doubts.push({ fields: ['project'], question: '是哪个项目的？' })
  const topic = (zone && cleanTopic(zoneText(scan, zone))) ?? joined(rest.filter((part) => part !== named))
  if (topic !== undefined) record.topic = topic
  checkLeftovers(facts, zone ? [zone] : [])
  return { facts, records: [record] }
}

/** 标准化省里验收前的: behind the project, when in its course, and which time. */
const NTH =
  /(?<=^|[\s,，。;；\uE001])[(（]?(?:这是)?第(?:[一二三四五六七八九十]{1,2}|\d{1,2})次[)）]?(?=$|[\s,，。;；\uE001])/g
const TEAM = /(?<=..)(?:项目)?(?:组|小组|专班|办公室|团队)[\u4E00-\u9FFF]{0,6}$/
const OF_PROJECT =
  /第[一二三四五六七八九十\d]+次$|项目$|工作$|(?<=标准化|贯标|项目|试点|创建|认证|工程|改造)(?:[\u4E00-\u9FFF]{0,6}(?:验收|检查|评审|评估|迎检|复审|认证|送审|考核|中期)(?:之?前|前夕|期间|之?后|阶段)?)的?$/

interface EventSaid {
  kind?: ProjectEventKind
  project?: string
  several: boolean
}

/** The kind, and the project in the words directly before it: 标准化启动会. */
function takeEvent(scan: Scan): EventSaid {
  const found = KINDS.flatMap(([kind, words]) => {
    const match = scan.first(new RegExp(`(?:${OPENING})?([\\u4E00-\\u9FFFA-Za-z0-9“”"\\uE000]{0,20}?)的?(?:${words})`))
    return match ? [{ kind, match }] : []
  })
  const [first] = found
  if (!first) return { several: false }
  const { start, end } = first.match
  const before = first.match.groups[0] ?? ''
  const beforeAt = start + first.match.text.indexOf(before)
  const project = scan.text
    .slice(beforeAt, beforeAt + before.length)
    .replace(
      /^(?:正式|顺利|如期|圆满|召开|开展|组织|举行|举办|开|参加|进行|完成|搞|做(?!强|大|优)|弄|办(?!公|事)|又|再|还|了|一次|第[一二三四五六七八九十]次|登记|支部|部门|我们|大家|的|全员|全体)+/,
      '',
    )
  const online =
    first.kind === '线上答题'
      ? /(?:线上|网上|在线)([\u4E00-\u9FFF]{2,6}?)(?:答题|答卷|测试|考试|竞答)/.exec(first.match.text)?.[1]
      : undefined
  scan.claim({ start, end })
  const said = project.length >= 2 ? project : online
  const several = found.slice(1).some(({ match }) => match.start >= end || match.end <= start)
  return {
    kind: first.kind,
    several,
    ...(said === undefined ? {} : { project: said.replace(OF_PROJECT, '') || said }),
  }
}
