import type { Meaning, RosterMeaning, Utterance } from '../../core/meaning.js'
import { findDates } from '../dates/find-dates.js'
import { settleDate } from '../dates/settle-date.js'
import { memberAt, namesOf } from '../people/find-person.js'
import { Scan, TAKEN } from '../scan.js'
import { unclear } from './unclear.js'

/** Commands by which the secretary keeps the roster (moments.md §2, §5). Whole messages only: 李响借调 inside a sentence is news. */

const SHOW =
  /^\/?(?:请|帮我?|给我)?(?:查看|看(?:一?下)?|打开|显示|发我?|来|导出)?(?:一份|一下)?(?:支部)?(?:的)?(?:党员)?(?:名册|花名册|党员名单|名单)[?？。]?$/
const JOIN =
  /^\/?(?:新增|添加|增加|加入|录入|新来|转入)(?:一[名位])?(?:新)?(?:预备|正式)?(?:党员|同志|成员)\s?[:：,，]?\s?([\u4E00-\u9FFF·]{2,6}?)(?:同志)?[\s,，]*(?:[(（]?(预备|正式)(?:党员)?[)）]?)?$/
/** 新来 吴刚，预备党员: what he is stands behind the name. */
const NEWCOMER =
  /^\/?(?:新来|新进|新调来|新转来|新转入|转来|调来|来了|新增|增加|添加)(?:了|的)?(?:一?[名位个])?(?:新)?(?:人|同事|同志)?(?:是|叫)?\s?[:：,，]?\s?(?!党员|预备|正式|的|是|叫)([\u4E00-\u9FFF·]{2,4}?)(?:同志)?[\s,，]*(?:是|为)?[(（]?(?:中共)?(预备|正式)党员[)）]?$/
const JOINED =
  /^([\u4E00-\u9FFF·]{2,6}?)(?:同志)?(?:组织关系)?转入(?:本?支部)?(?:了)?[\s,，]*(?:[(（]?(预备|正式)(?:党员)?[)）]?)?$/
const LEAVE = /^(?:同志)?(?:的?组织关系)?(?:已经?)?(?:转出|调走|调离|离开支部|转走|退党|去世)(?:本?支部)?(?:了)?$/
const STATUS = /^(?:同志)?(?:已经?|按期)?(?:转正|转为正式党员|转为正式|成为正式党员)(?:了)?$/
const STATES: readonly (readonly [RegExp, string])[] = [
  [/^(?:同志)?(?:已经?|被)?(?:借调|挂职|外派)(?:出去|走)?(?:到\S{1,12}|去\S{1,12})?(?:了)?$/, 'seconded'],
  [/^(?:同志)?(?:已经?)?(?:退休)(?:了)?$/, 'retired'],
  [/^(?:同志)?(?:已经?|开始)?(?:请长假|休(?:长假|产假|病假)|长期(?:请假|病假|休假)|产假|离岗)(?:了)?$/, 'leave'],
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
  /^(?:同志)?(?:以后|今后|从\S{1,8}起)?(?:来)?(?:管理?|负责|担任|改任|接任|任|当|做|是|就是|为|设为|设成|改为|改成|的角色(?:是|为|改为|改成))\s?(?:支部)?(?:新)?(?:的)?(\S{1,8}?)(?:了|吧)?$/
/** 周海明不管台账了, 王敏不再担任组织委员. */
const NO_MORE =
  /^(?:同志)?(?:以后|今后|从\S{1,8}起|现在|已经?)?(?:就)?(?:不再?|卸任|卸下|免去)(?:继续|再)?(?:管理?|负责|担任|当|做|干|兼任?|任|收)?(?:支部)?(?:的)?(\S{1,6}?)(?:的?工作|的?职务|一职|这块|这摊)?(?:了|啦)?$/
const ROLE_ORDER = /^(?:把|将|设|让|由|请)\s?/
const ALIAS =
  /^(?:同志)?(?:的)?(?:别名|又名|昵称|也叫|又叫|外号|简称)(?:改成|改为|改叫|换成|是|为|叫|:)?\s?([\u4E00-\u9FFFA-Za-z]{1,8})$/
/** A word that every command above has: most messages have none, and are read no further. */
const ANY_CHANGE =
  /名册|名单|新[增来进调转]|添加|增加|加入|录入|转[入出走来正为]|调[走离来]|来了|离开|退党|去世|成为|借调|挂职|外派|退休|假|离岗|返岗|归队|复岗|回来|书记|组织|党费|台账|成员|名|昵称|[也又]叫|外号|简称/
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
  const ofOfficer = command.change !== 'role' && command.change !== 'status'
  if (ofOfficer && senderRoles.some((role) => role === 'organization' || role === 'org')) return command
  return { error: 'not_permitted', action: 'set_role' }
}

