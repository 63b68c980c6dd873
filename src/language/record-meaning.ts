import type { Meaning, RecordMeaning, RecordType, Utterance } from '../core/meaning.js'
import type { Command } from './commands.js'
import { CORRECTIONS } from './corrections.js'
import { A_LENGTH } from './durations.js'
import { type Facts, readFacts } from './facts.js'
import { kindsIn } from './kinds.js'
import { type Mood, moodOf, withoutRemarks } from './mood.js'
import type { Normalised } from './normalise.js'
import { competingType, notYet } from './other-types.js'
import { withoutMissed } from './people/away-by-count.js'
import { membersIn } from './people/find-person.js'
import { headOf, readOne, type Telling } from './read-one.js'
import { EVENT_KINDS } from './records/readers.js'
import { guestRefusal } from './requests.js'
import { TITLE, withoutTitles } from './scan.js'
import { linesAsRecords, SEVERAL_THINGS, severalRecords } from './several-records.js'
import { isSmallTalk } from './small-talk.js'
import type { Trace } from './why.js'

const IGNORE: Meaning = { type: 'ignore' }

export interface Body {
  body: string
  command: Command | undefined
  utterance: Utterance
  normal: Normalised
  /** What was cut off its end says that it took place. */
  tookPlace?: boolean
  trace?: Trace | undefined
}

/** The record or records that a message tells of, what has to be asked first, or `ignore`. */
export function recordMeaning(message: Body): Meaning {
  const { body, command, utterance, normal, tookPlace = false, trace } = withoutCommands(message)
  const guest = utterance.senderRoles.every((role) => role === 'guest')
  const forced = typeof command === 'object' && 'record' in command ? command.record : undefined
  const text = forced === undefined ? body : body.slice(1).trimStart()
  const facts = readFacts(text, utterance, trace)
  const probe = probeOf(facts)
  if (forced === undefined && isSmallTalk(probe, facts)) return IGNORE
  const named = kindsIn(probe, facts.names)
  // 主题：工会小家飞镖赛\n时间：…: only the subject of a form says which kind it is.
  const found = named.length > 0 || facts.labelCount < 3 ? named : kindsOfSubject(facts)
  const other = forced === undefined ? competingType(probe, found) : undefined
  if (other !== undefined && guest) return guestRefusal(other)
  if (other !== undefined)
    return besideDues(other, { text, probe, utterance, normal, tookPlace, trace }, facts) ?? notYet(other)
  const types = forced === undefined ? found : mergeForced(forced, found)
  trace?.push({ field: 'type', from: types.join(', '), by: forced === undefined ? 'kinds.ts kindsIn' : 'commands.ts' })
  // 问题：师徒结对没落实: what is wrong says nothing of whether they talked.
  const mood = moodFor(types, types[0] === 'talk' ? probeOf(facts, true) : withoutMissed(probe, facts.names))
  trace?.push({ field: 'mood', from: mood, by: 'mood.ts moodOf' })
  if (types.length === 0) return mood === 'plan' && /主题|党|培训|活动|会议/.test(probe) ? notYet('plan') : IGNORE
  const isEvent = EVENT_KINDS.some(({ type }) => type === types[0])
  const tellingOf = (): Telling => ({
    text,
    probe,
    utterance,
    normal,
    tookPlace: forced !== undefined || tookPlace,
    hearsay: mood === 'hearsay',
    trace,
  })
  const early = byMood(
    mood,
    facts,
    forced,
    { isEvent, talked: types[0] === 'talk', honoured: types[0] === 'honour' },
    probe,
  )
  // 昨天学习…；下周三组织看《…》: what is over and what is to come, each by itself.
  const mixed = early && mood === 'plan' && !guest && forced === undefined && /[;；。\n]/.test(text)
  const apart = mixed ? severalRecords(tellingOf(), facts) : undefined
  if (apart) return apart
  if (early) return guest && early !== IGNORE ? guestRefusal(mood === 'question' ? 'query' : 'record') : early
  if (guest) return guestRefusal('record')
  const telling = tellingOf()
  const lines = forced === undefined ? linesAsRecords(telling, facts) : undefined
  if (lines) return lines
  const whole = types.length === 1 ? readOne(types[0] as RecordType, facts, telling) : undefined
  if (whole && isSettled(whole))
    return (
      (forced === undefined && tellsOfSeveral(types, text, facts) ? severalRecords(telling, facts) : undefined) ?? whole
    )
  // The items of one meeting are no meetings of their own.
  if (whole && hasAgenda(whole)) return whole
  const several = forced === undefined ? severalRecords(telling, facts) : allOf(forced, severalRecords(telling, facts))
  if (several) return several
  if (whole) return whole
  return {
    type: 'question',
    question: SEVERAL_THINGS,
    fields: ['topic'],
    partial: { type: types[0] as RecordType },
  }
}

