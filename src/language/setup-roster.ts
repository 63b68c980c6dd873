import type { Role } from '../core/entry.js'
import { simplify } from './simplify.js'

/** A first roster as the secretary typed it: lists with headings, one person a line, or both. */
export interface SetupRoster {
  readonly branchName?: string
  /** In the order typed, each once. */
  readonly members: readonly { readonly name: string; readonly probationary: boolean }[]
  readonly roles: readonly { readonly role: Exclude<Role, 'member'>; readonly name: string }[]
  /** Words that are neither a name nor a heading: shown to him, never guessed at. */
  readonly unread: readonly string[]
}

type Label = 'full' | 'probationary' | Exclude<Role, 'member'>

/** Longer words first: 预备党员 ends in 党员. */
const LABELS: readonly (readonly [string, Label])[] = [
  ['党员名单', 'full'],
  ['预备党员', 'probationary'],
  ['正式党员', 'full'],
  ['支部书记', 'secretary'],
  ['组织委员', 'organization'],
  ['台账管理员', 'ledger'],
  ['管组织', 'organization'],
  ['党费委员', 'dues'],
  ['管党费', 'dues'],
  ['收党费', 'dues'],
  ['管台账', 'ledger'],
  ['记台账', 'ledger'],
  ['台账员', 'ledger'],
  ['预备', 'probationary'],
  ['正式', 'full'],
  ['党员', 'full'],
  ['名单', 'full'],
  ['成员', 'full'],
  ['书记', 'secretary'],
  ['党费', 'dues'],
  ['台账', 'ledger'],
]

/** 支部：人事部党支部; without a colon only what ends as a branch's name does. */
const BRANCH_NAME =
  /^\s*(?:党?支部(?:名称|名字|名)\s*[:是为叫]?|党?支部\s*[:是叫])\s*(\S.{0,79})$|^\s*(\S{2,70}(?:党支部|支部委员会))\s*$/
const HAN_NAME = /^\p{Script=Han}{2,4}$/u
const LONG_NAME = /^\p{Script=Han}{1,12}(?:·\p{Script=Han}{1,12}){1,4}$/u
const LATIN_NAME = /^[A-Za-z][A-Za-z.'-]{1,38}$/
const FILLER = /^(?:[\d.]+|[共有是为和及与等]|共?\d+[人名位]|如下|我们|大家|同志|人员|包括|分别)$/

/** A text that can only be a roster, also from somebody who records in a branch at the same time. */
export const opensRoster = (text: string): boolean =>
  /^\s*(?:党员|正式党员|预备党员|党员名单|名单|党?支部(?:名称)?)\s*[:：]/.test(text)

/** 怎么报名单, 党员名单要写什么？: asks how, and lists nobody. Behind a heading with a colon it is a list after all. */
const ASKS = /怎[么样]|如何|咋|什么|哪[里儿些个]|吗\s*[?？。]?\s*$|[?？]\s*$/
const HEADED = /(?:党员|预备|正式|名单|成员|书记)\s*[:：]\s*(?!怎|如何|咋|什么|哪)\p{Script=Han}/u

/** Tokens in brackets belong to the name before them, whatever follows. */
const SUFFIX = '\u0001'

type Item =
  | { readonly type: 'label' | 'suffix'; readonly label: Label }
  | { readonly type: 'name'; readonly name: string }

/** The roster in a text; undefined when it is none: no heading, and fewer than two names. Pure, never throws. */
export function readFirstRoster(text: string): SetupRoster | undefined {
  if (ASKS.test(text) && !HEADED.test(text)) return undefined
  const read = new Reading()
  for (const clause of clausesOf(text)) {
    const branch = BRANCH_NAME.exec(clause)
    const branchName = (branch?.[1] ?? branch?.[2])?.trim()
    if (branchName !== undefined) read.branchName = branchName
    else read.clause(clause.split(/[\s、:|@]+/).flatMap((token) => itemsOf(token, read)))
  }
  return read.result()
}

function clausesOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .replaceAll(SUFFIX, '')
    .replace(/[([【]([^)\]】\n]{1,40})[)\]】]/g, (_all, inner: string) =>
      inner
        .split(/[\s、,;/]+/)
        .map((word) => ` ${SUFFIX}${word}`)
        .join(''),
    )
    .split(/[\n;,。]+/)
    .filter((clause) => clause.trim() !== '')
}