function read(body: string, utterance: Utterance): RosterMeaning | ReturnType<typeof unclear> | undefined {
  if (body.length > 40 || /[?？\n]/.test(body)) return undefined
  if (!ANY_CHANGE.test(body)) return undefined
  if (SHOW.test(body)) return { type: 'roster', change: 'show' }
  const dated = withoutDate(body.replace(/[。.!！]+$/, ''), utterance.today)
  const { text } = dated
  const joined = JOIN.exec(text) ?? NEWCOMER.exec(text) ?? JOINED.exec(text)
  if (joined?.[1] !== undefined) {
    if (/预备|正式/.test(joined[1])) return unclear('roster', '新党员叫什么？如：新增党员 张三 预备')
    const status = joined[2] ?? /预备|正式/.exec(text)?.[0]
    return finish({
      type: 'roster',
      change: 'join',
      name: joined[1],
      ...(status === undefined ? {} : { value: status === '预备' ? 'probationary' : 'full' }),
    })
  }
  const order = ROLE_ORDER.exec(text)
  const bare = text
    .replace(HEAD, '')
    .replace(ROLE_ORDER, '')
    .replace(/^以后|^今后/, '')
  const member = memberAt(bare, 0, namesOf(utterance.roster))
  if (!member) return undefined
  const rest = bare
    .slice(member.end)
    .trim()
    .replace(/^(?:起|开始)\s*/, '')
    .replace(/[\s,，]*(?:你)?(?:改|更新|登记)一下$/, '')
  const change = changeOf(rest, order !== null)
  if (!change) return undefined
  if (member.name === undefined) return unclear('roster', '是哪一位？请写全名。')
  return finish({ type: 'roster', name: member.name, ...change })

  function finish(command: RosterMeaning): RosterMeaning | ReturnType<typeof unclear> {
    if (dated.doubt) return unclear('roster', '从哪天起？请写明日期，如：3月5日 李响借调')
    return dated.date === undefined ? command : { ...command, date: dated.date }
  }
}

function changeOf(rest: string, ordered: boolean): Pick<RosterMeaning, 'change' | 'value'> | undefined {
  if (LEAVE.test(rest)) return { change: 'leave' }
  if (STATUS.test(rest)) return { change: 'status', value: 'full' }
  const laidDown = NO_MORE.exec(rest)?.[1]
  // A branch is never without its secretary: his office goes over with the next one's name.
  if (laidDown !== undefined && OFFICES.test(laidDown)) return { change: 'role', value: 'member' }
  const state = STATES.find(([pattern]) => pattern.test(rest))
  if (state) return { change: 'state', value: state[1] }
  const alias = ALIAS.exec(rest)?.[1]
  if (alias !== undefined) return { change: 'alias', value: alias }
  const said = ROLE_VERB.exec(rest)?.[1] ?? (ordered ? rest : undefined)
  const role = said === undefined ? undefined : ROLES.find(([pattern]) => pattern.test(said))
  return role ? { change: 'role', value: role[1] } : undefined
}

/** The effective day and the text without it; a day to come is one too. */
function withoutDate(text: string, today: string): { text: string; date?: string; doubt?: boolean } {
  const scan = new Scan(text)
  const mentions = findDates(scan, today)
  if (mentions.length === 0) return { text }
  const date = settleDate(text, mentions, today)
  const ahead = date.kind === 'error' && date.error.error === 'future_date' ? String(date.error.date) : undefined
  const rest = scan.open
    .replaceAll(TAKEN, '')
    .replace(/(?:^|(?<=[\s,，]))(?:从|自|于)|^(?:起|开始)|(?:从|自|于|起|开始)$/g, '')
  const said = date.kind === 'said' ? date.date : ahead
  return said === undefined
    ? { text: rest.trim(), doubt: true }
    : { text: rest.replace(/^[\s,，起]+|[\s,，]+$/g, ''), date: said }
}
