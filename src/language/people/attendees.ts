import type { ErrorMeaning } from '../../core/meaning.js'
import type { Scan } from '../scan.js'
import type { Names, PersonRef } from './find-person.js'
import { personError } from './people-errors.js'
import { readPeople } from './read-person.js'

/** Who took part (SCHEMA §1 "People"): everybody, or named people. */
export interface Attendance {
  all?: boolean
  people?: string[]
  error?: ErrorMeaning
}

const EVERYBODY =
  /(?:(?:出席|参加|参会|到会|参训|参学)(?:人员|情况|范围|对象)?[:：是为]?\s?)?(?:都是|均为|均|支部|部门|我们)?(?:的)?(?:全体(?!党员大会|会议|大会|员工|职工|干部)(?:党员|同志|人员|成员)?|全员(?!应到)|(?:所有|全部)(?:的)?(?:人|党员|同志|成员)(?:员)?)(?:都|均|全部)?(?:参加|参与|参学|到齐|到会|出席|到场|都在|在场|到了|来了|到|听讲|听课|学习(?=$|[\s,，。;；]))?(?:了)?|(?:大家伙?儿?|大伙儿?)(?:都|全)(?:发言|发了言|做完|答完|做|答|完成|弄完|考完|讲|参加|参与|到齐|出席|到场|在场?|到|来|去|学)了?|大家伙?都(?:在|来了|到了)|人(?:员)?(?:都|全)(?:部|都)?(?:已经?)?(?:到|来|在|齐)(?:齐|场|全)?了?|(?:全部|都|均|悉数)(?:到齐|到会|到场|参加|出席|到位|来了|到了|来齐)了?|(?:每个?人|人人|每位(?:同志|党员)?)都(?:作|做|发|表|进行|谈|讲)了?(?:发言|交流|表态|言|态|分享|对照检查|对照检视|自我批评|批评和?与?自我批评|自我剖析|剖析|检视|检查|述职|述学|感想|体会)|全勤|全到齐?了?|到齐了?|@所有人|没有?人缺席/g
/** 咱们部门都去了, 人全, 都看了: the same in fewer words. */
const IN_SHORT =
  /(?:支部|部门|我们|咱们?|大家伙?)(?:都|全)(?:去|来|到|学|看|听|参加)了|(?:支部|部门|我们|咱们?)(?:都|全)在(?=$|[\s,，。;；!！])|(?<![\u4E00-\u9FFF])人(?:员|都)?(?:齐|全)了?(?=$|[\s,，。;；!！])|(?<=^|[\s,，。;；\uE001])(?:人)?(?:都|全)(?:看|学|听|到|来|去|参加|在)了?(?=$|[\s,，。;；!！\uE001])/g
/** 就我一个人: nobody else was there. */
const ALONE =
  /(?<=^|[\s,，。;；\uE001])(?:(?:就|只有?|仅)?(?:我|本人)(?:自己)?(?:独自)?一个?人|(?:就|只有?|仅)(?:我|本人)(?:自己)?|我自己)(?:参加|去的?|学的?|来的?|在)?(?=$|[\s,，。;；!！\uE001去参])/g
const STAFF = /全体(?:员工|职工|干部)|全体干部职工/
const TOOK_PART =
  /^\s?(?:同志)?(?:[一1二两三四五六七八九\d]+(?:个|名|位)?(?:人|同志|党员))?(?:都|均|一起|一同|共同|等)?(?:参加|参与|出席|到会|参会|到场|参训|来了|去了|去的|来的|一起学)(?:了)?|^(?:同志)?[一1二两三四五六七八九俩仨\d]+(?:个|名|位)?(?:人|同志|党员)?(?:一起|一同|都)?(?![\u4E00-\u9FFF]{0,2}(?:讲|主持|记录|课))[\u4E00-\u9FFF]{1,4}的(?=$|[\s,，。;；])/
/** Two or more names before the studying itself: 陈立、王敏两个人集中学习了. */
const STUDIED_TOGETHER =
  /^\s?(?:同志)?(?:[二两三四五六七八九\d]+(?:个|名|位)?(?:人|同志|党员))?(?=(?:一起|一同|共同|都)?(?:集中|集体|组织|线上|网上|在线)?(?:学习|学了|看了|观看了|听了))/
