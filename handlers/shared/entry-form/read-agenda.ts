import { isCivilDate } from '../../../src/core/civil-date.js'
import type { AgendaItemMeaning } from '../../../src/core/meaning.js'
import { deadlineDay } from '../../../src/language/dates/deadline-clause.js'
import { type ReadField, readVotes } from './read-field.js'

const EXAMPLE = '消防整改｜责任人：赵阳｜期限：4月10日'
const MOST_ITEMS = 20
const LABEL = /^(决定|决议|责任人|负责人|期限|时限|办结|已办结|完成)\s*[:：]?\s*(.+)$/u
const FIELDS: Readonly<Record<string, 'decision' | 'owner' | 'due_to' | 'closed_on'>> = {
  决定: 'decision',
  决议: 'decision',
  责任人: 'owner',
  负责人: 'owner',
  期限: 'due_to',
  时限: 'due_to',
  办结: 'closed_on',
  已办结: 'closed_on',
  完成: 'closed_on',
}

/**
 * The items of a meeting, one in each line (`agendaLine` writes them). A part without a label is a name of the roster, the
 * votes, a day, or else what was decided.
 */
export function readAgenda(text: string, { people, today }: { people: readonly string[]; today: string }): ReadField {
  const items: AgendaItemMeaning[] = []
  for (const line of text.split('\n').map((one) => one.trim().replace(/^\d{1,2}[.、)）]\s*/u, ''))) {
    if (line === '') continue
    const [topic = '', ...parts] = line.split(/\s*[｜|]\s*/u)
    if (topic === '') return { error: `每行先写议题，如“${EXAMPLE}”` }
    const item: AgendaItemMeaning = { topic }
    for (const part of parts) {
      const error = part === '' ? undefined : readPart(item, part, { people, today })
      if (error !== undefined) return { error }
    }
    items.push(item)
  }
  if (items.length > MOST_ITEMS) return { error: `一次会议最多记${MOST_ITEMS}项议题` }
  return items.length === 0 ? {} : { value: items }
}

/** Puts what the part says on the item; what is wrong with it. */
function readPart(
  item: AgendaItemMeaning,
  part: string,
  { people, today }: { people: readonly string[]; today: string },
): string | undefined {
  const votes = readVotes(part)
  if ('value' in votes) {
    item.votes = votes.value as NonNullable<AgendaItemMeaning['votes']>
    return undefined
  }
  const [, label = '', said = part] = LABEL.exec(part) ?? []
  const day = dayOf(said, today)
  const field = FIELDS[label] ?? (people.includes(said) ? 'owner' : day === undefined ? 'decision' : 'due_to')
  if (field === 'decision' || field === 'owner') item[field] = said
  else if (day === undefined) return `“${said}”没看明白是哪一天，请写成 4月10日`
  else if (field === 'closed_on' && day > today) return '办结的日子还没到'
  else item[field] = day
  return undefined
}

const dayOf = (said: string, today: string): string | undefined => {
  const words = said.replace(/(?:之前|以前|前)$/u, '')
  if (isCivilDate(words)) return words
  return /\d|月|周|底|[今明后昨]天/u.test(words) ? deadlineDay(words, today, today) : undefined
}
