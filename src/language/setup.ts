import { readFirstRoster, type SetupRoster } from './setup-roster.js'
import { simplify } from './simplify.js'

export type { SetupRoster } from './setup-roster.js'

/** What somebody says while a group becomes a branch (moments.md §2). Ordinary branches never see this. */
export type SetupText =
  | { readonly step: 'claim' | 'deny' | 'yes' | 'bind' | 'confirm-roster' | 'redo-roster' }
  /** 书记是 @陈立: the name as it was typed. */
  | { readonly step: 'name'; readonly name: string }
  /** 同意, perhaps with whom. */
  | { readonly step: 'second'; readonly name?: string }
  /** 确认绑定, with the branch's name where he leads several. */
  | { readonly step: 'confirm-bind'; readonly name?: string }
  | { readonly step: 'roster'; readonly roster: SetupRoster }

const OF_BRANCH = '(?:我们|咱们|本)?(?:党支部|支部)?的?'
/** A question, or a word that stands for no name. */
const NO_NAME = /谁|哪|什么|啥|不|我|本人|[?？]/

/** Said as one word, without blanks; in this order. */
const COMMANDS: readonly (readonly [RegExp, (name: string | undefined) => SetupText | undefined])[] = [
  [new RegExp(`^(?:我|本人)就?(?:是|担任|任|当)${OF_BRANCH}书记$|^${OF_BRANCH}书记就?是(?:我|本人)$`), step('claim')],
  [new RegExp(`^(?:我|本人)?不是(?:我|本人|${OF_BRANCH}书记)$|^${OF_BRANCH}书记不是(?:我|本人)$`), step('deny')],
  [new RegExp(`^${OF_BRANCH}书记就?是@?(.{2,40}?)(?:同志)?$`), named],
  [new RegExp(`^@?(.{2,40}?)(?:同志)?就?是${OF_BRANCH}书记$`), named],
  [/^我?(?:同意|附议|赞成)(?:由|让)?@?(.{2,40}?)?(?:同志)?(?:当|任|担任|做)?(?:支部|党支部)?(?:书记)?$/, seconded],
  [/^请?(?:把|将)?(?:本|我们|我的?|咱们)?(?:党支部|支部)?绑定到?(?:本|这个|此|这)群$/, step('bind')],
  [/^我?确认绑定(?:到?本群)?(.{2,80})?$/, (name) => ({ step: 'confirm-bind', ...(name ? { name } : {}) })],
  [/^确认(?:党员)?名单$|^名单(?:没问题|无误|没错|正确)$/, step('confirm-roster')],
  [/^重(?:新)?(?:报|填|写)(?:党员)?名单$/, step('redo-roster')],
  [/^(?:确认|是我?的?|对的?|好的?|可以|没错)$/, step('yes')],
]

/** What a text says to a set-up; undefined: nothing of it. Pure, never throws. */
export function readSetup(text: string): SetupText | undefined {
  const plain = simplify(text.normalize('NFKC'))
    .replace(/^[\s/]+|[\s。.!~,]+$/g, '')
    .replace(/\s+/g, '')
  for (const [pattern, read] of COMMANDS) {
    const match = pattern.exec(plain)
    const said = match && read(match[1])
    if (said) return said
  }
  const roster = readFirstRoster(text)
  return roster && { step: 'roster', roster }
}

function step(name: Exclude<SetupText['step'], 'name' | 'second' | 'confirm-bind' | 'roster'>) {
  return (): SetupText => ({ step: name })
}

function named(name: string | undefined): SetupText | undefined {
  return name === undefined || NO_NAME.test(name) ? undefined : { step: 'name', name }
}

function seconded(name: string | undefined): SetupText {
  return { step: 'second', ...(name ? { name } : {}) }
}