/** 我和响哥昨天一起线上学习: the day may stand between. */
const LEARNT_TOGETHER =
  /^[\uE001\s]*(?:一起|一同|共同|一块儿?)(?=(?:去|在)?(?:线上|网上|集中|集体|自)?(?:学|看|听|参加|观看|把\uE000))/
/** 王敏、周海明去宁波参加…培训, 李淑贤在省委党校学财务: who was sent to it. */
const WENT_TO =
  /^[\uE001\s]*(?:同志)?(?:[二两三四五六七八九俩仨\d]+(?:个|名|位)?(?:人|同志|党员)?)?[\uE001\s]*(?:一起|一同|分别|都|也|代表\S{2})?(?:(?:去|到|赴|前往|在)[^\s,，。;；\uE001]{1,12}?(?:参加|参训|听课?|上课|轮训|进修|脱产|(?=学(?!校|院)|培训))了?|(?<=\uE001)(?:参加了?|(?=学(?![校院员])|培训|听))|参加了?(?=[^\s,，。;；]{0,16}(?:培训|学习|讲座|轮训|班|研讨|考察)))/
const WITH_ME = /(?:和|跟|与|同)?我(?!们|国|党|省|市|局|部|支)(?=和|跟|与|、)/

/** 赵阳、响哥和我. */
const AND_ME = /^(?:、|,|，|和|跟|与|及|还有|加上)我(?!们|国|党|省|市|局|部|支)/

/** Everybody, in what is left of the text; claimed. Named people are read where the text says that they took part. */
export function findAttendance(scan: Scan, names: Names): Attendance {
  const result: Attendance = {}
  const people = companions(scan, names) ?? namedPeople(scan, names) ?? listedPeople(scan, names)
  if (people) Object.assign(result, people)
  else if (scan.takeAll(ALONE).length > 0) result.people = ['$sender']
  if (scan.takeAll(EVERYBODY).length + scan.takeAll(IN_SHORT).length > 0) result.all = true
  return result
}

/** Staff beyond the branch's members are no attendance of the branch: asked about. */
export const mentionsStaff = (scan: Scan): boolean => scan.has(STAFF)

/** 跟小雨一块儿自学了《…》: the one who types was there too. */
const BESIDE_ME =
  /(?<=^|[\s,，。;；:：\n\uE001])(?:我(?![们国党省市局部支])\uE001{0,6})?(?:和|跟|与|同)(?=[@\u4E00-\u9FFF])/g
const LEARNT =
  /^[\uE001\s]*(?:同志)?(?:[俩仨两三四二](?:个?人)?)?(?:一起|一同|共同|一块儿?|一道|搭伴|结伴)(?:去|在\S{0,6}?)?(?:线上|网上|集中|集体|自|复)?(?=学|看|听|参加|观看|读|去|上)/

function companions(scan: Scan, names: Names): Attendance | undefined {
  for (const lead of scan.all(BESIDE_ME)) {
    const people = readPeople(scan.open, lead.end, names)
    const last = people.at(-1)
    const after = last && LEARNT.exec(scan.open.slice(last.end, last.end + 24))
    if (!last || !after || people.some(({ unknown }) => unknown)) continue
    scan.claim({ start: lead.start, end: last.end + after[0].length })
    return attendance(people, true)
  }
  return undefined
}

