import type { ErrorMeaning, Utterance } from '../../core/meaning.js'
import { bareReason } from '../people/causes.js'
import { namesOf } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { readPeople } from '../people/read-person.js'
import type { Changes } from './edit-changes.js'

/** Who was away and why, in a correction: 请假的不是响哥，是李姐，看牙去了; 小雨不是病假，是陪家属产检. */

const REASON_FIELD = /(?:请假|缺席|没来|未到|缺勤)的?(?:原因|理由|事由)/
const NEW = '(?:而)?(?:应该|应|其实|实际上?)?(?:是|为)'
/** 请假的不是响哥，是李姐，看牙去了. */
const ANOTHER = new RegExp(
  `^(?:请[了过]?假|缺席|没来|未到|缺勤)的?(?:人员?|同志)?(?:(?:写|记|填|登|搞|弄)(?:错|反)了?[,，\\s]*)?(?:不是[^,，\\s是]{1,6}?[,，\\s]*)?${NEW}`,
)
/** 小雨不是病假，是陪家属产检; 小雨的请假原因改成家里有事. */
const CAUSE_OF = new RegExp(
  `^的?(?:(?:请假|缺席|没来|未到|缺勤)的?(?:原因|理由|事由)?)?(?:(?:写|记|填|登|搞|弄)错了?[,，\\s]*)?(?:(?:不是|写的是?)[^,，]{1,10}?[,，\\s]*)?(?:${NEW}|(?:应该?)?(?:改成|改为|换成|更正为|改)[:：]?)(?!不是)`,
)
const LEFT_OUT =
  /^(?:请[了过]?假|没来|缺席|未到)的(?:人|同志)?还有[:：,，\s]*|^(?:还|又|再|里)?(?:漏|少|忘)(?:了|记|写|登|填|报|算|数)*一?[个位名]?(?:请[了过]?假|没来|缺席|未到|缺勤)的?(?:人员?|同志)?了?[:：,，\s]*(?:(?:再|给)?(?:加|补|添|写|填)(?:上|进去|一下)*[:：,，\s]*)?(?:是)?/

export const hasReasonField = (text: string): boolean => REASON_FIELD.test(text)

export function absenceOf(said: string, utterance: Utterance): Changes | { error: ErrorMeaning } | undefined {
  const names = namesOf(utterance.roster)
  const moved = MOVED_TO.exec(said)
  if (moved) {
    const read = presentIn(moved[1] as string, utterance)
    const names = read && 'add' in read ? (read.add?.attendees as string[]) : []
    const isAway = /缺席|请假/.test(moved[2] as string)
    return isAway && names.length > 0 ? { add: { absent: names.map((name) => ({ name })) } } : read
  }
  const listed = LISTED_ALSO.exec(said) ?? LISTED_ONLY.exec(said)
  if (listed) {
    const read = presentIn(listed[1] as string, utterance)
    const only = LISTED_ONLY.test(said)
    return read && 'add' in read && only ? { set: read.add } : read
  }
  const late = LATE_ONLY.exec(said)
  if (late) return presentIn(late[1] as string, utterance)
  if (LEFT_ME_OUT.test(said)) return { add: { attendees: ['$sender'] } }
  const leftOut = LEFT_OUT.exec(said)
  const came = DROPPED.exec(said)
  if (came) return presentIn(came[1] as string, utterance)
  const put = PUT.exec(said)
  if (put) return putIn(put, utterance)
  const lead = leftOut ?? ANOTHER.exec(said)
  if (lead) {
    const rest = said.slice(lead[0].length)
    const people = readPeople(rest, 0, names)
    const last = people.at(-1)
    if (!last) return undefined
    const error = people.map(personError).find((one) => one !== undefined)
    if (error) return { error }
    const cause = causeIn(rest.slice(last.end))
    if (cause === null || (cause !== undefined && people.length > 1)) return undefined
    const absent = people.map(({ name }) => ({ name, ...(cause === undefined ? {} : { reason: cause }) }))
    return leftOut ? { add: { absent } } : { set: { absent } }
  }
  const field =
    /^(?:请假|缺席|没来|未到|缺勤)的?(?:原因|理由|事由)(?:[:：,，\s]|(?:写|记|填)错了|不对|(?:要|得)?(?:改|换|更正|修改)(?:一?下)?)*/.exec(
      said,
    )
  const rest = said.slice(field?.[0].length ?? 0)
  const [person, second] = readPeople(rest, 0, names)
  if (!person || second) return undefined
  const after = rest
    .slice(person.end)
    .replace(/^(?:那天|当天|当时)/, '')
    .replace(/[,，\s]+(?:而|并)?不是[^,，]{1,10}$/, '')
  const behind = CAUSE_OF.exec(after)
  const leave = behind !== null && /^[病事年产公婚丧]假$/.test(after.slice(behind[0].length))
  const about =
    field !== null || leave || (behind !== null && /[病事年产公婚]假|请假|缺席|没来|原因|理由/.test(behind[0]))
  if (!behind || !about) return undefined
  const error = personError(person)
  if (error) return { error }
  const reason = causeIn(`，${after.slice(behind[0].length)}`)
  return reason ? { set: { absent: [{ name: person.name, reason }] } } : undefined
}

