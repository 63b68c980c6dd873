import { addDays } from '../../core/civil-date.js'
import type { ErrorMeaning, Meaning, RosterMeaning, Utterance } from '../../core/meaning.js'
import { findDates } from '../dates/find-dates.js'
import { type SettledDate, settleDate } from '../dates/settle-date.js'
import { memberAt, namesOf, type PersonRef } from '../people/find-person.js'
import { Scan, TAKEN } from '../scan.js'
import { joinOf } from './roster-join.js'
import { unclear } from './unclear.js'

/** Commands by which the secretary keeps the roster (moments.md §2, §5). Whole messages only: 李响借调 inside a sentence is news. */

const SHOW =
  /^\/?(?:请|帮我?|给我)?(?:查看|看(?:一?下)?|打开|显示|发我?|来|导出)?(?:一份|一下)?(?:支部)?(?:的)?(?:党员)?(?:名册|花名册|党员名单|名单)[?？。]?$/
const LEAVE = /^(?:同志)?(?:的?组织关系)?(?:已经?)?(?:转出|调走|调离|离开支部|转走|退党|去世)(?:本?支部)?(?:了)?$/
const STATUS = /^(?:同志)?(?:已经?|按期)?(?:转正|转为正式党员|转为正式|成为正式党员)(?:了)?$/
const STATES: readonly (readonly [RegExp, string])[] = [
  [/^(?:同志)?(?:已经?|被)?(?:借调|挂职|外派)(?:出去|走)?(?:到\S{1,12}|去\S{1,12})?(?:了)?$/, 'seconded'],
  [/^(?:同志)?(?:已经?)?(?:退休)(?:了)?$/, 'retired'],
  [/^(?:同志)?(?:已经?|开始)?(?:[请休]了?(?:长假|产假)|休病假|长期(?:请假|病假|休假)|产假|离岗)(?:了)?$/, 'leave'],
  [
    /^(?:同志)?(?:已经?)?(?:返岗|归队|复岗|销假|借调(?:回来|结束|期满)|休假结束|产假结束|回来(?:上班)?)(?:了)?$/,
    'active',
  ],
]
const ROLES: readonly (readonly [RegExp, string])[] = [
  [/书记$/, 'secretary'],
  [/组织(?:委员|员)?$/, 'organization'],
  [/党费(?:委员|管理员|员|收缴)?$/, 'dues'],
  [/台账(?:员|管理员)?$/, 'ledger'],
  [/普通党员$|普通成员$|成员$/, 'member'],
]
const OFFICES = /^(?:组织(?:委员|员)?|党费(?:委员|管理员|员|收缴)?|台账(?:员|管理员)?)$/
const ROLE_VERB =
  /^(?:同志)?(?:以后|今后|从\S{1,8}起)?(?:来)?(?:兼?(?:管理?|负责|任)|担任|兼|改任|接任|当|做|是|就是|为|设为|设成|改为|改成|的角色(?:是|为|改为|改成))\s?(?:支部)?(?:新)?(?:的)?(\S{1,8}?)(?:了|吧)?$/
/** 周海明不管台账了, 王敏不再担任组织委员. */
const NO_MORE =
  /^(?:同志)?(?:以后|今后|从\S{1,8}起|现在|已经?)?(?:就)?(?:不再?|卸任|卸下|免去)(?:继续|再)?(?:兼?管理?|负责|担任|当|做|干|兼任?|任|收)?(?:支部)?(?:的)?(\S{1,6}?)(?:的?工作|的?职务|一职|这块|这摊)?(?:了|啦)?$/
const ROLE_ORDER = /^(?:把|将|设|让|由|请)\s?/
const ALIAS =
  /^(?:同志)?(?:的)?(?:别名|又名|昵称|也叫|又叫|外号|简称)(?:改成|改为|改叫|换成|是|为|叫|:)?\s?([\u4E00-\u9FFFA-Za-z]{1,8})$/
