import type { Block } from '../../src/core/card.js'
import type { Lack, PairCell, PairMap, PersonMap, TalkMap, TalkPair } from '../../src/core/talk-views.js'

/** More columns than names of these many don't fit on a phone (390 px: looked at). */
const MOST_IN_TABLE = 5
/** So many names can be taken in at one look, and fit into a line of every platform. */
const NAMES_A_LINE = 12
const QUARTER_MARKS = ['', '①', '②', '③', '④']

export const pairText = ({ one, other }: TalkPair): string => `${one.name}—${other.name}`

/** 3/6对; of a larger branch 12/30人. */
export const coverageText = ({ mode, done, total }: TalkMap): string =>
  `${done}/${total}${mode === 'pairs' ? '对' : '人'}`

/** Who talked with whom: a half matrix where it fits on a phone, otherwise lists of those who have not (moments.md §6). */
export function talkMapBlocks(map: TalkMap): Block[] {
  if (map.mode === 'members') return personLists(map)
  return map.names.length <= MOST_IN_TABLE ? halfMatrix(map) : pairLists(map)
}

function halfMatrix({ names, cells }: PairMap): Block[] {
  if (names.length < 2) return []
  const rows = names.slice(1).map((name) => [name, ...cells.filter(({ other }) => other.name === name).map(markOf)])
  return [{ type: 'table', columns: ['党员', ...names.slice(0, -1)], rows }, legendOf(cells)]
}

function markOf({ state, quarters }: PairCell): string {
  switch (state) {
    case 'talked':
      return `已谈${quarters.map((quarter) => QUARTER_MARKS[quarter]).join('')}`
    case 'planned':
      return '已约'
    case 'never':
      return '不安排'
    case 'open':
      return '待谈'
  }
}

function legendOf(cells: readonly PairCell[]): Block {
  const has = (state: PairCell['state']): boolean => cells.some((cell) => cell.state === state)
  const words = [
    ...(has('talked') ? ['①②③④是第几季度谈的'] : []),
    ...(has('open') ? ['待谈：今年还没有记录'] : []),
    ...(has('never') ? ['不安排：你定的，只有你看得到'] : []),
  ]
  return { type: 'text', text: words.join('；'), style: 'muted' }
}

/** Each pair once, with the one of the two who comes first. */
function pairLists({ names, cells }: PairMap): Block[] {
  const of = (state: PairCell['state']): string[] =>
    names.flatMap((name) => {
      const others = cells.filter((cell) => cell.one.name === name && cell.state === state)
      return others.length === 0 ? [] : [`${name} 和 ${others.map((cell) => cell.other.name + marks(cell)).join('、')}`]
    })
  return [
    ...listed('待谈', of('open')),
    ...listed('已约', of('planned')),
    ...listed('已谈（①②③④是第几季度）', of('talked')),
    ...listed('不安排（你定的，只有你看得到）', of('never')),
  ]
}

const marks = ({ quarters }: PairCell): string => quarters.map((quarter) => QUARTER_MARKS[quarter]).join('')

const LACKING: readonly { readonly lacks: readonly Lack[]; readonly text: string }[] = [
  { lacks: ['committee', 'member'], text: '两次都还没有' },
  { lacks: ['committee'], text: '还差和书记（或有分工的同志）的一次' },
  { lacks: ['member'], text: '还差和另一位党员的一次' },
]

function personLists({ people, never }: PersonMap): Block[] {
  return [
    ...LACKING.flatMap(({ lacks, text }) => {
      const names = people.filter((one) => one.lacks.join() === lacks.join()).map(({ name }) => name)
      return listed(`${text}（${names.length}人）`, inLines(names))
    }),
    ...listed('不安排（你定的，只有你看得到）', never.map(pairText)),
  ]
}

function inLines(names: readonly string[]): string[] {
  const lines: string[] = []
  for (let at = 0; at < names.length; at += NAMES_A_LINE) lines.push(names.slice(at, at + NAMES_A_LINE).join('、'))
  return lines
}

const listed = (title: string, items: readonly string[]): Block[] =>
  items.length === 0
    ? []
    : [
        { type: 'text', text: title },
        { type: 'list', items },
      ]