/** /承诺 党员风采 响哥：…；小赵：…: under an order, only where every one is of its kind. */
const allOf = (type: RecordType, several: Meaning | undefined): Meaning | undefined =>
  several && 'records' in several && (several.records as RecordMeaning[]).every((record) => record.type === type)
    ? several
    : undefined

/** 集中学习党章1小时；走访慰问…: parted for good, and of two kinds, though the words of one could be the other's subject. */
function tellsOfSeveral([type]: readonly RecordType[], text: string, { names }: Facts): boolean {
  if (!PARTED.test(text) || !SWALLOWS.has(type as RecordType)) return false
  const parts = withoutTitles(text).split(PARTS)
  const kinds = parts.map((part) => kindsIn(part, names).join()).filter(Boolean)
  const apart = parts.filter((part) => A_LENGTH.test(part) && membersIn(part, names).length > 0)
  return new Set(kinds).size > 1 || apart.length > 1
}
const PARTED = /[;；\n]|[二三]是|第[二三][件个]|其[二三]|另外?一[件个]/
const PARTS = /[;；\n]+|[,，:：。\s]?(?:[一二三四]是|第[一二三四][件个]|其[一二三]|另外?一[件个])/

function kindsOfSubject({ scan, labelled, names }: Facts): RecordType[] {
  const zone = labelled.find(({ field }) => field === 'topic')
  const types = zone ? kindsIn(scan.text.slice(zone.start, zone.end), names) : []
  return types.every((type) => SWALLOWS.has(type) && type !== 'training') ? types : []
}

/** Kinds whose subject is free text, so that another event could be taken for a part of it. */
const SWALLOWS: ReadonlySet<RecordType> = new Set([
  'training',
  'theme_day',
  'activity',
  'volunteer',
  'donation',
  'honour',
])

/** ①昨天集中学习…②赵阳补交2月党费52.4元: what keeps the whole from being read as dues is a record by itself. */
const besideDues = (other: string, telling: Telling, facts: Facts): Meaning | undefined =>
  other === 'dues' ? severalRecords(telling, facts) : undefined