/** 删掉小冯 is no name. */
const NO_ALIAS = /^(?:删|去掉|去除|取消|撤|不|移除|清)|(?:删掉|删除|删了|去掉|取消|移除)(?:了|吧)?$/
const AKA = '(?:别名|又名|昵称|外号|简称|叫法)'
/** 冯涛的别名删掉小冯, 冯涛的别名小冯删掉, 冯涛不叫小冯了, (删掉)冯涛的别名小冯. */
const ALIAS_OFF: readonly RegExp[] = [
  new RegExp(
    `^(?:同志)?的?${AKA}[里中]?(?:删掉|删除|删去|去掉|去除|取消|撤掉|移除)\\s?([\\u4E00-\\u9FFFA-Za-z]{1,8})$`,
  ),
  new RegExp(
    `^(?:同志)?的?${AKA}[:：]?\\s?([\\u4E00-\\u9FFFA-Za-z]{1,8}?)(?:给我?)?(?:删掉|删除|删了|去掉|去除|取消|撤掉|移除)(?:了|吧)?$`,
  ),
  /^(?:同志)?(?:以后|今后|现在|已经?)?(?:不再?|别再?)(?:也|又)?叫\s?([\u4E00-\u9FFFA-Za-z]{1,8}?)(?:了|啦)?$/,
]
const TAKE_FIRST = /^(?:请|帮我?)?(?:删掉|删除|删去|去掉|去除|取消|撤掉|移除)\s?/
const ALIAS_BEHIND = new RegExp(`^(?:同志)?的?${AKA}[:：]?\\s?([\\u4E00-\\u9FFFA-Za-z]{1,8})$`)
/** 李卫东改名李伟东, 李卫东的名字写错了，应该是李伟东. */
const RENAME =
  /^(?:同志)?(?:已经?)?(?:改名|更名|的?(?:名字|姓名)(?:写错|打错|录错|错)?了?[\s,，]*(?:改|更正|应该?(?=[是为叫])))(?:成|为|叫|是|:|：)?\s?([\u4E00-\u9FFF·]{2,12})$/
/** 把李卫东从名册删除: nobody is taken out of the books; what to say instead. */
const REMOVE_BEHIND =
  /^(?:同志)?(?:从?(?:支部)?的?(?:党员)?(?:名册|花名册|名单)(?:里|中|上|里面)?)(?:删除|删掉|删了|移除|去掉|划掉|移出|踢出)?(?:了|吧)?$/
const REMOVE_BEFORE =
  /^(?:请|帮我?)?(?:从(?:支部)?(?:党员)?(?:名册|花名册|名单)(?:里|中|上|里面)?)?(?:删除|删掉|移除|去掉|划掉)(?:(?:名册|花名册|名单)(?:里|中|上|里面)?的?)?(?:党员|成员)?\s?/
/** At least that long is a state of the roster; shorter is an absence from one meeting. */
const LONG_LEAVE_DAYS = 30
const SOME_LEAVE = /^(?:同志)?(?:已经?|开始)?[请休]了?(?:病|事|长|产|探亲|陪产|育儿)?假(?:了)?$/
/** A word that every command above has: most messages have none, and are read no further. */
const ANY_CHANGE =
  /名册|名单|新[增来进调转]|添加|增加|加入|录入|转[入出走来正为]|调[走离来]|来了|离开|退党|去世|成为|借调|挂职|外派|退休|假|离岗|返岗|归队|复岗|回来|书记|组织|党费|台账|成员|名|昵称|[也又]叫|[不别]再?叫|外号|简称|叫法|删[除掉](?:党员|成员)/
const HEAD = /^(?:\/|请|麻烦|帮我?|登记(?:一?下)?|记(?:一?下)?|更新(?:一?下)?|[:：,，\s])+/

/** The roster command a whole message is, or undefined when it is none. */
export function rosterOf(body: string, utterance: Utterance, forced: boolean): Meaning | undefined {
  const command = read(body, utterance)
  if (!command) return forced ? allowed({ type: 'roster', change: 'show' }, utterance) : undefined
  return 'error' in command ? command : allowed(command, utterance)
}

/**
 * The secretary changes the roster, the organization officer who is in it and what of; who sees it, the handler judges
 * (moments.md §2).
 */
