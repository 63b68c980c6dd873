import { quarterOf } from '../../core/civil-date.js'
import type { Meaning, TalkPairsMeaning, Utterance } from '../../core/meaning.js'
import { membersIn, namesOf } from '../people/find-person.js'
import { Scan } from '../scan.js'
import { query } from './query/rule.js'
import { takeSpan, usualSpan } from './query/span.js'

/** Who talks with whom: the buttons of the quarter's card typed, and what is asked about pairs (moments.md §4, §6). */

const QUARTER = /\s*(\d{4}-Q[1-4])$/
const MAP = /^(?:看|查|发)?(?:一?下|看)?(?:今年的?)?(?:谈(?:心谈)?话)?(?:的)?(?:配对|结对)(?:图|表|情况)$/
const NEXT =
  /^(?:那)?(?:下一?[组对个]|接下来|下次|下一步)(?:可以|可|该|应该|要)?(?:先)?(?:安排|轮到|是)?谁?(?:[和跟与]谁)?谈?(?:心|话)*(?:谁|了)?$/
const ANOTHER = /^换(?:一?(?:组|对)|个人?)(?:[\s:：,，]+|$)/
const PLAN = /^约谈\s+/
const RECORD = /^补记谈话\s+/
const NEVER_LIST = /^(?:看|查)?(?:一?下)?不结对(?:的?名单)?$/
const NEVER = /^(.+?)(?:以后)?(?:不|别)(?:要)?(?:再)?结对(?:谈话?)?$/
const ALLOW = /^(?:取消|恢复)(?:不结对|结对)[\s:：,，]*(.+)$|^(.+?)(?:可以|能)结对(?:了)?$/
/** 本季未谈 全员保障: why the promised talks were not held. */
const NOT_HELD = /^本季(?:度)?(?:的)?(?:谈心谈话|谈话|谈心)?(?:未|没)谈(?:[\s:：,，]+(.+))?$/s
/** 我今年谈了几次: of what, goes without saying in a branch's ledger of talks. */
const OWN_COUNT = /^我(.{0,8}?)(?:一共|总共|都)?(?:和人|跟人|找人)?谈(?:了|过)(?:几|多少)次(?:话|心)?$/

/** What a text asks of pairs; undefined: something else. Names must be the roster's and nothing but these two. */
export function talkPairsOf(text: string, utterance: Utterance): Meaning | undefined {
  const body = text.replace(/^\/|[\s。.!！?？~吗呢啊]+$/gu, '')
  const own = OWN_COUNT.exec(body)
  if (own) return ownCount(body, utterance)
  if (MAP.test(body)) return { type: 'talk_pairs', ask: 'map' }
  if (NEXT.test(body) && /谈/.test(body)) return { type: 'talk_pairs', ask: 'next' }
  if (NEVER_LIST.test(body)) return { type: 'talk_pairs', ask: 'never_list' }
  return notHeldOf(body, utterance) ?? anotherOf(body, utterance) ?? ofPair(body, utterance)
}

function notHeldOf(body: string, { today, senderRoles }: Utterance): Meaning | undefined {
  const said = NOT_HELD.exec(body)
  // 这个季度没谈 of anybody else is a remark.
  if (!said || !senderRoles.includes('secretary')) return undefined
  const text = said[1]?.trim()
  return { type: 'excuse_missing', rule: 'talks-quarter', period: quarterOf(today), ...(text && { text }) }
}

function anotherOf(body: string, utterance: Utterance): TalkPairsMeaning | undefined {
  const word = ANOTHER.exec(body)
  if (!word) return undefined
  const rest = body.slice(word[0].length)
  const period = QUARTER.exec(rest)?.[1]
  const said = rest.replace(QUARTER, '').trim()
  const pair = pairIn(said, utterance)
  if (said !== '' && !pair) return undefined
  return { type: 'talk_pairs', ask: 'another', ...(pair && { pair }), ...(period !== undefined && { period }) }
}

function ofPair(body: string, utterance: Utterance): TalkPairsMeaning | undefined {
  const [ask, said] = PLAN.test(body)
    ? (['plan', body.replace(PLAN, '')] as const)
    : RECORD.test(body)
      ? (['record', body.replace(RECORD, '')] as const)
      : (listed(body) ?? [])
  const pair = said === undefined ? undefined : pairIn(said, utterance)
  return ask !== undefined && pair ? { type: 'talk_pairs', ask, pair } : undefined
}

function listed(body: string): readonly ['never' | 'allow', string] | undefined {
  const allowed = ALLOW.exec(body)
  if (allowed) return ['allow', allowed[1] ?? allowed[2] ?? '']
  const never = NEVER.exec(body)?.[1]
  return never === undefined ? undefined : ['never', never]
}

/** The two members of whom a text consists, with nothing but what joins them. */
function pairIn(text: string, { roster, sender }: Utterance): [string, string] | undefined {
  const said = text.replace(/^我(?=[和跟与同、\s])|(?<=[和跟与同、\s])我$/, sender ?? '我')
  const found = membersIn(said, namesOf(roster))
  const [one, other] = found
  if (found.length !== 2 || one?.name === undefined || other?.name === undefined || one.name === other.name)
    return undefined
  const between = said.slice(0, one.start) + said.slice(one.end, other.start) + said.slice(other.end)
  return /^[\s和跟与同、,，—-]*$/u.test(between) ? [one.name, other.name] : undefined
}

function ownCount(body: string, { today }: Utterance): Meaning {
  const span = takeSpan(new Scan(body), today) ?? usualSpan('year', today)
  return query('counts', span, { who: '$sender', kinds: ['谈心谈话', '廉政谈话'] })
}
