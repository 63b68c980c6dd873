import type { Meaning, QueryMeaning, Utterance } from '../../../core/meaning.js'
import { membersIn, namesOf } from '../../people/find-person.js'
import { Scan } from '../../scan.js'
import { kindsIn } from '../kind-words.js'
import { unclear } from '../unclear.js'
import { eachOf } from './each-of.js'
import { listedTopics } from './listed-topics.js'
import { takeSpan } from './span.js'

/**
 * Several questions in one message: 我今年学了几个学时，谈了几次话; 这季度谁没谈、党费谁没交. The first is the meaning, the
 * others stand in `others` (SCHEMA's `records` are records). Whose and of when they are, said once, holds for what follows.
 */

/** Where one question may end; a mark alone parts as well the items of one list, so every part must ask something. */
const BETWEEN =
  /[,，;；。.?？!！、\n]+|(?<=[\u4E00-\u9FFF])\s+(?=[\u4E00-\u9FFF])|(?:另外|还有|顺便|然后|同时|以及|并且?|再(?:查|看|问|告诉)|再|和|跟|与|及)(?=\S)/g
/** What a part asks with. Not 有没有 and the like alone: 开了没有 ends many a sentence. */
const ASKS =
  /谁|(?<!好)几(?!乎)|多少|哪[些个位几]|什么|啥|[?？]|吗|怎么样|咋样|如何|够不够|([交开学谈讲缴])没\1|(?:交|齐|全|完|够|记|办|谈|讲|学|开)(?:了|过)?没|情况|进度|缺口|名单|次数|呢/
/** 王敏呢, 二季度呢, 去年呢: the question before, of somebody or of a time else. */
const ALSO_OF = /^(?:那|那么)?\s*(.{1,12}?)(?:的)?(?:呢|呐|是多少|多少|几次|怎么样)[?？]?$/
/** 多少人次, 一共几个小时: how much of what was named before. */
const OF_THE_SAME =
  /^(?:一?共|总共|合计|累计|又|总计|加起来|总)*(?:是|有)?(?:多少|几)个?(?:小时|钟头|分钟|人次|人|次|学时|课时|元|块|钱|场|张|个)?(?:钱|参加)?(?:了|呢|呀)?$/
const MOST = 4
const OF_A_RECORD = /\d\s?(?:小时|分钟|元|块|张|人)|半小时|应到|实到|主题[:：]|议题|讨论|传达|主持/

type Read = (text: string) => Meaning | undefined

/** The questions of a body, or undefined when it asks one thing, or a part of it is none that the ledger answers. */
export function severalQuestions(
  body: string,
  utterance: Utterance,
  whole: Meaning | undefined,
  read: Read,
): Meaning | undefined {
  if (body.length > 160 || body.startsWith('/')) return undefined
  if (whole === undefined && OF_A_RECORD.test(body)) return undefined
  const said = partsOf(body)
  const parts = listedTopics(body, utterance) ?? (said.length < 2 ? eachOf(body, utterance) : undefined) ?? said
  if (parts.length < 2 || parts.length > MOST) return undefined
  const asked: AskedPart[] = []
  const carried: Carried = {}
  for (const part of parts) {
    const text = withCarried(part, carried, utterance)
    const before = asked.at(-1)
    const own = copyOf(part, before?.meaning, utterance) ?? read(text)
    const more = !isWhole(own) || OF_THE_SAME.test(part) ? moreOf(part, asked, read) : undefined
    if (more) {
      // 今年捐款几次，一共多少钱: the second asks more of the same.
      if (isSame(more.meaning, more.of.meaning) && namesMatter(part)) return unclear('query', oneByOne(part))
      if (more.of.meaning.what === more.meaning.what) asked[asked.indexOf(more.of)] = more
      else asked.push(more)
    } else if (isWhole(own)) asked.push({ text, meaning: own })
    else return !isQuery(own) && isQuery(whole) && whole.unread ? unclear('query', oneByOne(part)) : undefined
    carry(part, carried, utterance)
  }
  const [first, ...others] = withoutRepeats(asked.map(({ meaning }) => meaning))
  if (!first || others.length === 0) return undefined
  // 几次党员大会，几次谈心谈话 stays one question with two kinds (SCHEMA §4).
  if (isQuery(whole) && others.every((one) => isSameMatter(one, whole)) && isSameMatter(first, whole)) return undefined
  return { ...first, others }
}

const oneByOne = (part: string): string => `一次问了几件事，「${part.slice(0, 20)}」没看明白，请分开问`

interface AskedPart {
  readonly text: string
  readonly meaning: QueryMeaning
}

/** A part that names nothing itself, read behind one before it: 微党课几次？主题党日几次？谁还没讲？ */
function moreOf(part: string, asked: readonly AskedPart[], read: Read): (AskedPart & { of: AskedPart }) | undefined {
  for (const of of asked.toReversed()) {
    const text = `${of.text}，${part}`
    const meaning = read(text)
    if (isWhole(meaning) && (meaning.what !== of.meaning.what || keeps(meaning, of.meaning)))
      return { text, meaning, of }
  }
  return undefined
}