function allowed(command: RosterMeaning, { senderRoles }: Utterance): Meaning {
  if (senderRoles.every((role) => role === 'guest')) return { error: 'not_permitted', action: 'query' }
  if (command.change === 'show' || senderRoles.includes('secretary')) return command
  const ofOfficer = !['role', 'role_off', 'status'].includes(command.change)
  if (ofOfficer && senderRoles.some((role) => role === 'organization' || role === 'org')) return command
  return { error: 'not_permitted', action: 'set_role' }
}

function read(body: string, utterance: Utterance): RosterMeaning | ErrorMeaning | undefined {
  if (body.length > 40 || /[?？\n]/.test(body)) return undefined
  if (!ANY_CHANGE.test(body)) return undefined
  if (SHOW.test(body)) return { type: 'roster', change: 'show' }
  const ending = withoutEnd(body.replace(/[。.!！]+$/, ''), utterance.today)
  const dated = withoutDate(ending.text, utterance.today)
  const { text } = dated
  const joined = ending.until === undefined ? joinOf(text, utterance.roster) : undefined
  if (joined) return 'error' in joined ? joined : finish(joined)
  const names = namesOf(utterance.roster)
  const order = ROLE_ORDER.exec(text)
  const bare = text
    .replace(HEAD, '')
    .replace(ROLE_ORDER, '')
    .replace(/^以后|^今后/, '')
  const taken = takenFirst(bare, utterance)
  if (taken) return 'error' in taken ? taken : finish(taken)
  const member = memberAt(bare, 0, names) ?? byGivenName(bare, utterance)
  if (!member) return undefined
  const rest = bare
    .slice(member.end)
    .trim()
    .replace(/^(?:起|开始)\s*/, '')
    .replace(/[\s,，]*(?:你)?(?:改|更新|登记)一下$/, '')
  if (/删|移|去掉|划掉|踢/.test(rest) && REMOVE_BEHIND.test(rest)) return noRemoval(member)
  const until = ending.until
  const change = until === undefined ? changeOf(rest, order !== null) : stateUntil(rest, until, utterance.today)
  if (!change) return undefined
  if ('error' in change) return change
  if (member.name === undefined) return unclear('roster', '是哪一位？请写全名。')
  return finish({ type: 'roster', name: member.name, ...change })

  function finish(command: RosterMeaning): RosterMeaning | ErrorMeaning {
    if (dated.doubt) return unclear('roster', '从哪天起？请写明日期，如：3月5日 李响借调')
    return dated.date === undefined ? command : { ...command, date: dated.date }
  }
}

/** 删掉冯涛的别名小冯, 从名册删除李卫东: the verb stands before the name. */
function takenFirst(text: string, { roster }: Utterance): RosterMeaning | ErrorMeaning | undefined {
  const names = namesOf(roster)
  const head = TAKE_FIRST.exec(text)?.[0]
  const member = head === undefined ? undefined : memberAt(text.slice(head.length), 0, names)
  const alias = member && ALIAS_BEHIND.exec(text.slice((head?.length ?? 0) + member.end).trim())?.[1]
  if (alias !== undefined && member?.name !== undefined)
    return { type: 'roster', name: member.name, change: 'alias_off', value: alias }
  const removal = REMOVE_BEFORE.exec(text)?.[0]
  if (removal === undefined || !/名册|名单|党员|成员/.test(removal)) return undefined
  const whom = memberAt(text.slice(removal.length), 0, names)
  return whom && text.length === removal.length + whom.end ? noRemoval(whom) : undefined
}

const noRemoval = ({ name, said }: PersonRef): ErrorMeaning => {
  const who = name ?? said
  return unclear(
    'roster',
    `名册不删人，以前的台账要留着。离开支部或误加的，发：${who}转出；姓名写错了，发：${who}改名 正确的姓名`,
  )
}

/** 卫东 for 李卫东, where nobody else is called so: only in front of a whole command. */
function byGivenName(text: string, { roster }: Utterance): PersonRef | undefined {
  const said = text.slice(0, 2)
  const meant = roster.filter(({ name }) => name.length === 3 && name.endsWith(said))
  const [only] = meant
  return said.length === 2 && only && meant.length === 1 ? { start: 0, end: 2, said, name: only.name } : undefined
}