/** 小雨从缺席改为参加. */
const MOVED_TO =
  /^(?:把|将)?([@\u4E00-\u9FFF、和]{2,12}?)(?:的)?从(?:缺席|请假|没来|参加|出席|到会|参会)(?:人员)?(?:名单)?(?:里|中)?(?:改|挪|调|换|移)(?:成|为|到|至|进)(参加|出席|到会|参会|实到|缺席|请假)(?:人员)?(?:名单)?(?:里|中)?(?:去)?$/
/** 去的人还有海明. */
const LISTED_ALSO =
  /^(?:去|来|参加|参会|到场|出席|到会|在场)的(?:人员?|同志)?(?:里)?(?:还|也)有([@\u4E00-\u9FFF、和]{2,12})$/
/** 把敏姐记两遍了，参加的就敏姐、响哥. */
const LISTED_ONLY =
  /^(?:(?:把)?[\u4E00-\u9FFF]{2,3}(?:记|写|登|填|算)了?[两2]遍了?[,，\s]*)?(?:去|来|参加|参会|到场|出席|到会)的(?:人员?|同志)?(?:就是?|只有|只是?)([@\u4E00-\u9FFF、和]{2,14})$/
/** 响哥是迟到不是缺席，算参加. */
const LATE_ONLY =
  /^([@\u4E00-\u9FFF]{2,3}?)(?:只|就)?(?:是)?(?:迟到|晚到|早退|晚来|来晚)了?[,，\s]*不(?:是|算)(?:缺席|请假|没来)(?:[,，\s]*(?:也)?(?:得|要|应该?)?(?:算|按|记)(?:他|她)?(?:参加|到|出勤|实到)(?:了)?)?$/
/** 把我漏了，我也在的; 还有我, 我也参加了. */
const LEFT_ME_OUT =
  /^(?:把|将)?我(?:自己)?(?:给)?(?:漏|落|忘|丢)(?:掉|下|记|写|登|填)*了?(?:[,，\s]*我?(?:也|其实|是)*(?:参加|来|到|在|去)(?:了|的|场|会)*)?$|^(?:漏|落|少)(?:了|写了?|记了?)我(?:[,，\s]*我?(?:也|其实|是)*(?:参加|来|到|在|去)(?:了|的|场|会)*)?$|^(?:忘了?|没|漏了?)(?:加|写|记|算|填|登)(?:上)?我(?:自己)?了?$|^我(?:也|其实)(?:参加|来|到|在|去)(?:了|的|场|会)+$/