function namedPeople(scan: Scan, names: Names): Attendance | undefined {
  for (const lead of scan.all(
    /(?:参加|参会|出席|参训|参与|参学|受训|听课|到会|与会|同行|一起去|去|来)(?:人员(?:有|是|为)?|的有|的是|有(?!关)|者)[:：]?\s?|与会[:：]?\s?|(?<=^|[\s,，。;；\n\uE001])(?:参加|参会|出席|参训|参与|到会)[:：]?\s?(?=@)|(?<=^|[\s,，。;；:：\n\uE001])(?:(?:青年|年轻|老|女|男|预备|正式|我部|部门)(?:党员|同志|员工)|(?:一起)?(?:去|来)(?:了|的)(?:是|有)?|(?:我们?|咱们?|本支部|支部)(?:这边|方面|方)(?:是|有|由)?|我方(?:是|有|由)?)?\s?/g,
  )) {
    const me = WITH_ME.exec(scan.open.slice(lead.end, lead.end + 2))
    const people = readPeople(scan.open, lead.end + (me ? 2 : 0), names)
    const last = people.at(-1)
    // 参加人员张萌、刘洋: who the roster doesn't know is asked about, not left out.
    if (last && NAMES_FOLLOW.test(lead.text) && people.every((person) => person.unknown)) return attendance(people)
    if (!last || people.every((person) => person.unknown)) continue
    // The count behind the names (三人参加) may be claimed already, so the text as typed decides.
    const andMe = AND_ME.exec(scan.open.slice(last.end, last.end + 6))
    const end = last.end + (andMe?.[0].length ?? 0)
    const after =
      TOOK_PART.exec(scan.text.slice(end, end + 16)) ??
      (people.length > 1 || me || andMe ? STUDIED_TOGETHER.exec(scan.text.slice(end, end + 20)) : null) ??
      (people.length > 1 || me || andMe ? LEARNT_TOGETHER.exec(scan.open.slice(end)) : null)
    const went = after ? null : WENT_TO.exec(scan.open.slice(end, end + 30))
    const alone = /^[\uE001 ]*(?:同志)?(?:都|各自|分别)?(?:在家|在线)?自学/.test(scan.open.slice(end))
    if (!after && !went && !alone && lead.text.trim() === '') continue
    scan.claim({ start: lead.start, end: end + ((after ?? went)?.[0].length ?? 0) })
    return attendance(people, me !== null || andMe !== null)
  }
  return undefined
}

const NAMES_FOLLOW = /人员(?:有|是|为)?[:：]?\s?$/

/** 外出考察 安吉余村 王敏、赵阳、李响: a clause of nothing but names, where nobody is said to have done anything else. */
function listedPeople(scan: Scan, names: Names): Attendance | undefined {
  if (OTHER_PART.test(scan.text)) return undefined
  for (const opening of scan.all(/(?<=^|[\s,，。;；:：\n\uE001])/g)) {
    const people = readPeople(scan.open, opening.end, names)
    const last = people.at(-1)
    if (
      !last ||
      people.length < (TOGETHER_AWAY.test(scan.text) ? 2 : 3) ||
      people.some(({ name }) => name === undefined)
    )
      continue
    const andMe = AND_ME.exec(scan.open.slice(last.end, last.end + 6))
    const end = last.end + (andMe?.[0].length ?? 0)
    const rest =
      /^(?:\s?[二两三四五六七八九俩仨\d]+(?:个|名|位)?(?:人|同志|党员)?)?(?=$|\s*[。;；\n]|[\s,，]*\uE001|[,，])/.exec(
        scan.open.slice(end),
      )
    if (!rest || (people.length < 3 && /^[,，](?!\s*\uE001)/.test(scan.open.slice(end + rest[0].length)))) continue
    scan.claim({ start: opening.end, end: end + rest[0].length })
    return attendance(people, andMe !== null)
  }
  return undefined
}
/** Of those who went somewhere two names are enough; beside a course they may as well be its teachers. */
const TOGETHER_AWAY = /考察|参观|外出|互访|走访|研学|保障/
/** Parts that a name may have other than having been there. */
const OTHER_PART =
  /讲(?![堂座话义坛])|课|主持|记录|请假|缺|没|未|除|带队|汇报|发言|领学|病|出差|获|奖|迟到|早退|谈|慰问|看望|生日|学时|小时各|各/

/** Named people as a list; an unresolved one is an error. */
export function attendance(people: readonly PersonRef[], withSender = false): Attendance {
  const names: string[] = withSender ? ['$sender'] : []
  for (const person of people) {
    const error = personError(person)
    if (error) return { error }
    if (person.name !== undefined && !names.includes(person.name)) names.push(person.name)
  }
  return { people: names }
}
