import type { ErrorMeaning, Person, RosterMeaning } from '../../core/meaning.js'
import { memberAt, namesOf } from '../people/find-person.js'
import { unclear } from './unclear.js'

/** Who comes into the branch, new or back again (moments.md §2). */

const JOIN =
  /^\/?(?:新增|添加|增加|加入|录入|新来|转入)(?:一[名位])?(?:新)?(?:预备|正式)?(?:党员|同志|成员)\s?[:：,，]?\s?([\u4E00-\u9FFF·]{2,6}?)(?:同志)?[\s,，]*(?:[(（]?(预备|正式)(?:党员)?[)）]?)?$/
/** 新来 吴刚，预备党员: what he is stands behind the name. */
const NEWCOMER =
  /^\/?(?:新来|新进|新调来|新转来|新转入|转来|调来|来了|新增|增加|添加)(?:了|的)?(?:一?[名位个])?(?:新)?(?:人|同事|同志)?(?:是|叫)?\s?[:：,，]?\s?(?!党员|预备|正式|的|是|叫)([\u4E00-\u9FFF·]{2,4}?)(?:同志)?[\s,，]*(?:是|为)?[(（]?(?:中共)?(预备|正式)党员[)）]?$/
const JOINED =
  /^([\u4E00-\u9FFF·]{2,6}?)(?:同志)?的?(?:重新|再次|又|再|已经|刚刚|刚|今天|现在|最近|也|把)*(?:组织关系)?(?:重新|再次|又|已经|已)*(?:转入|转回来?)(?:本?支部)?(?:了)?[\s,，]*(?:[(（]?(预备|正式)(?:党员)?[)）]?)?$/
/** 新增党员 李四、王五 预备: whether both are candidates, nobody knows. */
const SEVERAL =
  /^\/?(?:新增|添加|增加|加入|录入|新来|转入)(?:[一二两三四五六七八九十\d]+[名位个])?(?:新)?(预备|正式)?(?:党员|同志|成员)\s?[:：,，]?\s?([\u4E00-\u9FFF·]{2,4}(?:[、,，和及\s]+[\u4E00-\u9FFF·]{2,4})+?)[\s,，]*(?:都是)?(?:[(（]?(预备|正式)(?:党员)?[)）]?)?$/
/** What stands in a sentence and in nobody's name: 重新, 组织关系. */
const NO_NAME =
  /重新|再次|已经|组织|关系|支部|党员|党组织|同志|刚刚|今天|现在|最近|正式|预备|名册|[又再也没不了的是把将]$/

/** The one who comes, a question where no name stands, or undefined when nobody does. */
export function joinOf(text: string, roster: readonly Person[]): RosterMeaning | ErrorMeaning | undefined {
  const several = severalOf(text)
  if (several) return several
  const added = JOIN.exec(text) ?? NEWCOMER.exec(text)
  const joined = added ?? JOINED.exec(text)
  const said = joined?.[1]
  if (said === undefined) return undefined
  if (NO_NAME.test(said)) return unclear('roster', '新党员叫什么？如：新增党员 张三 预备')
  const status = joined?.[2] ?? /预备|正式/.exec(text)?.[0]
  const known = memberAt(said, 0, namesOf(roster))
  return {
    type: 'roster',
    change: 'join',
    // 小冯重新转入 is about 冯涛, and no new 小冯.
    name: known?.name !== undefined && known.end === said.length ? known.name : said,
    ...(status === undefined ? {} : { value: status === '预备' ? 'probationary' : 'full' }),
    ...(added || (status !== undefined && !/重新|再次|又|转回/.test(text)) ? {} : { back: true }),
  }
}

function severalOf(text: string): ErrorMeaning | undefined {
  const [, before, list, behind] = SEVERAL.exec(text) ?? []
  const names =
    list?.split(/[、,，和及\s]+/).filter((word) => word !== '' && !/^(?:预备|正式)(?:党员)?$/.test(word)) ?? []
  if (names.length < 2 || names.some((name) => NO_NAME.test(name))) return undefined
  const status = before ?? behind ?? '正式'
  return unclear('roster', `一句加一位，逐条发：${names.map((name) => `新增党员 ${name} ${status}`).join('；')}`)
}
