import type { Utterance } from '../../../core/meaning.js'
import { isDangerous } from '../../checks.js'
import { zoneText } from '../../facts.js'
import { membersIn, namesOf } from '../../people/find-person.js'
import { findPlace, findSpot } from '../../place.js'
import { type Scan, TITLE } from '../../scan.js'
import { leftovers, trimFrame } from '../../topic.js'
import type { Zone } from './people.js'

/** Where a plan will be and what it is about. */

/** Verbs before a subject: 学消防器材使用, 观看《…》, 讨论…. */
const VERB =
  /^(?:主要)?(?:集中|组织|开展|进行|举行|举办|召开|搞|办|做|上|讲|聊聊?|谈谈?|一?次|一场|个)*(?:学习|学(?!校|院|员|生|历|术|科)|观看|收看|看|听|讨论|研究|审议|审查|审批|表决|商量|议一议|传达|宣讲|关于)?(?:一[次场个堂])?/
/** A subject that is not settled yet is none. */
const UNSETTLED = /^(?:还没|尚未|没|未|待|另行?|再|以后)?(?:想好|定(?:下来|好|了)?|确定|通知|说)$/
/** 去嘉兴南湖 as a clause of its own: where it will be. */
const GOING = /^(?:去|到|赴|前往)([\u4E00-\u9FFF]{2,14})$/
/** 会议室302, 机房: a room as a clause of its own. */
const ROOM =
  /^在?[\u4E00-\u9FFF]{0,6}(?:(?:会议室|活动室|教室|办公室|多功能厅|报告厅|培训室)[A-Za-z]?\d{1,4}|机房|电教室|阶梯教室|老地方|茶室|茶水间|谈心角|大礼堂)$/
/** The place, its words claimed; with `visit`, going there is the point. `spots`: no subject is named after a place here (登山，宝石山). */
export function placeOf(
  scan: Scan,
  zones: readonly Zone[],
  utterance: Utterance,
  spots: boolean,
): { place?: string; visit?: string } {
  const zone = zones.find(({ field }) => field === 'place')
  if (zone) {
    const place = zoneText(scan, zone)
    scan.claim(zone)
    return place === '' ? {} : { place }
  }
  const room = leftovers(scan.open).find(({ text }) => ROOM.test(text))
  if (room) {
    scan.claim({ start: room.start, end: room.start + room.text.length })
    return { place: room.text.replace(/^在/, '') }
  }
  const { place, visit } = findPlace(scan, namesOf(utterance.roster))
  const spot = spots && place === undefined ? findSpot(scan, namesOf(utterance.roster)).place : undefined
  if (spot !== undefined) return { place: spot }
  const going = place === undefined ? leftovers(scan.open).find(({ text }) => GOING.test(text)) : undefined
  if (going) {
    scan.claim({ start: going.start, end: going.start + going.text.length })
    return { place: GOING.exec(going.text)?.[1] as string }
  }
  return { ...(place === undefined ? {} : { place }), ...(visit === undefined ? {} : { visit }) }
}

/** The subject: what a label says, or what nothing else has read. Words that look like more are doubts. */
export function topicOf(
  scan: Scan,
  zones: readonly Zone[],
  utterance: Utterance,
  doubts: { question: string; fields: string[] }[],
): string | undefined {
  const zone = zones.find(({ field }) => field === 'topic')
  const said = zone && clean(zoneText(scan, zone))
  // 内容：支部党员大会，讨论转正: the kind again is no subject.
  const labelled = said !== undefined && ONLY_KIND.test(said) ? undefined : said
  const parts: string[] = []
  for (const part of leftovers(scan.open)) {
    const inZone = zones.some(({ start, end }) => part.start >= start && part.start < end)
    if (inZone) continue
    const { text, offset } = trimPart(part.text)
    const verb = VERB.exec(text)?.[0].length ?? 0
    const from = part.start + offset + verb
    const subject = clean(scan.text.slice(from, part.start + offset + text.length))
    if (subject === undefined) continue
    const somebody = membersIn(subject.replace(MATTER, ''), namesOf(utterance.roster)).length > 0
    if (somebody || isDangerous(text.slice(verb).replaceAll(TITLE, ''))) {
      doubts.push({ question: `「${subject.slice(0, 20)}」没看明白，请核对。`, fields: ['topic'] })
    }
    parts.push(subject)
  }
  if (labelled !== undefined) return labelled
  return parts.length === 0 ? undefined : parts.join('，')
}

const ONLY_KIND =
  /^(?:召?开|支部|组织|开展|全体)*(?:党员大会|支委会|党小组会|组织生活会|民主评议(?:党员)?|主题党日|集中学习|专题党课|微党课|党课|业务培训|专题讲座|讲座|小家活动|走访慰问|谈心谈话|廉政谈话)$/

/** Words around a subject that are part of none: 正好…, …的事. */
const FILLER_START =
  /^(?:提前|正好|刚好|顺便|顺带|那就|那|就|先|你先?|再|也|还是|给(?!予)|替我|帮我?|另外|到时候?|地方不变|时间不变|其他不变|片子|内容|嗯|呃|哦|噢|唉|哎|等下|要不|干脆|咱们?|我们?)+/
const FILLER_END = /(?:的(?:事儿?|事情|问题|情况)|事宜|那个|这个|一下|吧|哈|哦|嘛|呗|啦)+$/

function trimPart(clause: string): { text: string; offset: number } {
  const { text, offset } = trimFrame(clause)
  const head = FILLER_START.exec(text)?.[0].length ?? 0
  const rest = text.slice(head).replace(FILLER_END, '')
  return { text: rest, offset: offset + head }
}

/** 小雨转正: a member as the matter of a meeting. */
const MATTER =
  /(?:选举|改选|补选|推选|换届选举)[\u4E00-\u9FFF]{0,6}|[\u4E00-\u9FFF]{2,4}?(?:同志)?(?:的)?(?=(?:按期|预备期|入党)?(?:转正|转为正式|入党|发展|接收|申请|思想汇报|处分|政审|组织关系|岗位|转岗))/g

/** A subject without the verb before it; one of a single character is none. */
function clean(text: string): string | undefined {
  const subject = text.replace(VERB, '').replace(/^[的是为在：:，,\s]+|[的了吧哦啊，,\s。!！]+$/g, '')
  return subject.length < 2 || UNSETTLED.test(subject) ? undefined : subject
}