/** 谈话谈了没 asks about something of its own, 还差谁 does not. */
const namesMatter = (part: string): boolean => /学时|课时/.test(part) || kindsIn(part).length > 0

/** What was put behind it changed nothing: it was not read. */
const isSame = (one: QueryMeaning, other: QueryMeaning): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Still about the same person and time. */
const keeps = (more: QueryMeaning, { who, period }: QueryMeaning): boolean => more.who === who && more.period === period

/** Each with a word of asking in it: what has none belongs to the part behind it, or at the end to the last. */
function partsOf(body: string): string[] {
  const parts: { from: number; to: number }[] = []
  let from = 0
  let start = 0
  const end = (to: number): void => {
    if (!ASKS.test(body.slice(start, to))) return
    parts.push({ from, to })
    from = to
  }
  for (const match of body.matchAll(BETWEEN)) {
    // A question mark is part of what it ends.
    end(/[?？]/.test(match[0]) ? match.index + 1 : match.index)
    start = match.index + match[0].length
  }
  end(body.length)
  const last = parts.at(-1)
  if (last) last.to = body.length
  return parts.map((part) => body.slice(part.from, part.to).replace(EDGES, ''))
}
const EDGES =
  /^(?:[\s,，;；。.?？!！、]|另外|还有(?![谁几多什哪])|顺便|然后|同时|以及|并且?|再(?=[查看问告])|[和跟与及](?![谁我他]))+|[\s,，;；。、]+$/g

interface Carried {
  span?: string
  who?: string
}

const OF_EVERYBODY = /谁|哪些?(?:人|同志|党员|位)|哪几|几个人|多少人|支部|大家|我们|咱|全体|每个?人|台账|名单/

/** 谈了几次话 after 我今年学了几个学时 is 我今年谈了几次话. */
function withCarried(part: string, { span, who }: Carried, utterance: Utterance): string {
  const own = saidIn(part, utterance)
  return `${own.who === undefined && who !== undefined && !OF_EVERYBODY.test(part) ? who : ''}${own.span === undefined && span !== undefined ? span : ''}${part}`
}

function carry(part: string, carried: Carried, utterance: Utterance): void {
  const own = saidIn(part, utterance)
  if (own.span !== undefined) carried.span = own.span
  if (own.who !== undefined) carried.who = own.who
  else if (OF_EVERYBODY.test(part)) delete carried.who
}

/** The words for a time and a person in a part. */
function saidIn(part: string, utterance: Utterance): Carried {
  const scan = new Scan(part)
  const period = takeSpan(scan, utterance.today)
  const words = part
    .split('')
    .filter((char, at) => scan.open[at] !== char)
    .join('')
  const [member] = membersIn(part, namesOf(utterance.roster))
  const who = member?.said ?? (/(?<![帮给替])我(?!们|支部|局)/.test(part) ? '我' : undefined)
  return { ...(period === undefined ? {} : { span: words }), ...(who === undefined ? {} : { who }) }
}

/** The same question of another person or time: 二季度呢. */
function copyOf(part: string, before: QueryMeaning | undefined, utterance: Utterance): QueryMeaning | undefined {
  const said = ALSO_OF.exec(part)?.[1]
  if (said === undefined || before === undefined) return undefined
  const scan = new Scan(said)
  const period = takeSpan(scan, utterance.today)
  const left = scan.open.replace(/[\uE000\uE001\s的]/g, '')
  const [member] = membersIn(left, namesOf(utterance.roster))
  const who = member?.name ?? (/^(?:我|我自己|本人)$/.test(left) ? '$sender' : undefined)
  const isAll = left === '' || (member ? left === member.said : who !== undefined)
  if (!isAll || (period === undefined && who === undefined)) return undefined
  // Another one's hours may be asked after one's own; 谁没谈 has nobody in it to be changed.
  if (who !== undefined && before.who === undefined) return undefined
  const { latest: _latest, date: _date, ...same } = before
  return { ...same, ...(period === undefined ? {} : { period }), ...(who === undefined ? {} : { who }) }
}

const isQuery = (meaning: Meaning | undefined): meaning is QueryMeaning =>
  meaning !== undefined && !('error' in meaning) && 'type' in meaning && meaning.type === 'query'

/** Answered as it was said, and with more than one sentence of it. */
const isWhole = (meaning: Meaning | undefined): meaning is QueryMeaning =>
  isQuery(meaning) && meaning.what !== 'entry' && meaning.unread === undefined

const isSameMatter = (one: QueryMeaning, other: QueryMeaning): boolean =>
  one.what === other.what && one.period === other.period && one.who === other.who

function withoutRepeats(asked: readonly QueryMeaning[]): QueryMeaning[] {
  const seen = new Set<string>()
  return asked.filter((one) => {
    const key = JSON.stringify(one)
    return seen.has(key) ? false : seen.add(key)
  })
}