type Change = Pick<RosterMeaning, 'change' | 'value' | 'until'>

function stateUntil(rest: string, until: string, today: string): Change | undefined {
  const long = SOME_LEAVE.test(rest) && until >= addDays(today, LONG_LEAVE_DAYS)
  const state = long ? 'leave' : STATES.find(([pattern]) => pattern.test(rest))?.[1]
  return state === undefined || state === 'active' ? undefined : { change: 'state', value: state, until }
}

function changeOf(rest: string, ordered: boolean): Change | ErrorMeaning | undefined {
  if (LEAVE.test(rest)) return { change: 'leave' }
  if (STATUS.test(rest)) return { change: 'status', value: 'full' }
  const laidDown = NO_MORE.exec(rest)?.[1]
  // A branch is never without its secretary: his office goes over with the next one's name.
  if (laidDown !== undefined && OFFICES.test(laidDown)) return { change: 'role_off', value: roleIn(laidDown) }
  if (laidDown?.split(/[和跟与及、]/).every((office) => OFFICES.test(office)))
    return unclear('roster', '一句说一项分工，如：李响不管党费了；李响不管台账了')
  const state = STATES.find(([pattern]) => pattern.test(rest))
  if (state) return { change: 'state', value: state[1] }
  const aliasOff = firstIn(ALIAS_OFF, rest)
  if (aliasOff !== undefined) return { change: 'alias_off', value: aliasOff }
  const renamed = RENAME.exec(rest)?.[1]
  if (renamed !== undefined) return { change: 'rename', value: renamed }
  const alias = ALIAS.exec(rest)?.[1]
  if (alias !== undefined && !NO_ALIAS.test(alias)) return { change: 'alias', value: alias }
  const said = ROLE_VERB.exec(rest)?.[1] ?? (ordered ? rest : undefined)
  const role = said === undefined ? undefined : roleIn(said)
  return role === undefined ? undefined : { change: 'role', value: role }
}

const roleIn = (said: string): string | undefined => ROLES.find(([pattern]) => pattern.test(said))?.[1]

function firstIn(patterns: readonly RegExp[], text: string): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1]
    if (found !== undefined) return found
  }
  return undefined
}

/** 请长假到6月30日: the day a state is to end, and the text without it; 借调到省里 names no day. */
function withoutEnd(text: string, today: string): { text: string; until?: string } {
  const [, before, end] = /^(.+?)[\s,，]*(?:一直)?(?:到|至)([^到至]+?)(?:为?止|底为止)?$/.exec(text) ?? []
  if (before === undefined || end === undefined) return { text }
  const scan = new Scan(end)
  const settled = settleDate(end, findDates(scan, today, 'plan'), today, 'plan')
  const isDay =
    settled.kind === 'said' && settled.endDate === undefined && scan.open.replaceAll(TAKEN, '').trim() === ''
  return isDay && settled.date > today ? { text: before, until: settled.date } : { text }
}

/** The effective day and the text without it; a day to come is one too, the handler says that it isn't yet. */
function withoutDate(text: string, today: string): { text: string; date?: string; doubt?: boolean } {
  const scan = new Scan(text)
  const mentions = findDates(scan, today)
  if (mentions.length === 0) return { text }
  const said = dayOf(settleDate(text, mentions, today)) ?? dayAhead(text, today)
  const rest = scan.open
    .replace(new RegExp(`[从自于]?\\s?${TAKEN}+`, 'g'), '')
    .replace(/^(?:起|开始)|(?:从|自|于|起|开始)$/g, '')
  return said === undefined
    ? { text: rest.trim(), doubt: true }
    : { text: rest.replace(/^[\s,，起]+|[\s,，]+$/g, ''), date: said }
}

function dayOf(date: SettledDate): string | undefined {
  if (date.kind === 'said') return date.date
  return date.kind === 'error' && date.error.error === 'future_date' ? String(date.error.date) : undefined
}

/** 4月1日 said on 18 March: as a day gone by it would be a year ago, so it is the one to come. */
const dayAhead = (text: string, today: string): string | undefined =>
  dayOf(settleDate(text, findDates(new Scan(text), today, 'plan'), today, 'plan'))