/** A token is a name, a heading, or one glued to the other (李淑贤管党费). */
function itemsOf(token: string, read: Reading): Item[] {
  const isSuffix = token.startsWith(SUFFIX)
  const word = token
    .replaceAll(SUFFIX, '')
    .replace(/^\d+[.]/, '')
    .replace(/同志$/, '')
  if (word === '' || FILLER.test(word)) return []
  const plain = simplify(word)
  const exact = LABELS.find(([label]) => label === plain)
  if (exact) return [{ type: isSuffix ? 'suffix' : 'label', label: exact[1] }]
  if (isSuffix) {
    read.unread.push(word)
    return []
  }
  for (const [label, meaning] of LABELS) {
    const before = { type: 'label', label: meaning } as const
    if (plain.startsWith(label) && isName(word.slice(label.length)))
      return [before, { type: 'name', name: word.slice(label.length) }]
    if (plain.endsWith(label) && isName(word.slice(0, -label.length)))
      return [
        { type: 'name', name: word.slice(0, -label.length) },
        { type: 'suffix', label: meaning },
      ]
  }
  if (isName(word)) return [{ type: 'name', name: word }]
  read.unread.push(word)
  return []
}

/** What stands in a sentence, and in nobody's name. */
const OF_A_SENTENCE = /[是谁不我你您他她吗哪请把]/

const isName = (word: string): boolean =>
  !OF_A_SENTENCE.test(word) && (HAN_NAME.test(word) || LONG_NAME.test(word) || LATIN_NAME.test(word))

const isGroup = (label: Label): label is 'full' | 'probationary' => label === 'full' || label === 'probationary'

class Reading {
  branchName: string | undefined
  readonly unread: string[] = []
  private readonly people = new Map<string, boolean>()
  private readonly roles: { role: Exclude<Role, 'member'>; name: string }[] = []
  /** The heading whose list goes on in the next clause; a role's does not. */
  private heading: 'full' | 'probationary' = 'full'
  private labels = 0

  clause(items: readonly Item[]): void {
    const firstLabel = items.findIndex(({ type }) => type === 'label')
    const namesFirst = items[0]?.type === 'name'
    const nothingAfter = firstLabel >= 0 && items.slice(firstLabel).every(({ type }) => type !== 'name')
    let current: Label = this.heading
    let last: string | undefined
    for (const item of items) {
      if (item.type === 'name') {
        last = item.name
        this.put(item.name, current)
        continue
      }
      this.labels += 1
      // 孙小雨 预备: one person with what he is, instead of a heading with its people.
      if (item.type === 'suffix' || (namesFirst && nothingAfter)) {
        if (last !== undefined) this.put(last, item.label)
        continue
      }
      current = item.label
      if (isGroup(current)) this.heading = current
    }
  }

  private put(name: string, label: Label): void {
    if (isGroup(label)) {
      this.people.set(name, label === 'probationary' || this.people.get(name) === true)
      return
    }
    if (!this.people.has(name)) this.people.set(name, false)
    if (!this.roles.some((one) => one.role === label && one.name === name)) this.roles.push({ role: label, name })
  }

  result(): SetupRoster | undefined {
    const { people, roles, unread, branchName, labels } = this
    // Without any heading it is one only when nothing else stands in it.
    const isList =
      people.size > 0 && (labels > 0 ? unread.length <= people.size : people.size > 1 && unread.length === 0)
    if (!isList && branchName === undefined) return undefined
    return {
      ...(branchName === undefined ? {} : { branchName }),
      members: isList ? [...people].map(([name, probationary]) => ({ name, probationary })) : [],
      roles: isList ? roles : [],
      unread: [...new Set(unread)].slice(0, 10),
    }
  }
}
