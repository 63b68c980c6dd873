import type { Utterance } from '../../core/meaning.js'
import type { Tense } from '../dates/mention.js'
import { memberAt, namesOf } from '../people/find-person.js'
import type { EditField } from './edit-fields.js'
import { fieldValue, inferred, type ValueRead } from './edit-values.js'

/** New values as they are told rather than named: 实际是上午开的, 9点半才开始的, 上周五才回来的, 给宾馆员工讲的. */

const LEAD =
  /^(?:(?:大伙儿?|大家伙?儿?|大家|我们|咱们?|他们|人家|那天|当天|当时|会议?|课|那|这)(?:都|也)?)?(?:其实|实际上?|事实上|正确的?)?(?:应该|应)?(?:是|在|为|(?:拿|得|评|获|借|用|订|选|谈|聊|找|讲|学|开|办|来|去|请|看)(?:的|了)(?:人|地方)?(?:是|在)?)?(?:只有|只|就|才|也就|一共|总共|共|足足|整整)?(?:(?:讲|学|开|谈|用|花|看|办|聊|上)了)?(?:有|是)?/
const VERB =
  /(?:一直)?(?:才|就|都)?(开始|结束|散[会场]?|完事?|收[尾工场]|回来|返回|回|开|学|办|搞|谈|去|来|到|讲|交|组织|进行|做|上|听|看|举行|召开)(?:的|了|的课|的会)*$|的(?:事情?|会|课|活动)$|就(?:够|行|可以|好|对|成)了?$/
const BY_VERB: readonly (readonly [RegExp, EditField])[] = [
  [/^开始/, 'start'],
  [/^(?:结束|散|完|收)/, 'end'],
  [/^(?:回|返)/, 'end_date'],
]
const OF_MONTH =
  /^((?:\d{4}年|今年|去年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|上个?月|上上个?月|这个月|本月)(?:份)?的?(?:钱|党费|那笔|费|头上|账上|里|名下)$/
const TAUGHT =
  /^(?:对象)?(?:是)?(?:给|面向|对着?|向)([^,，。;；\s]{2,12}?)(?:们)?(?:讲|上|培训|授课|讲课|上课|讲解)(?:的|了)*$/
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^(?:在)?(?:线上|网上|云上)(?:学习?|进行)?$/, '线上学习'],
  [/^(?:自己|各自|个人)(?:自)?学习?$/, '自学'],
  [/^(?:集中|集体|一起)(?:学习?)?$/, '集中学习'],
]
const PRIZE =
  /^[^\d,，。;；\s]{0,6}(?:[特一二三]等奖|[金银铜优]奖|优秀(?:奖|组织奖)|冠军|亚军|季军|第[一二三四五六]名|(?:优胜|鼓励|组织|入围)奖)$/

const SHEETS = /^(?:一?共|是)?(\d{1,3}|[一二两三四五六七八九十]{1,3})\s?张$/
/** 7个是应到. */
const COUNT_IS = /^(\d{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:个|人|名|位)*(?:是|为)(应到|实到)(?:的|人数)?$/
/** 敏姐和小雨一起拿的. */
const WON =
  /^(?:是)?([@\u4E00-\u9FFF、和跟与]{2,14}?)(?:一起|共同|合|两人|三人|俩)*(?:拿|得|获|评上|捧回)(?:奖|到)?(?:的|了)$/
/** 开给客房部的; 其实是给会务部的. */
const ISSUED_TO =
  /^(?:其实|应该|应当|实际上?)?(?:是)?(?:开|发|下)?给([\u4E00-\u9FFF]{2,8}?(?:部|科|处|室|中心|班组|组))的?$/
/** 8个人捐的, 来了6个. */
const HEADS =
  /^(?:来|到|去)?了?(\d{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:个|名|位)?人?(?:捐|来|到|参加|出席|在|去)?(?:的|了)?$/
/** 敏姐是主持; 由海明负责. */
const ROLE_IS =
  /^(?:改?由)?([^,，。;；\s是]{1,8}?)(?:是|来|做|当|担任)?(主讲|主持|记录|负责|牵头|讲课|授课|讲|上)(?:人|(?:的|了)(?:课|党课)?)*$/
const ROLES: Readonly<Record<string, EditField>> = {
  主讲: 'lecturer',
  上: 'lecturer',
  讲: 'lecturer',
  讲课: 'lecturer',
  授课: 'lecturer',
  主持: 'host',
  记录: 'recorder',
  负责: 'owner',
  牵头: 'owner',
}

/** The value of a field, or of whatever field the words are of. */
export function spokenValue(field: EditField | undefined, said: string, utterance: Utterance, tense: Tense): ValueRead {
  const taught = TAUGHT.exec(said)?.[1]
  if (taught !== undefined && (field === undefined || field === 'audience')) return { values: { audience: taught } }
  const role = ROLE_IS.exec(said)
  // 应该记在4月头上: only a member gives or holds what is told by 上 or 讲 alone.
  const isRole =
    role && (!/^[上讲]$/.test(role[2] as string) || memberAt(role[1] as string, 0, namesOf(utterance.roster)))
  if (role && isRole) return fieldValue(ROLES[role[2] as string] as EditField, role[1] as string, utterance, tense)
  const counted = COUNT_IS.exec(said)
  if (counted && field === undefined)
    return fieldValue(counted[2] === '应到' ? 'expected' : 'actual', counted[1] as string, utterance, tense)
  const sheets = SHEETS.exec(said.replace(LEAD, ''))?.[1]
  if (sheets !== undefined && (field === undefined || field === 'count'))
    return fieldValue('count', sheets, utterance, tense)
  const winners = field === undefined || field === 'winners' ? WON.exec(said)?.[1] : undefined
  if (winners !== undefined) return fieldValue('winners', winners, utterance, tense)
  const issued = field === undefined || field === 'department' ? ISSUED_TO.exec(said)?.[1] : undefined
  if (issued !== undefined) return { values: { department: issued } }
  const counts = field === 'actual' || (field === undefined && /人(?:捐|参加|来|到|出席|去)/.test(said))
  const heads = counts ? HEADS.exec(said.replace(LEAD, ''))?.[1] : undefined
  if (heads !== undefined) return fieldValue('actual', heads, utterance, tense)
  const text = said.replace(LEAD, '').trim()
  const month = OF_MONTH.exec(text.replace(/^(?:记|算|归|登)(?:在|到|进)?/, ''))?.[1]
  if (month !== undefined && (field === undefined || field === 'month'))
    return fieldValue('month', month, utterance, tense)
  if (PRIZE.test(text) && (field === undefined || field === 'prize')) return { values: { prize: text } }
  const verb = VERB.exec(text)
  const bare = verb ? text.slice(0, verb.index) : text
  if (field === undefined || field === 'form' || field === 'kind') {
    const form = FORMS.find(([pattern]) => pattern.test(bare) || pattern.test(text.replace(/的$/, '')))
    if (form) return { values: { form: form[1] } }
  }
  const own = verb ? BY_VERB.find(([pattern]) => pattern.test(verb[1] as string))?.[1] : undefined
  if (own !== undefined && (field === undefined || field === 'when' || field === own))
    return fieldValue(own, bare, utterance, tense)
  if (bare === said || bare === '') return undefined
  return field === undefined ? inferred(bare, utterance, tense) : fieldValue(field, bare, utterance, tense)
}