/** 把海明漏掉了，他也参加的. */
const DROPPED =
  /^(?:把|将)?([@\u4E00-\u9FFF、和]{2,12}?)(?:给)?(?:漏|落|忘|丢)(?:掉|下|记|写|登|填)*了?[,，\s]+(?:他|她|他们|她们|人)(?:也|都|其实|是)*(?:参加|来|到|在|去)(?:了|的|场|会)*$/

/** 把孙小雨加进请假名单，她去体检; 小赵也算进参加人里. */
const PUT =
  /^(?:把|将)?([@\u4E00-\u9FFF、和]{2,12}?)(?:也|都|给)?(?:加|补|添|写|算|列|放)(?:进|到|入|在)去?(?:了)?(请假|缺席|没来|未到|参加|参会|出席|到会)?(?:的)?(?:人员|人)?的?(?:名单|人|人员|那栏|栏)?(?:里面?|中|上)?(?:去)?(?=$|[,，\s])/

function putIn(put: RegExpExecArray, utterance: Utterance): Changes | { error: ErrorMeaning } | undefined {
  const [all, words = '', list] = put
  const present = presentIn(words, utterance)
  if (present === undefined || 'error' in present) return present
  const behind = put.input.slice(all.length)
  if (list === undefined || /参|出席|到会/.test(list)) return behind === '' ? present : undefined
  const cause = causeIn(behind)
  const names = present.add?.attendees as string[]
  if (cause === null || (cause !== undefined && names.length > 1)) return undefined
  return { add: { absent: names.map((name) => ({ name, ...(cause === undefined ? {} : { reason: cause }) })) } }
}

export function presentIn(words: string, utterance: Utterance): Changes | { error: ErrorMeaning } | undefined {
  const people = readPeople(words, 0, namesOf(utterance.roster))
  if (people.at(-1)?.end !== words.length) return undefined
  const error = people.map(personError).find((one) => one !== undefined)
  return error ? { error } : { add: { attendees: people.map(({ name }) => name as string) } }
}

/** The bare cause that a rest is; undefined: nothing is left, null: it is no cause. */
function causeIn(rest: string): string | undefined | null {
  const text = rest.replace(/^[\s,，:：(（]+|[\s。.!！)）]+$/g, '').replace(/^(?:请[了过]?假|没来|缺席)[,，\s]*/, '')
  if (text === '') return undefined
  const reason = bareReason(text)
  return reason === undefined || reason.length > 14 || /[\d,，;；《》]|改成|改为|应该|写错/.test(reason) ? null : reason
}

/** An old value that is taken back: 不是1小时, 写的下午, 记成集中学习了. */
const DENIAL =
  /^(?:我)?(?:给)?(?:记|写|算|填|安|挂)(?:到|在)了?[^,，]{1,8}(?:头上|名下|那里|那儿|上)了?$|^(?:别|不要|不该|不应)(?:写|记|填|登|算)(?:成|为)?[^,，]{1,12}$|^(?:并|而|应该)?不(?:是|止|只|算|在|该是|应是)[^,，。;；]{1,16}$|^(?:原来|原先|之前|当时|现在|目前|台账上?|系统里?|上面|手滑|手快|不小心|误|我|刚才|刚刚)*(?:给|把它)?(?:写|记|填|登|录|打|敲|输|报|数|搞|弄|选)(?:的是?|成了?|为)[^,，。;；]{1,14}$|^(?:我|刚才)+(?:写|填|记|报|登|打)(?:的|了)?\d{1,4}[^,，。;；]{0,3}了?$|^(?:怎么|咋|为啥)(?:是|写的|变成|成|写成)了?[^,，。;；]{1,14}$|^(?:我|刚才|刚刚|当时)*按[^,，。;；]{1,10}(?:报|写|记|登|录|算|填|交)的$/

export const isDenial = (clause: string): boolean => DENIAL.test(clause)