/** /培训 11.4…\n/培训 11.5…: an order on every line says only that each is a record. */
function withoutCommands(message: Body): Body {
  const { body, command } = message
  if (command === undefined || !/\n\//.test(body)) return message
  const lines = body.split('\n')
  if (!lines.every((line) => /^\/[\u4E00-\u9FFF]/.test(line))) return message
  return { ...message, command: undefined, body: lines.map((line) => line.slice(1)).join('\n') }
}

/** The records of a message that surely tells of several things, or undefined. */
export function severalOf({ body, command, utterance, normal, trace }: Body): Meaning | undefined {
  if (command !== undefined || utterance.senderRoles.every((role) => role === 'guest')) return undefined
  const facts = readFacts(body, utterance)
  const probe = probeOf(facts)
  return severalRecords({ text: body, probe, utterance, normal, tookPlace: false, trace }, facts)
}

/**
 * The text by which kind and mood are judged: titles and labelled subjects hidden, everything else as typed. `problems`:
 * also what is labelled as wrong.
 */
export function probeOf(facts: Facts, problems = false): string {
  let probe = ''
  const hidden = facts.labelled.filter(
    ({ field }) => field === 'topic' || field === 'note' || field === 'resolution' || (problems && field === 'problem'),
  )
  for (let at = 0; at < facts.scan.text.length; at++) {
    const inZone = hidden.some((zone) => at >= zone.start && at < zone.end)
    const title = facts.scan.open[at] === TITLE
    probe += inZone || title ? TITLE : facts.scan.text[at]
  }
  return probe
}

const mergeForced = (forced: RecordType, found: readonly RecordType[]): RecordType[] => {
  if (forced === 'theme_day' || EVENT_KINDS.some(({ type }) => type === forced)) return [forced]
  const rivals = found.filter(
    (type) => type !== forced && type !== 'training' && !(forced === 'training' && type === 'talk'),
  )
  return rivals.length > 0 && forced !== 'meeting' ? [forced, ...rivals] : [forced]
}

const ALL_HE_SAID = /[,，。;；\s](?:他|她|对方)(?:也|还)?(?:说|讲|反映|提到|提出|表示|觉得)[\s\S]*$/
/** 谈了四十分钟，转正之后想去会议服务组: what he wishes for himself. */
const WISHED =
  /[,，。;；\s](?<=[谈聊交][^\n]{0,41})[^,，。;；\n\s]{0,12}(?:想|希望|打算|准备)(?:去|到|换|考|学|调|参加|继续|留|做|干|报|当|读|请(?!大家|各位)|休|少|多|退|辞|转|提(?!醒)|买|回|搬)(?![^,，。;；\n]{0,6}[和跟找与谈聊])[^,，。;；\n]*/
const HE_SAID =
  /[,，\s](?:他|她|对方)(?!们)[^。;；\n]*|[,，\s](?:主要|就是|重点)(?:是|说)?(?:他|她|对方)[^。;；\n]*|[,，\s](?:说|讲)(?:是|自己|最近|家里|想)[^。;；\n]*|[,，\s](?:主要|重点|还|并|也)?(?:提醒|叮嘱|要求|希望|劝|建议|嘱咐|强调|告诫|鼓励|安慰)(?:了)?(?:他|她|对方|其)[^。;；\n]*/
/** 找小孙谈的，转正材料怎么写: what they talked about, put as a question. */
const TALKED = /[谈聊](?:了|过|完|的|会儿?)|谈心|谈话|交心/
/** 实务培训，4月29日下午，智慧会议系统怎么用，李响讲的. */
const TAUGHT =
  /(?:培训|讲座|党课|学习|第一课|研讨|讨论|自学|主题党日)(?=[\s\S]{0,60}(?:讲的|主讲|讲了|分钟|小时|\d[日号]))/
const ASKED_ABOUT =
  /(?<=[,，。;；\s:：])(?:怎么|如何|怎样)(?:看待?|处理|平衡|适应|对待|提升|做好|当好|带好|干好|应对|克服|面对)[\u4E00-\u9FFF]{2,12}(?<![吗呢么])(?=$|[,，。;；\s])|(?<=^|[,，。;；\s:：])(?!我|你|这|那|要|该|得|请问|帮|怎)[\u4E00-\u9FFF]{2,14}?(?<![我你要该得这那])(?:怎么|如何|怎样|([适够好行愿会能])不\1)(?!记|登|录|算|填|补|查|上报|入账)[\u4E00-\u9FFF]{0,8}(?<![吗呢么])(?=$|[,，。;；\s])/g
/** 和海明谈了话，提醒他报销及时: what he was told is no reminder. */
const TOLD_HIM = /[,，\s](?:主要|重点)?(?:提醒|叮嘱|嘱咐|要求|希望|劝|鼓励)了?(?:他|她|其|对方)[^,，。;；\n]*/g
/** 约谈海明，昨天上午10点: on a day that is over it was held, not arranged. */
const heldTalk = (probe: string): string => (HELD.test(probe) ? probe.replace(/约谈(?![好定了])/g, '谈') : probe)
const HELD = /昨[天晚]|前天|上(?:周|个?月|个?星期|个?礼拜)|刚刚?才?/
/** A slip that was not written, rather than something not done that it was written for. */
const NOT_DONE =
  /单[^,，。;；\n]{0,4}(?:了|过)没有?(?=$|[,，。;；\s])|单[^,，。;；\n]{0,3}(?:没|未)(?:能)?(?:开|发|下|出)(?:成|出|了)?(?:$|[\s,，。;；])|(?:没有?|未|不用|不要|别|不)(?:再|给\S{1,6})?(?:开|发|下|出)[^,，。;；\n]{0,6}单|如果|要是|假如|本来|差点|建议|取消|作废|应该|别忘|记得|再犯|下次|(?:准备|打算|要|需要|计划)(?:给|对|开|发|吃|挨|被|领|收)|(?:又|快|就|会)要?(?:吃|挨)[^,，。;；\n]{0,4}单/

/** 职工提出建议增设母婴室: what was raised is free text. */
const OF_SOURCE = /^[\s\S]{0,60}?(?:指出|点出|提出|反映|反馈|自查|查摆|来源|清单)/
const OF_HEARSAY = /听说|据说|好像|貌似|说不定|估计|也许|不确定|不太清楚|记不清/

/** The mood of a message about these kinds; where a kind tells in free text, that text has none. */
export function moodFor(types: readonly RecordType[], probe: string): Mood {
  const [type] = types
  const freeText = types.length === 1 && EVENT_KINDS.some((kind) => kind.type === type && kind.freeText)
  if (!freeText || type === undefined) {
    const over = (type === 'talk' && TALKED.test(probe)) || (type !== 'talk' && TAUGHT.test(probe))
    const talked = types.includes('talk') ? heldTalk(probe).replace(TOLD_HIM, '\uE001') : probe
    const told = over ? talked.replace(ASKED_ABOUT, '\uE001') : talked
    // 谈完了，他说想离婚，孩子归谁还没谈拢: of what he told no question is asked here.
    const asks = /[?？]|[吗呢么](?:$|[\s,，。])/.test(told)
    const reported = type === 'talk' && over && !asks ? told.replace(ALL_HE_SAID, '') : told
    const mood = moodOf(reported.replace(CORRECTIONS, '\uE001'))
    // What he said of himself (想请长假) is neither a plan nor unreal.
    return type === 'talk' && mood !== 'question'
      ? moodOf((over ? reported.replace(WISHED, '') : reported).replace(HE_SAID, '').replace(CORRECTIONS, '\uE001'))
      : mood
  }
  const head = type === 'problem' ? (OF_SOURCE.exec(probe)?.[0] ?? headOf(type, probe)) : headOf(type, probe)
  if (moodOf(probe) === 'question') return 'question'
  if (NOT_DONE.test(head)) return 'unreal'
  return OF_HEARSAY.test(head) ? 'hearsay' : 'telling'
}

const LEDGER_WORD = /培训|学|党|课|会|讲|研讨|考察|参观|影|片|谈|聊|心|训|台账|记|登|补|\uE000/

/** 明天培训要带笔记本吗: about going there, not about what the ledger holds. */
const LOGISTICS =
  /明[天早晚日]|后天|下周|待会|等会|(?:要|用)?带(?:什么|啥|不带|笔|本|电脑|身份证|水杯|材料)|穿(?:什么|啥|正装|工装|制服)|管饭|吃(?:什么|啥|饭)|停车|报名|哪里?集合|在哪(?:个)?(?:开|上|集合|听|看)|几点(?:开始|到|去|集合|走|出发|散|结束)|谁去|谁讲呀?[?？]?$|谁(?:有|拍了)|能发|发(?:我|群里)|借(?:我|一下)|来得及|去不去|参加吗|还开吗|还学吗|推荐|好看吗|好听吗|难不难|考不考|要考试|啥时候(?:报名|搞|去|能)|票根|座位/
const OF_THE_LEDGER = /学时|台账|记录|登记|补录|多少|几[次场个条]|谁还?没|还差|缺|没交|党费|谈心|谈话|计划|安排/

function byMood(
  mood: Mood,
  facts: Facts,
  forced: RecordType | undefined,
  { isEvent, talked, honoured }: { isEvent: boolean; talked: boolean; honoured: boolean },
  probe: string,
): Meaning | undefined {
  const future = facts.date.kind === 'error' && facts.date.error.error === 'future_date'
  // 昨晚的欧冠你们看了吗 asks after nothing that the ledger keeps.
  if (mood === 'question' && !isEvent && !talked && !LEDGER_WORD.test(probe)) return IGNORE
  if (mood === 'question') return LOGISTICS.test(probe) && !OF_THE_LEDGER.test(probe) ? IGNORE : notYet('query')
  if (mood === 'unreal') return IGNORE
  if (mood === 'plan') return forced !== undefined && future ? undefined : notYet('plan')
  const hard =
    facts.duration.minutes !== undefined ||
    facts.duration.creditHours !== undefined ||
    facts.labelCount > 0 ||
    forced !== undefined ||
    honoured ||
    (isEvent && kindsIn(withoutRemarks(probe), facts.names).length > 0) ||
    (talked && membersIn(probe, facts.names).length > 0 && !/哈哈|笑死|一身汗|吓死/.test(probe)) ||
    /应到|实到|\d\s?人|全员|全体|请假|登记|记录|补录/.test(probe)
  if (mood === 'comment' && !hard) return IGNORE
  return undefined
}

const isSettled = (meaning: Meaning): boolean =>
  Array.isArray((meaning as { records?: unknown }).records) ||
  ('type' in meaning && meaning.type !== 'question' && !('error' in meaning))

const hasAgenda = (meaning: Meaning): boolean => {
  const { partial } = meaning as { partial?: { agenda?: readonly unknown[] } }
  return (partial?.agenda?.length ?? 0) > 1
}
