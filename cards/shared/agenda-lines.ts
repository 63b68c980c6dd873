import { openAgenda } from '../../src/core/agenda.js'
import type { AgendaItem, EntryView } from '../../src/core/views.js'
import { votesLine } from '../forms/agenda-lines.js'
import { monthDay } from './entry-text.js'

/** 第2项 落实消防整改：赵阳负责，3月31日前（未落实）: each item of a meeting; one alone is called by what is asked of whom. */
export function agendaLines({ agenda = [], votes }: Pick<EntryView, 'agenda' | 'votes'>): string[] {
  const open = new Set(openAgenda(agenda).map(({ item }) => item))
  return agenda.map((item, index) => {
    const parts = partsOf(item, {
      withVotes: votes === undefined,
      isAlone: agenda.length === 1,
      isOpen: open.has(item),
    })
    const head = agenda.length === 1 ? '落实' : `第${index + 1}项 ${item.topic}`
    return parts === '' ? head : `${head}：${parts}`
  })
}

/** What stands on the receipt already, where there is one item, is not said twice. */
function partsOf(
  { decision, votes, owner, dueTo, closedOn }: AgendaItem,
  { withVotes, isAlone, isOpen }: { withVotes: boolean; isAlone: boolean; isOpen: boolean },
): string {
  const said = [
    ...(decision === undefined || isAlone ? [] : [decision]),
    ...(votes === undefined || !withVotes ? [] : [votesLine(votes)]),
    ...(owner === undefined ? [] : [`${owner}负责`]),
    ...(dueTo === undefined ? [] : [`${monthDay(dueTo)}前`]),
  ].join('，')
  if (closedOn !== undefined) return `${said}（${monthDay(closedOn)}已落实）`
  return isOpen ? `${said}（未落实）` : said
}
