import { memberAt, type Names } from './people/find-person.js'
import { looksLikeName } from './people/read-person.js'

/**
 * A list of names, one a line, as people pass it round in a group (#接龙 …\n1. 赵阳\n2. 小雨): who took part in the one
 * thing that stands above it, and no records of their own.
 */

const HEAD = /^\s*#?\s?接龙[:：\s]*/
const NUMBER = /^\s*(?:\d{1,2}\s?[.、)）:：]|\d{1,2}\s|[-*•·])\s*/
const CAME = /^(?:同志)?[\s,，(（]*(?:参加|已?报名|已?参加|已到|到|来|在|1|\+1|√|ok|OK)?[)）\s]*$/
const AWAY =
  /^(?:同志)?[\s,，:：-]*[(（]?((?:因?[^\s,，()（）\d]{0,8})?(?:请假|不来|来不了|去不了|有事|出差|休假|值班|生病))[)）]?\s*$/
const GAVE = /^(?:同志)?[\s,，:：-]*((?:¥|￥)?\d{1,6}(?:\.\d{1,2})?\s?(?:元|块)?)\s*$/
const STRANGER = /^[\u4E00-\u9FFF]{2,4}\s*$/
const MONEY = /捐|善款|爱心款/
const EACH_HIS_OWN = /谈|聊|奖|称号|党费|承诺|风采/
const FEWEST = 2

interface Entry {
  name: string
  came?: boolean
  away?: string
  sum?: string
}

/** The text with such a list written behind what stands above it; any other text comes back as it is. */
export function joinRollCall(text: string, names: Names): string {
  if (!text.includes('\n')) return text
  const said = text.replace(HEAD, '')
  // 昨天谈心\n1. 赵阳\n2. 小雨: each of them a talk, a prize or a sum of his own.
  return EACH_HIS_OWN.test(said) ? said : joined(said, names)
}

function joined(text: string, names: Names): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const first = lines.findIndex((line) => entryOf(line, names)?.name !== undefined && NUMBER.test(line))
  if (first < 1) return text
  const behind = lines.findIndex((line, at) => at > first && !NUMBER.test(line))
  const last = behind < 0 ? lines.length : behind
  const entries = lines.slice(first, last).map((line) => entryOf(line, names))
  if (entries.length < FEWEST || entries.some((entry) => entry === undefined)) return text
  const listed = entries as Entry[]
  // The list may stand between the kind and the rest: 志愿服务接龙\n1 赵阳\n2 李响\n3月14日上午….
  const before = [...lines.slice(0, first), ...lines.slice(last)]
    .join(last < lines.length ? '，' : '\n')
    .replace(/(?:报名|签到)?接龙|(?<=服务|活动|学习|培训|党日)签到/g, '')
    .replace(/[\s,，。;；:：]+$/, '')
  const sums = listed.filter(({ sum }) => sum !== undefined)
  if (sums.length > 0)
    return sums.length === listed.length && MONEY.test(before)
      ? `${before}，${listed.map(({ name, sum }) => `${name}${sum}`).join('，')}`
      : text
  const came = listed.filter((entry) => entry.came).map(({ name }) => name)
  if (came.length < FEWEST) return text
  const away = listed.flatMap(({ name, away: why }) => (why === undefined ? [] : [`，${name}${why}`]))
  return `${before}，参加人员：${came.join('、')}${away.join('')}`
}

function entryOf(line: string, names: Names): Entry | undefined {
  const number = NUMBER.exec(line)
  if (!number) return undefined
  const said = line.slice(number[0].length).replace(/^@/, '')
  const member = memberAt(said, 0, names)
  if (!member) return STRANGER.test(said) && looksLikeName(said.trim()) ? { name: said.trim(), came: true } : undefined
  const [name, rest] = [said.slice(0, member.end), said.slice(member.end)]
  const sum = GAVE.exec(rest)?.[1]
  if (CAME.test(rest)) return { name, came: true }
  if (sum !== undefined) return { name, sum }
  const away = AWAY.exec(rest)?.[1]
  return away === undefined ? undefined : { name, away }
}
